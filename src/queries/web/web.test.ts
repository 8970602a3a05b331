import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'

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
})
afterAll(() => clickhouse.close())

const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const ask = (query: JsonObject, team_id = 1) => testRunner(clickhouse).ask({ dateRange: WEEK, ...query }, { team_id })

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

describe('stats table', () => {
  const table = async (breakdownBy: string, more: JsonObject = {}, team_id = 1) =>
    ask({ kind: 'WebStatsTableQuery', breakdownBy, ...more }, team_id)
  const rows = async (...args: Parameters<typeof table>) => (await table(...args))['results']
  test('W2: browsers', async () => {
    const answer = await table('Browser')
    expect(answer['results']).toEqual([
      ['Chrome', [1, null], [4, null]],
      [null, [1, null], [1, null]],
      ['Safari', [1, null], [1, null]],
    ])
    expect(answer['columns']).toEqual([
      'context.columns.breakdown_value',
      'context.columns.visitors',
      'context.columns.views',
    ])
    expect(answer).toMatchObject({ hasMore: false, limit: 10, offset: 0 })
  })
  test('pages', async () => {
    expect(await rows('Page', {}, 2)).toEqual([
      ['/', [2, null], [2, null]],
      ['/login', [1, null], [1, null]],
    ])
    expect(await rows('InitialPage', { includeBounceRate: true }, 2)).toEqual([['/', [2, null], [3, null], [0, null]]])
    expect(await rows('ExitPage', {}, 2)).toEqual([
      ['/login', [1, null], [2, null]],
      ['/', [1, null], [1, null]],
    ])
    // S1, S2, S6 and S7 came in by /, S3 by /pricing; S2 and S6 bounced there, S3 here.
    expect(await rows('Page', { includeBounceRate: true })).toEqual([
      ['/', [3, null], [4, null], [50, null]],
      ['/pricing', [1, null], [2, null], [100, null]],
    ])
  })
  test('sources and devices', async () => {
    expect(await rows('InitialUTMSource', {}, 2)).toEqual([
      ['x', [1, null], [2, null]],
      [null, [1, null], [1, null]],
    ])
    expect(await rows('Viewport', {}, 2)).toEqual([
      [null, [2, null], [2, null]],
      ['800x600', [1, null], [1, null]],
    ])
  })
  test('compared, ordered, paged', async () => {
    const compareFilter = { compare: true, compare_to: '-7d' }
    expect(await rows('Browser', { compareFilter })).toEqual([
      ['Chrome', [1, 0], [4, 0]],
      [null, [1, 1], [1, 1]],
      ['Safari', [1, 0], [1, 0]],
    ])
    const pages = async (more: JsonObject) => {
      const { results, hasMore } = await table('Page', more, 2)
      return [(results as unknown[][]).map(([page]) => page), hasMore]
    }
    expect(await pages({ orderBy: ['Views', 'ASC'] })).toEqual([['/login', '/'], false])
    expect(await pages({ limit: 1, offset: 1 })).toEqual([['/login'], false])
    expect(await pages({ limit: 1 })).toEqual([['/'], true])
  })
  test('refused', async () => {
    for (const more of [{ orderBy: ['x', 'ASC'] }, { includeScrollDepth: true }, { nope: 1 }])
      await expect(table('Page', more)).rejects.toMatchObject({ status: 400 })
    await expect(table('FrustrationMetrics')).rejects.toMatchObject({ status: 400 })
  })
})
