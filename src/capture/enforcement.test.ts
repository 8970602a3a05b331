import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestApp, TOKEN } from '../../test/support/app.ts'
import { Enforcement } from '../definitions/enforcement.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'

const BASE = '/api/projects/1'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())
beforeEach(async () => {
  for (const table of ['event_definition', 'schema_property_group', 'ingestion_warning', 'quarantined_event'] as const)
    await app.app.deps.postgres.deleteFrom(table).execute()
  app.app.deps.enforcement.forget(1)
})

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)

interface Property {
  name: string
  property_type: string
  is_required?: boolean
  is_optional_in_types?: boolean
}

/** An event of this name with property groups, one per list. */
async function defineEvent(name: string, groups: Property[][], enforcement_mode = 'reject') {
  const definition = (await ask('POST', '/event_definitions/', { name, enforcement_mode })).body
  const schemas: JsonObject[] = []
  for (const properties of groups) {
    const group = (await ask('POST', '/schema_property_groups/', { name: randomUUID(), properties })).body
    const link = { event_definition: definition['id'], property_group_id: group['id'] }
    schemas.push({ ...(await ask('POST', '/event_schemas/', link)).body, group: group['id'] ?? null })
  }
  return { id: String(definition['id']), schemas }
}

const AMOUNT = { name: 'amount', property_type: 'Numeric', is_required: true }

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.app.fetch(new Request(`http://hoglet.test${path}`, { method: 'POST', body: JSON.stringify(body), headers }))

async function send(batch: object[]) {
  const reply = await post('/batch/', { api_key: TOKEN, batch })
  return { status: reply.status, body: objectOr(await reply.json()) }
}

const event = (name: string, properties: JsonObject, more: JsonObject = {}) => ({
  uuid: randomUUID(),
  event: name,
  distinct_id: 'u1',
  properties,
  ...more,
})

async function hogql(query: string): Promise<unknown> {
  const { body } = await ask('POST', '/query/', { query: { kind: 'HogQLQuery', query }, refresh: 'force_blocking' })
  return body['results']
}

const stored = (name: string) => hogql(`SELECT count() FROM events WHERE event = '${name}'`)
const held = async () => {
  await app.app.deps.warnings.flush()
  return app.app.deps.postgres.selectFrom('quarantined_event').selectAll().orderBy('id').execute()
}
const warnings = async () => {
  await app.app.deps.warnings.flush()
  return app.app.deps.postgres.selectFrom('ingestion_warning').select(['type', 'details']).orderBy('id').execute()
}

test('an event that does not fit is kept apart, and everything that is wrong is told', async () => {
  const properties = [AMOUNT, { name: 'currency', property_type: 'String', is_required: true }]
  await defineEvent('order placed', [[...properties, { name: 'note', property_type: 'Numeric' }]])
  const bad = event('order placed', { amount: 'abc', note: 'not checked' })
  const good = event('order placed', { amount: '12', currency: 'EUR', note: 'not checked', extra: [] })
  expect(await send([bad, good, event('another', {})])).toEqual({ status: 200, body: { status: 'Ok' } })
  expect(await stored('order placed')).toEqual([[1]])
  expect(await stored('another')).toEqual([[1]])
  const errors = [
    { property: 'amount', reason: 'type_mismatch', expectedTypes: ['Numeric'], actualValue: 'abc' },
    { property: 'currency', reason: 'missing_required' },
  ]
  expect(await warnings()).toEqual([
    {
      type: 'schema_validation_failed',
      details: { eventUuid: bad.uuid, eventName: 'order placed', distinctId: 'u1', errors },
    },
  ])
  expect((await held()).map(({ uuid }) => uuid)).toEqual([bad.uuid])
})

test('null counts as missing, an object is told as JSON, and several groups give one union of types', async () => {
  await defineEvent('e1', [
    [{ name: 'a', property_type: 'Numeric', is_required: true, is_optional_in_types: true }, AMOUNT],
    [{ name: 'a', property_type: 'Boolean', is_required: true }],
  ])
  await send([
    event('e1', { a: true, amount: 1 }),
    event('e1', { a: '5', amount: 1 }),
    event('e1', { a: { b: [1] }, amount: 1 }),
    event('e1', { a: 1, amount: null }),
    event('e1', {}),
  ])
  expect(await stored('e1')).toEqual([[2]])
  expect((await held()).map(({ errors }) => errors)).toEqual([
    [{ property: 'a', reason: 'type_mismatch', expectedTypes: ['Boolean', 'Numeric'], actualValue: '{"b":[1]}' }],
    [{ property: 'amount', reason: 'missing_required' }],
    [
      { property: 'a', reason: 'missing_required' },
      { property: 'amount', reason: 'missing_required' },
    ],
  ])
})

test.each([
  ['the mode is allow', 'e2', [[AMOUNT]], 'allow', {}],
  ['nothing is required', 'e3', [[{ ...AMOUNT, is_required: false }]], 'reject', { amount: 'x' }],
  ['there is no schema', 'e4', [], 'reject', {}],
])('nothing is refused when %s', async (_, name, groups, mode, properties) => {
  await defineEvent(name, groups, mode)
  await send([event(name, properties), event(name.toUpperCase(), properties)])
  expect([await stored(name), await held()]).toEqual([[[1]], []])
})

test('a change applies to the next event: of the mode, a group, a link, or the end of any of them', async () => {
  const { id, schemas } = await defineEvent('e5', [[AMOUNT]], 'allow')
  const [schema] = schemas
  const refused = async () => {
    const before = (await held()).length
    await send([event('e5', {})])
    return (await held()).length > before
  }
  const group = `/schema_property_groups/${String(schema?.['group'])}/`
  expect(await refused()).toBe(false)
  await ask('PATCH', `/event_definitions/${id}/`, { enforcement_mode: 'reject' })
  expect(await refused()).toBe(true)
  await ask('PATCH', group, { properties: [{ ...AMOUNT, is_required: false }] })
  expect(await refused()).toBe(false)
  await ask('PATCH', group, { properties: [AMOUNT] })
  expect(await refused()).toBe(true)
  await ask('DELETE', `/event_schemas/${String(schema?.['id'])}/`)
  expect(await refused()).toBe(false)
  await ask('POST', '/event_schemas/', { event_definition: id, property_group_id: schema?.['group'] })
  expect(await refused()).toBe(true)
  await ask('DELETE', `/event_definitions/${id}/`)
  expect(await refused()).toBe(false)
})

test('what is refused does nothing: no merge, no person, no definition seen', async () => {
  await defineEvent('$identify', [[AMOUNT]])
  await send([event('plain', {}, { distinct_id: 'anon' })])
  await app.capture([event('$identify', { $anon_distinct_id: 'anon' }, { distinct_id: 'known' })])
  expect((await held()).map(({ distinct_id }) => distinct_id)).toEqual(['known'])
  const ids = app.app.deps.postgres.selectFrom('person_distinct_id').select('distinct_id')
  expect(await ids.where('distinct_id', 'in', ['anon', 'known']).execute()).toEqual([{ distinct_id: 'anon' }])
  const definition = await ask('GET', '/event_definitions/by_name/?name=$identify')
  expect(definition.body).toMatchObject({ created_at: null, last_seen_at: null })
})

test('every way in is checked, and no sender is told', async () => {
  await defineEvent('e6', [[AMOUNT]])
  const single = (path: string) => post(path, { api_key: TOKEN, ...event('e6', {}) })
  const replies = await Promise.all(['/capture/', '/e/', '/i/v0/e/', '/track/'].map(single))
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const now = new Date().toISOString()
  const own = { ...event('e6', {}), timestamp: now }
  const v1 = await post(
    '/i/v1/analytics/events',
    { created_at: now, batch: [own] },
    {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'posthog-sdk-info': 'posthog-node/5.70.0',
      'posthog-attempt': '1',
      'posthog-request-id': randomUUID(),
      'posthog-request-timestamp': now,
    },
  )
  expect([v1.status, await v1.json()]).toEqual([200, { results: { [own.uuid]: { result: 'ok' } } }])
  expect((await held()).length).toBe(5)
})

test('a batch that is sent again is kept once and told once', async () => {
  await defineEvent('e7', [[AMOUNT]])
  const batch = [event('e7', {}), event('e7', {})]
  await Promise.all([send(batch), send(batch)])
  await send([...batch, ...batch])
  expect([(await held()).length, (await warnings()).length]).toEqual([2, 2])
})

test('while the rules cannot be read, nothing is let through', async () => {
  await defineEvent('e8', [[AMOUNT]])
  app.app.deps.enforcement.forget(1)
  await sql`ALTER TABLE event_schema RENAME TO event_schema_gone`.execute(app.app.deps.postgres)
  try {
    const { status, body } = await send([event('e8', {}), event('neighbour', {})])
    expect([status, body['code']]).toEqual([503, 'not_persisted'])
  } finally {
    await sql`ALTER TABLE event_schema_gone RENAME TO event_schema`.execute(app.app.deps.postgres)
  }
  expect((await send([event('e8', {}), event('neighbour', {})])).status).toBe(200)
  expect([await stored('e8'), await stored('neighbour'), (await held()).length]).toEqual([[[0]], [[1]], 1])
})

test('what another process changes applies within a second', async () => {
  const { id } = await defineEvent('e11', [[AMOUNT]])
  const { postgres } = app.app.deps
  let now = 0
  const elsewhere = new Enforcement({ postgres, clock: () => new Date(now), shared: true })
  const names = async () => [...(await elsewhere.rulesOf(1)).keys()]
  expect(await names()).toEqual(['e11'])
  await postgres.updateTable('event_definition').set({ enforcement_mode: 'allow' }).where('id', '=', id).execute()
  now = 900
  expect(await names()).toEqual([])
})

test('an event of another project is no business of these rules', async () => {
  await defineEvent('e9', [[AMOUNT]])
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  await app.app.deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_otherProject' })
  const reply = await post('/batch/', { api_key: 'phc_otherProject', batch: [event('e9', {})] })
  expect([reply.status, await held()]).toEqual([200, []])
})

test('an event that is nested too deeply is refused alone', async () => {
  await defineEvent('e10', [[AMOUNT]])
  const nested = async (depth: number) => {
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
    const body = `{"api_key":"${TOKEN}","event":"e10","distinct_id":"u1","properties":{"a":${deep}}}`
    const reply = await app.app.fetch(new Request('http://hoglet.test/capture/', { method: 'POST', body }))
    return [reply.status, objectOr(await reply.json())['code']]
  }
  expect(await nested(20_000)).toEqual([400, 'rejected'])
  // The properties themselves are the first of a thousand levels.
  expect(await nested(1_000)).toEqual([400, 'rejected'])
  expect(await nested(999)).toEqual([200, undefined])
  expect((await ask('GET', '/quarantined_events/')).body['count']).toBe(1)
})
