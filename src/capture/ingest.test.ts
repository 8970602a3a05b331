import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp, TOKEN } from '../../test/support/app.ts'
import { objectOr } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const send = (batch: object[]) => app.ask('POST', '/batch/', { api_key: TOKEN, batch }, null)

const post = (body: string) =>
  Promise.resolve(app.app.fetch(new Request('http://hoglet.test/batch/', { method: 'POST', body })))

const warningsOf = (type: string) =>
  app.app.deps.postgres
    .selectFrom('ingestion_warning')
    .select(['type', 'details'])
    .where('type', '=', type)
    .orderBy('details')
    .execute()

test('a time that cannot be read or stored is warned of, once', async () => {
  const times = ['soon', '1960-05-01', { at: 1 }, '', null, '2026-01-01T00:00:00Z']
  const events = times.map((timestamp) => ({ event: 'timed', distinct_id: 't', uuid: randomUUID(), timestamp }))
  for (let i = 0; i < 2; i++) expect((await send(events)).status).toBe(200)
  await app.app.deps.warnings.flush()
  const rows = await warningsOf('ignored_invalid_timestamp')
  const expected = ['soon', '1960-05-01', '{"at":1}'].map((value, i) => ({
    type: 'ignored_invalid_timestamp',
    details: { event: 'timed', distinctId: 't', eventUuid: events[i]?.uuid, field: 'timestamp', value },
  }))
  expect(rows).toHaveLength(3)
  expect(rows).toEqual(expect.arrayContaining(expected))
})

test('what an SDK warns of is a text, and nothing else keeps other warnings from being written', async () => {
  const warn = (message: string) =>
    `{"event":"$$client_ingestion_warning","distinct_id":"w","properties":{"$$client_ingestion_warning_message":${message}}}`
  const messages = ['"of a leak"', `"${'x'.repeat(1_001)}"`, '1e999999', `${'['.repeat(9_000)}${']'.repeat(9_000)}`]
  const body = `{"api_key":"${TOKEN}","batch":[${messages.map(warn).join()}]}`
  const reply = await post(body)
  expect(reply.status).toBe(200)
  await app.app.deps.warnings.flush()
  const said = (await warningsOf('client_ingestion_warning')).map(({ details }) => objectOr(details)['message'])
  expect(said).toHaveLength(4)
  expect(said).toEqual(expect.arrayContaining(['of a leak', 'x'.repeat(1_000), null, null]))
})

test('a member of a batch that is no object is warned of, and the rest is stored', async () => {
  const batch = '[7, null, "x", 123456789012345678901, {"event":"kept","distinct_id":"w"}]'
  const reply = await post(`{"api_key":"${TOKEN}","batch":${batch}}`)
  expect(reply.status).toBe(200)
  await app.app.deps.warnings.flush()
  expect(await warningsOf('invalid_payload')).toHaveLength(4)
  expect((await post(`{"api_key":"${TOKEN}","batch":[7, null]}`)).status).toBe(400)
})
