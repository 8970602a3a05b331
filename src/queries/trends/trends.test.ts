import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { event, F1_EVENTS, insert, insertEvents, uuidOf } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'

/** The worked examples of the specification, over F1, against the real engine. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(clickhouse, 1)
  await insertEvents(clickhouse, 2, [...F1_EVENTS, event('2024-03-08 02:00:00', 'purchase', 'bob', { amount: 1 })])
  await insertEvents(clickhouse, 3, [])
  await insertEvents(clickhouse, 4)
  // In New York the clock skips an hour on March 10, so seven days before the end of March 12 are the midnight of 05:00 UTC.
  await insertEvents(clickhouse, 5, [
    event('2024-03-06 04:30:00', '$pageview', 'ann'),
    event('2024-03-06 05:30:00', '$pageview', 'bob'),
  ])
})
afterAll(() => clickhouse.close())

const WEEK = { date_from: '2024-03-04', date_to: '2024-03-08' }
const DAYS = ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08']
const NOTHING = '$$_posthog_breakdown_null_$$'
const OTHER = '$$_posthog_breakdown_other_$$'

const one = (name: string | null, more: JsonObject = {}): JsonObject => ({ kind: 'EventsNode', event: name, ...more })

async function trends(series: JsonObject[], more: JsonObject = {}, world: Partial<TeamContext> = {}, team_id = 1) {
  const { ask } = testRunner(clickhouse, world)
  const answer = await ask({ kind: 'TrendsQuery', dateRange: WEEK, series, ...more }, { team_id })
  return { ...answer, results: answer['results'] as Record<string, unknown>[], hasMore: answer['hasMore'] }
}

const dataOf = async (series: JsonObject, more: JsonObject = {}, team_id = 1) =>
  (await trends([series], more, {}, team_id)).results[0]?.['data']

const totalOf = async (series: JsonObject, more: JsonObject = {}) =>
  (await trends([series], { ...more, trendsFilter: { display: 'BoldNumber' } })).results[0]?.['aggregated_value']

test('T1: a total over a week', async () => {
  const { results, hasMore } = await trends([one('$pageview', { math: 'total' })])
  expect(results).toEqual([
    {
      label: '$pageview',
      order: 0,
      count: 6,
      data: [2, 1, 1, 2, 0],
      days: DAYS,
      labels: ['4-Mar-2024', '5-Mar-2024', '6-Mar-2024', '7-Mar-2024', '8-Mar-2024'],
      filter: {},
      action: {
        id: '$pageview',
        type: 'events',
        order: 0,
        name: '$pageview',
        custom_name: null,
        math: 'total',
        math_property: null,
        math_hogql: null,
        math_group_type_index: null,
        properties: {},
        days: DAYS.map((day) => `${day}T00:00:00Z`),
      },
    },
  ])
  expect(hasMore).toBe(false)
})

test('T2: daily uniques, and their sum', async () => {
  const { results } = await trends([one('$pageview', { math: 'dau' })])
  expect(results[0]).toMatchObject({ data: [2, 1, 1, 1, 0], count: 5 })
})

test('T3: no events at all', async () => {
  const { results } = await trends([one('$pageview')], {}, {}, 3)
  expect(results).toHaveLength(1)
  expect(results[0]).toMatchObject({ data: [0, 0, 0, 0, 0], count: 0 })
})

test('T4: weeks', async () => {
  const { results } = await trends([one('$pageview')], { interval: 'week' })
  expect(results[0]).toMatchObject({ days: ['2024-03-03'], data: [6], labels: ['4–8 Mar'] })
})

test('T5: hours', async () => {
  const dateRange = { date_from: '2024-03-07T07:00:00', date_to: '2024-03-07T09:00:00' }
  const { results } = await trends([one('$pageview')], { interval: 'hour', dateRange })
  expect(results[0]).toMatchObject({
    days: ['2024-03-07 07:00:00', '2024-03-07 08:00:00', '2024-03-07 09:00:00'],
    data: [0, 2, 0],
    labels: ['7-Mar 07:00', '7-Mar 08:00', '7-Mar 09:00'],
  })
})

test('T6: days of another timezone', async () => {
  const york = { timezone: 'America/New_York' }
  const pageviews = await trends([one('$pageview')], {}, york, 2)
  expect(pageviews.results[0]).toMatchObject({ data: [2, 1, 1, 2, 0] })
  const purchases = await trends([one('purchase')], {}, york, 2)
  expect(purchases.results[0]).toMatchObject({ data: [0, 1, 0, 2, 0] })
  expect(purchases.results[0]?.['action']).toMatchObject({
    days: expect.arrayContaining(['2024-03-04T00:00:00-05:00']),
  })
})

test('a week of active people is one of the calendar where clocks are changed, in the list of them too', async () => {
  const york = { timezone: 'America/New_York' }
  const dateRange = { date_from: '2024-03-11', date_to: '2024-03-12' }
  const series = one('$pageview', { math: 'weekly_active' })
  const lines = await trends([series], { dateRange }, york, 5)
  expect(lines.results[0]).toMatchObject({ data: [2, 1] })
  const trendsFilter = { display: 'BoldNumber' }
  const number = await trends([series], { dateRange, trendsFilter }, york, 5)
  expect(number.results[0]).toMatchObject({ aggregated_value: 1 })
  const source = { kind: 'TrendsQuery', series: [series], dateRange }
  const listed = async (more: JsonObject, day: string | undefined) => {
    const of = { kind: 'InsightActorsQuery', source: { ...source, ...more }, ...(day ? { day } : {}) }
    const query = { kind: 'ActorsQuery', select: ['actor'], source: of }
    return Object(await testRunner(clickhouse, york).ask(query, { team_id: 5 }))['results'].length
  }
  expect(await listed({ trendsFilter }, undefined)).toBe(1)
  expect(await listed({}, '2024-03-12')).toBe(1)
  expect(await listed({}, '2024-03-11')).toBe(2)
})

describe('T7: cumulative', () => {
  const trendsFilter = { display: 'ActionsLineGraphCumulative' }
  test('totals', async () => {
    const { results } = await trends([one('$pageview')], { trendsFilter })
    expect(results[0]).toMatchObject({ data: [2, 3, 4, 6, 6], count: 6 })
  })
  test('each person once', async () => {
    const { results } = await trends([one('$pageview', { math: 'dau' })], { trendsFilter })
    expect(results[0]).toMatchObject({ data: [2, 2, 3, 3, 3], count: 3 })
  })
})

describe('several events as one series', () => {
  const group = (nodes: JsonObject[], more: JsonObject = {}) => ({ kind: 'GroupNode', operator: 'OR', nodes, ...more })
  const both = [one('$pageview'), one('purchase')]
  const is = (value: string) => ({ properties: [{ key: '$browser', value, type: 'event' }] })
  test.each<[string, JsonObject, number[]]>([
    ['totals', group(both), [2, 2, 1, 3, 0]],
    ['each person once', group(both, { math: 'dau' }), [2, 1, 1, 2, 0]],
    ['filters of one of them', group([one('$pageview', is('Chrome')), one('purchase')]), [1, 2, 0, 3, 0]],
    ['filters of all', group(both, is('Safari')), [1, 0, 0, 1, 0]],
    ['an action that is gone', group([{ kind: 'ActionsNode', id: 5 }, one('purchase')]), [0, 1, 0, 1, 0]],
    ['an event that is both counts once', group([one('$pageview'), one(null)]), [3, 3, 1, 3, 0]],
  ])('%s', async (_, series, expected) => {
    expect(await dataOf(series)).toEqual(expected)
  })
  test('are called by their names, and AND is refused', async () => {
    const { results } = await trends([group(both, { custom_name: 'Active' })])
    expect(results[0]).toMatchObject({ label: '$pageview, purchase', action: { id: null, custom_name: 'Active' } })
    expect((await trends([group([{ kind: 'ActionsNode', id: 5 }])])).results).toEqual([])
    await expect(trends([{ ...group(both), operator: 'AND' }])).rejects.toMatchObject({ status: 400 })
  })
})

describe('math', () => {
  const amount = { math_property: 'amount' }
  test.each<[string, JsonObject, number[]]>([
    ['weekly_active', one('$pageview', { math: 'weekly_active' }), [2, 2, 3, 3, 3]],
    ['monthly_active', one('$pageview', { math: 'monthly_active' }), [3, 3, 3, 3, 3]],
    ['unique_session', one('$pageview', { math: 'unique_session' }), [2, 1, 1, 1, 0]],
    ['sum', one('purchase', { math: 'sum', ...amount }), [0, 30, 0, 50, 0]],
    ['avg', one('purchase', { math: 'avg', ...amount }), [0, 30, 0, 50, 0]],
    ['avg_count_per_actor', one('$pageview', { math: 'avg_count_per_actor' }), [1, 1, 1, 2, 0]],
    ['first_time_for_user', one('$pageview', { math: 'first_time_for_user' }), [2, 0, 0, 0, 0]],
    [
      'hogql',
      one('purchase', { math: 'hogql', math_hogql: 'sum(toFloat(properties.amount)) / count()' }),
      [0, 30, 0, 50, 0],
    ],
    [
      'hogql of e',
      one('purchase', { math: 'hogql', math_hogql: 'sum(toFloat(e.properties.amount))' }),
      [0, 30, 0, 50, 0],
    ],
    [
      'hogql with an e of its own',
      one('purchase', { math: 'hogql', math_hogql: 'sum(arraySum(e -> e.1, [(1, 2)]))' }),
      [0, 1, 0, 1, 0],
    ],
    ['a multiplier', one('$pageview', { math_multiplier: 10 }), [20, 10, 10, 20, 0]],
  ])('%s', async (_, series, expected) => {
    expect(await dataOf(series)).toEqual(expected)
  })

  const pricing = { properties: [{ key: '$current_url', value: 'pricing', operator: 'icontains', type: 'event' }] }
  test('the first event that matches, and the first event if it matches', async () => {
    expect(await dataOf(one('$pageview', { math: 'first_matching_event_for_user', ...pricing }))).toEqual([
      0, 1, 0, 0, 0,
    ])
    expect(await dataOf(one('$pageview', { math: 'first_time_for_user', ...pricing }))).toEqual([0, 0, 0, 0, 0])
  })

  test('a window longer than the bits of a number gives the same days', async () => {
    const dateRange = { date_from: '2024-01-01', date_to: '2024-03-08' }
    const data = await dataOf(one('$pageview', { math: 'weekly_active' }), { dateRange })
    expect((data as number[]).slice(-5)).toEqual([2, 2, 3, 3, 3])
  })

  test('by week, weekly active is the uniques of the week', async () => {
    expect(await dataOf(one('$pageview', { math: 'weekly_active' }), { interval: 'week' })).toEqual([3])
  })

  test('by hour, the window ends in the hour', async () => {
    const dateRange = { date_from: '2024-03-04T08:00:00', date_to: '2024-03-04T10:30:00' }
    // e0 (26 February 08:00) has left the window of seven days; alice comes at 9, bob at 10.
    expect(await dataOf(one('$pageview', { math: 'weekly_active' }), { interval: 'hour', dateRange })).toEqual([
      0, 1, 2,
    ])
  })

  test('actions that do not exist are left out', async () => {
    const { results } = await trends([{ kind: 'ActionsNode', id: 7 }, one('signup')])
    expect(results.map(({ label, order }) => [label, order])).toEqual([['signup', 1]])
  })

  test.each([
    // Pages of F1: https://app.test/ on days 0, 2 and 3, and https://app.test/pricing on days 1 and 3.
    ['pricing', [0, 1, 0, 1, 0]],
    ['app%pric_ng', [0, 1, 0, 1, 0]],
    ['app%cart', [0, 0, 0, 0, 0]],
  ])('an action on an address that contains %s', async (url, data) => {
    const actions = [{ id: 8, name: 'Saw it', steps: [{ event: '$pageview', url, url_matching: 'contains' as const }] }]
    const { results } = await trends([{ kind: 'ActionsNode', id: 8 }], {}, { actions })
    expect(results[0]).toMatchObject({ data })
  })

  test('actions', async () => {
    const actions = [{ id: 7, name: 'Bought', steps: [{ event: 'purchase' }, { event: 'signup' }] }]
    const { results } = await trends([{ kind: 'ActionsNode', id: 7 }], {}, { actions })
    expect(results[0]).toMatchObject({ label: 'Bought', data: [1, 2, 0, 1, 0], action: { id: 7, type: 'actions' } })
    expect((await trends([{ kind: 'ActionsNode', id: '7' }], {}, { actions })).results).toEqual(results)
  })
})

describe('total values', () => {
  test.each<[string, JsonObject, number]>([
    ['total', one('$pageview'), 6],
    ['dau', one('$pageview', { math: 'dau' }), 3],
    ['sum', one('purchase', { math: 'sum', math_property: 'amount' }), 80],
    ['avg', one('purchase', { math: 'avg', math_property: 'amount' }), 40],
    ['median', one('purchase', { math: 'median', math_property: 'amount' }), 40],
    ['unique_session', one('$pageview', { math: 'unique_session' }), 5],
    ['p90', one('signup', { math: 'p90', math_property: 'price' }), 19],
    ['nothing', one('nothing'), 0],
  ])('%s', async (_, series, expected) => {
    expect(await totalOf(series)).toBe(expected)
  })

  test('percentiles of ten thousand values are those of all of them, not of a sample', async () => {
    const values = Array.from({ length: 10_001 }, (_, i) =>
      event('2024-03-05 12:00:00', 'long', 'alice', { ms: i * i }),
    )
    await insertEvents(clickhouse, 6, values)
    for (const [math, expected] of [
      ['median', 5_000 ** 2],
      ['p90', 9_000 ** 2],
      ['p99', 9_900 ** 2],
    ] as const) {
      expect(await dataOf(one('long', { math, math_property: 'ms' }), {}, 6)).toEqual([0, expected, 0, 0, 0])
    }
  })

  test('weekly active: the seven days before the end', async () => {
    expect(await totalOf(one('$pageview', { math: 'weekly_active' }))).toBe(3)
  })

  test('the value per session, not per event', async () => {
    // S1 lasts 30 s, S7 300 s, the five others 0.
    const series = one(null, {
      math: 'sum',
      math_property: '$session_duration',
      math_property_type: 'session_properties',
    })
    expect(await totalOf(series)).toBe(330)
  })

  test('the shape of an item', async () => {
    const { results } = await trends([one('$pageview')], { trendsFilter: { display: 'ActionsPie' } })
    expect(results[0]).toMatchObject({ data: [], days: [], count: 0, aggregated_value: 6, label: '$pageview' })
    expect(results[0]).not.toHaveProperty('labels')
  })
})

const itemsOf = (results: Record<string, unknown>[]) =>
  results.map(({ breakdown_value, label, data, count }) => [breakdown_value, label, data, count])

describe('breakdowns', () => {
  const browser = { breakdown: '$browser' }
  test('T8: by browser', async () => {
    const { results, hasMore } = await trends([one('$pageview')], { breakdownFilter: browser })
    expect(itemsOf(results)).toEqual([
      ['Chrome', 'Chrome', [1, 1, 0, 2, 0], 4],
      ['Safari', 'Safari', [1, 0, 0, 0, 0], 1],
      [NOTHING, NOTHING, [0, 0, 1, 0, 0], 1],
    ])
    expect(hasMore).toBe(false)
  })

  test('T9: the rest is other', async () => {
    const limited = await trends([one('$pageview')], { breakdownFilter: { ...browser, breakdown_limit: 1 } })
    expect(itemsOf(limited.results)).toEqual([
      ['Chrome', 'Chrome', [1, 1, 0, 2, 0], 4],
      [OTHER, OTHER, [1, 0, 1, 0, 0], 2],
    ])
    expect(limited.hasMore).toBe(true)
    const hidden = { ...browser, breakdown_limit: 1, breakdown_hide_other_aggregation: true }
    const { results, hasMore } = await trends([one('$pageview')], { breakdownFilter: hidden })
    expect(itemsOf(results)).toEqual([['Chrome', 'Chrome', [1, 1, 0, 2, 0], 4]])
    expect(hasMore).toBe(true)
  })

  test('the same by 120 hours, ten times as many, or as totals', async () => {
    const limited = { breakdownFilter: { ...browser, breakdown_limit: 1 } }
    const summed = (results: Record<string, unknown>[]) =>
      itemsOf(results).map(([label, , data, count]) => [label, (data as number[]).reduce((a, b) => a + b, 0), count])
    const hours = await trends([one('$pageview')], { ...limited, interval: 'hour' })
    expect(hours.results[0]?.['days']).toHaveLength(120)
    expect(summed(hours.results)).toEqual([
      ['Chrome', 4, 4],
      [OTHER, 2, 2],
    ])
    const tenfold = await trends([one('$pageview', { math_multiplier: 10 })], limited)
    expect(summed(tenfold.results)).toEqual([
      ['Chrome', 40, 40],
      [OTHER, 20, 20],
    ])
    const totals = await trends([one('$pageview')], { ...limited, trendsFilter: { display: 'ActionsPie' } })
    expect(totals.results.map((item) => item['aggregated_value'])).toEqual([4, 2])
  })

  test('T10: by what a person was when it happened', async () => {
    const breakdownFilter = { breakdown: 'plan', breakdown_type: 'person' }
    const { results } = await trends([one('$pageview')], { breakdownFilter })
    expect(itemsOf(results)).toEqual([
      ['pro', 'pro', [1, 1, 0, 2, 0], 4],
      ['free', 'free', [1, 0, 1, 0, 0], 2],
    ])
  })

  test('T11: by two properties', async () => {
    const breakdowns = [{ property: '$browser' }, { property: 'plan', type: 'person' }]
    const { results } = await trends([one('$pageview')], { breakdownFilter: { breakdowns } })
    expect(results.map(({ breakdown_value, label, count }) => [breakdown_value, label, count])).toEqual([
      [['Chrome', 'pro'], 'Chrome::pro', 4],
      [['Safari', 'free'], 'Safari::free', 1],
      [[NOTHING, 'free'], `${NOTHING}::free`, 1],
    ])
  })

  test('T12: a histogram', async () => {
    const breakdownFilter = { breakdown: 'price', breakdown_histogram_bin_count: 2 }
    const { results } = await trends([one('signup')], { breakdownFilter })
    expect(itemsOf(results)).toEqual([
      ['[10,15]', '[10,15]', [1, 0, 0, 0, 0], 1],
      ['[15,20.01]', '[15,20.01]', [0, 1, 0, 0, 0], 1],
    ])
  })

  test('what has no number is in no bin of a histogram', async () => {
    // Prices 10 and 20; no pageview has one.
    const breakdownFilter = { breakdown: 'price', breakdown_histogram_bin_count: 2 }
    const { results } = await trends([one(null)], { breakdownFilter })
    expect(itemsOf(results)).toEqual([
      ['[10,15]', '[10,15]', [1, 0, 0, 0, 0], 1],
      ['[15,20.01]', '[15,20.01]', [0, 1, 0, 0, 0], 1],
      [NOTHING, NOTHING, [2, 2, 1, 3, 0], 8],
    ])
  })

  test('equal numbers are in the last bin of a histogram, the only one with a width', async () => {
    const breakdownFilter = { breakdown: 'price', breakdown_histogram_bin_count: 3 }
    const ten = [{ key: 'price', value: 10 }]
    const { results } = await trends([one('signup', { properties: ten })], { breakdownFilter })
    expect(itemsOf(results)).toEqual([['[10,10.01]', '[10,10.01]', [1, 0, 0, 0, 0], 1]])
  })

  test('two histograms, each with bins of its own', async () => {
    // Prices 10 and 20, amounts 30 and 50.
    const breakdowns = [
      { property: 'price', histogram_bin_count: 2 },
      { property: 'amount', histogram_bin_count: 4 },
    ]
    const { results } = await trends([one(null)], { breakdownFilter: { breakdowns } })
    expect(results.map(({ breakdown_value, count }) => [breakdown_value, count])).toEqual([
      [[NOTHING, NOTHING], 6],
      [[NOTHING, '[30,35]'], 1],
      [[NOTHING, '[45,50.01]'], 1],
      [['[10,15]', NOTHING], 1],
      [['[15,20.01]', NOTHING], 1],
    ])
  })

  test('merged distinct counts are the sum of their parts', async () => {
    // Chrome and Safari were both used on 4 March, each by one person, and both are merged.
    const breakdownFilter = { breakdown: '$current_url', breakdown_limit: 1 }
    const { results } = await trends([one('$pageview', { math: 'dau' })], { breakdownFilter })
    expect(itemsOf(results)).toEqual([
      ['https://app.test/', 'https://app.test/', [2, 0, 1, 1, 0], 4],
      [OTHER, OTHER, [0, 1, 0, 1, 0], 2],
    ])
  })

  test('pages that differ by a slash are one', async () => {
    const breakdownFilter = { breakdown: '$current_url', breakdown_normalize_url: true }
    const { results } = await trends([one('$pageview')], { breakdownFilter })
    expect(results.map(({ label, count }) => [label, count])).toEqual([
      ['https://app.test', 4],
      ['https://app.test/pricing', 2],
    ])
  })

  test('by cohorts, which overlap', async () => {
    await insert(clickhouse, 'cohort_people', [
      { team_id: 1, cohort_id: 5, version: 2, person_id: uuidOf('1 alice') },
      { team_id: 1, cohort_id: 5, version: 1, person_id: uuidOf('1 carol') },
    ])
    const cohorts = [{ id: 5, name: 'Alices', members: { kind: 'published', version: 2 } as const }]
    const breakdownFilter = { breakdown: [5, 'all'], breakdown_type: 'cohort' }
    const { results } = await trends([one('$pageview')], { breakdownFilter }, { cohorts })
    expect(itemsOf(results)).toEqual([
      [5, 'Alices', [1, 1, 0, 2, 0], 4],
      ['all', 'all users', [2, 1, 1, 2, 0], 6],
    ])
    const asked = (breakdowns: JsonObject[]) =>
      trends([one('$pageview')], { breakdownFilter: { breakdowns } }, { cohorts })
    const cohort = { property: 5, type: 'cohort' }
    expect(itemsOf((await asked([cohort])).results)).toEqual([[5, 'Alices', [1, 1, 0, 2, 0], 4]])
    const refused = { status: 400, code: 'invalid_property_filter' }
    await expect(asked([cohort, { property: '$browser' }])).rejects.toMatchObject(refused)
  })

  test('a group property needs the type of the group', async () => {
    const breakdownFilter = { breakdown: 'tier', breakdown_type: 'group' }
    const refused = { message: "The breakdown by the group property 'tier' needs a group_type_index" }
    await expect(trends([one('$pageview')], { breakdownFilter })).rejects.toMatchObject(refused)
  })

  test.each(['weekly_active', 'avg_count_per_actor', 'first_time_for_user'])('with %s', async (math) => {
    const { results } = await trends([one('$pageview', { math })], { breakdownFilter: browser })
    expect(results.map(({ label }) => label)).toEqual(expect.arrayContaining(['Chrome', 'Safari']))
  })

  test('labels of several series name both', async () => {
    const { results } = await trends([one('$pageview'), one('signup')], { breakdownFilter: browser })
    expect(results.map(({ label }) => label)).toEqual(expect.arrayContaining(['$pageview - Chrome', 'signup - Safari']))
  })
})

describe('T13: formulas', () => {
  const series = [one('purchase', { math: 'sum', math_property: 'amount' }), one('$pageview')]
  test.each<[string, number[], number]>([
    ['A/B', [0, 30, 0, 25, 0], 55],
    ['A+B', [2, 31, 1, 52, 0], 86],
    ['(a+2*b)/2', [2, 16, 1, 27, 0], 46],
    ['(0-A)%7', [0, 5, 0, 6, 0], 11],
    ['A%(0-7)', [0, -5, 0, -6, 0], -11],
  ])('%s', async (formula, data, count) => {
    const { results } = await trends(series, { trendsFilter: { formula } })
    expect(results).toEqual([
      expect.objectContaining({ label: `Formula (${formula})`, data, count, action: null, order: 0 }),
    ])
  })

  test('two of them', async () => {
    const { results } = await trends(series, { trendsFilter: { formulas: ['A', 'A*100'] } })
    expect(results.map(({ count, order }) => [count, order])).toEqual([
      [80, 0],
      [8000, 1],
    ])
  })

  test('as one number', async () => {
    const { results } = await trends(series, { trendsFilter: { formula: 'A/B', display: 'BoldNumber' } })
    expect(results[0]).toMatchObject({ aggregated_value: 80 / 6, data: null, count: 0 })
  })

  test('by cohorts of one name, each by itself', async () => {
    await insert(clickhouse, 'cohort_people', [
      { team_id: 1, cohort_id: 8, version: 1, person_id: uuidOf('1 alice') },
      { team_id: 1, cohort_id: 9, version: 1, person_id: uuidOf('1 bob') },
    ])
    const cohorts = [8, 9].map((id) => ({ id, name: 'Team', members: { kind: 'published', version: 1 } as const }))
    const breakdownFilter = { breakdown: [8, 9], breakdown_type: 'cohort' }
    const counts = async (more: JsonObject) => {
      const { results } = await trends([one('$pageview')], { breakdownFilter, ...more }, { cohorts })
      return results.map(({ breakdown_value, count }) => [breakdown_value, count])
    }
    const plain = await counts({})
    expect(new Set(plain.map(([, count]) => count)).size).toBe(2)
    expect(await counts({ trendsFilter: { formula: 'A' } })).toEqual(plain)
  })

  test.each([
    ['C', 'Formula references series C, but only 2 series are defined (A, B)'],
    ['sqrt(A)', 'Formulas only support arithmetic between series'],
    ['A > B', 'Formulas only support arithmetic between series'],
  ])('%s is refused', async (formula, message) => {
    await expect(trends(series, { trendsFilter: { formula } })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
    })
  })

  test('a series beside the only one is refused', async () => {
    await expect(trends([one('$pageview')], { trendsFilter: { formula: 'B' } })).rejects.toThrow(
      'Formula references series B, but only 1 series is defined (A)',
    )
  })
})

describe('T14: comparison', () => {
  test('with the same days a week ago', async () => {
    const { results } = await trends([one('$pageview')], { compareFilter: { compare: true, compare_to: '-7d' } })
    expect(results.map(({ compare_label, data, days }) => [compare_label, data, (days as string[])[0]])).toEqual([
      ['current', [2, 1, 1, 2, 0], '2024-03-04'],
      ['previous', [1, 0, 0, 0, 0], '2024-02-26'],
    ])
  })
  test('what only one period has, the other has as zeros', async () => {
    const more = { breakdownFilter: { breakdown: '$browser' }, compareFilter: { compare: true, compare_to: '-7d' } }
    const { results } = await trends([one('$pageview')], {
      ...more,
      dateRange: { date_from: '2024-03-04', date_to: '2024-03-05' },
    })
    expect(results.map(({ compare_label, breakdown_value, data }) => [compare_label, breakdown_value, data])).toEqual([
      ['current', 'Chrome', [1, 1]],
      ['current', 'Safari', [1, 0]],
      ['current', NOTHING, [0, 0]],
      ['previous', 'Chrome', [0, 0]],
      ['previous', 'Safari', [0, 0]],
      ['previous', NOTHING, [1, 0]],
    ])
  })

  test('with the period before', async () => {
    const { results } = await trends([one('$pageview')], { compareFilter: { compare: true } })
    expect(results[1]).toMatchObject({ compare: true, compare_label: 'previous', data: [0, 0, 0, 0, 0] })
  })
})

test('numbers of tables that are elsewhere are refused', async () => {
  const math = { math: 'sum', math_property: 'amount', math_property_type: 'data_warehouse_properties' }
  await expect(trends([one('purchase', math)])).rejects.toMatchObject({ status: 400 })
})

test('smoothing', async () => {
  expect(await dataOf(one('$pageview'), { trendsFilter: { smoothingIntervals: 3 } })).toEqual([2, 1, 1, 1, 1])
  expect(await dataOf(one('$pageview'), { trendsFilter: { smoothingIntervals: 0 } })).toEqual([2, 1, 1, 2, 0])
})

test('filters of the project, of the query and of the series hold together', async () => {
  const world = {
    test_account_filters: [{ key: 'email', value: '@acme.test', operator: 'not_icontains', type: 'person' }] as const,
  }
  const { results } = await trends(
    [one('$pageview')],
    { filterTestAccounts: true },
    { test_account_filters: [...world.test_account_filters] },
  )
  expect(results[0]).toMatchObject({ data: [1, 0, 1, 0, 0] })
})

test("values of a breakdown are shown by the project's rules, and only where that is asked for", async () => {
  const world = {
    path_cleaning_filters: [
      { regex: 'https://app.test', alias: '' },
      { regex: '^/.+$', alias: '/:page' },
    ],
  }
  const byUrl = { breakdown: '$current_url', breakdown_path_cleaning: true }
  const cleaned = await trends([one('$pageview')], { breakdownFilter: byUrl }, world)
  // Four times the first page, twice the prices.
  expect(cleaned.results.map(({ label, data }) => [label, data])).toEqual([
    ['/', [2, 0, 1, 1, 0]],
    ['/:page', [0, 1, 0, 1, 0]],
  ])
  const plain = await trends([one('$pageview')], { breakdownFilter: { breakdown: '$current_url' } }, world)
  expect(plain.results.map(({ label }) => label)).toEqual(['https://app.test/', 'https://app.test/pricing'])
  // The filter cleans both sides: any page but the first is the same to it.
  const properties = [{ key: '$current_url', operator: 'is_cleaned_path_exact', value: 'https://app.test/elsewhere' }]
  expect((await trends([one('$pageview')], { properties }, world)).results[0]).toMatchObject({ data: [0, 1, 0, 1, 0] })
})

test('merged persons count once', async () => {
  await insert(clickhouse, 'person_distinct_id_overrides', [
    { team_id: 4, distinct_id: 'bob', person_id: uuidOf('4 alice'), is_deleted: 0, version: 1 },
  ])
  const { results } = await trends([one('$pageview', { math: 'dau' })], {}, { overrides: 1 }, 4)
  expect(results[0]).toMatchObject({ data: [1, 1, 1, 1, 0] })
})

test('everything: from the first event', async () => {
  const { results } = await trends([one('$pageview')], { dateRange: { date_from: 'all' } })
  expect(results[0]).toMatchObject({ count: 7, days: expect.arrayContaining(['2024-02-26']) })
  expect(results[0]?.['days']).toHaveLength(12)
})

test('a field nobody knows is refused by name', async () => {
  await expect(trends([one('$pageview')], { colour: 'red' })).rejects.toMatchObject({
    status: 400,
    message: "Unknown field 'colour'",
  })
  await expect(trends([one('$pageview', { colour: 'red' })])).rejects.toMatchObject({
    message: "Unknown field 'series.0.colour'",
  })
})

test('display fields are accepted and change nothing', async () => {
  expect(await dataOf(one('$pageview'), { trendsFilter: { showLegend: true, goalLines: [] } })).toEqual([2, 1, 1, 2, 0])
})

test('thousands of hours are spelled once for all lines of an answer', async () => {
  const more = { interval: 'hour', dateRange: { date_from: '2023-01-01', date_to: '2024-03-08' } }
  const { results } = await trends([one('$pageview'), one('$pageview')], more)
  const [first, second] = results
  expect(first?.['days']).toHaveLength(433 * 24)
  expect(first?.['days']).toBe(second?.['days'])
  expect(first?.['labels']).toBe(second?.['labels'])
})
