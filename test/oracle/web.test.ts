import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openTestClickHouse } from '../support/stores.ts'
import { HOUR, SECOND, toInstant } from './calendar.ts'
import { type Place, places, ranges, worldsAt } from './chance.ts'
import { parts, prove } from './prove.ts'
import { type OverviewNode, type StatsNode, webOverview, webStats } from './web.ts'
import { surroundings, wideFilter, wideProperties } from './wide.ts'
import type { Properties, Value, World } from './world.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

const properties: fc.Arbitrary<Properties> = fc
  .tuple(
    wideProperties,
    fc.record(
      {
        $pathname: fc.constantFrom<Value[]>('/', '/a', '/b', ''),
        $browser: fc.constantFrom<Value[]>('Chrome', 'Safari', ''),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([wide, page]) => ({ ...wide, ...page }))

/** Some seconds around a few hours: visits that bounce, and others. */
const moments = ({ middle, ...zone }: Place) =>
  fc
    .tuple(fc.integer({ min: -8, max: 6 }), fc.constantFrom(0, 0, 1, 5), fc.integer({ min: 0, max: 40 }))
    .map(([halfDay, hour, half]) => toInstant(middle, zone) + (12 * halfDay + hour) * HOUR + (half * SECOND) / 2)

/** No session lasts longer than half a day, as those of SDKs do not. */
const inSessions = (world: World): World => ({
  ...world,
  events: world.events.map(({ at, distinct_id, properties, ...rest }) => {
    const id = properties['$session_id'] ? `${distinct_id} ${Math.floor(at / (12 * HOUR))}` : undefined
    const { $session_id: _, ...others } = properties
    return { at, distinct_id, ...rest, properties: { ...others, ...(id !== undefined && { $session_id: id }) } }
  }),
})

const cases = <Node>(nodeOf: fc.Arbitrary<Node>) =>
  places.chain((place) =>
    fc.record({
      world: worldsAt(place, {
        days: 4,
        most: 40,
        apart: true,
        moments,
        properties,
        surroundings,
        events: ['$pageview', '$pageview', '$screen', '$autocapture', 'buy'],
      }).map(inSessions),
      node: fc.tuple(ranges(place, 'day', 4), nodeOf).map(([dateRange, node]) => ({ ...node, dateRange })),
    }),
  )

const common = {
  properties: fc.array(
    wideFilter.filter(({ type }) => type !== 'group'),
    { maxLength: 1 },
  ),
  compareFilter: fc.record({ compare: fc.boolean() }),
  conversionGoal: fc.constantFrom(null, null, { customEventName: 'buy' }),
}

test('the overview of a site', async () => {
  const node = fc.record({ kind: fc.constant('WebOverviewQuery' as const), ...common })
  await prove<OverviewNode>(clickhouse, {
    cases: cases(node),
    oracle: webOverview,
    engine: parts('key', 'value', 'previous', 'changeFromPreviousPct'),
  })
  expect.assertions(0)
}, 120_000)

test('the tables of a site', async () => {
  const node = fc.record({
    kind: fc.constant('WebStatsTableQuery' as const),
    breakdownBy: fc.constantFrom<StatsNode['breakdownBy'][]>(
      'Page',
      'Page',
      'InitialPage',
      'ExitPage',
      'Browser',
      'InitialUTMSource',
    ),
    includeBounceRate: fc.boolean(),
    ...common,
  })
  // Which of equally large values comes first is not said.
  const rows = (items: unknown) => (Array.isArray(items) ? items.map((row) => JSON.stringify(row)).sort() : items)
  await prove<StatsNode>(clickhouse, {
    cases: cases(node),
    oracle: (node, world) => rows(webStats(node, world)),
    engine: rows,
  })
  expect.assertions(0)
}, 120_000)
