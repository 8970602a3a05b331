import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp, TOKEN } from '../../test/support/app.ts'
import { type JsonObject, objectOr, objectsOf } from '../lib/json.ts'
import type { CapturedEvent } from './normalize.ts'
import { Quarantine } from './quarantine.ts'

const BASE = '/api/projects/1'
const DAY_MS = 86_400_000
const NOW = new Date('2026-03-10T12:00:00Z')

let app: TestApp
let now = NOW
let group: unknown
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const properties = [{ name: 'amount', property_type: 'Numeric', is_required: true }]
  group = (await ask('POST', '/schema_property_groups/', { name: 'G', properties })).body['id']
  for (const name of ['order', 'refund', '$identify']) {
    const definition = await ask('POST', '/event_definitions/', { name, enforcement_mode: 'reject' })
    const link = { event_definition: definition.body['id'], property_group_id: group }
    await ask('POST', '/event_schemas/', link)
  }
})
afterAll(() => app.close())
beforeEach(async () => {
  now = NOW
  await app.app.deps.warnings.flush()
  for (const table of ['ingestion_warning', 'ingestion_warning_count', 'quarantined_event'] as const)
    await app.app.deps.postgres.deleteFrom(table).execute()
})

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const event = (name: string, properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  uuid: randomUUID(),
  event: name,
  distinct_id: 'u1',
  properties,
  ...more,
})

async function send(batch: JsonObject[], more: JsonObject = {}): Promise<number> {
  const body = JSON.stringify({ api_key: TOKEN, batch, ...more })
  return (await app.app.fetch(new Request('http://hoglet.test/batch/', { method: 'POST', body }))).status
}

/** Takes events that would be refused now, until the end of `during`, with nothing required. */
async function relaxed<T>(during: () => Promise<T>): Promise<T> {
  const set = (is_required: boolean) =>
    ask('PATCH', `/schema_property_groups/${String(group)}/`, {
      properties: [{ name: 'amount', property_type: 'Numeric', is_required }],
    })
  await set(false)
  const result = await during()
  await set(true)
  return result
}

const list = async (query = '') => (await ask('GET', `/quarantined_events/?${query}`)).body
const replay = async (body: unknown) => (await ask('POST', '/quarantined_events/replay/', body)).body
const ids = (body: JsonObject) => objectsOf(body['results']).map(({ id }) => Number(id))
const hogql = async (query: string) =>
  (await ask('POST', '/query/', { query: { kind: 'HogQLQuery', query }, refresh: 'force_blocking' })).body['results']

describe('the list', () => {
  test('shows what was sent, the newest first', async () => {
    const first = event('order', { amount: 'x', wide: 1 }, { timestamp: '2026-03-10T10:00:00Z' })
    // The client's clock is an hour behind: what it calls eleven was noon.
    await send([first], { sent_at: '2026-03-10T11:00:00Z' })
    await send([event('refund', {})])
    const { count, results, next } = await list()
    expect([count, next, objectsOf(results).map((row) => row['event'])]).toEqual([2, null, ['refund', 'order']])
    expect(objectsOf(results)[1]).toMatchObject({
      uuid: first['uuid'],
      event: 'order',
      distinct_id: 'u1',
      timestamp: '2026-03-10T11:00:00.000Z',
      sent_at: '2026-03-10T11:00:00.000Z',
      quarantined_at: '2026-03-10T12:00:00.000Z',
      properties: { amount: 'x', wide: 1 },
      errors: [{ property: 'amount', reason: 'type_mismatch', expectedTypes: ['Numeric'], actualValue: 'x' }],
    })
  })

  test('is read by event and in pages', async () => {
    for (let i = 0; i < 5; i++) await send([event(i % 2 === 0 ? 'order' : 'refund', { i })])
    const all = ids(await list())
    expect([all.length, (await list('event=order'))['count']]).toEqual([5, 3])
    const page = await list('limit=2')
    expect([ids(page), page['count']]).toEqual([all.slice(0, 2), 5])
    const following = await app.ask('GET', String(page['next']).replace('http://hoglet.test', ''))
    expect(ids(following.body)).toEqual(all.slice(2, 4))
    expect([ids(await list(`after=${all[3]}`)), ids(await list('limit=-1')).length]).toEqual([[all[4]], 5])
    expect(await ask('GET', '/quarantined_events/?after=x')).toMatchObject({ status: 400, body: { attr: 'after' } })
  })

  test('of large events ends where it holds eight megabytes', async () => {
    const text = 'x'.repeat(900_000)
    for (let i = 0; i < 12; i++) await send([event('order', { text })])
    const page = await list()
    // Nine hold 8,100,000 bytes; a tenth begins below the limit of 8,388,608 and is the last.
    expect([ids(page).length, page['next'] !== null]).toEqual([10, true])
  })
})

describe('a replay', () => {
  test('stores what fits now, once, under its own time, and says what does not', async () => {
    const [a, b] = [
      event('order', { shop: 'r1' }, { timestamp: '2026-03-01T10:00:00.5Z' }),
      event('order', { shop: 'r1' }),
    ]
    await send([a, b])
    const held = ids(await list())
    expect(await replay({ ids: held })).toEqual({ replayed: 0, still_rejected: 2 })
    const stored =
      "SELECT uuid, timestamp FROM events WHERE event = 'order' AND properties.shop = 'r1' ORDER BY timestamp"
    await relaxed(async () => {
      expect(await replay({ ids: held.slice(1) })).toEqual({ replayed: 1, still_rejected: 0 })
      expect(await hogql(stored)).toEqual([[a['uuid'], '2026-03-01T10:00:00.500000Z']])
      expect(await replay({ event: 'order' })).toEqual({ replayed: 1, still_rejected: 0 })
    })
    expect((await list())['count']).toBe(0)
    // The sender comes again with the same batch: both are known.
    expect(await send([a, b])).toBe(200)
    expect([(await list())['count'], await hogql(stored)]).toEqual([
      0,
      [
        [a['uuid'], '2026-03-01T10:00:00.500000Z'],
        [b['uuid'], '2026-03-10T12:00:00Z'],
      ],
    ])
  })

  test('of an identification merges then', async () => {
    await send([event('page', {}, { distinct_id: 'anon' })])
    await send([event('$identify', { $anon_distinct_id: 'anon', $set: { plan: 'pro' } }, { distinct_id: 'ann' })])
    await relaxed(() => replay({ event: '$identify' }))
    expect(await hogql("SELECT uniq(person_id), count() FROM events WHERE distinct_id IN ('anon', 'ann')")).toEqual([
      [1, 2],
    ])
    expect(await hogql("SELECT distinct person.properties.plan FROM events WHERE distinct_id = 'ann'")).toEqual([
      ['pro'],
    ])
  })

  test.each([
    [{}, 'Give either ids or event.'],
    [{ ids: [1], event: 'order' }, 'Give either ids or event.'],
    [{ ids: [] }, 'This list may not be empty.'],
    [{ ids: ['x'] }, 'A valid integer is required.'],
    [{ ids: Array.from({ length: 501 }, (_, i) => i) }, 'Ensure this field has no more than 500 elements.'],
    [{ event: '' }, 'This field may not be blank.'],
  ])('of %j is refused', async (body, detail) => {
    expect(await ask('POST', '/quarantined_events/replay/', body)).toMatchObject({ status: 400, body: { detail } })
  })

  test('of what is not there does nothing', async () => {
    expect(await replay({ ids: [999_999_999_999] })).toEqual({ replayed: 0, still_rejected: 0 })
    expect(await replay({ event: 'nobody' })).toEqual({ replayed: 0, still_rejected: 0 })
  })
})

test('thousands in one request are written in groups', async () => {
  const before = performance.now()
  expect(await send(Array.from({ length: 5_000 }, (_, i) => event('order', { i })))).toBe(200)
  const took = performance.now() - before
  expect([(await list('limit=1'))['count'], took < 10_000]).toEqual([5_000, true])
  await app.app.deps.warnings.flush()
  const [told] = objectsOf((await ask('GET', '/ingestion_warnings/')).body['results'])
  // Only two hundred a minute are kept as samples, but all are counted.
  expect([told?.['type'], told?.['count'], objectsOf(told?.['samples']).length]).toEqual([
    ...['schema_validation_failed', 5_000, 10],
  ])
  await relaxed(async () => {
    // Two at the same time: each event is counted by one of them.
    const both = await Promise.all([replay({ event: 'order' }), replay({ event: 'order' })])
    expect(both.reduce((sum, { replayed }) => sum + Number(replayed), 0)).toBe(5_000)
    expect(both.map(({ still_rejected }) => still_rejected)).toEqual([0, 0])
  })
})

test('a deleted person takes along what waits', async () => {
  // Of the minute of the thousands no more samples are taken.
  now = new Date(NOW.getTime() + 60_000)
  await send([event('page', {}, { distinct_id: 'gone' }), event('page', {}, { distinct_id: 'stays' })])
  await send([event('order', {}, { distinct_id: 'gone' }), event('order', {}, { distinct_id: 'stays' })])
  await app.app.deps.warnings.flush()
  const found = await ask('GET', '/persons/?distinct_id=gone')
  const [person] = objectsOf(found.body['results'])
  expect((await ask('DELETE', `/persons/${String(person?.['id'])}/`)).status).toBeLessThan(300)
  expect(objectsOf((await list())['results']).map((row) => row['distinct_id'])).toEqual(['stays'])
  const [told] = objectsOf((await ask('GET', '/ingestion_warnings/')).body['results'])
  expect(objectsOf(told?.['samples']).map(({ details }) => objectOr(details)['distinctId'])).toEqual(['stays'])
})

describe('what is kept is bounded', () => {
  const captured = (properties: JsonObject = {}): CapturedEvent => ({
    uuid: randomUUID(),
    event: 'order',
    distinct_id: 'u1',
    timestamp: NOW.getTime() * 1000,
    properties,
  })
  const errors = [{ property: 'amount', reason: 'missing_required' } as const]
  const told = async () => {
    await app.app.deps.warnings.flush()
    const rows = await app.app.deps.postgres.selectFrom('ingestion_warning').select(['type', 'details']).execute()
    return rows.flatMap(({ type, details }) => (type === 'quarantine_full' ? [objectOr(details)['dropped']] : []))
  }

  test('in number: the oldest go, and that is told', async () => {
    const quarantine = new Quarantine(app.app.deps, { rows: 200, bytes: 2 ** 20 })
    const events = Array.from({ length: 201 }, () => captured())
    await Promise.all(events.slice(0, 200).map((item) => quarantine.add(1, item, errors)))
    expect([(await list())['count'], await told()]).toEqual([200, []])
    const [last] = events.slice(200)
    if (last) await quarantine.add(1, last, errors)
    // One too many makes room down to 99 in a hundred: 198 stay.
    expect([(await list())['count'], await told()]).toEqual([198, [3]])
    expect(objectsOf((await list('limit=1'))['results'])[0]?.['uuid']).toBe(last?.uuid)
  })

  test('in bytes', async () => {
    const quarantine = new Quarantine(app.app.deps, { rows: 1_000, bytes: 10_000 })
    for (let i = 0; i < 9; i++) await quarantine.add(1, captured({ text: 'x'.repeat(980) }), errors)
    // Each holds {"text":"…"} of 991 bytes, `order`, `u1` and 51 bytes of errors: 1,049. Nine fit, and below 9,900 too.
    expect([(await list())['count'], await told()]).toEqual([9, []])
    await quarantine.add(1, captured({ text: 'x'.repeat(980) }), errors)
    expect([(await list())['count'], await told()]).toEqual([9, [1]])
  })

  test('in number, when another process adds as well', async () => {
    const quarantine = new Quarantine(app.app.deps, { rows: 100, bytes: 2 ** 20 })
    const elsewhere = new Quarantine(app.app.deps)
    await quarantine.add(1, captured(), errors)
    await Promise.all(Array.from({ length: 150 }, () => elsewhere.add(1, captured(), errors)))
    now = new Date(NOW.getTime() + 60_000)
    await quarantine.add(1, captured(), errors)
    expect((await list())['count']).toBe(99)
  })

  test('in time: a month', async () => {
    await send([event('order', {})])
    now = new Date(NOW.getTime() + 29 * DAY_MS)
    await send([event('order', {})])
    await app.app.deps.warnings.flush()
    now = new Date(NOW.getTime() + 30 * DAY_MS + 1)
    await app.app.deps.hourly.run()
    const warnings = await app.app.deps.postgres.selectFrom('ingestion_warning').select('id').execute()
    expect([(await list())['count'], warnings.length]).toEqual([1, 1])
  })
})

test('warnings by type, the one seen last first', async () => {
  const { warnings, teams } = app.app.deps
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  const other = await teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })
  warnings.add(1, 'older', { a: 1 })
  now = new Date(NOW.getTime() + 60_000)
  warnings.add(1, 'newer', { a: 2 })
  warnings.add(1, 'newer', { a: 3 })
  warnings.add(other.id, 'another project', {})
  await warnings.flush()
  warnings.add(1, 'newer', { a: 4 })
  await warnings.flush()
  const { body } = await ask('GET', '/ingestion_warnings/?limit=1')
  expect(body).toMatchObject({ count: 2, previous: null, results: [{ type: 'newer' }] })
  const second = await app.ask('GET', String(body['next']).replace('http://hoglet.test', ''))
  expect(second.body['results']).toEqual([
    {
      type: 'older',
      count: 1,
      last_seen_at: '2026-03-10T12:00:00.000Z',
      samples: [{ timestamp: '2026-03-10T12:00:00.000Z', details: { a: 1 } }],
    },
  ])
})
