import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp, TOKEN } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const send = (batch: object[]) => app.ask('POST', '/batch/', { api_key: TOKEN, batch }, null)

test('a time that cannot be read or stored is warned of, once', async () => {
  const times = ['soon', '1960-05-01', { at: 1 }, '', null, '2026-01-01T00:00:00Z']
  const events = times.map((timestamp) => ({ event: 'timed', distinct_id: 't', uuid: randomUUID(), timestamp }))
  for (let i = 0; i < 2; i++) expect((await send(events)).status).toBe(200)
  await app.app.deps.warnings.flush()
  const rows = await app.app.deps.postgres.selectFrom('ingestion_warning').select(['type', 'details']).execute()
  const expected = ['soon', '1960-05-01', '{"at":1}'].map((value, i) => ({
    type: 'ignored_invalid_timestamp',
    details: { event: 'timed', distinctId: 't', eventUuid: events[i]?.uuid, field: 'timestamp', value },
  }))
  expect(rows).toHaveLength(3)
  expect(rows).toEqual(expect.arrayContaining(expected))
})
