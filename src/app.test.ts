import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { endClickHouse } from '../test/support/engines.ts'
import { type AppConfig, openApp } from './app.ts'
import type { Log } from './lib/log.ts'

const directory = mkdtempSync(join(tmpdir(), 'hoglet-app-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const config: AppConfig = {
  data_directory: directory,
  ephemeral: false,
  clickhouse_url: undefined,
  database_url: undefined,
  site_url: undefined,
  secret: undefined,
  trust_proxy: false,
  query_seconds: undefined,
  model: undefined,
  memory_bytes: 2 ** 31,
  max_body_bytes: 2 ** 20,
  max_inflated_bytes: 2 ** 20,
  check_responses: true,
  strict_api_key_actions: false,
  rate_limits: false,
}

const said: string[] = []
const note = (text: string) => void said.push(text)
const log: Log = { debug: note, info: note, warn: note, error: note }

test('a damaged part is told with its table and reason, and the rest opens', async () => {
  await endClickHouse()
  const first = await openApp(config, log)
  const row = `{"team_id":1,"distinct_id":"a","person_id":"00000000-0000-4000-8000-000000000001","version":0}\n`
  await first.deps.clickhouse.insert('person_distinct_id2', Buffer.from(row), { token: 'one' })
  const { rows } = await first.deps.clickhouse.rows(
    "SELECT path FROM system.parts WHERE active AND table = 'person_distinct_id2'",
  )
  const part = String(rows[0]?.[0])
  await first.close()
  expect(said.filter((text) => text.includes('detached'))).toEqual([])

  for (const name of readdirSync(part)) if (/\.(bin|txt)$/.test(name)) truncateSync(join(part, name), 1)
  const second = await openApp(config, log)
  const told = said.filter((text) => text.includes('detached'))
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/^part \S+ of table person_distinct_id2 is detached \(broken-on-start\)/)
  const ready = await second.fetch(new Request('http://test.example/_readyz'))
  expect(await ready.json()).toMatchObject({ status: 'ok', clickhouse: 'degraded' })
  await second.close()
}, 60_000)
