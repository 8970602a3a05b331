import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject, objectOr, parseJson } from '../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
let now = new Date('2026-03-10T12:00:00Z')
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const signUp = (distinct_id: string, day: string, plan: string) => ({
    ...{ event: 'signed up', distinct_id, timestamp: `2026-03-${day}T10:00:00Z`, properties: { plan } },
  })
  await app.capture([signUp('ann', '09', 'pro'), signUp('ben', '08', 'free'), signUp('cat', '02', 'free')])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const board = async (body: JsonObject = { name: 'Board' }) =>
  Number((await ask('POST', '/dashboards/', body)).body['id'])
const patch = async (id: number, body: JsonObject, query = '') =>
  (await ask('PATCH', `/dashboards/${id}/${query}`, body)).body
const QUERY = {
  kind: 'InsightVizNode',
  source: {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'signed up' }],
    dateRange: { date_from: '-30d' },
    trendsFilter: { display: 'BoldNumber' },
  },
}
const insight = async (dashboards: number[], more: JsonObject = {}) =>
  (await ask('POST', '/insights/', { name: 'Sign-ups', query: QUERY, dashboards, ...more })).body
const remove = (what: 'insights' | 'dashboards', id: unknown) =>
  ask('PATCH', `/${what}/${String(id)}/`, { deleted: true })
const boardsOf = async (id: unknown) => (await ask('GET', `/insights/${String(id)}/`)).body['dashboards']

/** What a board shows of its insights, in short. */
const shownIn = (body: JsonObject) =>
  listOf(body['tiles']).map((tile) => {
    const shown = objectOr(tile['insight'])
    const [first] = listOf(shown['result'])
    return {
      number: first?.['aggregated_value'] ?? shown['result'],
      cached: [shown['is_cached'], tile['is_cached']],
      refreshed: [shown['last_refresh'], tile['last_refresh']],
      hash: shown['filters_hash'],
      source: objectOr(objectOr(shown['query'])['source']),
    }
  })
const shown = async (id: number, query = '') => shownIn((await ask('GET', `/dashboards/${id}/${query}`)).body)
const insightsOf = (body: JsonObject) => listOf(body['tiles']).map((tile) => objectOr(tile['insight'])['id'])
const idsOn = async (id: number) => insightsOf((await ask('GET', `/dashboards/${id}/`)).body)

let here: number
let turn = 0
beforeEach(async () => {
  now = new Date(Date.parse('2026-03-10T12:00:00Z') + ++turn * 1000)
  here = await board()
})
/** A query that no other test asks. */
const fresh = () => ({
  ...QUERY,
  source: { ...QUERY.source, properties: [{ key: 'turn', value: `${turn}`, operator: 'is_not', type: 'event' }] },
})

test('an insight that is made for a board is a tile of it', async () => {
  const made = await insight([here])
  expect(made['short_id']).toMatch(/^[\w-]{8}$/)
  expect(made).toMatchObject({ dashboards: [here], dashboard_tiles: [{ dashboard_id: here }] })
  const { body } = await ask('GET', `/dashboards/${here}/`)
  expect(body['tiles']).toMatchObject([{ insight: { id: made['id'], short_id: made['short_id'], dashboards: [here] } }])
})

describe('results', () => {
  const empty = { number: null, cached: [false, false], refreshed: [null, null] }

  test('are none until somebody computes them, and kept from then on', async () => {
    const { id } = await insight([here], { query: fresh() })
    expect(await shown(here)).toMatchObject([empty])
    const moment = now.toISOString()
    expect((await ask('GET', `/insights/${String(id)}/?refresh=blocking`)).body['last_refresh']).toBe(moment)
    now = new Date(now.getTime() + 5000)
    const { body } = await ask('GET', `/dashboards/${here}/`)
    expect(shownIn(body)).toMatchObject([{ number: 3, cached: [true, true], refreshed: [moment, moment] }])
    expect(body['last_accessed_at']).toBe(now.toISOString())
  })

  test('are computed at once where that is asked for', async () => {
    await insight([here], { query: fresh() })
    const first = now.toISOString()
    const computed = { number: 3, cached: [false, false], refreshed: [first, first] }
    expect(await shown(here, '?refresh=true')).toMatchObject([computed])
    now = new Date(now.getTime() + 1000)
    const second = now.toISOString()
    expect(await shown(here)).toMatchObject([{ ...computed, cached: [true, true] }])
    expect(await shown(here, '?refresh=force_blocking')).toMatchObject([{ ...computed, refreshed: [second, second] }])
  })

  test('of other filters are other results, kept beside the first', async () => {
    await insight([here], { query: fresh() })
    expect(await shown(here, '?refresh=blocking')).toMatchObject([{ number: 3 }])
    const [plain] = await shown(here)
    expect(shownIn(await patch(here, { filters: { date_from: '2026-03-07' } }))).toMatchObject([empty])
    // From the 7th on there are those of the 8th and of the 9th.
    expect(await shown(here, '?refresh=blocking')).toMatchObject([{ number: 2 }])
    const [filtered] = await shown(here)
    expect(filtered).toMatchObject({ number: 2, cached: [true, true] })
    expect(filtered?.hash).not.toBe(plain?.hash)
    expect(shownIn(await patch(here, { filters: {} }))).toMatchObject([{ number: 3, hash: plain?.hash }])
  })

  test('are in the answer to a change, too, when it asks to compute', async () => {
    await insight([here], { query: fresh() })
    const filters = { date_from: '2026-03-09' }
    expect(shownIn(await patch(here, { filters }, '?refresh=blocking'))).toMatchObject([{ number: 1 }])
    const changed = { filters: { date_from: '2026-03-08' }, refresh: 'blocking' }
    expect(shownIn(await patch(here, changed))).toMatchObject([{ number: 2 }])
  })
})

describe('filters of a board', () => {
  test('reach the query of each insight, which is itself unchanged', async () => {
    const filters = { date_from: '2026-03-09' }
    const before = await insight([here])
    await patch(here, { filters })
    const after = await insight([here], { name: 'Later' })
    const tiles = await shown(here, '?refresh=blocking')
    expect(tiles.map(({ source, number }) => [source['dateRange'], number])).toMatchObject([
      [{ date_from: '2026-03-09' }, 1],
      [{ date_from: '2026-03-09' }, 1],
    ])
    for (const { id } of [before, after]) {
      const { body } = await ask('GET', `/insights/${String(id)}/?refresh=blocking`)
      expect(body).toMatchObject({ query: QUERY, result: [{ aggregated_value: 3 }] })
      const there = await ask('GET', `/insights/${String(id)}/?refresh=blocking&from_dashboard=${here}`)
      expect(there.body).toMatchObject({
        query: { source: { dateRange: filters } },
        result: [{ aggregated_value: 1 }],
      })
    }
  })

  test('on properties are told and hold', async () => {
    const properties = [{ key: 'plan', value: 'free', operator: 'exact', type: 'event' }]
    await insight([here])
    const body = await patch(here, { filters: { properties } })
    expect([body['filters'], body['persisted_filters']]).toEqual([{ properties }, { properties }])
    expect(await shown(here, '?refresh=blocking')).toMatchObject([{ number: 2 }])
    await patch(here, { filters: { properties, date_from: '2026-03-07' } })
    expect(await shown(here, '?refresh=blocking')).toMatchObject([{ number: 1 }])
  })

  test('are told as they are, known words and unknown', async () => {
    const filters = { date_from: '-24h', interval: 'hour', explicitDate: true, something: [{ new: 1 }] }
    expect((await patch(here, { filters }))['filters']).toEqual(filters)
    expect((await ask('GET', `/dashboards/${here}/`)).body['filters']).toEqual(filters)
  })

  test('give way to a property of a tile on the same key, and so does the insight itself', async () => {
    const on = (key: string, value: string) => ({ key, value, operator: 'exact', type: 'event' })
    // Nobody on the pro plan is on the free one, so whatever is not replaced leaves nothing to count.
    const own = { type: 'AND', values: [{ type: 'OR', values: [on('plan', 'pro')] }] }
    const source = { ...QUERY.source, properties: own }
    await insight([here], { query: { ...QUERY, source } })
    await patch(here, { filters: { properties: [on('plan', 'pro')] } })
    const [tile] = listOf((await ask('GET', `/dashboards/${here}/`)).body['tiles'])
    const filters_overrides = { properties: [on('plan', 'free')] }
    const body = await patch(here, { tiles: [{ id: tile?.['id'] ?? 0, filters_overrides }] }, '?refresh=blocking')
    expect(shownIn(body)).toMatchObject([{ number: 2, source: { properties: filters_overrides.properties } }])
    const alone = `/insights/${insightsOf(body)[0]}/?from_dashboard=${here}`
    expect((await ask('GET', alone)).body).toMatchObject({ result: [{ aggregated_value: 2 }] })
    // What the dashboard asks of the same key holds beside what the insight asks.
    await patch(here, { tiles: [{ id: tile?.['id'] ?? 0, filters_overrides: {} }] })
    await patch(here, { filters: { properties: [on('plan', 'free')] } })
    const both = { type: 'AND', values: [own, { type: 'AND', values: [on('plan', 'free')] }] }
    expect(await shown(here, '?refresh=blocking')).toMatchObject([{ number: 0, source: { properties: both } }])
  })

  test('give way to those of a tile', async () => {
    await insight([here])
    await patch(here, { filters: { date_from: '2026-03-09' } })
    const [tile] = listOf((await ask('GET', `/dashboards/${here}/`)).body['tiles'])
    const filters_overrides = { date_from: '2026-03-08', date_to: '2026-03-08' }
    const body = await patch(here, { tiles: [{ id: tile?.['id'] ?? 0, filters_overrides }] }, '?refresh=blocking')
    expect(body['tiles']).toMatchObject([{ filters_overrides }])
    expect(shownIn(body)).toMatchObject([{ number: 1, source: { dateRange: filters_overrides } }])
    const override = encodeURIComponent('{"date_from":"2026-03-02","date_to":"2026-03-08"}')
    expect(await shown(here, `?refresh=blocking&tile_filters_override=${override}`)).toMatchObject([{ number: 2 }])
    const wrong = await ask('GET', `/dashboards/${here}/?tile_filters_override=[1]`)
    expect([wrong.status, wrong.body['attr'], wrong.body['detail']]).toEqual([
      ...[400, 'tile_filters_override', 'Invalid JSON passed in tile_filters_override parameter'],
    ])
  })
})

describe('what is deleted', () => {
  test('an insight leaves its boards and their public pages', async () => {
    const [kept, gone] = [(await insight([here]))['id'], (await insight([here]))['id']]
    const token = String((await ask('PATCH', `/dashboards/${here}/sharing`, { enabled: true })).body['access_token'])
    const shared = async () => {
      const reply = await app.app.fetch(new Request(`${SITE}/shared/${token}.json`))
      return insightsOf(objectOr(objectOr(parseJson(await reply.text()))['dashboard']))
    }
    expect([await idsOn(here), await shared()]).toEqual([
      [kept, gone],
      [kept, gone],
    ])
    await remove('insights', gone)
    expect([await idsOn(here), await shared()]).toEqual([[kept], [kept]])
  })

  test('an insight is not shown where its tile was left behind', async () => {
    const [kept, gone] = [(await insight([here]))['id'], (await insight([here]))['id']]
    // As an older version left it: the insight is deleted and its tile is not.
    const { postgres } = app.app.deps
    await postgres.updateTable('insight').set({ deleted: true }).where('id', '=', Number(gone)).execute()
    expect(await idsOn(here)).toEqual([kept])
    const { results } = (await ask('GET', `/dashboards/${here}/run_insights/`)).body
    expect(results).toHaveLength(1)
    expect((await ask('GET', `/dashboards/${here}/stream_tiles/`)).text).not.toContain(
      `"insight":{"id":${String(gone)},`,
    )
    const token = String((await ask('PATCH', `/dashboards/${here}/sharing`, { enabled: true })).body['access_token'])
    const page = await app.app.fetch(new Request(`${SITE}/shared/${token}.json`))
    expect(insightsOf(objectOr(objectOr(parseJson(await page.text()))['dashboard']))).toEqual([kept])
  })

  test('a board and its insight go in either order', async () => {
    const [first, second] = [(await insight([here]))['id'], await board()]
    expect((await remove('dashboards', here)).status).toBe(200)
    expect((await remove('insights', first)).body).toMatchObject({ deleted: true, dashboards: [] })
    const other = (await insight([second]))['id']
    expect((await remove('insights', other)).status).toBe(200)
    expect(await idsOn(second)).toEqual([])
    expect((await remove('dashboards', second)).body).toMatchObject({ deleted: true, tiles: [] })
  })

  test('a board is no longer among those of its insights', async () => {
    const [second, third] = [await board(), await board()]
    const all = (await insight([here, second, third]))['id']
    const two = (await insight([here, second]))['id']
    await remove('dashboards', here)
    expect([await boardsOf(all), await boardsOf(two)]).toEqual([[second, third], [second]])
    await remove('dashboards', second)
    expect([await boardsOf(all), await boardsOf(two)]).toEqual([[third], []])
    const listed = listOf((await ask('GET', '/insights/?limit=200')).body['results'])
    expect(listed.find(({ id }) => id === all)?.['dashboards']).toEqual([third])
    expect(listed.find(({ id }) => id === two)?.['dashboards']).toEqual([])
    expect(await idsOn(third)).toEqual([all])
    // Nor may it be put on one that is gone.
    const put = await ask('PATCH', `/insights/${String(two)}/`, { dashboards: [here] })
    expect([put.status, put.body['attr']]).toEqual([400, 'dashboards'])
  })

  test('a board comes back with all that went with it', async () => {
    const ids = [(await insight([here]))['id'], (await insight([here]))['id']]
    await remove('dashboards', here)
    expect([await boardsOf(ids[0]), await boardsOf(ids[1])]).toEqual([[], []])
    expect(insightsOf(await patch(here, { deleted: false }))).toEqual(ids)
    expect([await boardsOf(ids[0]), await boardsOf(ids[1])]).toEqual([[here], [here]])
  })
})
