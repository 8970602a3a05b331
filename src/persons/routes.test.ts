import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  await app.capture([
    identify('ada', { email: 'ada@acme.test', plan: 'pro' }, '2024-03-04T09:00:00Z'),
    identify('ben', { email: 'ben@x.test', plan: 'free', tags: ['a', 'b'] }, '2024-03-05T09:00:00Z'),
    identify('cem', { name: 'Cem', plan: 'pro' }, '2024-03-06T09:00:00Z'),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const identify = (distinct_id: string, $set: JsonObject, timestamp: string) => ({
  event: '$identify',
  distinct_id,
  timestamp,
  properties: { $set },
})
const P = '/api/projects/1'
const AT = '2024-02-01T09:00:00Z'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const names = async (query: string) =>
  list((await app.ask('GET', `${P}/persons/?${query}`)).body['results']).map(({ name }) => name)
const uuidOf = async (id: string) => {
  const [person] = list((await app.ask('GET', `${P}/persons/?distinct_id=${id}`)).body['results'])
  return String(person?.['uuid'])
}
const count = async (hogql: string) => {
  const { body } = await app.ask('POST', `${P}/query/`, {
    query: { kind: 'HogQLQuery', query: hogql },
    refresh: 'force_blocking',
  })
  return Array.isArray(body['results']) ? body['results'] : body
}

describe('what persons are called', () => {
  const call = (person_display_name_properties: unknown) =>
    app.ask('PATCH', `${P}/`, { person_display_name_properties })
  const ask = async (query: JsonObject) =>
    list([(await app.ask('POST', `${P}/query/`, { query })).body])[0]?.['results'] ?? null
  const actors = () => ask({ kind: 'ActorsQuery', select: ['person_display_name'], orderBy: ['created_at'] })
  const events = () =>
    ask({ kind: 'EventsQuery', select: ['person_display_name'], after: '2024-01-01', orderBy: ['timestamp'] })
  const shown = (rows: Json) =>
    Array.isArray(rows) ? rows.map((row) => list(Array.isArray(row) ? row : [])[0]?.['display_name']) : rows

  test('is chosen by the project, and by default the same everywhere', async () => {
    expect((await app.ask('GET', `${P}/`)).body['person_display_name_properties']).toBeNull()
    expect(shown(await actors())).toEqual(['ada@acme.test', 'ben@x.test', 'Cem'])
    expect(shown(await events())).toEqual(['ada@acme.test', 'ben@x.test', 'Cem'])
    const { status, body } = await call(['nickname', 'plan'])
    expect([status, body['person_display_name_properties']]).toEqual([200, ['nickname', 'plan']])
    expect(await names('')).toEqual(['pro', 'free', 'pro'])
    expect(shown(await actors())).toEqual(['pro', 'free', 'pro'])
    expect(shown(await events())).toEqual(['pro', 'free', 'pro'])
    expect((await app.ask('GET', `${P}/persons/${await uuidOf('ben')}/`)).body['name']).toBe('free')
    // Who has none of them is called by an id, whatever else is known.
    await call(['nickname'])
    expect(await names('')).toEqual(['cem', 'ben', 'ada'])
    expect(shown(await actors())).toEqual(['ada', 'ben', 'cem'])
    expect((await call(null)).body['person_display_name_properties']).toBeNull()
    expect(await names('')).toEqual(['Cem', 'ben@x.test', 'ada@acme.test'])
    expect(shown(await actors())).toEqual(['ada@acme.test', 'ben@x.test', 'Cem'])
  })

  test('an empty list means the default, and what is no list of names is refused', async () => {
    expect((await call([])).status).toBe(200)
    expect(await names('')).toEqual(['Cem', 'ben@x.test', 'ada@acme.test'])
    expect((await call([3])).status).toBe(400)
    expect((await call('email')).status).toBe(400)
    await call(null)
  })
})

describe('lists', () => {
  test('newest first, with the form of lists', async () => {
    const { body } = await app.ask('GET', `${P}/persons/`)
    const [first] = list(body['results'])
    expect(list(body['results']).map(({ name }) => name)).toEqual(['Cem', 'ben@x.test', 'ada@acme.test'])
    expect(first).toMatchObject({ type: 'person', is_identified: false, distinct_ids: ['cem'] })
    expect(first?.['last_seen_at']).toBe('2024-03-06T09:00:00.000Z')
    expect(first?.['id']).toBe(first?.['uuid'])
    expect(body['count']).toBeUndefined()
    expect([body['next'], body['previous']]).toEqual([null, null])
  })
  test('pages are disjoint, and a full last page is followed by an empty one', async () => {
    const first = await app.ask('GET', `${P}/persons/?limit=2`)
    expect(first.body['next']).toBe('http://hoglet.test/api/projects/1/persons/?limit=2&offset=2')
    expect(await names('limit=2&offset=2')).toEqual(['ada@acme.test'])
    expect((await app.ask('GET', `${P}/persons/?limit=3&include_total`)).body).toMatchObject({ count: 3 })
    expect(await names('limit=3&offset=3')).toEqual([])
  })
  test('a parameter that is given twice is what was said last', async () => {
    const { body } = await app.ask('GET', `${P}/persons/?limit=1&limit=2&include_total`)
    expect([list(body['results']).length, body['count']]).toEqual([2, 3])
    expect(await names('email=nobody@x.test&email=ben@x.test')).toEqual(['ben@x.test'])
  })
  test('search, properties, email and distinct id', async () => {
    expect(await names('search=ACME')).toEqual(['ada@acme.test'])
    expect(await names(`search=${await uuidOf('ben')}`)).toEqual(['ben@x.test'])
    const pro = encodeURIComponent(JSON.stringify([{ key: 'plan', type: 'person', value: 'pro' }]))
    expect(await names(`properties=${pro}`)).toEqual(['Cem', 'ada@acme.test'])
    expect(await names(`properties=${pro}&limit=1&offset=1&include_total=1`)).toEqual(['ada@acme.test'])
    expect(await names('email=ben@x.test')).toEqual(['ben@x.test'])
    expect(await names('distinct_id=nobody')).toEqual([])
    expect(await names(`distinct_id=ben&properties=${pro}`)).toEqual([])
    const bad = await app.ask('GET', `${P}/persons/?properties=nonsense`)
    expect([bad.status, bad.body['attr']]).toEqual([400, 'properties'])
  })
  test('as a sheet', async () => {
    const { text, headers } = await app.ask('GET', `${P}/persons.csv?email=ada@acme.test`)
    expect(headers.get('content-type')).toContain('text/csv')
    expect(text.split('\r\n')[0]).toBe('id,email,name,created_at,properties,distinct_ids')
    expect(text.split('\r\n')).toHaveLength(3)
  })
  test('values of a property', async () => {
    const values = async (query: string) => (await app.ask('GET', `${P}/persons/values/?${query}`)).json
    expect(await values('key=plan')).toEqual([
      { name: 'pro', count: 2 },
      { name: 'free', count: 1 },
    ])
    expect(await values('key=plan&value=FR')).toEqual([{ name: 'free', count: 1 }])
    expect(await values('key=tags')).toEqual([{ name: ['a', 'b'], count: 1 }])
    expect(await values('')).toEqual([])
  })
})

describe('one person', () => {
  test('by number and by uuid, and what is neither is explained', async () => {
    const uuid = await uuidOf('ada')
    const { body } = await app.ask('GET', `${P}/persons/${uuid}/`)
    expect(body).toMatchObject({ name: 'ada@acme.test', uuid, properties: { plan: 'pro' } })
    expect(typeof body['id']).toBe('number')
    expect((await app.ask('GET', `${P}/persons/${body['id']}/`)).body['uuid']).toBe(uuid)
    const wrong = await app.ask('GET', `${P}/persons/ada/`)
    expect([wrong.status, wrong.body['detail']]).toEqual([
      400,
      'The ID provided does not look like a personID. If you are using a distinctId, please use /persons?distinct_id={id} instead.',
    ])
    expect((await app.ask('GET', `${P}/persons/999999/`)).status).toBe(404)
    expect((await app.ask('GET', `${P}/persons/funnel/`)).status).toBe(404)
    expect((await app.ask('POST', `${P}/persons/`, {})).status).toBe(405)
  })
  test('batches', async () => {
    const uuid = await uuidOf('ada')
    const byId = await app.ask('POST', `${P}/persons/batch_by_distinct_ids/`, { distinct_ids: ['ada', 'nobody'] })
    expect(Object.keys(byId.body['results'] ?? {})).toEqual(['ada'])
    const byUuid = await app.ask('POST', `${P}/persons/batch_by_uuids/`, { uuids: [uuid] })
    expect(Object.keys(byUuid.body['results'] ?? {})).toEqual([uuid])
    expect((await app.ask('POST', `${P}/persons/batch_by_uuids/`, { uuids: ['x'] })).status).toBe(400)
  })
  test('properties are set, removed and left alone', async () => {
    const uuid = await uuidOf('cem')
    const properties = async () => (await app.ask('GET', `${P}/persons/${uuid}/`)).body['properties']
    expect((await app.ask('PATCH', `${P}/persons/${uuid}/`, { properties: { seats: 3 }, name: 'x' })).status).toBe(202)
    expect(await properties()).toMatchObject({ seats: 3, plan: 'pro', name: 'Cem' })
    const update = (body: object) => app.ask('POST', `${P}/persons/${uuid}/update_property/`, body)
    expect((await update({ key: 'seats', value: null })).status).toBe(202)
    expect(await properties()).toMatchObject({ seats: null })
    expect((await update({})).body).toEqual({
      attr: 'value',
      code: 'This field is required.',
      detail: 'required',
      type: 'validation_error',
    })
    const remove = (body: object) => app.ask('POST', `${P}/persons/${uuid}/delete_property/`, body)
    expect((await remove({ $unset: 'seats' })).body).toEqual({ success: true })
    expect(Object.keys((await properties()) ?? {})).not.toContain('seats')
    expect((await remove({})).body).toMatchObject({ attr: '$unset', code: 'required' })
    const { body } = await app.ask('GET', `${P}/persons/${uuid}/activity/`)
    expect(list(body['results']).map(({ activity }) => activity)).toEqual(['delete_property', 'updated', 'updated'])
    expect(JSON.stringify(body['results'])).not.toContain('Cem')
  })
})

test('ids are shown in the order in which they came, however the database joins them', async () => {
  const { postgres } = app.app.deps
  const joins = (is: 'on' | 'off') =>
    sql`SELECT set_config('enable_nestloop', ${is}, false), set_config('enable_hashjoin', ${is}, false)`.execute(
      postgres,
    )
  const pairs = Array.from({ length: 6 }, (_, i) => [`laptop ${i}`, `phone ${i}`] as const)
  await joins('off')
  await app.capture(pairs.flatMap(([first, second]) => [identify(first, {}, AT), identify(second, {}, AT)]))
  await joins('on')
  await app.capture(
    pairs.map(([first, alias]) => ({ ...identify(first, {}, AT), event: '$create_alias', properties: { alias } })),
  )
  for (const [first, second] of pairs) {
    const { body } = await app.ask('GET', `${P}/persons/?distinct_id=${encodeURIComponent(first)}`)
    expect(list(body['results'])[0]?.['distinct_ids']).toEqual([first, second])
  }
})

test('split: every other id becomes a person of its own, and its events go with it', async () => {
  await app.capture([
    identify('gil', { email: 'gil@x.test' }, '2024-03-01T09:00:00Z'),
    { event: '$create_alias', distinct_id: 'gil', properties: { alias: 'gil-phone' } },
    { event: 'ring', distinct_id: 'gil-phone', properties: {} },
  ])
  const uuid = await uuidOf('gil')
  expect(await uuidOf('gil-phone')).toBe(uuid)
  const wrong = await app.ask('POST', `${P}/persons/${uuid}/split/`, { distinct_ids_to_split: ['x'] })
  expect(wrong.body['detail']).toBe("distinct_ids_to_split: not on this person: ['x']")
  const split = await app.ask('POST', `${P}/persons/${uuid}/split/`, { main_distinct_id: 'gil' })
  expect([split.status, split.body]).toEqual([201, { success: true }])
  const moved = await uuidOf('gil-phone')
  expect(moved).not.toBe(uuid)
  expect((await app.ask('GET', `${P}/persons/${moved}/`)).body).toMatchObject({ properties: {}, name: 'gil-phone' })
  expect((await app.ask('GET', `${P}/persons/${uuid}/`)).body['properties']).toMatchObject({ email: 'gil@x.test' })
  expect(await count(`select person_id from events where event = 'ring'`)).toEqual([[moved]])
})

describe('deletion', () => {
  const login = (distinct_id: string, timestamp: string, uuid?: string) => ({
    event: 'login',
    distinct_id,
    timestamp,
    ...(uuid ? { uuid } : {}),
    properties: { $set: { email: `${distinct_id}@x.test` } },
  })
  const logins = (id: string) => count(`select count() from events where event = 'login' and distinct_id = '${id}'`)

  test('the profile alone: the events stay', async () => {
    await app.capture([login('hal', '2024-02-01T00:00:00Z')])
    const uuid = await uuidOf('hal')
    const gone = await app.ask('DELETE', `${P}/persons/${uuid}/?delete_events=false`)
    expect([gone.status, gone.text]).toEqual([202, ''])
    expect((await app.ask('GET', `${P}/persons/${uuid}/`)).status).toBe(404)
    expect(await count(`select count() from persons where properties.email = 'hal@x.test'`)).toEqual([[0]])
    expect(await logins('hal')).toEqual([[1]])
    expect((await app.ask('GET', `${P}/persons/deletion_status/?person_uuid=${uuid}`)).body['count']).toBe(0)
  })

  test('with events: hidden at once, erased later, and never back', async () => {
    const once = '018e0000-0000-7000-8000-0000000000aa'
    const before = login('ida', '2024-01-05T00:00:00Z', once)
    await app.capture([before, login('ida', '2024-02-05T00:00:00Z'), login('joy', '2024-02-05T00:00:00Z')])
    const trends = {
      kind: 'TrendsQuery',
      series: [{ kind: 'EventsNode', event: 'login', math: 'total' }],
      properties: [{ type: 'event_metadata', key: 'distinct_id', operator: 'exact', value: ['ida'] }],
      dateRange: { date_from: '2024-01-01', date_to: '2024-03-01' },
    }
    const total = async (refresh = 'blocking') =>
      list((await app.ask('POST', `${P}/query/`, { query: trends, refresh })).body['results'])[0]?.['count']
    expect(await total()).toBe(2)
    const uuid = await uuidOf('ida')
    expect((await app.ask('DELETE', `${P}/persons/${uuid}/?delete_events=true`)).status).toBe(202)
    expect(await logins('ida')).toEqual([[0]])
    expect(await total()).toBe(0)
    const status = async () =>
      list((await app.ask('GET', `${P}/persons/deletion_status/?person_uuid=${uuid}`)).body['results'])[0]
    expect(await status()).toMatchObject({ person_uuid: uuid, status: 'pending', delete_verified_at: null })

    // The same id comes back with an old date: a new person, under the same uuid, and its event is seen.
    await new Promise((resolve) => setTimeout(resolve, 5))
    await app.capture([login('ida', '2024-01-20T00:00:00Z')])
    await app.app.deps.outbox.flush()
    expect(await logins('ida')).toEqual([[1]])
    expect(await uuidOf('ida')).toBe(uuid)
    expect(await count(`select count() from persons where properties.email = 'ida@x.test'`)).toEqual([[1]])

    await app.app.deps.erasure.run()
    expect(await status()).toMatchObject({ status: 'completed', events_deleted: 2, months_done: 2, months_total: 2 })
    const stored = await app.app.deps.clickhouse.rows(
      "SELECT count() FROM events WHERE distinct_id IN ('ida', 'joy') AND event = 'login'",
    )
    expect(stored.rows).toEqual([[2]])
    expect(await total('force_blocking')).toBe(1)
    await app.capture([before])
    expect(await logins('ida')).toEqual([[1]])
  })

  test('the person may stay while the events go', async () => {
    await app.capture([login('kai', '2024-02-05T00:00:00Z')])
    const uuid = await uuidOf('kai')
    expect((await app.ask('DELETE', `${P}/persons/${uuid}/?delete_events=1&keep_person=1`)).status).toBe(202)
    expect(await logins('kai')).toEqual([[0]])
    expect((await app.ask('GET', `${P}/persons/${uuid}/`)).status).toBe(200)
  })

  test('many at once', async () => {
    await app.capture([login('leo', '2024-02-05T00:00:00Z'), login('mia', '2024-02-05T00:00:00Z')])
    const remove = (body: object) => app.ask('POST', `${P}/persons/bulk_delete/`, body)
    expect((await remove({})).body['detail']).toBe('You need to specify either distinct_ids or ids')
    expect((await remove({ ids: ['a'], distinct_ids: ['b'] })).body['detail']).toBe(
      'You must provide either distinct_ids or ids, not both',
    )
    const done = await remove({ distinct_ids: ['leo', 'mia', 'nobody'], delete_events: true })
    expect([done.status, done.body]).toEqual([
      202,
      {
        persons_found: 2,
        persons_deleted: 2,
        events_queued_for_deletion: true,
        recordings_queued_for_deletion: false,
        deletion_errors: [],
      },
    ])
    expect((await remove({ distinct_ids: ['leo'] })).body).toMatchObject({ persons_found: 0 })
  })
})

describe('groups', () => {
  const ofAcme = 'group_type_index=0&group_key=acme'
  beforeAll(() =>
    app.capture([
      {
        event: '$groupidentify',
        distinct_id: 'ada',
        timestamp: '2024-03-01T00:00:00Z',
        properties: { $group_type: 'company', $group_key: 'acme', $group_set: { name: 'Acme', industry: 'tools' } },
      },
    ]),
  )
  test('types, and what people call them', async () => {
    const { json } = await app.ask('GET', `${P}/groups_types/`)
    expect(json).toMatchObject([{ group_type: 'company', group_type_index: 0, name_singular: null }])
    const change = [{ group_type_index: 0, name_singular: 'Company' }]
    expect((await app.ask('PATCH', `${P}/groups_types/update_metadata/`, change)).json).toMatchObject([
      { name_singular: 'Company', group_type: 'company' },
    ])
    expect((await app.ask('PATCH', `${P}/groups_types/update_metadata/`, [{ group_type_index: 3 }])).status).toBe(404)
    const kept = await app.ask('DELETE', `${P}/groups_types/0/`)
    expect([kept.status, kept.body['code']]).toEqual([405, 'method_not_allowed'])
    expect((await app.ask('GET', `${P}/groups_types/`)).json).toMatchObject([{ group_type: 'company' }])
    const columns = { group_type_index: 0, default_columns: ['industry'] }
    expect((await app.ask('PUT', `${P}/groups_types/set_default_columns/`, columns)).body).toMatchObject(columns)
  })
  test('create, find, list, change', async () => {
    const made = await app.ask('POST', `${P}/groups/`, {
      group_type_index: 0,
      group_key: 'globex',
      group_properties: {},
    })
    expect([made.status, made.body['group_key']]).toEqual([201, 'globex'])
    expect((await app.ask('POST', `${P}/groups/`, { group_type_index: 0, group_key: 'acme' })).status).toBe(400)
    expect((await app.ask('POST', `${P}/groups/`, { group_type_index: 4, group_key: 'x' })).status).toBe(404)
    expect((await app.ask('GET', `${P}/groups/find/?${ofAcme}`)).body).toMatchObject({
      group_key: 'acme',
      notebook: null,
    })
    const keys = async (query: string) =>
      list((await app.ask('GET', `${P}/groups/?group_type_index=0${query}`)).body['results']).map(
        ({ group_key }) => group_key,
      )
    expect(await keys('')).toEqual(['globex', 'acme'])
    expect(await keys('&search=TOOLS')).toEqual(['acme'])
    expect(await keys('&group_key=lobe')).toEqual(['globex'])
    expect((await app.ask('GET', `${P}/groups/`)).body).toMatchObject({ code: 'required', attr: 'group_type_index' })
    expect((await app.ask('GET', `${P}/groups/?group_type_index=0&cursor=nonsense`)).status).toBe(404)
    const set = await app.ask('POST', `${P}/groups/update_property/?${ofAcme}`, { key: 'seats', value: 5 })
    expect(set.body['group_properties']).toEqual({ name: 'Acme', industry: 'tools', seats: 5 })
    const unset = await app.ask('POST', `${P}/groups/delete_property/?${ofAcme}`, { $unset: 'seats' })
    expect(unset.body['group_properties']).toEqual({ name: 'Acme', industry: 'tools' })
    await app.app.deps.outbox.flush()
    expect((await app.ask('GET', `${P}/groups/property_definitions/`)).body).toEqual({
      0: [
        { name: 'industry', count: 1 },
        { name: 'name', count: 1 },
      ],
    })
    expect((await app.ask('GET', `${P}/groups/property_values/?group_type_index=0&key=industry`)).json).toEqual([
      { name: 'tools', count: 1 },
    ])
  })
})
