import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { isObject, type Json } from '../../src/lib/json.ts'
import { openTestClickHouse } from '../support/stores.ts'
import { HOUR, type Interval, MINUTE, SECOND, toInstant } from './calendar.ts'
import { EVENTS, filters, type Place, places, ranges, worldsAt } from './chance.ts'
import { type LifecycleNode, lifecycle } from './lifecycle.ts'
import { type PathsNode, paths } from './paths.ts'
import { parts, prove } from './prove.ts'
import { type RetentionEntity, type RetentionNode, type RetentionRow, retention } from './retention.ts'
import { type StickinessNode, stickiness } from './stickiness.ts'
import type { Entity } from './world.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

const entity = fc.record<Entity>({
  kind: fc.constant('EventsNode'),
  event: fc.constantFrom<(string | null)[]>(...EVENTS, null),
  properties: filters,
})
const intervals = fc.constantFrom<Interval[]>('hour', 'day', 'day', 'week', 'month')
const reach = (interval: Interval) => (interval === 'hour' ? 1 : interval === 'day' ? 8 : 40)
const worldOf = (place: Place, interval: Interval) => worldsAt(place, { days: reach(interval), most: 30, apart: true })

type RetentionFilter = RetentionNode['retentionFilter']
const PERIODS: Record<RetentionFilter['period'], Interval> = { Hour: 'hour', Day: 'day', Week: 'week', Month: 'month' }
const returning = entity.map(
  ({ event, properties }): RetentionEntity => ({ id: event ?? null, type: 'events', properties }),
)
const retentionTypes = fc.constantFrom<RetentionFilter['retentionType'][]>(
  'retention_recurring',
  'retention_first_time',
  'retention_first_ever_occurrence',
)

interface RetentionOptions {
  periods: RetentionFilter['period'][]
  filter: fc.Arbitrary<Partial<RetentionFilter>>
  breakdown?: 'event' | 'person'
}

const retentions = ({ periods, filter, breakdown }: RetentionOptions) =>
  fc.tuple(places, fc.constantFrom(...periods), fc.boolean()).chain(([place, period, isOpen]) =>
    fc.record({
      world: worldOf(place, PERIODS[period]),
      node: fc
        .record({
          dateRange: ranges(place, PERIODS[period], reach(PERIODS[period])).filter(
            ({ date_from }) => !date_from.startsWith('-'),
          ),
          properties: filters,
          filter,
          totalIntervals: fc.integer({ min: 1, max: 9 }),
          targetEntity: returning,
          returningEntity: returning,
          retentionType: retentionTypes,
        })
        .map(
          ({ dateRange, properties, filter, ...rest }): RetentionNode => ({
            kind: 'RetentionQuery',
            dateRange: { date_to: dateRange.date_to ?? '', ...(!isOpen && { date_from: dateRange.date_from }) },
            properties,
            ...(breakdown && {
              breakdownFilter: { breakdowns: [{ property: breakdown === 'event' ? 'k' : 'plan', type: breakdown }] },
            }),
            retentionFilter: { period, ...rest, ...filter },
          }),
        ),
    }),
  )

/** Which of equally large values comes first is not said. */
const grouped = (rows: readonly RetentionRow[]) => rows.map((row) => JSON.stringify(row)).sort()
const rowsOf = (isBrokenDown: boolean) => (results: Json) => {
  const rows = parts('label', ...(isBrokenDown ? ['breakdown_value'] : []), 'values')(results)
  return isBrokenDown && Array.isArray(rows) ? rows.map((row) => JSON.stringify(row)).sort() : rows
}
const PLAIN: Partial<RetentionFilter> = {}
test.each<[string, RetentionOptions]>([
  ['calendar', { periods: ['Hour', 'Day', 'Week', 'Month'], filter: fc.constant(PLAIN) }],
  [
    'cumulative or often',
    {
      periods: ['Day', 'Week'],
      filter: fc.record({ cumulative: fc.boolean(), minimumOccurrences: fc.constantFrom(1, 2) }),
    },
  ],
  [
    '24-hour windows',
    {
      periods: ['Day'],
      filter: fc.record({
        timeWindowMode: fc.constant('24_hour_windows' as const),
        minimumOccurrences: fc.constantFrom(1, 2),
      }),
    },
  ],
  ['breakdown by event', { periods: ['Day'], filter: fc.constant(PLAIN), breakdown: 'event' }],
  ['breakdown by person', { periods: ['Week'], filter: fc.constant(PLAIN), breakdown: 'person' }],
])(
  'retention: %s',
  async (_, options) => {
    const isBrokenDown = options.breakdown !== undefined
    const oracle = (node: RetentionNode, world: Parameters<typeof retention>[1]) =>
      isBrokenDown ? grouped(retention(node, world)) : retention(node, world)
    await prove(clickhouse, { cases: retentions(options), oracle, engine: rowsOf(isBrokenDown) })
    expect.assertions(0)
  },
  120_000,
)

test('stickiness', async () => {
  const criteria = fc.record({
    operator: fc.constantFrom('gte' as const, 'lte' as const, 'exact' as const),
    value: fc.constantFrom(1, 2),
  })
  const cases = fc.tuple(places, intervals).chain(([place, interval]) =>
    fc.record({
      world: worldOf(place, interval),
      node: fc.record<StickinessNode>({
        kind: fc.constant('StickinessQuery'),
        dateRange: ranges(place, interval, reach(interval)),
        interval: fc.constant(interval),
        intervalCount: fc.constantFrom(1, 1, 2, 3),
        series: fc.array(entity, { minLength: 1, maxLength: 2 }),
        properties: filters,
        compareFilter: fc.record({ compare: fc.boolean() }),
        stickinessFilter: fc.record(
          { computedAs: fc.constantFrom('cumulative', 'non_cumulative'), stickinessCriteria: criteria },
          { requiredKeys: ['computedAs'] },
        ),
      }),
    }),
  )
  await prove(clickhouse, { cases, oracle: stickiness, engine: parts('data', 'count', 'days', 'compare_label') })
  expect.assertions(0)
}, 120_000)

test('lifecycle', async () => {
  const cases = fc.tuple(places, intervals).chain(([place, interval]) =>
    fc.record({
      world: worldOf(place, interval),
      node: fc.record<LifecycleNode>({
        kind: fc.constant('LifecycleQuery'),
        dateRange: ranges(place, interval, reach(interval)),
        interval: fc.constant(interval),
        series: fc.array(entity, { minLength: 1, maxLength: 1 }),
        properties: filters,
      }),
    }),
  )
  await prove(clickhouse, { cases, oracle: lifecycle, engine: parts('status', 'data', 'count', 'days') })
  expect.assertions(0)
}, 120_000)

test('paths', async () => {
  const url = fc.constantFrom('/', '/a', '/a/', '/b', '/b/c')
  const near = ({ middle, ...zone }: Place) =>
    fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute, second]) => toInstant(middle, zone) + hour * HOUR + minute * MINUTE + second * SECOND)
  const properties = fc
    .record({ $current_url: url, $screen_name: fc.constantFrom('one', 'two') }, { requiredKeys: [] })
    .map((record) =>
      Object.fromEntries(
        Object.entries(record).filter((entry): entry is [string, (typeof entry)[1]] => entry[1] !== undefined),
      ),
    )
  const pathsFilter = fc
    .record<PathsNode['pathsFilter']>(
      {
        includeEventTypes: fc.subarray(['$pageview', '$screen', 'custom_event']),
        excludeEvents: fc.subarray(['/b', 'click']),
        pathGroupings: fc.constantFrom<string[][]>([], ['/a*'], ['/b*', '/*']),
        startPoint: fc.constantFrom('/a', '/b', 'click'),
        endPoint: fc.constantFrom('/a', '/b/', '/'),
        stepLimit: fc.constantFrom(2, 3, 5),
        edgeLimit: fc.constantFrom(2, 4, 50),
        minEdgeWeight: fc.constantFrom(1, 2),
        maxEdgeWeight: fc.constantFrom(1, 3),
      },
      { requiredKeys: ['includeEventTypes', 'excludeEvents', 'pathGroupings', 'stepLimit', 'edgeLimit'] },
    )
    .map(({ startPoint, endPoint, ...rest }) => ({
      ...rest,
      ...(startPoint !== undefined ? { startPoint } : endPoint !== undefined && { endPoint }),
    }))
  const cases = places.chain((place) =>
    fc.record({
      world: worldsAt(place, {
        days: 1,
        most: 30,
        apart: true,
        moments: near,
        properties,
        events: ['$pageview', '$pageview', '$screen', 'click'],
      }),
      node: fc.record<PathsNode>({
        kind: fc.constant('PathsQuery'),
        dateRange: fc.constant({ date_from: '-1d', date_to: null }),
        properties: fc.constant([]),
        pathsFilter,
      }),
    }),
  )
  const engine = (results: Json) =>
    isObject(results) ? results : parts('source', 'target', 'value', 'average_conversion_time')(results)
  await prove(clickhouse, { cases, oracle: paths, engine })
  expect.assertions(0)
}, 120_000)
