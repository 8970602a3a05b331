import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Answer, KEY, TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

let app: TestApp
const now = new Date('2024-03-08T12:00:00Z')
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const set = (distinct_id: string, $set: JsonObject, timestamp: string) => ({
    event: '$identify',
    distinct_id,
    timestamp,
    properties: { $set },
  })
  const login = (distinct_id: string, timestamp: string) => ({ event: 'login', distinct_id, timestamp, properties: {} })
  await app.capture([
    set('ana', { plan: 'pro', email: 'ana@acme.test' }, '2024-03-01T00:00:00Z'),
    set('ben', { plan: 'free', email: 'ben@x.test' }, '2024-03-02T00:00:00Z'),
    set('cem', { plan: 'pro', email: 'cem@x.test' }, '2024-03-03T00:00:00Z'),
    login('ana', '2024-03-07T00:00:00Z'),
    login('ana', '2024-03-07T01:00:00Z'),
    login('ben', '2024-03-07T02:00:00Z'),
    login('cem', '2024-02-20T00:00:00Z'),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const person = (value: string) => ({ type: 'person', key: 'plan', operator: 'exact', value: [value] })
const login = (days: number) => ({
  type: 'behavioral',
  key: 'login',
  value: 'performed_event',
  event_type: 'events',
  time_value: days,
  time_interval: 'day',
})
const filters = (...values: object[]) => ({ properties: { type: 'OR', values: [{ type: 'AND', values }] } })
const create = (body: object) => app.ask('POST', `${P}/cohorts/`, body)
const patch = (id: unknown, body: object) => app.ask('PATCH', `${P}/cohorts/${id}/`, body)
const get = async (id: unknown) => (await app.ask('GET', `${P}/cohorts/${id}/`)).body
const members = async (id: unknown, query = '') =>
  list((await app.ask('GET', `${P}/cohorts/${id}/persons/?${query}`)).body['results']).map(
    ({ distinct_ids }) => Array.isArray(distinct_ids) && distinct_ids[0],
  )
const settled = () => app.app.deps.calculations.settled()
const uuidOf = async (id: string) =>
  String(list((await app.ask('GET', `${P}/persons/?distinct_id=${id}`)).body['results'])[0]?.['uuid'])

describe('dynamic cohorts', () => {
  test('are calculated behind the answer', async () => {
    const made = await create({ name: 'Active', filters: filters(login(3)) })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      name: 'Active',
      is_calculating: true,
      count: null,
      pending_version: 1,
      version: null,
    })
    await settled()
    const { id } = made.body
    expect(await get(id)).toMatchObject({
      is_calculating: false,
      count: 2,
      version: 1,
      pending_version: 1,
      last_calculation: now.toISOString(),
      errors_calculating: 0,
      groups: [],
      filters: filters(login(3)),
    })
    expect(await members(id)).toEqual(['ben', 'ana'])
    expect(await members(id, 'search=ANA')).toEqual(['ana'])
    expect(await members(id, 'limit=1&offset=1')).toEqual(['ana'])
  })

  test('cohort_people lists whom the last calculation found, by what persons are or did', async () => {
    const listed = async (id: unknown) => {
      const query = `select person.properties.email e from cohort_people where cohort_id = ${id} order by e`
      const { body } = await app.ask('POST', `${P}/query/`, { query: { kind: 'HogQLQuery', query } })
      return body['results']
    }
    const pro = (await create({ name: 'Pro', filters: filters(person('pro')) })).body['id']
    const active = (await create({ name: 'Logged in', filters: filters(login(3)) })).body['id']
    await settled()
    expect(await listed(pro)).toEqual([['ana@acme.test'], ['cem@x.test']])
    expect(await listed(active)).toEqual([['ana@acme.test'], ['ben@x.test']])
    // Who is found anew replaces who was.
    await patch(pro, { filters: filters(person('free')) })
    await settled()
    expect(await listed(pro)).toEqual([['ben@x.test']])
  })

  test('a rename does not calculate, new criteria do', async () => {
    const { body } = await create({ name: 'Active', filters: filters(login(3)) })
    await settled()
    await patch(body['id'], { name: 'Lively' })
    await settled()
    expect(await get(body['id'])).toMatchObject({ name: 'Lively', version: 1 })
    const changed = await patch(body['id'], { filters: filters(login(30)) })
    expect(changed.body).toMatchObject({ is_calculating: true, pending_version: 2, version: 1, count: 2 })
    await settled()
    expect(await get(body['id'])).toMatchObject({ version: 2, count: 3 })
    const { body: history } = await app.ask('GET', `${P}/cohorts/${body['id']}/calculation_history/`)
    expect(list(history['results'])).toMatchObject([
      { count: 3, is_successful: true },
      { count: 2, is_successful: true },
    ])
    const activity = await app.ask('GET', `${P}/cohorts/${body['id']}/activity/`)
    expect(list(activity.body['results']).map((row) => row['activity'])).toEqual(['updated', 'updated', 'created'])
  })

  test('of two that come to name each other at once one is refused', async () => {
    const [one, two] = [
      await create({ filters: filters(person('pro')) }),
      await create({ filters: filters(person('pro')) }),
    ]
    const name = (cohort: Answer, other: Answer) =>
      patch(cohort.body['id'], { filters: filters({ type: 'cohort', key: 'id', value: other.body['id'] }) })
    const statuses = (await Promise.all([name(one, two), name(two, one)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 400])
    await settled()
  })

  test('one that was deleted does not come back where it would close a loop', async () => {
    const naming = (other: Json | undefined) => filters({ type: 'cohort', key: 'id', value: other })
    const last = (await create({ filters: filters(person('pro')) })).body['id']
    const middle = (await create({ filters: naming(last) })).body['id']
    const first = (await create({ filters: naming(middle) })).body['id']
    const changes = [
      [first, { deleted: true }],
      [middle, { deleted: true }],
      [first, { deleted: false }],
      [last, { filters: naming(first) }],
    ] as const
    for (const [id, change] of changes) expect((await patch(id, change)).status).toBe(200)
    expect((await patch(middle, { deleted: false })).body).toMatchObject({ attr: 'filters' })
    await settled()
  })

  test('what they name is calculated first, and a loop is refused', async () => {
    const inner = (await create({ name: 'Inner', filters: filters(login(3)) })).body['id']
    const ofInner = { type: 'cohort', key: 'id', value: inner }
    const outer = (
      await create({ name: 'Outer', filters: filters(ofInner, { ...login(30), negation: false }, person('pro')) })
    ).body['id']
    await settled()
    expect(await members(outer)).toEqual(['ana'])
    await patch(inner, { filters: filters(login(30)) })
    await settled()
    expect(await members(outer)).toEqual(['cem', 'ana'])
    const loop = await patch(inner, { filters: filters({ type: 'cohort', key: 'id', value: outer }) })
    expect([loop.status, loop.body['detail']]).toEqual([400, 'Cohorts cannot reference other cohorts in a loop.'])
    const unknown = await create({ name: 'x', filters: filters({ type: 'cohort', key: 'id', value: 999_999 }) })
    expect(unknown.body['detail']).toBe('Invalid Cohort ID in filter')
    const used = await patch(inner, { deleted: true })
    expect(used.body['detail']).toContain('This cohort is used as criteria in 1 cohort(s): Outer.')
  })

  test('a failure says which criterion, and keeps what was published', async () => {
    const { body } = await create({ name: 'Wrong', filters: filters(person('pro'), login(0)) })
    await settled()
    expect(await get(body['id'])).toMatchObject({
      is_calculating: false,
      errors_calculating: 1,
      version: null,
      last_error_message: 'Criterion 2 (login): time_value must be greater than 0, got 0',
    })
    await patch(body['id'], { filters: filters(person('pro'), login(30)) })
    await settled()
    expect(await get(body['id'])).toMatchObject({ errors_calculating: 0, last_error_message: null, count: 2 })
  })

  test('on properties alone they are always fresh', async () => {
    const { body } = await create({ name: 'Trial', filters: filters(person('trial')) })
    await settled()
    expect(await get(body['id'])).toMatchObject({ count: 0 })
    await app.ask('PATCH', `${P}/persons/${await uuidOf('ben')}/`, { properties: { plan: 'trial' } })
    await app.app.deps.outbox.flush()
    expect(await members(body['id'])).toEqual(['ben'])
    await app.ask('PATCH', `${P}/persons/${await uuidOf('ben')}/`, { properties: { plan: 'free' } })
    await app.app.deps.outbox.flush()
  })

  test.each([
    [{}, "Must contain a 'properties' key with type and values"],
    [filters({ type: 'person', key: 'plan' }), 'Missing required keys for person filter: value, operator'],
    [
      filters({ type: 'behavioral', key: 'login', value: 'performed_event' }),
      'Missing required keys for behavioral filter: event_type',
    ],
    [filters({ ...person('pro'), nonsense: 1 }), 'person: Unrecognized key: "nonsense"'],
    [
      filters({ type: 'person', key: 'day', operator: 'is_date_after', value: 'x' }),
      "Invalid date value 'x' for operator 'is_date_after'. Use a date like 2024-03-08 or a token like -30d.",
    ],
  ])('%j is refused', async (wrong, detail) => {
    const { status, body } = await create({ name: 'x', filters: wrong })
    expect([status, body['detail']]).toEqual([400, detail])
  })

  test('the older spelling is read as criteria', async () => {
    const { body } = await create({
      name: 'Old',
      groups: [{ properties: { plan: 'pro' } }, { event_id: 'login', days: 3 }],
    })
    await settled()
    expect(await members(body['id'])).toEqual(['cem', 'ben', 'ana'])
    expect(body['groups']).toEqual([])
  })
})

test('a cohort that cannot be calculated harms no other', async () => {
  const broken = (await create({ name: 'Broken', filters: filters(login(0)) })).body['id']
  const active = (await create({ name: 'Active', filters: filters(login(3)) })).body['id']
  await settled()
  expect(await get(broken)).toMatchObject({ count: null, errors_calculating: 1 })
  expect(await members(active)).toEqual(['ben', 'ana'])
  const of = await app.ask('GET', `${P}/persons/cohorts/?person_id=${await uuidOf('ana')}`)
  expect(list(of.body['results']).some(({ id }) => id === active)).toBe(true)
  expect((await app.ask('GET', `${P}/cohorts/${broken}/persons/`)).status).toBe(400)
  await patch(broken, { deleted: true })
})

test('a person may be in more cohorts than one question can ask for', async () => {
  const { postgres } = app.app.deps
  const made = await create({ name: 'Pro', filters: filters(person('pro')) })
  const copied = await sql`
    INSERT INTO cohort (team_id, name, filters, is_inline, created_at)
    SELECT team_id, 'Copy ' || n, filters, is_inline, created_at FROM cohort, generate_series(1, 500) AS n
    WHERE team_id = 1 AND id = ${Number(made.body['id'])} RETURNING id`.execute(postgres)
  const of = await app.ask('GET', `${P}/persons/cohorts/?person_id=${await uuidOf('ana')}`)
  expect(of.status, of.text.slice(0, 300)).toBe(200)
  expect(list(of.body['results']).filter(({ name }) => /^(?:Pro|Copy \d+)$/.test(String(name)))).toHaveLength(501)
  const ids = copied.rows.map((row) => Number(isObject(row) && row['id']))
  await postgres.deleteFrom('cohort').where('team_id', '=', 1).where('id', 'in', ids).execute()
})

describe('the cohorts of a person', () => {
  test('are asked together, of this person alone', async () => {
    const { postgres, clickhouse } = app.app.deps
    const made = [
      await create({ name: 'Pro', filters: filters(person('pro')) }),
      await create({ name: 'Active', filters: filters(login(3)) }),
    ].map(({ body }) => Number(body['id']))
    await settled()
    const ana = await uuidOf('ana')
    const reads = async () => {
      await app.ask('GET', `${P}/`)
      const asked = vi.spyOn(clickhouse, 'rows')
      const { status, text } = await app.ask('GET', `${P}/persons/cohorts/?person_id=${ana}`)
      expect(status, text).toBe(200)
      const texts = asked.mock.calls.map(([statement]) => statement)
      asked.mockRestore()
      return texts
    }
    const few = await reads()
    const copied = await sql<{ id: number }>`
      INSERT INTO cohort (team_id, name, filters, is_inline, version, created_at)
      SELECT team_id, 'Copy ' || n, filters, is_inline, version, created_at FROM cohort, generate_series(1, 40) AS n
      WHERE team_id = 1 AND id = ANY(${made}::int[]) RETURNING id`.execute(postgres)
    const many = await reads()
    expect(many).toHaveLength(few.length)
    // Persons and members are read at the top, and not once more for each cohort.
    for (const text of many) expect(text.match(/\bFROM (?:person|cohort_people)\b/g)).toHaveLength(1)
    const ids = [...copied.rows.map(({ id }) => id), ...made]
    await postgres.deleteFrom('cohort').where('team_id', '=', 1).where('id', 'in', ids).execute()
  })

  test('are told although the criteria of another one say nothing', async () => {
    const pro = await create({ name: 'Pro', filters: filters(person('pro')) })
    const odd = await create({ name: 'Odd', filters: filters({ ...person('pro'), operator: 'gt' }) })
    expect([pro.status, odd.status]).toEqual([201, 201])
    await settled()
    const { status, body } = await app.ask('GET', `${P}/persons/cohorts/?person_id=${await uuidOf('ana')}`)
    expect(status).toBe(200)
    const told = list(body['results']).map(({ id }) => id)
    expect(told).toContain(pro.body['id'])
    expect(told).not.toContain(odd.body['id'])
    for (const { body } of [pro, odd]) await patch(body['id'], { deleted: true })
  })

  test('may name each other', async () => {
    const named = (value: unknown, negation = false) => filters({ type: 'cohort', key: 'id', value, negation })
    const cohort = async (name: string, body: object) => (await create({ name, ...body })).body['id']
    const pro = await cohort('Pro', { filters: filters(person('pro')) })
    const active = await cohort('Active', { filters: filters(login(3)) })
    const listed = await cohort('Listed', { is_static: true, _create_static_person_ids: [await uuidOf('cem')] })
    const ids = [pro, active, listed]
    ids.push(await cohort('Of pro', { filters: named(pro) }))
    ids.push(await cohort('Of of pro', { filters: named(ids[3]) }))
    ids.push(await cohort('Not active', { filters: named(active, true) }))
    ids.push(await cohort('Not listed', { filters: named(listed, true) }))
    await settled()
    const namesOf = async (who: string) => {
      const { body } = await app.ask('GET', `${P}/persons/cohorts/?person_id=${await uuidOf(who)}`)
      return list(body['results'])
        .filter(({ id }) => ids.includes(id ?? null))
        .map(({ name }) => name)
        .sort()
    }
    expect(await namesOf('ana')).toEqual(['Active', 'Not listed', 'Of of pro', 'Of pro', 'Pro'])
    expect(await namesOf('ben')).toEqual(['Active', 'Not listed'])
    expect(await namesOf('cem')).toEqual(['Listed', 'Not active', 'Of of pro', 'Of pro', 'Pro'])
    for (const id of ids.reverse()) await patch(id, { deleted: true })
  })
})

describe('static cohorts', () => {
  test('from ids, added to and taken from', async () => {
    const [ana, ben] = [await uuidOf('ana'), await uuidOf('ben')]
    const made = await create({ name: 'Some', is_static: true, _create_static_person_ids: [ana] })
    const { id } = made.body
    expect(made.body).toMatchObject({ is_static: true, count: 1, is_calculating: false, filters: { properties: {} } })
    expect(await members(id)).toEqual(['ana'])
    const add = (body: object) => app.ask('PATCH', `${P}/cohorts/${id}/add_persons_to_static_cohort/`, body)
    expect((await add({ person_ids: [ana, ben] })).body).toEqual({ success: true })
    expect(await get(id)).toMatchObject({ count: 2 })
    expect((await add({ person_ids: [] })).body['detail']).toBe('person_ids cannot be empty')
    expect((await add({ person_ids: ['x'] })).body['detail']).toBe('No valid users to add to cohort')
    const of = await app.ask('GET', `${P}/persons/cohorts/?person_id=${ben}`)
    expect(list(of.body['results']).map(({ name }) => name)).toContain('Some')
    const remove = (body: object) => app.ask('PATCH', `${P}/cohorts/${id}/remove_person_from_static_cohort/`, body)
    expect((await remove({ person_id: ana })).body).toEqual({ success: true })
    expect(await members(id)).toEqual(['ben'])
    expect((await remove({ person_id: 'x' })).body['detail']).toBe('person_id must be a valid UUID')
    const edit = await patch(id, { filters: filters(person('pro')) })
    expect(edit.body['detail']).toContain('Editing the criteria of a static cohort is not supported yet.')
    const activity = await app.ask('GET', `${P}/cohorts/${id}/activity/`)
    expect(activity.text).not.toContain(ana)
  })

  test.each([
    ['distinct ids', 'ana\nben\nnobody\n', ['ben', 'ana']],
    ['a header of emails', 'email\ncem@x.test\n', ['cem']],
    ['an id that cannot be', 'distinct_id\nana\nb\0n\n', ['ana']],
    ['several columns', '\n,\nname,distinct_id\nAna,ana\nshort\n', ['ana']],
  ])('from a sheet: %s', async (_, text, expected) => {
    const form = new FormData()
    form.set('name', 'Sheet')
    form.set('is_static', 'True')
    form.set('csv', new File([text], 'people.csv', { type: 'text/csv' }))
    const reply = await app.app.fetch(
      new Request(`http://hoglet.test${P}/cohorts/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}` },
        body: form,
      }),
    )
    const made = JSON.parse(await reply.text())
    expect(made).toMatchObject({ is_static: true, count: expected.length })
    expect(await members(made.id)).toEqual(expected)
  })

  test('a sheet, a list or a query that cannot be read leaves no cohort behind', async () => {
    const count = async () => (await app.ask('GET', `${P}/cohorts/`)).body['count']
    const before = await count()
    const form = new FormData()
    form.set('name', 'Broken')
    form.set('is_static', 'true')
    form.set('csv', new File(['name,country\nAna,PT\n'], 'people.csv'))
    const reply = await app.app.fetch(
      new Request(`http://hoglet.test${P}/cohorts/`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}` },
        body: form,
      }),
    )
    expect([reply.status, JSON.parse(await reply.text()).attr]).toEqual([400, 'csv'])
    expect(await count()).toBe(before)
    for (const source of [
      { _create_static_person_ids: ['ana'] },
      { query: { kind: 'HogQLQuery', query: 'select 1' } },
      { query: { kind: 'HogQLQuery', query: 'select' } },
    ])
      expect((await create({ name: 'Broken', is_static: true, ...source })).status).toBe(400)
    expect(await count()).toBe(before)
  })

  test('a form that is too large is not read to its end', async () => {
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 60 ? controller.enqueue(Buffer.alloc(2 ** 20, 'x')) : controller.close()),
    })
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'multipart/form-data; boundary=x' }
    const asked = { method: 'POST', headers, body, duplex: 'half' } as const
    const reply = await app.app.fetch(new Request(`http://hoglet.test${P}/cohorts/`, asked))
    expect(reply.status).toBe(413)
    expect(sent).toBeLessThan(30)
  })

  test('from criteria and from queries, once', async () => {
    const copy = await create({ name: 'Pro', is_static: true, filters: filters(person('pro')) })
    expect(copy.body).toMatchObject({ count: 2 })
    const asked = await create({
      name: 'SQL',
      is_static: true,
      query: { kind: 'HogQLQuery', query: "select distinct person_id from events where event = 'login'" },
    })
    expect(await members(asked.body['id'])).toEqual(['cem', 'ben', 'ana'])
    const wrong = await create({ name: 'x', query: { kind: 'HogQLQuery', query: 'select 1' } })
    expect(wrong.body['detail']).toBe('Cannot create a dynamic cohort with a query. Set is_static to true.')
    const kind = await create({ name: 'x', is_static: true, query: { kind: 'TrendsQuery' } })
    expect(kind.body['detail']).toBe('Query must be an ActorsQuery or HogQLQuery. Got: TrendsQuery')
    const made = (await create({ name: 'Active', filters: filters(login(3)) })).body['id']
    await settled()
    const { body } = await app.ask('GET', `${P}/cohorts/${made}/duplicate_as_static_cohort/`)
    expect(body).toMatchObject({ name: 'Active (static copy)', is_static: true, count: 2 })
  })
})

test('cohorts narrow and split every insight', async () => {
  const id = (await create({ name: 'Lately', filters: filters(login(3)) })).body['id']
  const listed = (await create({ name: 'Only Cem', is_static: true, _create_static_person_ids: [await uuidOf('cem')] }))
    .body['id']
  await settled()
  const trends = async (more: JsonObject) => {
    const query = {
      kind: 'TrendsQuery',
      series: [{ kind: 'EventsNode', event: 'login', math: 'total' }],
      dateRange: { date_from: '2024-02-01', date_to: '2024-03-08' },
      ...more,
    }
    return list((await app.ask('POST', `${P}/query/`, { query })).body['results'])
  }
  const inside = { type: 'cohort', key: 'id', value: id ?? null }
  expect((await trends({ properties: [inside] }))[0]?.['count']).toBe(3)
  expect((await trends({ properties: [{ ...inside, operator: 'not_in' }] }))[0]?.['count']).toBe(1)
  const split = await trends({
    breakdownFilter: { breakdown_type: 'cohort', breakdown: [id ?? null, listed ?? null, 'all'] },
  })
  expect(split.map(({ breakdown_value, count }) => [breakdown_value, count])).toEqual([
    [id, 3],
    [listed, 1],
    ['all', 4],
  ])
  const sql = {
    kind: 'HogQLQuery',
    query: `select count() from events where event = 'login' and person_id in cohort ${id}`,
  }
  expect((await app.ask('POST', `${P}/query/`, { query: sql })).body['results']).toEqual([[3]])
})

test('where a cohort is used', async () => {
  const { id } = await create({ name: 'Used', filters: filters(login(3)) }).then(({ body }) => body)
  const uses = async () => (await app.ask('GET', `${P}/cohorts/${id}/used_in/`)).body
  const none = { results: [], total: 0, has_more: false }
  expect(await uses()).toEqual({ feature_flags: none, insights: none, cohorts: none })
  const inside = { type: 'cohort', key: 'id', value: id ?? null }
  const outer = (await create({ name: 'Around it', filters: filters(inside) })).body
  const series = [{ kind: 'EventsNode', event: 'login' }]
  const query = { kind: 'TrendsQuery', series, properties: [inside] }
  const insight = (await app.ask('POST', `${P}/insights/`, { name: 'Of it', query })).body
  expect(await uses()).toEqual({
    feature_flags: none,
    insights: {
      results: [{ id: insight['id'], short_id: insight['short_id'], name: 'Of it' }],
      ...{ total: 1, has_more: false },
    },
    cohorts: { results: [{ id: outer['id'], name: 'Around it' }], total: 1, has_more: false },
  })
  const list = { kind: 'DataTableNode', source: { kind: 'PersonsNode', cohort: id ?? null } }
  await app.ask('POST', `${P}/insights/`, { name: 'Who is in it', query: list })
  expect(await uses()).toMatchObject({ insights: { results: [{ name: 'Of it' }, { name: 'Who is in it' }] } })
  expect((await app.ask('GET', `${P}/cohorts/999999/used_in/`)).status).toBe(404)
})

test('a cohort is used by SQL that names it, by number or by name', async () => {
  const { id } = await create({ name: "Ada's", filters: filters(login(3)) }).then(({ body }) => body)
  const saved = async (name: string, condition: string) => {
    const query = { kind: 'HogQLQuery', query: `select count() from events where person_id ${condition}` }
    expect((await app.ask('POST', `${P}/insights/`, { name, query })).status).toBe(201)
  }
  await saved('By number', `NOT IN COHORT ${id}`)
  await saved('By name', "in\ncohort 'Ada\\'s'")
  await saved('Another', `in cohort ${id}0 or 1 in (${id})`)
  await saved('Of another name', "in cohort 'Ada'")
  const uses = (await app.ask('GET', `${P}/cohorts/${id}/used_in/`)).body
  expect(uses).toMatchObject({ insights: { results: [{ name: 'By number' }, { name: 'By name' }], total: 2 } })
  const refused = await app.ask('PATCH', `${P}/cohorts/${id}/`, { deleted: true })
  expect([refused.status, refused.body['detail']]).toEqual([400, expect.stringContaining('By number, By name')])
})

test('who is merged stays in the lists, and who is deleted leaves them', async () => {
  const event = (name: string, distinct_id: string, properties: JsonObject) => ({
    event: name,
    distinct_id,
    properties,
  })
  await app.capture([event('x', 'dia', { $set: { a: 1 } }), event('x', 'dia-phone', { $set: { b: 2 } })])
  const phone = await uuidOf('dia-phone')
  const { id } = (await create({ name: 'Phones', is_static: true, _create_static_person_ids: [phone] })).body
  await app.capture([event('$create_alias', 'dia', { alias: 'dia-phone' })])
  await app.app.deps.outbox.flush()
  const merged = await uuidOf('dia-phone')
  expect(merged).toBe(await uuidOf('dia'))
  expect(merged).not.toBe(phone)
  expect(await members(id)).toEqual(['dia'])
  expect((await get(id))['count']).toBe(1)
  await app.ask('DELETE', `${P}/persons/${merged}/`)
  expect(await members(id)).toEqual([])
  expect((await get(id))['count']).toBe(0)
})

test('who is merged is on a list once, and not again as somebody made anew', async () => {
  const seen = (distinct_id: string) => ({ event: 'seen', distinct_id, properties: {} })
  await app.capture(['ida', 'ida-phone'].map(seen))
  const uuids = [await uuidOf('ida'), await uuidOf('ida-phone')]
  // At once: what was captured a moment ago is on its way to where lists are read.
  const { id } = (await create({ name: 'Both', is_static: true, _create_static_person_ids: uuids })).body
  expect(await members(id)).toHaveLength(2)
  await app.capture([{ event: '$create_alias', distinct_id: 'ida', properties: { alias: 'ida-phone' } }])
  expect(await members(id)).toEqual(['ida'])
  expect((await get(id))['count']).toBe(1)
  await app.ask('DELETE', `${P}/persons/${uuids[0]}/`)
  await app.capture([seen('ida-phone')])
  expect(await uuidOf('ida-phone')).toBe(uuids[1])
  expect(await members(id)).toEqual([])
  expect((await get(id))['count']).toBe(0)
  await app.ask('DELETE', `${P}/persons/${uuids[1]}/`)
})

test('who is merged twice at once stays in the lists, through persons stored before and through new ones', async () => {
  const set = (distinct_id: string) => ({ event: '$set', distinct_id, properties: { $set: { a: 1 } } })
  await app.capture(['eva', 'eva-tablet', 'eva-phone', 'fay', 'fay-phone'].map(set))
  const phones = [await uuidOf('eva-phone'), await uuidOf('fay-phone')]
  const { id } = (await create({ name: 'Two phones', is_static: true, _create_static_person_ids: phones })).body
  await app.capture([
    { event: '$identify', distinct_id: 'eva-tablet', properties: { $anon_distinct_id: 'eva-phone' } },
    { event: '$merge_dangerously', distinct_id: 'eva', properties: { alias: 'eva-tablet' } },
    set('fay-tablet'),
    { event: '$identify', distinct_id: 'fay-tablet', properties: { $anon_distinct_id: 'fay-phone' } },
    { event: '$merge_dangerously', distinct_id: 'fay', properties: { alias: 'fay-tablet' } },
  ])
  await app.app.deps.outbox.flush()
  expect([await uuidOf('eva-phone'), await uuidOf('fay-phone')]).toEqual([await uuidOf('eva'), await uuidOf('fay')])
  expect((await members(id)).sort()).toEqual(['eva', 'fay'])
  expect((await get(id))['count']).toBe(2)
  for (const name of ['eva', 'fay']) await app.ask('DELETE', `${P}/persons/${await uuidOf(name)}/`)
})

test('a calculation that a stop interrupted is taken up again under a new version', async () => {
  const { id } = (await create({ name: 'Interrupted', filters: filters(login(3)) })).body
  await settled()
  const { postgres, calculations, clickhouse } = app.app.deps
  const left = { team_id: 1, cohort_id: id, version: 2, person_id: await uuidOf('cem') }
  await clickhouse.insert('cohort_people', Buffer.from(`${JSON.stringify(left)}\n`), { token: 'left' })
  await postgres
    .updateTable('cohort')
    .set({ is_calculating: true, pending_version: 2 })
    .where('id', '=', Number(id))
    .execute()
  await calculations.start()
  await settled()
  expect(await get(id)).toMatchObject({ is_calculating: false, version: 3, count: 2 })
  expect(await members(id)).toEqual(['ben', 'ana'])
})

test('lists, restores, and never deletes for good', async () => {
  const { id } = (await create({ name: 'Zebra', filters: filters(login(3)) })).body
  await settled()
  const found = async (query: string) => {
    const { body } = await app.ask('GET', `${P}/cohorts/?${query}`)
    return list(body['results']).map(({ name }) => name)
  }
  expect(await found('search=zeb')).toEqual(['Zebra'])
  expect(await found('search=zeb&hide_behavioral_cohorts=True')).toEqual([])
  const fits = async (search: string) => {
    const { body } = await app.ask('GET', `${P}/cohorts/?search=${search}`)
    return list(body['results']).map(({ name, search_match_type }) => [name, search_match_type])
  }
  expect(await fits('EBR')).toEqual([['Zebra', 'exact']])
  expect(await fits('zebras')).toEqual([['Zebra', 'similar']])
  expect(await fits('zoo')).toEqual([])
  expect(await found('type=static&limit=1')).toHaveLength(1)
  expect((await app.ask('DELETE', `${P}/cohorts/${id}/`)).status).toBe(405)
  expect((await patch(id, { deleted: true })).body['deleted']).toBe(true)
  expect(await found('search=zeb')).toEqual([])
  expect((await get(id))['deleted']).toBe(true)
  expect((await patch(id, { deleted: false })).body).toMatchObject({ deleted: false, is_calculating: true })
  expect((await app.ask('GET', `${P}/cohorts/999999/`)).status).toBe(404)
})

test('a rule is counted before there is a cohort, and a cohort is calculated again when it is asked', async () => {
  const count = async (leaf: JsonObject) => {
    const { status, body } = await app.ask('POST', `${P}/cohorts/count_members/`, { filters: filters(leaf) })
    return status === 200 ? body['count'] : body['detail']
  }
  // Ana and Ben of late, Cem in February; Ana and Cem pay.
  expect(await count(login(3))).toBe(2)
  expect(await count(login(30))).toBe(3)
  expect(await count({ ...login(3), negation: true })).toBe(1)
  expect(await count(person('pro'))).toBe(2)
  expect(await count(login(0))).toBe('Criterion 1 (login): time_value must be greater than 0, got 0')
  expect(await count({ type: 'cohort', key: 'id', value: 999_999 })).toBe('Invalid Cohort ID in filter')
  expect((await app.ask('POST', `${P}/cohorts/count_members/`, {})).body).toMatchObject({ attr: 'filters' })

  const { id } = (await create({ name: 'Once', filters: filters(login(30)) })).body
  await settled()
  expect(await get(id)).toMatchObject({ version: 1, count: 3 })
  const again = await app.ask('POST', `${P}/cohorts/${id}/recalculate/`)
  expect(again).toMatchObject({ status: 200, body: { is_calculating: true, version: 1, count: 3 } })
  await settled()
  expect(await get(id)).toMatchObject({ is_calculating: false, version: 2, count: 3 })
  const fixed = (await create({ name: 'Fixed', is_static: true })).body['id']
  expect((await app.ask('POST', `${P}/cohorts/${fixed}/recalculate/`)).body['detail']).toMatch(
    /^A static cohort is a list/,
  )
  expect((await app.ask('POST', `${P}/cohorts/999999/recalculate/`)).status).toBe(404)
  await patch(id, { deleted: true })
  expect((await app.ask('POST', `${P}/cohorts/${id}/recalculate/`)).status).toBe(400)
})

test('cohorts know the persons of events that were acknowledged a moment ago', async () => {
  const timestamp = '2024-03-08T11:00:00Z'
  await app.capture([{ event: 'arrived just now', distinct_id: 'new here', timestamp }])
  const arrived = { ...login(3), key: 'arrived just now' }
  const { body } = await create({ name: 'New here', filters: filters(arrived) })
  await settled()
  expect((await get(body['id']))['count']).toBe(1)
})
