import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import type { Json } from '../../src/lib/json.ts'
import { openTestClickHouse } from '../support/stores.ts'
import { HOUR, type Interval, MINUTE, toInstant } from './calendar.ts'
import { type Place, places, ranges, worldsAt } from './chance.ts'
import { type FunnelsNode, funnelSteps } from './funnels.ts'
import { type LifecycleNode, lifecycle } from './lifecycle.ts'
import { type Case, prove } from './prove.ts'
import { type RetentionNode, retention } from './retention.ts'
import { type StickinessNode, stickiness } from './stickiness.ts'
import { OTHER, type TrendsNode, trends } from './trends.ts'
import { wide, wideEntity, wideFilter, wideFilters, wideReturning, wideSource } from './wide.ts'
import { sum, type World } from './world.ts'

/**
 * Behind every number of different people stand as many, and behind one of events people with so many of them. The number is
 * the oracle's, the list is ours.
 */
let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

/** A point of an insight, and how many people, or events of theirs, the oracle counts there. */
interface Point {
  source: object
  count: number
  ofEvents?: boolean
}

interface Behind {
  kind: 'ActorsQuery'
  select: string[]
  source: object
}

/** One of the points of each case, by chance; what has none is left out. */
function behind<Node>(cases: fc.Arbitrary<Case<Node>>, pointsOf: (node: Node, world: World) => Point[]) {
  const expected = new Map<string, number>()
  const key = (node: Behind, world: World) => JSON.stringify([node, world])
  const points = fc
    .tuple(cases, fc.nat())
    .map(([{ world, node }, any]): Case<Behind> | undefined => {
      const all = pointsOf(node, world)
      const point = all[any % Math.max(1, all.length)]
      if (!point) return undefined
      const select = point.ofEvents ? ['actor', 'event_count'] : ['actor']
      const asked: Behind = { kind: 'ActorsQuery', select, source: point.source }
      expected.set(key(asked, world), point.count)
      return { world, node: asked }
    })
    .filter((one) => one !== undefined)
  return {
    cases: points,
    oracle: (node: Behind, world: World) => expected.get(key(node, world)),
    engine: (results: Json) =>
      Array.isArray(results) ? sum(results.map((row) => Number(Array.isArray(row) ? (row[1] ?? 1) : 0))) : results,
  }
}

const intervals = fc.constantFrom<Interval[]>('day', 'day', 'week', 'month')
const reach = (interval: Interval) => (interval === 'day' ? 10 : 40)
const worldOf = (place: Place, interval: Interval) =>
  worldsAt(place, { days: reach(interval), most: 30, apart: true, ...wide })
/** Cases of a kind that is asked by interval. */
const by = <Node>(nodeOf: (place: Place, interval: Interval) => fc.Arbitrary<Node>): fc.Arbitrary<Case<Node>> =>
  fc
    .tuple(places, intervals)
    .chain(([place, interval]) => fc.record({ world: worldOf(place, interval), node: nodeOf(place, interval) }))

const COUNTED = [
  'total',
  'dau',
  'weekly_active',
  'monthly_active',
  'first_time_for_user',
  'first_matching_event_for_user',
]

const breakdown = fc
  .tuple(wideSource, fc.constantFrom(1, 25), fc.boolean())
  .map(([{ property, type, ...group }, breakdown_limit, breakdown_hide_other_aggregation]) => ({
    breakdown: property,
    breakdown_type: type,
    ...('group_type_index' in group && { breakdown_group_type_index: group.group_type_index }),
    breakdown_limit,
    breakdown_hide_other_aggregation,
  }))

type Display = TrendsNode['trendsFilter']['display']

const seriesOf = (maths: string[]) =>
  fc.tuple(wideEntity, fc.constantFrom(...maths)).map(([entity, math]) => ({ ...entity, math }))

const trendOf = (maths: string[], displays: Display[]) => (place: Place, interval: Interval) =>
  fc.record<TrendsNode>(
    {
      kind: fc.constant('TrendsQuery'),
      interval: fc.constant(interval),
      dateRange: ranges(place, interval, reach(interval)),
      series: fc.array(seriesOf(maths), { minLength: 1, maxLength: 2 }),
      properties: wideFilters,
      aggregation_group_type_index: fc.constant(0),
      breakdownFilter: breakdown,
      compareFilter: fc.record({ compare: fc.boolean() }),
      trendsFilter: fc.record({
        display: fc.constantFrom(...displays),
      }),
    },
    { requiredKeys: ['kind', 'interval', 'dateRange', 'series', 'properties', 'trendsFilter'] },
  )
function trendPoints(source: TrendsNode, world: World): Point[] {
  return trends(source, world)
    .filter(({ breakdown_value }) => breakdown_value !== OTHER)
    .flatMap(({ order, data, days, aggregated_value, breakdown_value, compare_label }) => {
      const which = {
        kind: 'InsightActorsQuery',
        source,
        series: order,
        breakdown: breakdown_value,
        compare: compare_label,
      }
      const what = { ofEvents: source.series[order]?.math === 'total' }
      if (aggregated_value !== undefined) return [{ source: which, ...what, count: aggregated_value }]
      return (data ?? []).map((count, index) => ({ source: { ...which, day: days[index] }, ...what, count }))
    })
}

test.each<[string, string[], Display[]]>([
  ['a trend', COUNTED, ['ActionsLineGraph', 'BoldNumber']],
  ['a cumulative trend', ['total', 'dau'], ['ActionsLineGraphCumulative']],
])(
  'of %s',
  async (_, maths, displays) => {
    await prove(clickhouse, behind(by(trendOf(maths, displays)), trendPoints))
    expect.assertions(0)
  },
  120_000,
)

test('of stickiness', async () => {
  const cases = by((place, interval) =>
    fc.record<StickinessNode>({
      kind: fc.constant('StickinessQuery'),
      dateRange: ranges(place, interval, reach(interval)),
      interval: fc.constant(interval),
      intervalCount: fc.constantFrom(1, 1, 2),
      series: fc.array(wideEntity, { minLength: 1, maxLength: 1 }),
      properties: wideFilters,
      stickinessFilter: fc.record({ computedAs: fc.constantFrom('cumulative', 'non_cumulative') }),
    }),
  )
  const points = (source: StickinessNode, world: World) =>
    stickiness(source, world).flatMap(({ data, days }) =>
      data.map((count, index) => ({ source: { kind: 'InsightActorsQuery', source, day: days[index] }, count })),
    )
  await prove(clickhouse, behind(cases, points))
  expect.assertions(0)
}, 120_000)

test('of a lifecycle', async () => {
  const cases = by((place, interval) =>
    fc.record<LifecycleNode>({
      kind: fc.constant('LifecycleQuery'),
      dateRange: ranges(place, interval, reach(interval)),
      interval: fc.constant(interval),
      series: fc.array(wideEntity, { minLength: 1, maxLength: 1 }),
      properties: wideFilters,
    }),
  )
  const points = (source: LifecycleNode, world: World) =>
    lifecycle(source, world).flatMap(({ status, data, days }) =>
      data.map((count, index) => ({
        source: { kind: 'InsightActorsQuery', source, status, day: days[index] },
        count: Math.abs(count),
      })),
    )
  await prove(clickhouse, behind(cases, points))
  expect.assertions(0)
}, 120_000)

test('of a retention', async () => {
  const cases = by((place, interval) =>
    fc
      .record({
        dateRange: ranges(place, interval, reach(interval)).filter(({ date_from }) => !date_from.startsWith('-')),
        properties: wideFilters,
        retentionFilter: fc.record({
          period: fc.constant(
            interval === 'day' ? ('Day' as const) : interval === 'week' ? ('Week' as const) : ('Month' as const),
          ),
          totalIntervals: fc.integer({ min: 1, max: 9 }),
          targetEntity: wideReturning,
          returningEntity: wideReturning,
          retentionType: fc.constantFrom<RetentionNode['retentionFilter']['retentionType'][]>(
            'retention_recurring',
            'retention_first_time',
            'retention_first_ever_occurrence',
          ),
        }),
      })
      .map(
        ({ dateRange: { date_from, date_to }, ...rest }): RetentionNode => ({
          kind: 'RetentionQuery',
          dateRange: { date_from, date_to: date_to ?? '' },
          ...rest,
        }),
      ),
  )
  const points = (source: RetentionNode, world: World) =>
    retention(source, world).map(({ values }, interval) => ({
      source: { kind: 'InsightActorsQuery', source, interval },
      count: values[0]?.count ?? 0,
    }))
  await prove(clickhouse, behind(cases, points))
  expect.assertions(0)
}, 120_000)

const step = fc.record({
  kind: fc.constant('EventsNode' as const),
  event: fc.constantFrom('a', 'b', 'c'),
  properties: fc.array(wideFilter, { maxLength: 1 }),
})

test('of a funnel, also of those who left it', async () => {
  const apart = ({ middle, ...zone }: Place) =>
    fc.integer({ min: 0, max: 12 * 60 }).map((minute) => toInstant(middle, zone) + minute * MINUTE + 2 * HOUR)
  const cases = places.chain((place) =>
    fc.record({
      world: worldsAt(place, { days: 1, most: 24, apart: true, moments: apart, events: ['a', 'b', 'c'], ...wide }),
      node: fc.record<FunnelsNode>({
        kind: fc.constant('FunnelsQuery'),
        interval: fc.constant('day'),
        dateRange: fc.constant({ date_from: '-1d', date_to: null }),
        series: fc.array(step, { minLength: 2, maxLength: 3 }),
        properties: wideFilters,
        funnelsFilter: fc.record({
          funnelVizType: fc.constant('steps'),
          funnelOrderType: fc.constantFrom('ordered', 'strict', 'unordered'),
          funnelWindowInterval: fc.constantFrom(1, 14),
          funnelWindowIntervalUnit: fc.constant('hour'),
        }),
      }),
    }),
  )
  // Without an order, which of two alike steps an event does is not said.
  const told = cases.filter(
    ({ node: { series, funnelsFilter } }) =>
      funnelsFilter.funnelOrderType !== 'unordered' || new Set(series.map(({ event }) => event)).size === series.length,
  )
  const points = (source: FunnelsNode, world: World) => {
    const counts = funnelSteps(source, world)
      .flat()
      .map(({ count }) => count)
    return counts.flatMap((count, index) => {
      const step = (funnelStep: number) => ({ kind: 'FunnelsActorsQuery', source, funnelStep })
      const before = counts[index - 1]
      return [
        { source: step(index + 1), count },
        ...(before === undefined ? [] : [{ source: step(-(index + 1)), count: before - count }]),
      ]
    })
  }
  await prove(clickhouse, behind(told, points))
  expect.assertions(0)
}, 120_000)
