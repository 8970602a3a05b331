import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { isObject, type Json } from '../../src/lib/json.ts'
import { openTestClickHouse } from '../support/stores.ts'
import { HOUR, type Interval, MINUTE, SECOND, toInstant } from './calendar.ts'
import { filters, type Place, places, properties, ranges, type Scale, worldsAt } from './chance.ts'
import { type FunnelStep, type FunnelsNode, funnelSteps, funnelTimes, funnelTrends } from './funnels.ts'
import { parts, prove } from './prove.ts'

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

type Filter = FunnelsNode['funnelsFilter']
const EVENTS = ['a', 'b', 'c', 'x']

/**
 * Few moments, so that events meet (there no event does two steps: which it would do first is not said); or half a second apart, so that the order of
 * all is known.
 */
const crowded = ({ middle, ...zone }: Place) =>
  fc.integer({ min: 0, max: 12 }).map((hour) => toInstant(middle, zone) + hour * HOUR)
const apart = ({ middle, ...zone }: Place) =>
  fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 7199 }))
    .map(([hour, half]) => toInstant(middle, zone) + hour * HOUR + (half * SECOND) / 2)

const on = (event: string | null): FunnelStep => ({ kind: 'EventsNode', event, properties: [] })
const step = fc.record<FunnelStep>({
  kind: fc.constant('EventsNode'),
  event: fc.constantFrom<(string | null)[]>('a', 'a', 'b', 'b', 'c', null),
  properties: filters,
})
const anySteps = fc.array(step, { minLength: 2, maxLength: 4 })
const namedSteps = fc.constantFrom<FunnelStep[][]>(
  [on('a'), on('b')],
  [on('a'), on('b'), on('c')],
  [on('c'), on('a'), on('b')],
)
const orders = <T extends Filter['funnelOrderType']>(...types: T[]) => fc.constantFrom(...types)
const windows = fc.constantFrom<Pick<Filter, 'funnelWindowInterval' | 'funnelWindowIntervalUnit'>[]>(
  { funnelWindowInterval: 14, funnelWindowIntervalUnit: 'day' },
  { funnelWindowInterval: 3, funnelWindowIntervalUnit: 'hour' },
  { funnelWindowInterval: 120, funnelWindowIntervalUnit: 'minute' },
  { funnelWindowInterval: 3600, funnelWindowIntervalUnit: 'second' },
  { funnelWindowInterval: 1, funnelWindowIntervalUnit: 'week' },
  { funnelWindowInterval: 1, funnelWindowIntervalUnit: 'month' },
)

interface Options {
  steps: fc.Arbitrary<FunnelStep[]>
  filter: fc.Arbitrary<Partial<Filter>>
  scale?: Partial<Scale>
  interval?: Interval
  breakdown?: boolean
}

const cases = ({ steps, filter, scale, interval = 'day', breakdown }: Options) =>
  places.chain((place) =>
    fc.record({
      world: worldsAt(place, { days: 3, most: 24, apart: true, moments: apart, events: EVENTS, ...scale }),
      node: fc
        .record({
          dateRange: ranges(place, interval, 3).map((range) => ({ ...range, date_from: wide(range.date_from) })),
          series: steps,
          properties: filters,
          window: windows,
          filter,
        })
        .map(
          ({ window, filter, ...rest }): FunnelsNode => ({
            kind: 'FunnelsQuery',
            interval,
            ...rest,
            ...(breakdown && { breakdownFilter: { breakdown: 'k', breakdown_type: 'event' } }),
            funnelsFilter: { funnelVizType: 'steps', funnelOrderType: 'ordered', ...window, ...filter },
          }),
        ),
    }),
  )
const wide = (date_from: string) => (date_from.startsWith('-') ? '-1d' : date_from)

const COUNTS = ['order', 'count']
const STEPS = [...COUNTS, 'average_conversion_time', 'median_conversion_time', 'breakdown_value']
const only = (keys: string[]) => (rows: unknown) =>
  JSON.parse(JSON.stringify(rows), (key, value) =>
    keys.includes(key) || key === '' || /^\d+$/.test(key) ? value : undefined,
  )
/** Which of equal values of a breakdown comes first is not said. */
const sorted = (lists: readonly unknown[]) => lists.map((list) => JSON.stringify(list)).sort()
const listsOf = (keys: string[]) => (results: Json) =>
  Array.isArray(results) ? sorted(results.map(parts(...keys))) : results

const exclusions = fc.constantFrom<NonNullable<Filter['exclusions']>[]>(
  [{ ...on('x'), funnelFromStep: 0, funnelToStep: 1 }],
  [{ ...on('x'), funnelFromStep: 0, funnelToStep: 2 }],
  [{ ...on('x'), funnelFromStep: 1, funnelToStep: 2 }],
)
const strict = orders('strict')
const threeSteps = fc.constantFrom<FunnelStep[][]>([on('a'), on('b'), on('c')], [on('a'), on('b'), on('a')])
const none = fc.constant({})

const optional = (event: string): FunnelStep => ({ ...on(event), optionalInFunnel: true })
const someOptional = fc.constantFrom<FunnelStep[][]>(
  [on('a'), optional('b'), on('c')],
  [on('a'), optional('b'), on('a')],
  [on('a'), on('b'), optional('c')],
  [on('a'), optional('b'), on('c'), optional('b'), on('a')],
)

const steps: [string, Options, string[]][] = [
  ['ordered', { steps: anySteps, filter: none }, STEPS],
  ['ordered, equal moments', { steps: namedSteps, filter: none, scale: { moments: crowded, apart: false } }, COUNTS],
  ['strict', { steps: anySteps, filter: fc.record({ funnelOrderType: orders('strict') }) }, STEPS],
  ['unordered', { steps: namedSteps, filter: fc.record({ funnelOrderType: orders('unordered') }) }, STEPS],
  [
    'unordered, equal moments',
    {
      steps: namedSteps,
      filter: fc.record({ funnelOrderType: orders('unordered') }),
      scale: { moments: crowded, apart: false },
    },
    COUNTS,
  ],
  ['exclusions', { steps: threeSteps, filter: fc.record({ exclusions }) }, STEPS],
  [
    'exclusions, equal moments',
    {
      steps: fc.constant([on('a'), on('b'), on('c')]),
      filter: fc.record({ exclusions }),
      scale: { moments: crowded, apart: false },
    },
    COUNTS,
  ],
  [
    'exclusions, unordered',
    {
      steps: namedSteps.filter((list) => list.length === 3),
      filter: fc.record({
        funnelOrderType: orders('unordered'),
        exclusions: fc.constant([{ ...on('x'), funnelFromStep: 0, funnelToStep: 2 }]),
      }),
    },
    STEPS,
  ],
  ['exclusions, strict', { steps: threeSteps, filter: fc.record({ funnelOrderType: strict, exclusions }) }, STEPS],
  ['optional steps, strict', { steps: someOptional, filter: fc.record({ funnelOrderType: strict }) }, STEPS],
  ['optional steps and exclusions', { steps: someOptional, filter: fc.record({ exclusions }) }, STEPS],
  [
    'optional steps',
    {
      steps: fc.constantFrom<FunnelStep[][]>(
        [on('a'), { ...on('b'), optionalInFunnel: true }, on('c')],
        [on('a'), { ...on('b'), optionalInFunnel: true }, { ...on('x'), optionalInFunnel: true }, on('c')],
      ),
      filter: none,
    },
    STEPS,
  ],
]

test.each(steps)(
  'funnels: %s',
  async (_, options, keys) => {
    await prove(clickhouse, {
      cases: cases(options),
      oracle: (node, world) => only(keys)(funnelSteps(node, world)),
      engine: parts(...keys),
    })
    expect.assertions(0)
  },
  120_000,
)

const attributions = fc.oneof(
  fc.constantFrom<Partial<Filter>[]>(
    { breakdownAttributionType: 'first_touch' },
    { breakdownAttributionType: 'last_touch' },
    { breakdownAttributionType: 'all_events' },
  ),
  fc
    .constantFrom(0, 1)
    .map((value): Partial<Filter> => ({ breakdownAttributionType: 'step', breakdownAttributionValue: value })),
)
const k = fc
  .record({ k: fc.constantFrom('', 'p', 'q', 'r', null) }, { requiredKeys: [] })
  .map((one) => ('k' in one ? one : {}))
test.each<[string, Options]>([
  ['ordered', { steps: anySteps, filter: attributions, breakdown: true }],
  [
    'optional steps and exclusions',
    {
      steps: someOptional,
      filter: fc.tuple(attributions, exclusions).map(([one, exclusions]) => ({ ...one, exclusions })),
      breakdown: true,
    },
  ],
  [
    'strict',
    { steps: anySteps, filter: attributions.map((one) => ({ ...one, funnelOrderType: 'strict' })), breakdown: true },
  ],
])(
  'funnels: breakdown of %s',
  async (_, options) => {
    await prove(clickhouse, {
      cases: cases({
        ...options,
        scale: { properties: fc.tuple(properties, k).map(([all, one]) => ({ n: all['n'] ?? null, ...one })) },
      }),
      oracle: (node, world) => sorted(funnelSteps(node, world)),
      engine: listsOf(STEPS),
    })
    expect.assertions(0)
  },
  120_000,
)

const spans = fc.constantFrom<Partial<Filter>[]>({}, { funnelToStep: 1 }, { funnelFromStep: 1, funnelToStep: 2 })
const types = orders('ordered', 'strict')

test('funnels: time to convert', async () => {
  const filter = fc.tuple(spans, types, fc.constantFrom<(number | undefined)[]>(undefined, 1, 3, 7)).map(
    ([span, funnelOrderType, binCount]): Partial<Filter> => ({
      ...span,
      funnelOrderType,
      funnelVizType: 'time_to_convert',
      ...(binCount !== undefined && { binCount }),
    }),
  )
  const engine = (results: Json) =>
    isObject(results) ? { bins: results['bins'], average_conversion_time: results['average_conversion_time'] } : results
  await prove(clickhouse, { cases: cases({ steps: threeSteps, filter }), oracle: funnelTimes, engine })
  expect.assertions(0)
}, 120_000)

test.each<Interval>(['hour', 'day', 'week'])(
  'funnels: trends by %s',
  async (interval) => {
    const filter = fc
      .tuple(spans, types)
      .map(([span, funnelOrderType]): Partial<Filter> => ({ ...span, funnelOrderType, funnelVizType: 'trends' }))
    const near = ({ middle, ...zone }: Place) =>
      fc.integer({ min: -40 * 60, max: 40 * 60 }).map((minutes) => toInstant(middle, zone) + minutes * MINUTE)
    await prove(clickhouse, {
      cases: cases({ steps: threeSteps, filter, interval, scale: interval === 'hour' ? {} : { moments: near } }),
      oracle: funnelTrends,
      engine: parts('count', 'data', 'days'),
    })
    expect.assertions(0)
  },
  120_000,
)
