import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, insertEvents } from '../../../test/support/f1.ts'
import { testRunner } from '../../../test/support/queries.ts'
import { openTestClickHouse } from '../../../test/support/stores.ts'
import type { ClickHouse } from '../../clickhouse/clickhouse.ts'
import type { JsonObject } from '../../lib/json.ts'
import type { TeamContext } from '../context.ts'
import type { CalendarHeatmap } from '../trends/calendar-heatmap.ts'

/** A weekend of two: the second of December 2023 was a Saturday. */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
  await insertEvents(
    clickhouse,
    1,
    [
      event('2023-12-02 10:00:00', 'visit', 'one', { $browser: 'Chrome', amount: 3 }),
      event('2023-12-02 10:30:00', 'visit', 'one', { $browser: 'Chrome', amount: 4 }),
      event('2023-12-02 11:00:00', 'visit', 'one', { $browser: 'Safari' }),
      event('2023-12-02 10:00:00', 'visit', 'two', { $browser: 'Chrome' }),
      event('2023-12-03 15:00:00', 'visit', 'two', { $browser: 'Chrome' }),
      event('2023-12-03 15:00:00', 'sale', 'two', { amount: 5 }),
      event('2023-12-09 10:00:00', 'visit', 'two'),
    ],
    {},
  )
})
afterAll(() => clickhouse.close())

const DAYS = { date_from: '2023-12-01', date_to: '2023-12-04' }
const visit = (more: JsonObject = {}): JsonObject => ({ kind: 'EventsNode', event: 'visit', ...more })

async function heatmap(series: JsonObject, more: JsonObject = {}, world: Partial<TeamContext> = {}) {
  const query = { kind: 'CalendarHeatmapQuery', dateRange: DAYS, series: [series], ...more }
  const answer = await testRunner(clickhouse, world).ask(query)
  return answer['results'] as unknown as CalendarHeatmap
}

test('events by weekday and hour', async () => {
  expect(await heatmap(visit())).toEqual({
    weekStartDay: 0,
    data: [
      { row: 6, column: 10, value: 3 },
      { row: 6, column: 11, value: 1 },
      { row: 7, column: 15, value: 1 },
    ],
    rowAggregations: [
      { row: 6, value: 4 },
      { row: 7, value: 1 },
    ],
    columnAggregations: [
      { column: 10, value: 3 },
      { column: 11, value: 1 },
      { column: 15, value: 1 },
    ],
    allAggregations: 5,
  })
})

test('somebody who comes at two hours is one', async () => {
  const found = await heatmap(visit({ math: 'dau' }))
  expect(found.data.map(({ value }) => value)).toEqual([2, 1, 1])
  expect(found.rowAggregations.map(({ value }) => value)).toEqual([2, 1])
  expect(found.allAggregations).toBe(2)
})

test('sums, filters, other weeks, and hours of the project', async () => {
  const sum = await heatmap(visit({ math: 'sum', math_property: 'amount' }))
  expect(sum).toMatchObject({ allAggregations: 7, data: [{ value: 7 }, { value: 0 }, { value: 0 }] })
  const safari = await heatmap(visit(), { properties: [{ key: '$browser', value: 'Safari', type: 'event' }] })
  expect(safari.data).toEqual([{ row: 6, column: 11, value: 1 }])
  const two = await heatmap(visit(), { dateRange: { date_from: '2023-12-01', date_to: '2023-12-10' } })
  expect(two.data[0]).toEqual({ row: 6, column: 10, value: 4 })
  // Nine hours east, the evening of Sunday is Monday.
  const tokyo = await heatmap(visit(), {}, { timezone: 'Asia/Tokyo' })
  expect(tokyo.data).toEqual([
    { row: 1, column: 0, value: 1 },
    { row: 6, column: 19, value: 3 },
    { row: 6, column: 20, value: 1 },
  ])
})

test('goals, and nothing', async () => {
  const actions = [{ id: 3, name: 'Sold', steps: [{ event: 'sale' }] }] as unknown as TeamContext['actions']
  const sale = { data: [{ row: 7, column: 15, value: 1 }], allAggregations: 1 }
  expect(await heatmap(visit(), { conversionGoal: { customEventName: 'sale' } })).toMatchObject(sale)
  expect(await heatmap(visit(), { conversionGoal: { actionId: 3 } }, { actions })).toMatchObject(sale)
  const worth = visit({ math: 'sum', math_property: 'amount', math_multiplier: 100 })
  expect(await heatmap(worth, { conversionGoal: { customEventName: 'sale' } })).toMatchObject({ allAggregations: 500 })
  const twice = visit({ math: 'hogql', math_hogql: 'count() * 2' })
  expect(await heatmap(twice, { conversionGoal: { actionId: 3 } }, { actions })).toMatchObject({ allAggregations: 2 })
  const nothing = { weekStartDay: 0, data: [], rowAggregations: [], columnAggregations: [], allAggregations: 0 }
  expect(await heatmap(visit({ event: 'never' }))).toEqual(nothing)
  expect(await heatmap({ kind: 'ActionsNode', id: 99 })).toEqual(nothing)
})

test('a trend carries the matrix beside its total', async () => {
  const query = {
    kind: 'TrendsQuery',
    dateRange: DAYS,
    series: [visit(), { kind: 'EventsNode', event: 'sale' }],
    trendsFilter: { display: 'CalendarHeatmap' },
    // Neither means anything here.
    breakdownFilter: { breakdown: '$browser' },
    compareFilter: { compare: true },
  }
  const answer = await testRunner(clickhouse).ask(query)
  expect(answer['results']).toMatchObject([
    {
      label: 'visit',
      data: [],
      count: 5,
      aggregated_value: 5,
      action: { id: 'visit', type: 'events', order: 0 },
      calendar_heatmap_data: { allAggregations: 5, rowAggregations: [{ row: 6, value: 4 }, { row: 7 }] },
    },
    { label: 'sale', aggregated_value: 1, calendar_heatmap_data: { data: [{ row: 7, column: 15, value: 1 }] } },
  ])
})

test('and the day that the weeks of the project begin with', async () => {
  const query = {
    kind: 'TrendsQuery',
    dateRange: DAYS,
    series: [visit()],
    trendsFilter: { display: 'CalendarHeatmap' },
  }
  for (const week_start_day of [0, 1] as const) {
    const { results } = await testRunner(clickhouse, { week_start_day }).ask(query)
    expect(results).toMatchObject([{ calendar_heatmap_data: { weekStartDay: week_start_day, allAggregations: 5 } }])
  }
})

test('what cannot be split by hours is refused', async () => {
  await expect(heatmap(visit({ math: 'weekly_active' }))).rejects.toMatchObject({
    status: 400,
    message: "Math 'weekly_active' cannot be shown by weekday and hour.",
  })
})
