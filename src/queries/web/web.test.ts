import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { PropertyFilter } from '../../schema/filters.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  const view = (time: string, who: string, session: string, path: string, more: JsonObject = {}) =>
    event(time, '$pageview', who, { $session_id: session, $pathname: path, ...more })
  await insertEvents(
    clickhouse,
    2,
    [
      view('2024-03-05 10:00:00', 'p1', 'a', '/', { utm_source: 'x', $viewport_width: 800, $viewport_height: 600 }),
      view('2024-03-05 10:01:00', 'p1', 'a', '/login'),
      view('2024-03-06 10:00:00', 'p2', 'b', '/'),
      // The session before the range goes on into it: it began outside.
      view('2024-03-03 23:59:00', 'p3', 'c', '/'),
      view('2024-03-04 00:01:00', 'p3', 'c', '/'),
      event('2024-03-06 10:00:05', '$autocapture', 'p2', { $session_id: 'b' }),
      event('2024-03-06 11:00:00', '$pageview', 'p4', { $pathname: '/without-session' }),
    ],
    {},
  )
  await insertEvents(
    clickhouse,
    3,
    Array.from({ length: 100 }, (_, i) => i).flatMap((i) => [
      view('2024-03-05 10:00:00', `u${i}`, `s${i}`, '/'),
      view('2024-03-05 10:00:10', `u${i}`, `s${i}`, '/'),
    ]),
    {},
  )
})
afterAll(() => clickhouse.close())

const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const ask = (query: JsonObject, team_id = 1) => testRunner(clickhouse).ask({ dateRange: WEEK, ...query }, { team_id })

test("a dashboard's dates, properties and test accounts hold for figures of a site", async () => {
  const test_account_filters: PropertyFilter[] = [
    { key: '$browser', value: 'Chrome', operator: 'is_not', type: 'event' },
  ]
  const { ask: asked } = testRunner(clickhouse, { test_account_filters })
  const seen = async (filters: JsonObject) => {
    const query = { kind: 'WebStatsTableQuery', breakdownBy: 'Browser', dateRange: WEEK }
    return ((await asked(query, { filters }))['results'] as unknown[][]).map(([value]) => value)
  }
  expect(await seen({})).toEqual(['Chrome', 'Safari', null])
  expect(await seen({ filterTestAccounts: true })).toEqual(['Safari', null])
  expect(await seen({ properties: [{ key: '$browser', value: 'Safari' }] })).toEqual(['Safari'])
  expect(await seen({ date_from: '2024-03-06', date_to: '2024-03-06' })).toEqual([null])
})

test('properties of persons part visitors, as filters and in expressions', async () => {
  const filters: JsonObject[] = [
    { type: 'person', key: 'plan', value: 'pro', operator: 'exact' },
    { type: 'hogql', key: "person.properties.plan = 'pro'" },
  ]
  for (const filter of filters) {
    const seen = async (kind: string, more: JsonObject = {}) =>
      (await ask({ kind, properties: [filter], ...more }))['results']
    // Alice alone is pro: one view in each of S1 and S3, and two in S7.
    expect(await seen('WebOverviewQuery')).toMatchObject([{ value: 1 }, { value: 4 }, { value: 3 }, {}, {}])
    expect(await seen('WebStatsTableQuery', { breakdownBy: 'Browser' })).toEqual([['Chrome', [1, null], [4, null]]])
    const days = (await seen('WebTrendsQuery')) as { metrics: JsonObject }[]
    expect(days.map(({ metrics }) => metrics['UniqueUsers'])).toEqual([1, 1, 0, 1, 0])
    expect(await seen('WebExternalClicksTableQuery')).toEqual([])
  }
})

describe('overview', () => {
  const overview = async (more: JsonObject = {}, team_id = 1) => {
    const answer = await ask({ kind: 'WebOverviewQuery', ...more }, team_id)
    return answer['results'] as {
      key: string
      value: number | null
      previous: number | null
      changeFromPreviousPct: number | null
    }[]
  }
  const values = async (...args: Parameters<typeof overview>) => (await overview(...args)).map(({ value }) => value)
  test('W1', async () => {
    const base = { previous: null, changeFromPreviousPct: null, isIncreaseBad: null, usedPreAggregatedTables: false }
    expect(await overview()).toEqual([
      { ...base, key: 'visitors', kind: 'unit', value: 3 },
      { ...base, key: 'views', kind: 'unit', value: 6 },
      { ...base, key: 'sessions', kind: 'unit', value: 5 },
      { ...base, key: 'session duration', kind: 'duration_s', value: 66 },
      { ...base, key: 'bounce rate', kind: 'percentage', value: 60, isIncreaseBad: true },
    ])
    expect(await ask({ kind: 'WebOverviewQuery' })).toMatchObject({
      dateFrom: '2024-03-04T00:00:00Z',
      dateTo: '2024-03-08T23:59:59.999Z',
      samplingRate: null,
    })
  })
  test('compared', async () => {
    // A week earlier: carol's one pageview of Feb 26.
    const found = await overview({ compareFilter: { compare: true, compare_to: '-7d' } })
    expect(found.map(({ previous, changeFromPreviousPct }) => [previous, changeFromPreviousPct])).toEqual([
      [1, 200],
      [1, 500],
      [1, 400],
      [0, null],
      [100, -40],
    ])
  })
  test('sessions that began outside, clicks, filters, nothing at all', async () => {
    // a: 60 s, two pageviews; b: 5 s, one pageview and a click.
    expect(await values({}, 2)).toEqual([2, 3, 2, 32.5, 0])
    const properties = [{ key: '$pathname', value: '/login', operator: 'exact', type: 'event' }]
    expect(await values({ properties }, 2)).toEqual([1, 1, 1, 60, 0])
    expect(await values({ dateRange: { date_from: '2023-01-01', date_to: '2023-01-02' } })).toEqual([
      0,
      0,
      0,
      null,
      null,
    ])
    expect(await values({ modifiers: { bounceRateDurationSeconds: 60 } })).toEqual([3, 6, 5, 66, 80])
  })
  test('revenue, of which projects here have none', async () => {
    const found = await overview({ includeRevenue: true })
    expect(found.at(-1)).toMatchObject({ key: 'revenue', kind: 'currency', value: null, previous: null })
    const goal = await overview({ includeRevenue: true, conversionGoal: { customEventName: 'signup' } })
    expect(goal.map(({ key }) => key).slice(-2)).toEqual(['conversion rate', 'conversion revenue'])
  })
  test('of a sample the counts are scaled to everybody', async () => {
    const counts = async (more: JsonObject) => {
      const answer = await ask({ kind: 'WebOverviewQuery', ...more }, 3)
      const [visitors, views, , duration] = answer['results'] as { value: number }[]
      return [visitors?.value, views?.value, duration?.value, answer['samplingRate']]
    }
    // A hundred persons with two views each, ten seconds apart.
    expect(await counts({})).toEqual([100, 200, 10, null])
    const half = { numerator: 1, denominator: 2 }
    const [visitors, views, duration, rate] = await counts({ sampling: { enabled: true, forceSamplingRate: half } })
    expect([views, duration, rate]).toEqual([Number(visitors) * 2, 10, half])
    // Those whose hash is in the lower half, each for two: about everybody, but hardly just so many.
    expect(visitors).not.toBe(100)
    expect(Math.abs(Number(visitors) - 100)).toBeLessThan(40)
    expect((await counts({ samplingFactor: 0.5 })).slice(0, 3)).toEqual([visitors, views, duration])
    expect(await counts({ sampling: { enabled: true } })).toEqual([100, 200, 10, { numerator: 1 }])
    expect(await counts({ sampling: { enabled: false, forceSamplingRate: half } })).toEqual([100, 200, 10, null])
    const pages = { kind: 'WebStatsTableQuery', breakdownBy: 'Page', includeBounceRate: true, samplingFactor: 0.5 }
    expect((await ask(pages, 3))['results']).toEqual([['/', [visitors, null], [views, null], [0, null]]])
  })
  test('an interval of hours ends with its hour', async () => {
    const dateRange = { date_from: '-24h' }
    expect(await ask({ kind: 'WebOverviewQuery', dateRange, interval: 'hour' })).toMatchObject({
      dateFrom: '2024-03-07T12:00:00Z',
      dateTo: '2024-03-08T12:59:59.999Z',
    })
  })
  test('conversions', async () => {
    const found = await overview({ conversionGoal: { customEventName: 'signup' } })
    // Alice's signup in S1 and bob's in S4.
    expect(found.map(({ key, value }) => [key, value])).toEqual([
      ['visitors', 3],
      ['total conversions', 2],
      ['unique conversions', 2],
      ['conversion rate', (2 / 3) * 100],
    ])
    await expect(overview({ conversionGoal: { actionId: 9 } })).rejects.toMatchObject({ status: 400 })
  })
})
