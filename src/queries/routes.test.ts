import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, SITE, TestApp } from '../../test/support/app.ts'
import { F1_NOW, insertEvents } from '../../test/support/f1.ts'
import { startSession } from '../accounts/sessions.ts'
import { type Json, type JsonObject, objectOr, parseJson } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => F1_NOW)
  await insertEvents(app.app.deps.clickhouse, 1)
})
afterAll(() => app.close())

const P = '/api/projects/1'
const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const views = { kind: 'TrendsQuery', dateRange: WEEK, series: [{ kind: 'EventsNode', event: '$pageview' }] }
const ask = (query: JsonObject) => app.ask('POST', `${P}/query/`, { query })
const sql = async (query: string, more: JsonObject = {}) => (await ask({ kind: 'HogQLQuery', query, ...more })).body

test.each<JsonObject>([
  { kind: 'HogQLMetadata', language: 'hogQL', query: 'select event from events' },
  { kind: 'HogQLAutocomplete', language: 'hogQL', query: 'select ev', startPosition: 7, endPosition: 9 },
  { kind: 'DatabaseSchemaQuery' },
  { kind: 'InsightActorsQueryOptions', source: { kind: 'InsightActorsQuery', source: views } },
])('$kind is answered anew each time, and says nothing of its age', async (query) => {
  const { status, body } = await ask(query)
  expect(status).toBe(200)
  const ages = ['is_cached', 'cache_key', 'last_refresh', 'cache_target_age', 'next_allowed_client_refresh', 'timezone']
  expect(ages.filter((field) => field in body)).toEqual([])
})

test('groups of conditions hold conditions and groups, wherever they stand', async () => {
  const group = (...values: Json[]): Json => ({ type: 'AND', values })
  const { series } = views
  const queries = (properties: Json): JsonObject[] => [
    { ...views, properties },
    {
      kind: 'ActorsQuery',
      source: { kind: 'InsightActorsQuery', source: { ...views, properties }, day: '2024-03-04' },
    },
    { kind: 'EventsQuery', select: ['event'], fixedProperties: [properties] },
    { kind: 'HogQLQuery', query: 'select 1 from events where {filters}', filters: { properties: [properties] } },
    { ...views, series: [{ ...series[0], properties: [properties] }] },
  ]
  for (const wrong of [
    null,
    1,
    { key: {}, value: 'x' },
    { type: 'OR', values: [[]] },
    { type: 'OR', key: 'a' },
  ] satisfies Json[])
    for (const query of queries(group(group(wrong)))) {
      const { status, body } = await ask(query)
      expect([wrong, query.kind, status, body['code']]).toEqual([wrong, query.kind, 400, 'invalid_input'])
    }
  for (const query of queries(group(group({ key: '$browser', value: 'Chrome' }))))
    expect([query.kind, (await ask(query)).status]).toEqual([query.kind, 200])
})

test('an insight that is not there is not found', async () => {
  expect((await ask({ kind: 'SavedInsightNode', shortId: 'abcdefgh' })).status).toBe(404)
})

test('dots in a placeholder lead into what a value holds, and nowhere else', async () => {
  const values = { shop: { name: 'a', size: 3 }, nothing: null }
  expect(await sql('select {shop.size} + 1, {shop.name}', { values })).toMatchObject({ results: [[4, 'a']] })
  for (const name of ['shop.toString', 'shop.size.x', 'nothing.x', 'shop.prices'])
    expect(await sql(`select {${name}}`, { values })).toMatchObject({ detail: `Unresolved placeholder: {${name}}` })
})

test('a filter on what a flag gave holds for all, as one of type flag does', async () => {
  const properties = [{ type: 'event', key: '$browser', operator: 'flag_evaluates_to', value: 'x' }]
  expect((await ask({ ...views, properties })).body).toMatchObject({ results: [{ count: 6 }] })
})

test('an agent of PostHog is told the answer in words, too', async () => {
  const told = async (client?: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` }
    const request = new Request(`${SITE}${P}/query/`, {
      method: 'POST',
      headers: { ...headers, ...(client ? { 'x-posthog-client': client } : {}) },
      body: JSON.stringify({ query: views }),
    })
    return objectOr(parseJson(await (await app.app.fetch(request)).text()))
  }
  expect((await told('mcp'))['formatted_results']).toMatch(/2024-03-07\|2$/m)
  expect(await told()).not.toHaveProperty('formatted_results')
  expect(await told('web')).not.toHaveProperty('formatted_results')
})

describe('what is wrong with a query is named', () => {
  const wrong = { key: '$browser', operator: 'resembles', value: 'x' }
  test.each<[JsonObject, RegExp]>([
    [{ ...views, properties: [wrong] }, /^properties\.0\.operator: Invalid option/],
    [{ ...views, properties: { type: 'OR', values: [wrong] } }, /^properties\.values\.0\.operator: Invalid option/],
    [{ ...views, properties: { type: 'XOR', values: [] } }, /^properties\.type: Invalid option/],
    [{ ...views, properties: ['$browser'] }, /^properties\.0: Invalid input: expected object/],
  ])('%#', async (query, detail) => {
    expect((await ask(query)).body).toMatchObject({ attr: 'properties', detail: expect.stringMatching(detail) })
    const source = { kind: 'InsightVizNode', source: query }
    const saved = await app.ask('POST', `${P}/insights/`, { query: source })
    const inside = new RegExp(detail.source.replace('^', '^source\\.'))
    expect(saved.body).toMatchObject({ code: 'parse_error', attr: 'query', detail: expect.stringMatching(inside) })
  })

  // Before each is parsed, which would keep everybody waiting.
  test.each<[JsonObject, string]>([
    [{ kind: 'EventsQuery', select: Array.from({ length: 20_000 }, (_, i) => `properties.p${i}`) }, 'select'],
    [{ kind: 'EventsQuery', select: ['event'], where: Array.from({ length: 20_000 }, (_, i) => `1 = ${i}`) }, 'where'],
    [{ kind: 'ActorsQuery', orderBy: Array.from({ length: 20_000 }, (_, i) => `properties.p${i}`) }, 'orderBy'],
  ])('that lists thousands of expressions: %#', async (query, attr) => {
    const detail = `${attr}: Too big: expected array to have <=1000 items`
    expect(await ask(query)).toMatchObject({ status: 400, body: { attr, detail } })
  })

  test.each<[JsonObject, string]>([
    [{}, 'query.kind'],
    [{ kind: null, source: views }, 'query.kind'],
    [{ kind: 'InsightVizNode', source: {} }, 'query.source.kind'],
  ])('the kind that is missing: %j', async (query, where) => {
    const required = {
      type: 'validation_error',
      code: 'required',
      detail: `${where}: This field is required.`,
      attr: 'query',
    }
    expect(await ask(query)).toMatchObject({ status: 400, body: required })
    const saved = await app.ask('POST', `${P}/insights/`, { query })
    expect([saved.status, saved.body['attr']]).toEqual([400, 'query'])
    if (where === 'query.kind') expect(saved.body).toEqual(required)
  })

  test.each<JsonObject>([
    { kind: 'EventsQuery', select: ['event'], orderBy: ['event SIDEWAYS'] },
    { kind: 'EventsQuery', select: ['*'], orderBy: ['timestamp', '* SIDEWAYS'] },
    { kind: 'EventsQuery', select: ['event'], orderBy: ["concat(event, '🦔') SIDEWAYS"] },
    { kind: 'ActorsQuery', select: ['id'], orderBy: ['id SIDEWAYS'] },
    { kind: 'ActorsQuery', select: ['count()', 'properties.email'], orderBy: ['count() SIDEWAYS'] },
    { kind: 'GroupsQuery', group_type_index: 0, orderBy: ['created_at SIDEWAYS'] },
    { kind: 'GroupsQuery', group_type_index: 0, orderBy: ['group_name SIDEWAYS'] },
    { kind: 'WebStatsTableQuery', breakdownBy: 'Page', orderBy: ['Views', 'SIDEWAYS'] },
  ])('the direction of an order: %j', async (query) => {
    expect(await ask(query)).toMatchObject({
      status: 400,
      body: {
        attr: 'orderBy',
        detail: expect.stringMatching(/^orderBy: 'SIDEWAYS' is not understood: .*ASC.*DESC/),
      },
    })
  })

  test('directions are read in any case, and an order without one ascends', async () => {
    const events = (orderBy: string[]) =>
      ask({ kind: 'EventsQuery', select: ['event', 'count()'], after: '2024-01-01', orderBy })
    const names = async (orderBy: string[]) => {
      const { results } = (await events(orderBy)).body
      return Array.isArray(results) ? results.map((row) => (Array.isArray(row) ? row[0] : row)) : results
    }
    const ascending = ['$pageview', 'purchase', 'signup']
    expect(await names(['event'])).toEqual(ascending)
    expect(await names(['event asc'])).toEqual(ascending)
    expect(await names(['event desc'])).toEqual([...ascending].reverse())
    const groups = ['group_name desc', 'group_name', 'key ASC', 'created_at DESC']
    expect((await ask({ kind: 'GroupsQuery', group_type_index: 0, orderBy: groups })).status).toBe(200)
  })

  test.each([
    ...[
      'Visitors',
      'Views',
      'AvgTimeOnPage',
      'Clicks',
      'BounceRate',
      'AverageScrollPercentage',
      'ScrollGt80Percentage',
    ],
    ...[
      'TotalConversions',
      'UniqueConversions',
      'ConversionRate',
      'ConvertingUsers',
      'RageClicks',
      'DeadClicks',
      'Errors',
    ],
  ])('a table of a site is ordered by %s', async (name) => {
    for (const direction of ['ASC', 'DESC']) {
      const asked = { includeBounceRate: true, includeScrollDepth: true, includeAvgTimeOnPage: true }
      const more = { ...asked, dateRange: WEEK, orderBy: [name, direction] }
      expect((await ask({ kind: 'WebStatsTableQuery', breakdownBy: 'Page', ...more })).status).toBe(200)
    }
  })

  test.each<[JsonObject, string]>([
    [{ kind: 'Nope' }, 'Unsupported query kind: Nope'],
    [{ kind: 'SavedInsightNode', shortId: 'x' }, 'Unsupported query kind: SavedInsightNode'],
    [{ kind: 'InsightVizNode', source: { ...views, colour: 1 } }, "Unknown field 'source.colour'"],
    [{ kind: 'TrendsQuery', series: 'x' }, 'series: Invalid input: expected array, received string'],
  ])('%j when it is saved', async (query, detail) => {
    const { status, body } = await app.ask('POST', `${P}/insights/`, { query })
    expect([status, body['code'], body['detail']]).toEqual([400, 'parse_error', detail])
  })
})

describe('how long an answer is kept', () => {
  const DAY = 24 * 3600
  const secondsOf = async (cacheKey: unknown) => {
    const { postgres, cache } = app.app.deps
    await cache.drain()
    const row = await postgres
      .selectFrom('query_cache')
      .select('expires_at')
      .where('key', '=', String(cacheKey))
      .executeTakeFirstOrThrow()
    return (row.expires_at.getTime() - F1_NOW.getTime()) / 1000
  }
  const asking = (query: JsonObject) => ask({ ...query }).then(({ body }) => secondsOf(body['cache_key']))

  test('a day for what a key asks by itself', async () => {
    expect(await asking({ ...views, interval: 'week' })).toBe(DAY)
    expect(await asking({ kind: 'HogQLQuery', query: 'select 41' })).toBe(DAY)
  })

  test('a week for what a signed-in user asks, and for insights whoever asks for them', async () => {
    const session = await startSession(app.app.deps, app.app.first_start?.user_id ?? 0)
    const headers = { cookie: `sessionid=${session}`, origin: SITE, 'content-type': 'application/json' }
    const body = JSON.stringify({ query: { kind: 'HogQLQuery', query: 'select 42' } })
    const reply = await app.app.fetch(new Request(`${SITE}${P}/query/`, { method: 'POST', headers, body }))
    expect(await secondsOf(objectOr(parseJson(await reply.text()))['cache_key'])).toBe(7 * DAY)

    const query = { kind: 'InsightVizNode', source: { ...views, interval: 'month' } }
    const { short_id, id } = (await app.ask('POST', `${P}/insights/`, { query })).body
    expect(await asking({ kind: 'SavedInsightNode', shortId: String(short_id) })).toBe(7 * DAY)
    const shown = await app.ask('GET', `${P}/insights/${id}/?refresh=force_blocking`)
    expect(await secondsOf(shown.body['filters_hash'])).toBe(7 * DAY)
  })
})

test('whether a client may follow a query that runs behind its request', async () => {
  const check = async (scope: string) => app.ask('POST', `${P}/query/check_auth_for_async/`, {}, await app.key([scope]))
  expect(await check('query:read')).toMatchObject({ status: 200, body: { user: 'ok' } })
  expect((await check('insight:read')).status).toBe(403)
})

test('what was answered before the first event is asked anew after it', async () => {
  const { id, api_token: api_key } = (await app.ask('POST', '/api/projects/', { name: 'New' })).body
  const count = async () => {
    const query = { kind: 'HogQLQuery', query: 'select count() from events' }
    const { body } = await app.ask('POST', `/api/projects/${String(id)}/query/`, { query, refresh: 'blocking' })
    return [body['results'], body['is_cached']]
  }
  expect([await count(), await count()]).toEqual([
    [[[0]], false],
    [[[0]], true],
  ])
  const body = JSON.stringify({ api_key, event: 'first', distinct_id: 'a', timestamp: F1_NOW })
  expect((await app.app.fetch(new Request(`${SITE}/capture/`, { method: 'POST', body }))).status).toBe(200)
  await app.app.deps.observe.flush()
  expect([await count(), await count()]).toEqual([
    [[[1]], false],
    [[[1]], true],
  ])
})

test('a question may come in texts, as of a form, and what it leaves empty is as if it were not there', async () => {
  const query = { kind: 'HogQLQuery', query: 'select 1' }
  for (const more of [{ async: 'false' }, { async: null }, { client_query_id: '' }])
    expect(await app.ask('POST', `${P}/query/`, { query, ...more })).toMatchObject({
      status: 200,
      body: { results: [[1]] },
    })
})

test("a dashboard's conditions follow those of a query that holds them in a list", async () => {
  const [own, added] = [
    { key: 'a', value: '1', type: 'event' },
    { key: 'b', value: '2', type: 'event' },
  ]
  const both = [own, added]
  const override = encodeURIComponent(JSON.stringify({ properties: [added] }))
  const shown = async (query: JsonObject) => {
    const { body } = await app.ask('POST', `${P}/insights/`, { query })
    const one = await app.ask('GET', `${P}/insights/${body['id']}/?refresh=blocking&filters_override=${override}`)
    expect(one.status).toBe(200)
    return objectOr(objectOr(one.body['query'])['source'])
  }
  const text = 'select count() from events where {filters}'
  expect(await shown({ kind: 'EventsQuery', select: ['event'], properties: [own] })).toMatchObject({ properties: both })
  expect(await shown({ kind: 'WebOverviewQuery', properties: [own] })).toMatchObject({ properties: both })
  expect(await shown({ kind: 'HogQLQuery', query: text, filters: { properties: [own] } })).toMatchObject({
    filters: { properties: both },
  })
  const group = (...values: Json[]) => ({ type: 'AND', values })
  expect(await shown({ ...views, properties: [own] })).toMatchObject({ properties: group(group(own), group(added)) })
})
