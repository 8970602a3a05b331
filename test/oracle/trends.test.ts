import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openTestClickHouse } from '../support/stores.ts'
import type { Interval } from './calendar.ts'
import { EVENTS, filters, type Place, places, ranges, worldsAt } from './chance.ts'
import { parts, prove } from './prove.ts'
import { type TrendsNode, trends } from './trends.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

const STATISTICS = ['avg', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99']
const COUNTS = ['total', 'dau', 'unique_session']
const FIRST = ['first_time_for_user', 'first_matching_event_for_user']
const PER_ACTOR = STATISTICS.map((name) => `${name}_count_per_actor`)
const intervals = fc.constantFrom<Interval[]>('hour', 'day', 'day', 'week', 'month')

const seriesOf = (maths: readonly string[]) =>
  fc.record({
    kind: fc.constant('EventsNode' as const),
    event: fc.constantFrom<(string | null)[]>(...EVENTS, null),
    math: fc.constantFrom(...maths),
    math_property: fc.constant('n'),
    properties: filters,
  })

interface Options {
  maths: string[]
  intervals?: fc.Arbitrary<Interval>
  /** How many series exactly; one or two without it. */
  series?: number
  more: fc.Arbitrary<Partial<TrendsNode>>
}

const cases = (options: Options) =>
  fc.tuple(places, options.intervals ?? intervals).chain(([place, interval]) =>
    fc.record({
      world: worldsAt(place, { days: interval === 'hour' ? 1 : interval === 'day' ? 12 : 40, most: 24, apart: true }),
      node: nodes(place, interval, options),
    }),
  )

const nodes = (place: Place, interval: Interval, { maths, series, more }: Options): fc.Arbitrary<TrendsNode> =>
  fc
    .record({
      dateRange: ranges(place, interval, interval === 'day' ? 10 : 40),
      series: fc.array(seriesOf(maths), { minLength: series ?? 1, maxLength: series ?? 2 }),
      properties: filters,
      more,
    })
    .map(({ more, ...rest }) => ({
      kind: 'TrendsQuery',
      interval,
      trendsFilter: { display: 'ActionsLineGraph' },
      ...rest,
      ...more,
    }))

const breakdowns = fc.record({
  breakdown: fc.constant('k'),
  breakdown_type: fc.constant('event' as const),
  breakdown_limit: fc.constantFrom(1, 2, 25),
  breakdown_hide_other_aggregation: fc.boolean(),
})
const comparisons = fc.constantFrom({ compare: true }, { compare: true, compare_to: '-3d' })
const line = fc.constant('ActionsLineGraph' as const)
const number = fc.constant('BoldNumber' as const)
const cumulative = fc.constant('ActionsLineGraphCumulative' as const)
const formulas = fc.constantFrom('A', 'a+b', 'A/B', '(A-2*b)/2', '-A*B+1')
const shown = parts('order', 'data', 'count', 'days', 'aggregated_value', 'breakdown_value', 'compare_label')
const asked: [string, Options][] = [
  ['counts', { maths: COUNTS, more: fc.constant({}) }],
  [
    'active users',
    {
      maths: ['weekly_active', 'monthly_active'],
      intervals: fc.constantFrom<Interval[]>('hour', 'day', 'week', 'month'),
      more: fc.constant({}),
    },
  ],
  ['statistics', { maths: ['sum', ...STATISTICS, ...PER_ACTOR], more: fc.constant({}) }],
  ['first times', { maths: FIRST, more: fc.constant({}) }],
  [
    'totals',
    {
      maths: [...COUNTS, 'sum', ...STATISTICS, ...PER_ACTOR, ...FIRST, 'weekly_active', 'monthly_active'],
      intervals: fc.constantFrom<Interval[]>('day', 'week', 'month'),
      more: fc.record({ trendsFilter: fc.record({ display: number }) }),
    },
  ],
  [
    'breakdowns',
    {
      maths: [...COUNTS, 'sum', 'max', 'avg', ...FIRST],
      more: fc.record({ breakdownFilter: breakdowns, trendsFilter: fc.record({ display: fc.oneof(line, number) }) }),
    },
  ],
  [
    'breakdowns by person',
    {
      maths: ['total', 'dau'],
      more: fc.record({
        breakdownFilter: breakdowns.map((one) => ({ ...one, breakdown: 'plan', breakdown_type: 'person' as const })),
      }),
    },
  ],
  [
    'comparisons',
    {
      maths: [...COUNTS, 'sum', ...FIRST],
      more: fc.record({ compareFilter: comparisons, trendsFilter: fc.record({ display: fc.oneof(line, cumulative) }) }),
    },
  ],
  [
    'cumulative and smooth',
    {
      maths: ['total', 'dau', 'sum'],
      more: fc.record({
        trendsFilter: fc.oneof(
          fc.record({ display: cumulative }),
          fc.record({ display: line, smoothingIntervals: fc.constantFrom(2, 3) }),
        ),
      }),
    },
  ],
  [
    'compared breakdowns',
    { maths: ['total', 'dau'], more: fc.record({ breakdownFilter: breakdowns, compareFilter: comparisons }) },
  ],
  [
    'formulas',
    {
      maths: ['total', 'dau', 'sum'],
      series: 2,
      more: fc.record({
        trendsFilter: fc.record({ display: fc.oneof(line, number), formula: formulas }),
        compareFilter: fc.oneof(fc.constant({ compare: false }), comparisons),
      }),
    },
  ],
  [
    'formulas of breakdowns',
    {
      maths: ['total', 'dau', 'sum'],
      series: 2,
      more: fc.record({
        trendsFilter: fc.record({ display: line, formula: formulas }),
        breakdownFilter: breakdowns.map((one) => ({ ...one, breakdown_limit: 25 })),
      }),
    },
  ],
]

/** In which order the values of a compared period come is not said. */
const anyOrder = (items: unknown) =>
  Array.isArray(items) ? items.map((item) => JSON.stringify(Object.entries(item).sort())).sort() : items

test.each(asked)(
  'trends: %s',
  async (name, options) => {
    const view = name.startsWith('compared') ? anyOrder : (items: unknown) => items
    await prove(clickhouse, {
      cases: cases(options),
      oracle: (node, world) => view(trends(node, world)),
      engine: (results) => view(shown(results)),
    })
    expect.assertions(0)
  },
  120_000,
)
