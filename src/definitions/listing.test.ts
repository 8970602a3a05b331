import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

let app: TestApp
let other: number
beforeAll(async () => {
  app = await TestApp.open()
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  other = (await app.app.deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, project = 1, key?: string) =>
  app.ask(method, `/api/projects/${project}/event_definitions/${path}`, body, key)
const namesIn = (body: JsonObject) => objectsOf(body['results']).map(({ name }) => String(name))
const make = async (name: string, more: object = {}, project = 1) =>
  (await ask('POST', '', { name, ...more }, project)).body

describe('three hundred and six definitions', () => {
  const all = Array.from({ length: 306 }, (_, i) => `event ${String(i).padStart(3, '0')}`)
  beforeAll(async () => {
    const { postgres } = app.app.deps
    const values = all.map((name, i) => ({
      id: `01890000-0000-7000-8000-${String(i).padStart(12, '0')}`,
      ...{ team_id: 1, name, created_at: new Date() },
    }))
    await postgres.insertInto('event_definition').values(values).execute()
  })
  afterAll(() => app.app.deps.postgres.deleteFrom('event_definition').where('team_id', '=', 1).execute())

  test('come in pages of a hundred, each leading to the next, the last with six', async () => {
    const seen: string[] = []
    const sizes: number[] = []
    let path: string | undefined = 'ordering=name'
    while (path !== undefined) {
      const { body } = await ask('GET', `?${path}`)
      expect(body['count']).toBe(306)
      sizes.push(namesIn(body).length)
      seen.push(...namesIn(body))
      const next = body['next']
      path = typeof next === 'string' ? new URL(next).search.slice(1) : undefined
    }
    expect(sizes).toEqual([100, 100, 100, 6])
    expect(seen).toEqual(all)
  })

  test.each([0, 11, 300, 301])('a page from %i on is the same part of the search', async (offset) => {
    const { body } = await ask('GET', `?search=event&ordering=name&limit=10&offset=${offset}`)
    expect([body['count'], namesIn(body)]).toEqual([306, all.slice(offset, offset + 10)])
  })

  test('a page number beyond any number is an empty page', async () => {
    const huge = '9'.repeat(30)
    for (const query of [`offset=${huge}`, `limit=${huge}`, `search=event&offset=${huge}`])
      expect(await ask('GET', `?${query}`)).toMatchObject({ status: 200, body: { count: 306 } })
  })
})

test('what was captured is there, since now, under both roots', async () => {
  const started = Date.now()
  await app.capture([
    { event: 'just now', distinct_id: 'a', timestamp: '2020-01-01T00:00:00Z' },
    { event: 'just now', distinct_id: 'b' },
    { event: 'once', distinct_id: 'a' },
  ])
  for (const root of ['projects', 'environments']) {
    const { body } = await app.ask('GET', `/api/${root}/1/event_definitions/?ordering=name`)
    expect([body['count'], namesIn(body)]).toEqual([2, ['just now', 'once']])
    for (const { created_at, last_seen_at } of objectsOf(body['results'])) {
      expect(Date.parse(String(created_at))).toBeGreaterThanOrEqual(started)
      expect(Date.parse(String(last_seen_at))).toBeGreaterThanOrEqual(started)
    }
  }
  expect((await ask('GET', '', undefined, other)).body['count']).toBe(0)
  await app.app.deps.postgres.deleteFrom('event_definition').where('team_id', '=', 1).execute()
})

test.each(['constructor', '-__proto__', 'toString,hasOwnProperty'])(
  'an order that is none, %s, is the usual',
  async (order) => {
    await make('usual')
    expect(await ask('GET', `?ordering=${order}`)).toEqual(await ask('GET', ''))
    await app.app.deps.postgres.deleteFrom('event_definition').where('team_id', '=', 1).execute()
  },
)

describe('tags', () => {
  test('are counted once a row, whatever the page', async () => {
    await make('both', { tags: ['billing', 'pii'] })
    await make('one', { tags: ['pii'] })
    const { body } = await ask('GET', '?tags=["billing","pii"]&ordering=name&limit=1')
    expect([body['count'], namesIn(body)]).toEqual([2, ['both']])
    for (const nonsense of ['true', '5', '{"a":1}', 'x'])
      expect((await ask('GET', `?tags=${encodeURIComponent(nonsense)}`)).body['count']).toBe(2)
  })

  test('in bulk take ids in any case', async () => {
    const { id } = await make('cased')
    const ids = [String(id).toUpperCase()]
    const { body } = await ask('POST', 'bulk_update_tags/', { ids, action: 'set', tags: ['up'] })
    expect(body).toEqual({ updated: [{ id, tags: ['up'] }], skipped: [] })
  })

  test('in bulk touch nothing of another project', async () => {
    const mine = await make('mine')
    const theirs = await make('theirs', { tags: ['kept'] }, other)
    const ids = [mine['id'], theirs['id']]
    const { body } = await ask('POST', 'bulk_update_tags/', { ids, action: 'set', tags: ['new'] })
    expect(body).toEqual({
      updated: [{ id: mine['id'], tags: ['new'] }],
      skipped: [{ id: theirs['id'], reason: 'Not found' }],
    })
    expect((await ask('GET', `${String(theirs['id'])}/`, undefined, other)).body['tags']).toEqual(['kept'])
  })
})

describe('projects', () => {
  test('have names of their own', async () => {
    expect((await ask('POST', '', { name: 'shared name' })).status).toBe(201)
    expect((await ask('POST', '', { name: 'shared name' }, other)).status).toBe(201)
    expect((await ask('POST', '', { name: 'shared name' }, other)).status).toBe(400)
    const found = await ask('GET', '?search=shared', undefined, other)
    expect(found.body['count']).toBe(1)
  })

  test('have primary properties of their own', async () => {
    await make('with one', { primary_property: 'plan' })
    await make('with one', { primary_property: 'page' }, other)
    const primary = async (project: number) =>
      (await ask('GET', 'primary_properties/', undefined, project)).body['primary_properties']
    expect([await primary(1), await primary(other)]).toEqual([{ 'with one': 'plan' }, { 'with one': 'page' }])
  })

  test('of other organizations are closed', async () => {
    const { postgres, teams } = app.app.deps
    const id = '01890000-0000-7000-8000-00000000abcd'
    const created_at = new Date()
    await postgres.insertInto('organization').values({ id, name: 'Strangers', slug: 'strangers', created_at }).execute()
    const foreign = await teams.create({ organization_id: id, name: 'Foreign', api_token: 'phc_foreign' })
    expect(await ask('GET', '', undefined, foreign.id)).toMatchObject({
      status: 403,
      body: {
        ...{ type: 'authentication_error', code: 'permission_denied', attr: null },
        detail: "You don't have access to the project.",
      },
    })
  })
})

test('a search of thousands of words, for which everybody would wait, is refused', async () => {
  const words = Array.from({ length: 3_000 }, (_, i) => 'event'.slice(i % 5)).join('+')
  for (const path of ['event_definitions', 'property_definitions']) {
    const { status, body } = await app.ask('GET', `/api/projects/@current/${path}/?search=${words}`)
    expect([status, body['attr']]).toEqual([400, 'search'])
  }
})

test('a search knows the capitals of every alphabet', async () => {
  const names = ['Заказ оформлен', 'École Été', 'ΣΟΦΟΣ']
  for (const name of names) await make(name, {}, other)
  const properties = names.map((name, i) => ({
    ...{ id: `01890000-0000-7000-8000-0000000f000${i}`, team_id: other, name, type: 1, group_type_index: -1 },
    ...{ property_type: 'String', is_numerical: false },
  }))
  await app.app.deps.postgres.insertInto('property_definition').values(properties).execute()
  for (const path of ['event_definitions', 'property_definitions']) {
    const found = async (search: string) => {
      const url = `/api/projects/${other}/${path}/?search=${encodeURIComponent(search)}`
      return namesIn((await app.ask('GET', url)).body)
    }
    expect(await found('заказ')).toEqual([names[0]])
    expect(await found('ЗАКАЗ ОФОРМ')).toEqual([names[0]])
    expect(await found('école ét')).toEqual([names[1]])
    expect(await found('ÉCOLE')).toEqual([names[1]])
    expect(await found('σοφ')).toEqual([names[2]])
    expect(await found('ecole')).toEqual([])
    expect(await found('%É')).toEqual([])
  }
})
