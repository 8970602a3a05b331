import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp, TOKEN } from '../../test/support/app.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const SENT = '2026-02-03T04:05:06.000Z'
const headers = (): Record<string, string> => ({
  authorization: `Bearer ${TOKEN}`,
  'content-type': 'application/json',
  'posthog-sdk-info': 'posthog-node/5.70.0',
  'posthog-attempt': '1',
  'posthog-request-id': randomUUID(),
  'posthog-request-timestamp': new Date().toISOString(),
})

async function send(batch: JsonObject[], more: Record<string, string> = {}, root: JsonObject = {}) {
  const body = JSON.stringify({ created_at: SENT, batch, ...root })
  const request = { method: 'POST', body, headers: { ...headers(), ...more } }
  const reply = await app.app.fetch(new Request('http://hoglet.test/i/v1/analytics/events', request))
  return { status: reply.status, headers: reply.headers, body: objectOr(await reply.json()) }
}

const event = (more: JsonObject = {}): JsonObject & { uuid: string } => ({
  event: 'sent',
  distinct_id: 'd',
  timestamp: SENT,
  ...more,
  uuid: String(more['uuid'] ?? randomUUID()),
})

async function stored(name: string): Promise<JsonObject[]> {
  const query = `SELECT properties, distinct_id, person_mode FROM events WHERE event = '${name}' ORDER BY timestamp`
  const { body } = await app.ask('POST', '/api/projects/1/query/', { query: { kind: 'HogQLQuery', query } })
  const rows = Array.isArray(body['results']) ? body['results'] : []
  return rows.map((row) => {
    const [properties, distinct_id, person_mode] = Array.isArray(row) ? row : []
    return { ...objectOr(JSON.parse(String(properties))), distinct_id: String(distinct_id), mode: String(person_mode) }
  })
}

test.each([
  ['posthog-request-id', 'one', 'invalid_header_value', 400],
  ['posthog-attempt', '0', 'invalid_header_value', 400],
  ['posthog-attempt', 'first', 'invalid_header_value', 400],
  ['posthog-request-timestamp', 'now', 'invalid_header_value', 400],
  ['posthog-request-timestamp', '2026-02-30T00:00:00Z', 'invalid_header_value', 400],
  ['content-type', 'application/jsonlines', 'unsupported_content_type', 415],
])('the header %s that says %s is refused as %s', async (name, value, error, status) => {
  const reply = await send([event({ event: 'refused' })], { [name]: value })
  expect([reply.status, reply.body['error']]).toEqual([status, error])
  expect(await stored('refused')).toEqual([])
})

test('a content type is known in any case and with a charset', async () => {
  for (const type of ['Application/JSON', 'application/json ; charset=utf-8'])
    expect((await send([event()], { 'content-type': type })).status).toBe(200)
})

test('errors of a whole batch have the names that PostHog gives them', async () => {
  const own = randomUUID()
  const named = async (batch: JsonObject[], root: JsonObject = {}) => (await send(batch, {}, root)).body['error']
  expect(await named([event()], { created_at: 'yesterday' })).toBe('invalid_batch')
  expect(await named([{ ...event(), uuid: '' }])).toBe('missing_event_uuid')
  expect(await named([event({ uuid: 'one' })])).toBe('invalid_event_uuid')
  expect(await named([event({ uuid: own }), event({ uuid: `{${own}}` })])).toBe('duplicate_event_uuid')
  const post = async (body: string, more = {}) => {
    const init = { method: 'POST', body, headers: { ...headers(), ...more } }
    const reply = await app.app.fetch(new Request('http://hoglet.test/i/v1/analytics/events', init))
    return objectOr(await reply.json())['error']
  }
  expect(await post('')).toBe('empty_body')
  expect(await post('{')).toBe('request_parsing_error')
  expect(await post('nothing of that kind', { 'content-encoding': 'deflate' })).toBe('request_decoding_error')
})

test('only POST brings events', async () => {
  const ask = { headers: headers() }
  const reply = await app.app.fetch(new Request('http://hoglet.test/i/v1/analytics/events', ask))
  expect([reply.status, objectOr(await reply.json())['error']]).toEqual([405, 'method_not_allowed'])
})

test('the header names the library, whatever the properties say, unless it is of no use', async () => {
  const properties = { $lib: 'mine', $lib_version: '0' }
  for (const info of [
    'posthog/sub-sdk/2.3.4',
    ' posthog-rs / 1.2.3 ',
    'posthog-rs',
    'posthog-rs/',
    `a/${'9'.repeat(200)}`,
  ])
    await send([event({ event: info.slice(0, 30), properties })], { 'posthog-sdk-info': info })
  const library = async (name: string) => (await stored(name)).map(({ $lib, $lib_version }) => [$lib, $lib_version])
  expect(await library('posthog/sub-sdk/2.3.4')).toEqual([['posthog/sub-sdk', '2.3.4']])
  expect(await library(' posthog-rs / 1.2.3 ')).toEqual([['posthog-rs', '1.2.3']])
  for (const name of ['posthog-rs', 'posthog-rs/', `a/${'9'.repeat(28)}`])
    expect(await library(name)).toEqual([['mine', '0']])
})

test('options are read as leniently as PostHog reads them', async () => {
  const asked: [JsonObject, unknown][] = [
    [{ process_person_profile: ' FALSE ' }, 'propertyless'],
    [{ process_person_profile: 0 }, 'propertyless'],
    [{ process_person_profile: 2 }, 'full'],
    [{ product_tour_id: 7 }, 'full'],
    [{ product_tour_id: null }, 'full'],
  ]
  for (const [i, [options, mode]] of asked.entries()) {
    const reply = await send([event({ event: `options ${i}`, distinct_id: `o${i}`, options })])
    expect(Object.values(objectOr(reply.body['results']))).toEqual([{ result: 'ok' }])
    expect((await stored(`options ${i}`)).map((row) => row['mode'])).toEqual([mode])
  }
  expect((await stored('options 3'))[0]?.['$product_tour_id']).toBe('7')
  for (const options of [{ product_tour_id: 1.5 }, { product_tour_id: true }, { cookieless_mode: 'perhaps' }, []]) {
    const reply = await send([event({ options })])
    expect(Object.values(objectOr(reply.body['results']))).toEqual([{ result: 'drop', details: 'invalid_options' }])
  }
})

test('blanks around a distinct id or a uuid are no part of it, so that one person stays one', async () => {
  const uuid = randomUUID()
  const reply = await send([
    event({ event: 'padded', distinct_id: '  ann\n', uuid: ` ${uuid} ` }),
    event({ event: 'padded', distinct_id: '   ' }),
  ])
  expect(Object.values(objectOr(reply.body['results']))).toEqual([
    { result: 'ok' },
    { result: 'drop', details: 'missing_distinct_id' },
  ])
  expect((await stored('padded')).map(({ distinct_id }) => distinct_id)).toEqual(['ann'])
  expect((await send([event({ event: 'padded', uuid })])).status).toBe(200)
  expect(await stored('padded')).toHaveLength(1)
})

test('an id that anybody may have is known in any case', async () => {
  const ids = ['NULL', 'NAN', '[OBJECT OBJECT]', 'Backend', 'nanna']
  const reply = await send(ids.map((distinct_id) => event({ event: 'any case', distinct_id })))
  const results = Object.values(objectOr(reply.body['results'])).map((result) => objectOr(result)['result'])
  expect(results).toEqual(['warning', 'warning', 'warning', 'warning', 'ok'])
  const full = (await stored('any case')).filter(({ mode }) => mode === 'full')
  expect(full.map(({ distinct_id }) => distinct_id)).toEqual(['nanna'])
})

test('events that need a person are kept without one where the id stands for anybody', async () => {
  const [identify, group] = [
    event({
      event: '$identify',
      distinct_id: 'backend',
      properties: { $anon_distinct_id: 'somebody', $set: { a: 1 } },
    }),
    event({
      event: '$groupidentify',
      distinct_id: 'system',
      properties: { $group_type: 'company', $group_key: 'acme', $group_set: { size: 3 } },
    }),
  ]
  const reply = await send([identify, group])
  const warning = { result: 'warning', details: 'person_processing_disabled' }
  expect(reply.body['results']).toEqual({ [identify.uuid]: warning, [group.uuid]: warning })
  expect((await stored('$identify')).map(({ distinct_id, mode }) => [distinct_id, mode])).toEqual([
    ['backend', 'propertyless'],
  ])
  const groups = await app.ask('GET', '/api/projects/1/groups/?group_type_index=0')
  expect(groups.body['results']).toMatchObject([{ group_key: 'acme', group_properties: { size: 3 } }])
  for (const id of ['backend', 'somebody'])
    expect((await app.ask('GET', `/api/projects/1/persons/?distinct_id=${id}`)).body['results']).toEqual([])
})
