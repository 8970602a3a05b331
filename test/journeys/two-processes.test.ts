import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Server } from '../support/server.ts'

// Two processes need a ClickHouse and a PostgreSQL that both can reach: `.ci/run` starts them and sets the two URLs.
const servers = process.env['CLICKHOUSE_URL'] && process.env['DATABASE_URL']
const journey = test.runIf(servers)

const first = new Server()
const second = new Server({ beside: first })
beforeAll(async () => {
  if (!servers) return
  await first.start()
  await second.start()
}, 90_000)
afterAll(async () => {
  await second.remove()
  await first.remove()
})

const count = (server: Server, event: string) =>
  server.sql(`select count(), count(distinct person_id) from events where event = '${event}'`)

journey('an event sent to one process is counted by the other at once', async () => {
  expect((await first.batch([{ event: 'shared', distinct_id: 'a' }])).status).toBe(200)
  expect(await count(second, 'shared')).toEqual([[1, 1]])
})

journey('a uuid sent to both counts once', async () => {
  const event = { event: 'twice', distinct_id: 'a', uuid: randomUUID(), timestamp: new Date().toISOString() }
  expect((await first.batch([event])).status).toBe(200)
  expect((await second.batch([event])).status).toBe(200)
  expect(await count(first, 'twice')).toEqual([[1, 1]])
})

journey('merges race in two processes and end in one person each', async () => {
  const people = Array.from({ length: 20 }, (_, i) => `p${i}`)
  for (const who of people)
    await Promise.all([
      first.batch([{ event: 'raced', distinct_id: `${who}-phone` }]),
      second.batch([{ event: 'raced', distinct_id: `${who}-laptop` }]),
    ])
  await Promise.all(
    people.flatMap((who) => [
      first.batch([{ event: '$identify', distinct_id: who, properties: { $anon_distinct_id: `${who}-phone` } }]),
      second.batch([{ event: '$identify', distinct_id: who, properties: { $anon_distinct_id: `${who}-laptop` } }]),
    ]),
  )
  expect(await count(first, 'raced')).toEqual([[40, 20]])
  expect(await count(second, 'raced')).toEqual([[40, 20]])
})

journey('what people edit in one process is there in the other', async () => {
  const made = await first.api('POST', '/projects/1/dashboards/', { name: 'Shared' })
  expect(made.status).toBe(201)
  const read = await second.api('GET', `/projects/1/dashboards/${made.body.id}/`)
  expect(read.body.name).toBe('Shared')
  await second.api('PATCH', '/projects/1/', { timezone: 'Asia/Tokyo' })
  await expect
    .poll(async () => (await first.api('GET', '/projects/1/')).body.timezone, { timeout: 15_000 })
    .toBe('Asia/Tokyo')
})

journey('killing one process leaves the other whole', async () => {
  const uuids = Array.from({ length: 200 }, () => randomUUID())
  const acknowledged: string[] = []
  const sending = uuids.map(async (uuid) => {
    const ok = await first.batch([{ event: 'survives', distinct_id: 'a', uuid }]).then(
      (reply) => reply.status === 200,
      () => false,
    )
    if (ok) acknowledged.push(uuid)
  })
  await new Promise((resolve) => setTimeout(resolve, 60))
  await first.end('SIGKILL')
  await Promise.all(sending)
  const rows = await second.sql("select toString(uuid) from events where event = 'survives' limit 1000")
  const stored = new Set(rows.map(([uuid]) => uuid))
  expect(acknowledged.filter((uuid) => !stored.has(uuid))).toEqual([])
  expect(stored.size).toBe(rows.length)
  expect((await second.batch([{ event: 'after', distinct_id: 'b' }])).status).toBe(200)
})
