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
  const click = (time: string, who: string, url: string, more: JsonObject = {}) =>
    event(time, '$autocapture', who, {
      ...{ $session_id: who, $event_type: 'click', $host: 'www.shop.test', $external_click_url: url },
      ...more,
    })
  await insertEvents(
    clickhouse,
    2,
    [
      click('2024-03-05 10:00:00', 'a', 'https://docs.other.test/login?next=1#top'),
      click('2024-03-05 10:01:00', 'a', 'https://docs.other.test/login'),
      click('2024-03-05 10:02:00', 'b', 'https://docs.other.test/login'),
      click('2024-03-06 10:00:00', 'b', 'https://another.test/'),
      // Of the same domain, no click, and nowhere.
      click('2024-03-05 10:03:00', 'a', 'https://help.shop.test/'),
      click('2024-03-05 10:04:00', 'a', 'https://another.test/', { $event_type: 'change' }),
      click('2024-03-05 10:05:00', 'a', ''),
      // The week before.
      click('2024-02-27 10:00:00', 'c', 'https://another.test/'),
    ],
    {},
  )
  const vital = (path: string | undefined, LCP: number) =>
    event('2024-03-05 10:00:00', '$web_vitals', 'a', { $pathname: path, $web_vitals_LCP_value: LCP })
  await insertEvents(
    clickhouse,
    3,
    [
      ...[1000, 2000, 3000, 4000, 5000].map((value) => vital('/', value)),
      vital('/fast', 2500),
      vital('/slow', 9000),
      vital('/below', -1),
      vital(undefined, 100),
    ],
    {},
  )
})
afterAll(() => clickhouse.close())

const dateRange = { date_from: '2024-03-04', date_to: '2024-03-08' }
const ask = (query: JsonObject, team_id = 1) => testRunner(clickhouse).ask({ dateRange, ...query }, { team_id })

describe('figures over time', () => {
  const METRICS = ['UniqueUsers', 'PageViews', 'Sessions', 'Bounces', 'SessionDuration', 'TotalSessions']
  const rows = async (more: JsonObject = {}) => {
    const { results, hasMore } = await ask({ kind: 'WebTrendsQuery', metrics: METRICS, interval: 'day', ...more })
    const items = results as { bucket: string; metrics: Record<string, number> }[]
    return { rows: items.map(({ bucket, metrics }) => [bucket, ...Object.values(metrics)]), hasMore }
  }
  test('by the day on which a session begins', async () => {
    // S1 and S2 on the 4th; S3, and two sessions without a view; S6; S7 of five minutes with two views.
    expect(await rows()).toEqual({
      rows: [
        ['2024-03-04', 2, 2, 2, 1, 30, 2],
        ['2024-03-05', 1, 1, 1, 1, 0, 1],
        ['2024-03-06', 1, 1, 1, 1, 0, 1],
        ['2024-03-07', 1, 2, 1, 0, 300, 1],
        ['2024-03-08', 0, 0, 0, 0, 0, 0],
      ],
      hasMore: false,
    })
    expect(await rows({ interval: 'week' })).toMatchObject({ rows: [['2024-03-03', 3, 6, 5, 3, 330, 5]] })
    expect(await rows({ limit: 1, offset: 2, metrics: null })).toEqual({ rows: [['2024-03-06', 1]], hasMore: true })
    const twice = { limit: 1, metrics: ['Sessions', 'Bounces', 'Sessions'] }
    expect(await rows(twice)).toEqual({ rows: [['2024-03-04', 2, 1]], hasMore: true })
  })
  test('an unknown figure is refused', () =>
    expect(rows({ metrics: ['Joy'] })).rejects.toMatchObject({ status: 400, attr: 'metrics' }))
})

describe('links to other sites', () => {
  const rows = async (more: JsonObject = {}) =>
    (await ask({ kind: 'WebExternalClicksTableQuery', ...more }, 2))['results']
  test('by clicks, with how many followed them', async () => {
    expect(await rows()).toEqual([
      ['https://docs.other.test/login', [2, null], [2, null]],
      ['https://another.test/', [1, null], [1, null]],
      ['https://docs.other.test/login?next=1#top', [1, null], [1, null]],
    ])
    expect(await rows({ stripQueryParams: true, limit: 1 })).toEqual([
      ['https://docs.other.test/login', [2, null], [3, null]],
    ])
  })
  test('compared and ordered', async () => {
    const compareFilter = { compare: true, compare_to: '-7d' }
    expect(await rows({ compareFilter, stripQueryParams: true, orderBy: ['Visitors', 'ASC'] })).toEqual([
      ['https://another.test/', [1, 1], [1, 1]],
      ['https://docs.other.test/login', [2, 0], [3, 0]],
    ])
  })
})

test('addresses for a picker', async () => {
  const found = (more: JsonObject) => ask({ kind: 'WebPageURLSearchQuery', ...more })
  expect(await found({})).toMatchObject({
    results: [{ url: 'https://app.test/' }, { url: 'https://app.test/pricing' }],
    hasMore: false,
  })
  expect((await found({ searchTerm: 'PRIC' }))['results']).toEqual([{ url: 'https://app.test/pricing' }])
  expect(await found({ limit: 1 })).toMatchObject({ results: [{ url: 'https://app.test/' }], hasMore: true })
})

test('paths by a web vital', async () => {
  const query = { kind: 'WebVitalsPathBreakdownQuery', metric: 'LCP', percentile: 'p75', thresholds: [2500, 4000] }
  expect((await ask(query, 3))['results']).toEqual([
    {
      good: [{ path: '/fast', value: 2500 }],
      needs_improvements: [{ path: '/', value: 4000 }],
      poor: [{ path: '/slow', value: 9000 }],
    },
  ])
})

test('web vitals over time are the trend inside', async () => {
  const series = [{ kind: 'EventsNode', event: '$web_vitals', math: 'p75', math_property: '$web_vitals_LCP_value' }]
  const source = { kind: 'TrendsQuery', series, properties: [{ key: '$pathname', value: '/' }], dateRange }
  const answer = await ask({ kind: 'WebVitalsQuery', properties: [], source }, 3)
  expect(answer['results']).toMatchObject([{ data: [0, 4000, 0, 0, 0] }])
})
