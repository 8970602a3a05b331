import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember, LEVEL } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'

let app: TestApp
let now = new Date('2024-03-08T12:00:00Z')
beforeAll(async () => {
  app = await TestApp.open(() => now)
})
afterAll(() => app.close())

const P = '/api/projects/1'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const trends = (event: string) => ({ kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event }] })
const create = async (body: object) => (await app.ask('POST', `${P}/insights/`, body)).body
const activity = async (path = '') => {
  const { body } = await app.ask('GET', `${P}/insights/${path}activity/`)
  return list(body['results'])
}

test('nothing is ever deleted for good, whether it is there or not', async () => {
  const { id } = await create({ name: 'Kept' })
  for (const kind of ['insights', 'actions', 'cohorts', 'annotations'])
    for (const one of ['999999', 'nothing', ...(kind === 'insights' ? [String(id)] : [])]) {
      const { status, body } = await app.ask('DELETE', `${P}/${kind}/${one}/`)
      expect([kind, one, status, body['code']]).toEqual([kind, one, 405, 'method_not_allowed'])
    }
  expect((await app.ask('GET', `${P}/insights/${String(id)}/`)).body).toMatchObject({ name: 'Kept', deleted: false })
})

test('the older format is taken and becomes a query', async () => {
  const made = await create({
    name: 'Old',
    filters: { insight: 'TRENDS', events: [{ id: 'login', order: 0, math: 'dau' }], date_from: '-30d' },
  })
  const query = {
    kind: 'InsightVizNode',
    source: {
      kind: 'TrendsQuery',
      series: [{ kind: 'EventsNode', event: 'login', math: 'dau' }],
      dateRange: { date_from: '-30d' },
    },
  }
  expect(made).toMatchObject({ filters: {}, query })
  const patched = await app.ask('PATCH', `${P}/insights/${made['id']}/`, { filters: { insight: 'PATHS' } })
  expect(patched.body).toMatchObject({ filters: {}, query: { source: { kind: 'PathsQuery' } } })
  const same = await app.ask('PATCH', `${P}/insights/${made['id']}/`, { filters: {}, query, name: 'New' })
  expect(same.body).toMatchObject({ name: 'New', query })
  expect((await app.ask('POST', `${P}/insights/`, { filters: { insight: 'X' } })).body).toMatchObject({
    attr: 'filters',
  })
})

test('the history names what changed', async () => {
  expect(await activity((await create({ query: trends('a') }))['id'] + '/')).toEqual([])
  const board = (await app.ask('POST', `${P}/dashboards/`, { name: 'Board' })).body['id']
  const { id, short_id } = await create({ derived_name: 'Derived', query: trends('a') })
  const change = (body: object) => app.ask('PATCH', `${P}/insights/${id}/`, body)
  await change({ name: 'Mine', tags: ['b', 'a'], dashboards: [board] })
  await change({ name: 'Mine' })
  await change({ deleted: true })
  await change({ deleted: false })
  const history = await activity(`${id}/`)
  expect(history.map((row) => row['activity'])).toEqual(['restored', 'deleted', 'updated', 'created'])
  expect(history[3]).toMatchObject({ scope: 'Insight', item_id: String(id), detail: { name: 'Derived', short_id } })
  expect(history[2]).toMatchObject({
    user: { id: 1 },
    detail: {
      id,
      name: 'Mine',
      changes: [
        { type: 'Insight', action: 'created', field: 'name', before: null, after: 'Mine' },
        { type: 'Insight', action: 'changed', field: 'saved', before: false, after: true },
        { type: 'Insight', action: 'changed', field: 'tags', before: [], after: ['a', 'b'] },
        { type: 'Insight', action: 'changed', field: 'dashboards', before: [], after: [board] },
      ],
    },
  })
  expect((await activity()).length).toBeGreaterThan(4)
  expect((await app.ask('GET', `${P}/insights/activity/?limit=2`)).body).toMatchObject({
    next: `http://hoglet.test${P}/insights/activity/?limit=2&page=2`,
    previous: null,
  })
})

test('insights about a feature flag', async () => {
  const breakdownFilter = { breakdown: '$feature/new_checkout', breakdown_type: 'event' }
  await create({ name: 'By flag', query: { ...trends('a'), breakdownFilter } })
  await create({ name: 'No flag', query: trends('new_checkout') })
  const named = async (flag: string) =>
    list((await app.ask('GET', `${P}/insights/?feature_flag=${flag}`)).body['results']).map(({ name }) => name)
  expect(await named('new_checkout')).toEqual(['By flag'])
  expect(await named('new-checkout')).toEqual([])
})

test('what the caller saw last', async () => {
  const ids = []
  for (const name of ['one', 'two', 'three']) {
    now = new Date(now.getTime() + 1000)
    ids.push((await create({ name, query: trends(name) }))['id'])
  }
  now = new Date(now.getTime() + 1000)
  const viewed = await app.ask('POST', `${P}/insights/viewed/`, { insight_ids: [ids[0], 999_999] })
  expect([viewed.status, viewed.text]).toEqual([201, ''])
  const { json } = await app.ask('GET', `${P}/insights/my_last_viewed/`)
  expect(
    list(json)
      .slice(0, 3)
      .map(({ name }) => name),
  ).toEqual(['one', 'three', 'two'])
})

test('what most people looked at, lately', async () => {
  const trending = async (query = '') => (await app.ask('GET', `${P}/insights/trending/${query}`)).body
  const made = await create({ name: 'Old hit', query: trends('old') })
  await app.ask('POST', `${P}/insights/viewed/`, { insight_ids: [made['id']] })
  now = new Date(now.getTime() + 8 * 86_400_000)
  expect(await trending()).toEqual({ count: 0, next: null, previous: null, results: [] })
  const often = await create({ name: 'Often', query: trends('often') })
  const last = await create({ name: 'Last', query: trends('last') })
  const gone = await create({ name: 'Gone', query: trends('gone') })
  const { deps } = app.app
  const user = await createUser(deps, { email: 'second@example.com', first_name: 'Second', password_hash: null })
  await addMember(deps, app.app.first_start?.team.organization_id ?? '', user.id, LEVEL.member)
  const second = (await createKey(deps, { user_id: user.id, label: 's', scopes: ['insight:read'] })).value
  const view = (ids: unknown[], key?: string) => app.ask('POST', `${P}/insights/viewed/`, { insight_ids: ids }, key)
  await view([often['id'], last['id'], gone['id']])
  await view([last['id']])
  now = new Date(now.getTime() + 1000)
  await view([often['id']], second)
  await app.ask('PATCH', `${P}/insights/${gone['id']}/`, { deleted: true })
  const { count, results } = await trending()
  const [first, next] = list(results)
  expect([count, first?.['name'], first?.['view_count'], next?.['name'], next?.['view_count']]).toEqual([
    ...[2, 'Often', 2, 'Last', 1],
  ])
  expect(list(first?.['viewers']).map((viewer) => viewer['first_name'])).toEqual(['Second', 'Admin'])
  expect(first).toMatchObject({ short_id: often['short_id'], last_viewed_at: now.toISOString() })
  expect((await trending('?limit=1'))['count']).toBe(1)
  expect(list((await trending('?days=30'))['results']).map(({ name }) => name)).toContain('Old hit')
  for (const wrong of ['days=x', 'limit=-1', 'limit=1.5', 'days=99999999999', 'days=1&days=x'])
    expect([wrong, (await app.ask('GET', `${P}/insights/trending/?${wrong}`)).status]).toEqual([wrong, 400])
})

test('lists by event, by kind and by maker', async () => {
  await create({
    name: 'Both',
    query: { kind: 'FunnelsQuery', series: [trends('x').series[0], trends('y').series[0]] },
  })
  await create({ name: 'Rows', query: { kind: 'EventsQuery', select: ['*'] } })
  const names = async (query: string) =>
    list((await app.ask('GET', `${P}/insights/?basic=1&${query}`)).body['results']).map(({ name }) => name)
  expect(await names('events=["x","y"]')).toEqual(['Both'])
  expect(await names('events=["x","z"]')).toEqual([])
  expect(await names('insight=JSON')).toEqual(['Rows'])
  expect(await names('insight=FUNNELS&user=1')).toEqual(['Both'])
  expect(await names('created_by=[999]')).toEqual([])
  for (const wrong of ['created_by=[1.5]', 'created_by=1e99', 'dashboards=[{}]', 'dashboards=["1e999"]']) {
    const { status, body } = await app.ask('GET', `${P}/insights/?${wrong}`)
    expect([wrong, status, body['attr']]).toEqual([wrong, 400, wrong.split('=')[0]])
  }
  expect(await names('date_to=2024-03-01')).toEqual([])
  expect(await names('insight=JSON&date_from=-1h')).toEqual(['Rows'])
  for (const word of ['constructor', '__proto__', 'valueOf']) {
    expect(await names(`insight=${word}`)).toEqual([])
    expect(await names(`insight=JSON&order=${word}`)).toEqual(['Rows'])
  }
})

test('a valid query is in the newest schema already', async () => {
  const query = trends('a')
  expect((await app.ask('POST', `${P}/query/upgrade/`, { query })).body).toEqual({ query })
})

test('a search finds words and what is nearly these, and says which', async () => {
  await create({ name: 'Quarterly turnover', query: trends('a') })
  await create({ name: 'Turnover', query: trends('a'), tags: ['finance'] })
  await create({ derived_name: 'Turnovar of shops', query: trends('a') })
  const found = async (query: string) => {
    const { body } = await app.ask('GET', `${P}/insights/?${query}`)
    return list(body['results']).map((row) => [row['name'] ?? row['derived_name'], row['search_match_type']])
  }
  // A page behind the last one is empty, and there are as many as before.
  const counts = ['', '&limit=2', '&offset=2', '&offset=3'].map(async (page) => {
    const { body } = await app.ask('GET', `${P}/insights/?search=turnover${page}`)
    return [body['count'], list(body['results']).length]
  })
  expect(await Promise.all(counts)).toEqual([
    [3, 3],
    [3, 2],
    [3, 1],
    [3, 0],
  ])
  // What holds the word comes first; among equals what was made last.
  expect(await found('search=turnover')).toEqual([
    ['Turnover', 'exact'],
    ['Quarterly turnover', 'exact'],
    ['Turnovar of shops', 'similar'],
  ])
  expect(await found('search=turnover&basic=true&order=name')).toEqual([
    ['Quarterly turnover', 'exact'],
    ['Turnover', 'exact'],
    ['Turnovar of shops', 'similar'],
  ])
  expect(await found('search=turnover&basic=true&order=id')).toEqual([
    ['Quarterly turnover', 'exact'],
    ['Turnover', 'exact'],
    ['Turnovar of shops', 'similar'],
  ])
  expect(await found('search=turnover&basic=true&order=-derived_name')).toEqual([
    ['Turnovar of shops', 'similar'],
    ['Turnover', 'exact'],
    ['Quarterly turnover', 'exact'],
  ])
  expect(await found('search=turnover&limit=1&offset=2')).toEqual([['Turnovar of shops', 'similar']])
  expect(await found('search=FINANCE')).toEqual([['Turnover', 'exact']])
  expect(await found('search=quarterli')).toEqual([['Quarterly turnover', 'similar']])
  expect(await found('search=turbine')).toEqual([])
  expect((await found('limit=1'))[0]?.[1]).toBeNull()
})

test('what only a model could write is refused as not allowed, with any scope', async () => {
  const { id } = await create({ query: trends('a') })
  const key = await app.key(['insight:read'])
  for (const [method, path] of [
    ['GET', `insights/${id}/analyze`],
    ['GET', `insights/${id}/suggestions`],
    ['POST', `insights/${id}/suggestions`],
    ['POST', 'insights/generate_metadata'],
    ['GET', 'query/draft_sql?prompt=users'],
  ] as const) {
    const answer = await app.ask(method, `${P}/${path}`, method === 'POST' ? {} : undefined, key)
    expect([path, answer.status, answer.body]).toEqual([
      path,
      403,
      {
        type: 'authentication_error',
        code: 'permission_denied',
        detail: 'No AI that writes queries or insights is set up here.',
        attr: null,
      },
    ])
    expect((await app.ask(method, `${P}/${path}`, undefined, null)).status).toBe(401)
  }
})

test('lists are narrowed by when insights were made and last seen', async () => {
  const at = async (time: string, act: () => Promise<unknown>) => {
    const before = now
    now = new Date(time)
    await act()
    now = before
  }
  const made: JsonObject[] = []
  for (const day of ['02', '03', '04'])
    await at(`2023-05-${day}T12:00:00Z`, async () =>
      made.push(await create({ name: `May ${day}`, query: trends('a') })),
    )
  const view = (index: number) => app.ask('POST', `${P}/insights/viewed/`, { insight_ids: [made[index]?.['id']] })
  await at('2023-06-02T12:00:00Z', () => view(0))
  await at('2023-06-05T12:00:00Z', () => view(0))
  await at('2023-06-03T12:00:00Z', () => view(1))
  const names = async (query: string) => {
    const { body } = await app.ask('GET', `${P}/insights/?search=May&order=created_at&${query}`)
    return list(body['results']).map(({ name }) => name)
  }
  expect(await names('created_date_to=2023-05-10')).toEqual(['May 02', 'May 03', 'May 04'])
  expect(await names('created_date_from=2023-05-03&created_date_to=2023-05-04')).toEqual(['May 03'])
  expect(await names('last_viewed_date_from=2023-06-01&last_viewed_date_to=2023-06-30')).toEqual(['May 02', 'May 03'])
  // The first was seen on the second of June too, but last on the fifth; who makes one sees it.
  expect(await names('last_viewed_date_to=2023-06-04')).toEqual(['May 03', 'May 04'])
  expect(await names('last_viewed_date_from=2023-06-04T00:00:00Z')).toEqual(['May 02'])
  expect((await app.ask('GET', `${P}/insights/?created_date_from=soon`)).body['attr']).toBe('created_date_from')
  expect((await app.ask('GET', `${P}/insights/?last_viewed_date_to=soon`)).body['attr']).toBe('last_viewed_date_to')
})

test('what was seen may be told in texts, and what cannot be an insight is passed over', async () => {
  const id = (await create({ name: 'seen by a form', query: trends('seen') }))['id']
  const seen = async (body: unknown) => (await app.ask('POST', `${P}/insights/viewed/`, body)).status
  const last = async () => list((await app.ask('GET', `${P}/insights/my_last_viewed/`)).json)[0]
  for (const body of [{ insight_ids: [String(id)] }, { insight_ids: [99_999_999_999, -1, id] }]) {
    now = new Date(now.getTime() + 1000)
    expect([body, await seen(body)]).toEqual([body, 201])
    expect(await last()).toMatchObject({ id, last_viewed_at: now.toISOString() })
  }
})

test.each(['-2024y', '-300000y', '-99999999999999999999d'])('a list from %s on is refused', async (moment) => {
  for (const name of ['date_from', 'created_date_to', 'last_viewed_date_from']) {
    const { status, body } = await app.ask('GET', `${P}/insights/?${name}=${moment}`)
    expect([status, body['attr'], body['detail']]).toEqual([400, name, 'The date reaches beyond the years 1 to 9999.'])
  }
})

test.each(['insights', 'cohorts'])('a search of %s may be as long as people count', async (room) => {
  const search = async (text: string) =>
    (await app.ask('GET', `${P}/${room}/?search=${encodeURIComponent(text)}`)).status
  expect([await search('😀'.repeat(200)), await search('😀'.repeat(201))]).toEqual([200, 400])
})
