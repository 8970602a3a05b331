import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { isObject } from '../../src/lib/json.ts'
import { openTestClickHouse } from '../support/stores.ts'
import type { Interval } from './calendar.ts'
import { type Place, places, ranges, worldsAt } from './chance.ts'
import { type FunnelsNode, funnelSteps } from './funnels.ts'
import { type LifecycleNode, lifecycle } from './lifecycle.ts'
import { parts, prove } from './prove.ts'
import { type RetentionNode, retention } from './retention.ts'
import { type StickinessNode, stickiness } from './stickiness.ts'
import { type TrendsNode, type TrendsSeries, trends } from './trends.ts'
import { wide, wideEntity, wideFilters, wideReturning, wideSource } from './wide.ts'
import type { World } from './world.ts'

/**
 * What a question can be asked of: conditions of every type and in each other, actions, groups instead of persons, persons as
 * they were and as they are, and values of sessions, groups and expressions.
 */

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

const world = (place: Place) => worldsAt(place, { days: 8, most: 24, apart: true, ...wide })
const interval = fc.constantFrom<Interval[]>('day', 'week')

const actors = fc.constantFrom({}, {}, { aggregation_group_type_index: 0 })

const seriesOf = (math: fc.Arbitrary<Partial<TrendsSeries>>) =>
  fc.tuple(wideEntity, math).map(([one, math]): TrendsSeries => ({ math: 'total', ...one, ...math }))

const trendsOf = (math: fc.Arbitrary<Partial<TrendsSeries>>, more: fc.Arbitrary<Partial<TrendsNode>>) =>
  fc.tuple(places, interval).chain(([place, interval]) =>
    fc.record({
      world: world(place),
      node: fc
        .record({
          dateRange: ranges(place, interval, 10),
          series: fc.array(seriesOf(math), { minLength: 1, maxLength: 2 }),
          properties: wideFilters,
          display: fc.constantFrom('ActionsLineGraph' as const, 'BoldNumber' as const),
          more,
        })
        .map(
          ({ display, more, ...rest }): TrendsNode => ({
            kind: 'TrendsQuery',
            interval,
            trendsFilter: { display },
            ...rest,
            ...more,
          }),
        ),
    }),
  )

const statistics = fc.constantFrom('sum', 'avg', 'min', 'max', 'median')
const maths: Record<string, fc.Arbitrary<Partial<TrendsSeries>>> = {
  counts: fc.record({ math: fc.constantFrom('total', 'dau', 'unique_session') }),
  'a property of persons': fc.record({
    math: statistics,
    math_property: fc.constant('age'),
    math_property_type: fc.constant('person_properties' as const),
  }),
  'a property of sessions': fc.record({
    math: statistics,
    math_property: fc.constant('$session_duration'),
    math_property_type: fc.constant('session_properties' as const),
  }),
  groups: fc.record({ math: fc.constant('unique_group'), math_group_type_index: fc.constant(0) }),
  multiplied: fc.record({
    math: fc.constantFrom('total', 'dau', 'sum'),
    math_property: fc.constant('n'),
    math_multiplier: fc.constantFrom(0.5, 3),
  }),
}
const shown = parts('order', 'data', 'count', 'days', 'aggregated_value', 'breakdown_value')

test.each(Object.entries(maths))(
  'trends: %s',
  async (_, math) => {
    await prove(clickhouse, { cases: trendsOf(math, fc.constant({})), oracle: trends, engine: shown })
    expect.assertions(0)
  },
  120_000,
)

test('trends: actors that are groups', async () => {
  const math = fc.record({
    math: fc.constantFrom('dau', 'avg_count_per_actor', 'max_count_per_actor', 'first_time_for_user', 'weekly_active'),
  })
  const cases = trendsOf(math, fc.constant({ aggregation_group_type_index: 0 }))
  await prove(clickhouse, { cases, oracle: trends, engine: shown })
  expect.assertions(0)
}, 120_000)

const limits = { breakdown_limit: 25, breakdown_hide_other_aggregation: false }
const one = wideSource.map(({ property, type, ...group }) => ({
  breakdown: property,
  breakdown_type: type,
  ...('group_type_index' in group && { breakdown_group_type_index: group.group_type_index }),
  ...limits,
}))
const several = fc
  .uniqueArray(wideSource, { minLength: 1, maxLength: 3, selector: ({ property }) => property })
  .map((breakdowns) => ({ breakdowns, ...limits }))

/** Several values of a breakdown as the oracle writes them; which of equally large ones comes first is not said of several. */
const written = (items: unknown) =>
  Array.isArray(items)
    ? items
        .map((item) =>
          isObject(item) && Array.isArray(item['breakdown_value'])
            ? { ...item, breakdown_value: JSON.stringify(item['breakdown_value']) }
            : item,
        )
        .map((item) => JSON.stringify(Object.entries(item).sort()))
        .sort()
    : items

test.each([
  ['by anything', one],
  ['by several values', several],
])(
  'trends: %s',
  async (_, breakdown) => {
    const math = fc.record({ math: fc.constantFrom('total', 'dau'), math_property: fc.constant('n') })
    await prove(clickhouse, {
      cases: trendsOf(math, fc.record({ breakdownFilter: breakdown })),
      oracle: (node, world) => written(trends(node, world)),
      engine: (results) => written(shown(results)),
    })
    expect.assertions(0)
  },
  120_000,
)

const funnels = (breakdown: fc.Arbitrary<Pick<FunnelsNode, 'breakdownFilter'>>) =>
  places.chain((place) =>
    fc.record({
      world: world(place),
      node: fc
        .record({
          dateRange: ranges(place, 'day', 8),
          series: fc.array(wideEntity, { minLength: 2, maxLength: 3 }),
          properties: wideFilters,
          funnelOrderType: fc.constantFrom('ordered' as const, 'strict' as const),
          attribution: fc.constantFrom('first_touch' as const, 'last_touch' as const, 'all_events' as const),
          actors,
          breakdown,
        })
        .map(
          ({ funnelOrderType, attribution, actors, breakdown, ...rest }): FunnelsNode => ({
            kind: 'FunnelsQuery',
            interval: 'day',
            funnelsFilter: {
              funnelVizType: 'steps',
              funnelOrderType,
              funnelWindowInterval: 2,
              funnelWindowIntervalUnit: 'day',
              breakdownAttributionType: attribution,
            },
            ...rest,
            ...actors,
            ...breakdown,
          }),
        ),
    }),
  )
const steps = parts('order', 'count', 'average_conversion_time', 'median_conversion_time', 'breakdown_value')

test('funnels', async () => {
  const oracle = (node: FunnelsNode, world: World) => funnelSteps(node, world)
  await prove(clickhouse, { cases: funnels(fc.constant({})), oracle, engine: steps })
  expect.assertions(0)
}, 120_000)

test('funnels by anything', async () => {
  const breakdown = one.map(({ breakdown, breakdown_type, breakdown_group_type_index }) => ({
    breakdownFilter: {
      breakdown,
      breakdown_type,
      ...(breakdown_group_type_index !== undefined && { breakdown_group_type_index }),
    },
  }))
  // Which of equally large values comes first is not said.
  const sorted = (lists: readonly unknown[]) => lists.map((list) => JSON.stringify(list)).sort()
  await prove(clickhouse, {
    cases: funnels(breakdown),
    oracle: (node, world) => sorted(funnelSteps(node, world)),
    engine: (results) => (Array.isArray(results) ? sorted(results.map(steps)) : results),
  })
  expect.assertions(0)
}, 120_000)

const retentions = (breakdown: fc.Arbitrary<Pick<RetentionNode, 'breakdownFilter'>>) =>
  fc.tuple(places, fc.constantFrom('Day' as const, 'Week' as const)).chain(([place, period]) =>
    fc.record({
      world: world(place),
      node: fc
        .record({
          date_to: ranges(place, 'day', 8).map(({ date_to }) => date_to ?? '2024-03-08'),
          targetEntity: wideReturning,
          returningEntity: wideReturning,
          retentionType: fc.constantFrom(
            'retention_recurring' as const,
            'retention_first_time' as const,
            'retention_first_ever_occurrence' as const,
          ),
          properties: wideFilters,
          actors,
          breakdown,
        })
        .map(
          ({ date_to, properties, actors, breakdown, ...filter }): RetentionNode => ({
            kind: 'RetentionQuery',
            dateRange: { date_to },
            properties,
            ...actors,
            ...breakdown,
            retentionFilter: { period, totalIntervals: 5, ...filter },
          }),
        ),
    }),
  )

test('retention', async () => {
  await prove(clickhouse, {
    cases: retentions(fc.constant({})),
    oracle: retention,
    engine: parts('label', 'values'),
  })
  expect.assertions(0)
}, 120_000)

test('retention by anything', async () => {
  const rows = (items: unknown) => (Array.isArray(items) ? items.map((row) => JSON.stringify(row)).sort() : items)
  await prove(clickhouse, {
    cases: retentions(wideSource.map((one) => ({ breakdownFilter: { breakdowns: [one] } }))),
    oracle: (node, world) => rows(retention(node, world)),
    engine: (results) => rows(parts('label', 'breakdown_value', 'values')(results)),
  })
  expect.assertions(0)
}, 120_000)

test('stickiness', async () => {
  const cases = fc.tuple(places, interval).chain(([place, interval]) =>
    fc.record({
      world: world(place),
      node: fc
        .record({
          dateRange: ranges(place, interval, 10),
          series: fc.array(wideEntity, { minLength: 1, maxLength: 2 }),
          properties: wideFilters,
        })
        .map(
          (rest): StickinessNode => ({
            kind: 'StickinessQuery',
            interval,
            intervalCount: 1,
            stickinessFilter: { computedAs: 'non_cumulative' },
            ...rest,
          }),
        ),
    }),
  )
  await prove(clickhouse, { cases, oracle: stickiness, engine: parts('data', 'count', 'days') })
  expect.assertions(0)
}, 120_000)

test('lifecycle', async () => {
  const cases = fc.tuple(places, interval).chain(([place, interval]) =>
    fc.record({
      world: world(place),
      node: fc.record<LifecycleNode>({
        kind: fc.constant('LifecycleQuery'),
        dateRange: ranges(place, interval, 10),
        interval: fc.constant(interval),
        series: fc.array(wideEntity, { minLength: 1, maxLength: 1 }),
        properties: wideFilters,
      }),
    }),
  )
  await prove(clickhouse, { cases, oracle: lifecycle, engine: parts('status', 'data', 'count', 'days') })
  expect.assertions(0)
}, 120_000)
