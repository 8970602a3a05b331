import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject } from '../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
/** Where the clock stands, and how far each look at it moves it on. */
const clock = { now: Date.parse('2026-03-02T12:00:00Z'), step: 0 }
beforeAll(async () => {
  app = await TestApp.open(() => {
    clock.now += clock.step
    return new Date(clock.now)
  })
  await app.capture([
    { event: 'signed up', distinct_id: 'ann', timestamp: '2026-03-01T10:00:00Z', properties: { amount: 5 } },
    { event: 'signed up', distinct_id: 'ben', timestamp: '2026-03-01T11:00:00Z', properties: { amount: 10 } },
    { event: 'signed up', distinct_id: 'cat', timestamp: '2026-03-02T10:00:00Z', properties: { amount: 20 } },
  ])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) => app.ask(method, `${BASE}${path}`, body, key)
const QUERY = {
  kind: 'InsightVizNode',
  source: {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'signed up' }],
    dateRange: { date_from: '2026-03-01', date_to: '2026-03-02' },
  },
}
const sql = (query: string, more: object = {}) => ({ kind: 'HogQLQuery', query, ...more })
const TEXT = 'Date|signed up\n2026-03-01|2\n2026-03-02|1'

let here: number
beforeEach(async () => {
  clock.step = 0
  here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
})
const insight = async (query: object = QUERY, name = 'Sign-ups') =>
  Number((await ask('POST', '/insights/', { name, query, dashboards: [here] })).body['id'])
const run = async (query = 'refresh=blocking') => {
  const { status, body } = await ask('GET', `/dashboards/${here}/run_insights/?${query}`)
  return { status, body, results: Array.isArray(body['results']) ? body['results'].filter(isObject) : [] }
}
const told = ({ insight }: JsonObject) => (isObject(insight) ? insight['result'] : undefined)

test('each insight as text, with five keys; cards and insights without a query are left out [dashboards.run_insights?output_format]', async () => {
  const id = await insight()
  await ask('PATCH', `/dashboards/${here}/`, { tiles: [{ text: { body: '# Notes' } }] })
  await ask('POST', '/insights/', { name: 'Nothing', dashboards: [here] })
  const { results } = await run()
  expect(results).toMatchObject([{ insight: { id, name: 'Sign-ups', derived_name: null, result: TEXT }, order: 0 }])
  expect(Object.keys(isObject(results[0]?.['insight']) ? results[0]['insight'] : {}).sort()).toEqual(
    ['derived_name', 'id', 'name', 'result', 'short_id'], // as the page prints them
  )
  expect(results[0]).toMatchObject({ last_refresh: '2026-03-02T12:00:00.000Z', is_cached: expect.any(Boolean) })
})

test('as JSON, for that word and any that is unknown', async () => {
  await insight()
  for (const format of ['json', 'xml'])
    expect((await run(`refresh=blocking&output_format=${format}`)).results.map(told)).toMatchObject([
      [{ data: [2, 1], count: 3 }],
    ])
  expect((await run('output_format=optimized')).results.map(told)).toEqual([TEXT])
})

test('nothing kept and nothing computed is no result', async () => {
  await insight(sql('SELECT count() + 7 FROM events'))
  expect((await run('')).results.map(told)).toEqual([null])
})

test('an empty board has none; one of another project is not found; nobody is noted to have looked', async () => {
  expect(await run()).toMatchObject({ status: 200, results: [] })
  expect((await ask('GET', '/dashboards/999999/run_insights/')).status).toBe(404)
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  const other = await deps.teams.create({ organization_id, name: 'Other', api_token: `phc_other_${here}` })
  const theirs = (await app.ask('POST', `/api/projects/${other.id}/dashboards/`, {})).body['id']
  expect((await ask('GET', `/dashboards/${String(theirs)}/run_insights/`)).status).toBe(404)
  expect((await app.ask('GET', `/api/projects/${other.id}/dashboards/${here}/run_insights/`)).status).toBe(404)
  const { body } = await ask('GET', '/dashboards/?limit=200')
  const listed = Array.isArray(body['results']) ? body['results'].filter(isObject) : []
  expect(listed.find(({ id }) => id === here)?.['last_accessed_at']).toBeNull()
})

test('a key needs query:read', async () => {
  const path = `/dashboards/${here}/run_insights/`
  expect((await ask('GET', path, undefined, await app.key(['dashboard:read']))).status).toBe(403)
  expect((await ask('GET', path, undefined, await app.key(['query:read']))).status).toBe(200)
})

test('tiles come in the order of the wide grid', async () => {
  const [first, second] = [await insight(QUERY, 'First'), await insight(QUERY, 'Second')]
  const { results } = await run()
  const tiles = results.map(({ id }, i) => ({ id, layouts: { sm: { x: 0, y: i === 0 ? 5 : 0 } } }))
  await ask('PATCH', `/dashboards/${here}/`, { tiles })
  expect((await run()).results).toMatchObject([
    { insight: { id: second }, order: 0 },
    { insight: { id: first }, order: 1 },
  ])
})

test('tile_ids picks tiles, which keep their place', async () => {
  await insight(QUERY, 'First')
  await insight(QUERY, 'Second')
  const [first, second] = (await run()).results.map(({ id }) => id)
  expect((await run(`tile_ids=${second}`)).results).toMatchObject([{ id: second, order: 1 }])
  expect((await run(`tile_ids=${second}, ${first}`)).results).toMatchObject([{ id: first }, { id: second }])
  expect((await run('tile_ids=')).results).toHaveLength(2)
  for (const [ids, named] of [
    [`${first},abc`, 'abc'],
    ['999999', '999999'],
    ['-1', '-1'],
  ]) {
    const { status, body } = await run(`tile_ids=${ids}`)
    expect([status, body['attr'], String(body['detail']).includes(named ?? '?')]).toEqual([400, 'tile_ids', true])
  }
})

test('max_result_chars holds each text to a budget, and JSON to none', async () => {
  await insight(sql('SELECT number FROM numbers(100)'))
  const whole = String((await run()).results.map(told)[0])
  // "number" and the lines "\n0" to "\n99": 6 + 10 · 2 + 90 · 3
  expect(whole).toHaveLength(296)
  expect((await run('max_result_chars=0')).results.map(told)).toEqual([whole])
  const cut = String((await run('max_result_chars=100')).results.map(told)[0])
  expect(cut.length).toBeLessThanOrEqual(100)
  // 52 letters are left beside the 48 of the mark: 26 for the first whole lines, 26 for the last.
  const [head, tail] = cut.split('\n[cut here; max_result_chars=0 gives the whole]\n')
  expect(head).toBe('number\n0\n1\n2\n3\n4\n5\n6\n7\n8')
  expect(tail).toBe('92\n93\n94\n95\n96\n97\n98\n99')
  expect((await run('max_result_chars=4')).results.map(told)).toEqual(['numb'])
  expect((await run('max_result_chars=4&output_format=json')).results.map(told)[0]).toHaveLength(100)
  for (const most of ['-1', 'x', '1.5'])
    expect(await run(`max_result_chars=${most}`)).toMatchObject({ status: 400, body: { attr: 'max_result_chars' } })
})

test('what no table holds is bounded as well', async () => {
  await insight({
    kind: 'DataTableNode',
    source: { kind: 'WebOverviewQuery', properties: [], dateRange: { date_from: '2026-03-01' } },
  })
  expect((await run()).results.map(told)).toMatchObject([[{ key: 'visitors' }, {}, {}, {}, {}]])
  expect((await run('max_result_chars=5')).results.map(told)).toEqual(['[{"ke'])
})

test('a broken tile carries its error and harms no other', async () => {
  await insight(sql('SELECT throwIf(1) FROM numbers(1)'), 'Broken')
  await insight()
  const { status, results } = await run()
  expect(status).toBe(200)
  expect(results).toMatchObject([
    { insight: { name: 'Broken', result: null }, error: { type: expect.any(String), message: expect.any(String) } },
    { insight: { result: TEXT } },
  ])
  expect(results[1]).not.toHaveProperty('error')
})

test('when the time is over the rest is told from what is kept, and what is not says so', async () => {
  await insight()
  await run()
  await insight(sql('SELECT 41 + 1'), 'New')
  clock.step = 61_000 // the first look sets the end, the next is past it
  const { results } = await run()
  expect(results.map(told)).toEqual([TEXT, null])
  const [, late] = results
  const message = `Not run for want of time. Ask for it alone with tile_ids=${late?.['id']}.`
  expect(late?.['error']).toEqual({ type: 'Timeout', message })
})
