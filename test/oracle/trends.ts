import {
  bucketOf,
  DAY,
  type DateRange,
  dayText,
  HOUR,
  type Interval,
  previousRange,
  type Range,
  readRange,
  toInstant,
} from './calendar.ts'
import { evaluate } from './formula.ts'
import {
  type BreakdownType,
  type Deed,
  deeds,
  distinct,
  type Entity,
  type Filters,
  groupBy,
  isNamed,
  lookedAt,
  matches,
  numberOf,
  passes,
  quantile,
  sum,
  textOf,
  type World,
} from './world.ts'

export interface TrendsSeries extends Entity {
  math: string
  math_property?: string
  math_property_type?: 'event_properties' | 'person_properties' | 'session_properties'
  math_group_type_index?: number
  math_multiplier?: number
}

export interface TrendsNode {
  kind: 'TrendsQuery'
  dateRange: DateRange
  interval: Interval
  series: TrendsSeries[]
  properties: Filters
  aggregation_group_type_index?: number
  breakdownFilter?: {
    breakdown?: string
    breakdown_type?: BreakdownType
    breakdown_group_type_index?: number
    /** Several at once, instead of the one above. */
    breakdowns?: { property: string; type: BreakdownType; group_type_index?: number }[]
    breakdown_limit: number
    breakdown_hide_other_aggregation: boolean
  }
  compareFilter?: { compare: boolean; compare_to?: string }
  trendsFilter: {
    display: 'ActionsLineGraph' | 'ActionsLineGraphCumulative' | 'BoldNumber'
    formula?: string
    smoothingIntervals?: number
  }
}

export interface TrendsItem {
  order: number
  /** Null for the total of a formula. */
  data: number[] | null
  count: number
  days: string[]
  aggregated_value?: number
  /** Several values are written as JSON. */
  breakdown_value?: string
  compare_label?: string
}

export const OTHER = '$$_posthog_breakdown_other_$$'
export const NONE = '$$_posthog_breakdown_null_$$'

/** The value of a breakdown; several are written as JSON. */
type Counted = Deed & { value: string }
type Aggregate = (events: readonly Deed[]) => number
const ALL_VALUES = ''

const QUANTILES: Record<string, number> = { median: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 }
const ACTIVE_DAYS: Record<string, number> = { weekly_active: 7, monthly_active: 30 }
const FIRST_TIMES = ['first_time_for_user', 'first_matching_event_for_user']
/** The maths whose parts add up to what is called their sum. */
const PERSONS = ['dau', ...Object.keys(ACTIVE_DAYS), ...FIRST_TIMES]

function statistic(name: string, numbers: readonly number[]): number {
  if (numbers.length === 0) return 0
  if (name === 'sum') return sum(numbers)
  if (name === 'avg') return sum(numbers) / numbers.length
  if (name === 'min') return Math.min(...numbers)
  if (name === 'max') return Math.max(...numbers)
  return quantile(numbers, QUANTILES[name] ?? 0)
}

function aggregateOf(series: TrendsSeries): Aggregate {
  const { math_multiplier = 1 } = series
  const plain = plainAggregateOf(series)
  return (events) => plain(events) * math_multiplier
}

const OWNERS = { event_properties: 'event', person_properties: 'person', session_properties: 'session' } as const

function plainAggregateOf({ math, math_property = '', math_property_type }: TrendsSeries): Aggregate {
  if (math === 'total') return (events) => events.length
  if (PERSONS.includes(math)) return (events) => distinct(events.map(({ actor }) => actor)).length
  if (math === 'unique_session') {
    return (events) => distinct(events.flatMap(({ properties }) => textOf(properties['$session_id']) ?? [])).length
  }
  if (math === 'unique_group') {
    return (events) => distinct(events.flatMap(({ properties }) => textOf(properties['$group_0']) || [])).length
  }
  const [, perActor] = /^(.+)_count_per_actor$/.exec(math) ?? []
  if (perActor) {
    return (events) =>
      statistic(
        perActor,
        [...groupBy(events, ({ actor }) => actor).values()].map((own) => own.length),
      )
  }
  const type = OWNERS[math_property_type ?? 'event_properties']
  // A session counts once, however many of its events are there.
  const once = (events: readonly Deed[]) =>
    type === 'session' ? [...groupBy(events, sessionOf).values()].flatMap(([first]) => first ?? []) : events
  return (events) =>
    statistic(
      math,
      once(events).flatMap((deed) => numberOf(lookedAt(deed, type, math_property)) ?? []),
    )
}

const sessionOf = ({ properties }: Deed) => textOf(properties['$session_id']) ?? ''

/** What a series counts, wherever in time: its events, or for the first-time maths at most one of each person. */
function countedEvents(node: TrendsNode, series: TrendsSeries, world: World, range: Range): Counted[] {
  const passesAll = (deed: Deed) => passes(deed, node.properties) && matches(deed, series)
  const known = deeds(world, node.aggregation_group_type_index).filter(({ at }) => at <= range.until)
  const named = (deed: Deed) => isNamed(deed, series)
  const isMatching = series.math === 'first_matching_event_for_user'
  const firsts = () =>
    [...groupBy(known.filter(isMatching ? passesAll : named), ({ actor }) => actor).values()].flatMap(
      ([first]) => first ?? [],
    )
  const events = FIRST_TIMES.includes(series.math) ? firsts() : known
  const isCounted = ({ properties }: Deed) =>
    series.math !== 'unique_session' || textOf(properties['$session_id']) !== undefined
  return events
    .filter((deed) => passesAll(deed) && isCounted(deed))
    .map((deed) => ({ ...deed, value: breakdownValue(node, deed) }))
}

function breakdownValue({ breakdownFilter }: TrendsNode, deed: Deed): string {
  if (!breakdownFilter) return ALL_VALUES
  const { breakdown = '', breakdown_type = 'event', breakdowns } = breakdownFilter
  const valueOf = (type: BreakdownType, key: string) => textOf(lookedAt(deed, type, key)) || NONE
  if (!breakdowns) return valueOf(breakdown_type, breakdown)
  return JSON.stringify(breakdowns.map(({ type, property }) => valueOf(type, property)))
}

/** One number per bucket. Active users look back from the end of each bucket; a cumulative line never forgets. */
function line(
  node: TrendsNode,
  series: TrendsSeries,
  events: readonly Counted[],
  range: Range,
  world: World,
): number[] {
  const aggregate = aggregateOf(series)
  const active = ACTIVE_DAYS[series.math] ?? 0
  const isLonger = node.interval === 'day' || node.interval === 'hour' || (node.interval === 'week' && active > 7)
  const days = isLonger && active > 0 ? active : undefined
  const inRange = events.filter(({ at }) => range.holds(at))
  const bucket = ({ at }: Deed) => bucketOf(at, node.interval, world)
  if (days !== undefined) {
    return range.buckets.map((day) => {
      const [from, to] =
        node.interval === 'hour'
          ? [day + HOUR - days * DAY, day + HOUR]
          : [toInstant(day - (days - 1) * DAY, world), toInstant(day + DAY, world)]
      return aggregate(events.filter(({ at }) => at >= from && at < to))
    })
  }
  if (node.trendsFilter.display !== 'ActionsLineGraphCumulative') {
    return range.buckets.map((start) => aggregate(inRange.filter((event) => bucket(event) === start)))
  }
  const isPersons = PERSONS.includes(series.math)
  const soFar = range.buckets.map((start) => inRange.filter((event) => bucket(event) <= start))
  if (isPersons) return soFar.map(aggregate)
  const apart = range.buckets.map((start) => aggregate(inRange.filter((event) => bucket(event) === start)))
  return apart.map((_, index) => sum(apart.slice(0, index + 1)))
}

/** The one number of a whole range. */
function total(series: TrendsSeries, events: readonly Counted[], range: Range, world: World): number {
  const days = ACTIVE_DAYS[series.math]
  // A day ends with its last microsecond, which has no millisecond of its own.
  const end = range.to % 1000 === 999 ? range.to + 1 : range.to
  const from = days === undefined ? undefined : toInstant(end - days * DAY, world)
  const counted = events.filter(({ at }) => (from === undefined ? range.holds(at) : at >= from))
  return aggregateOf(series)(counted)
}

const smooth = (data: readonly number[], length: number) =>
  data.map((_, index) => {
    const window = data.slice(Math.max(0, index + 1 - length), index + 1)
    return length > 1 ? Math.floor(sum(window) / window.length) : sum(window)
  })

const rankOf = (value: string) => (value === OTHER ? 2 : value === NONE ? 1 : 0)
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const sizeOf = ({ aggregated_value, count }: TrendsItem) => aggregated_value ?? count

/** Largest first, ties by value, nothing next to last, the others last. */
function inOrder(items: readonly TrendsItem[]): TrendsItem[] {
  const valueOf = ({ breakdown_value = '' }: TrendsItem) => breakdown_value
  return [...items].sort(
    (a, b) => rankOf(valueOf(a)) - rankOf(valueOf(b)) || sizeOf(b) - sizeOf(a) || byText(valueOf(a), valueOf(b)),
  )
}

/** The values that stand for themselves: the largest over all the periods together. */
function keptValues(
  node: TrendsNode,
  series: TrendsSeries,
  events: readonly Counted[],
  ranges: readonly Range[],
): string[] {
  const counted = events.filter(({ at }) => ranges.some((range) => range.holds(at)))
  const sizes = [...groupBy(counted, ({ value }) => value)].map(([value, own]) => ({
    value,
    size: aggregateOf(series)(own),
  }))
  sizes.sort((a, b) => rankOf(a.value) - rankOf(b.value) || b.size - a.size || byText(a.value, b.value))
  return sizes.slice(0, node.breakdownFilter?.breakdown_limit ?? 25).map(({ value }) => value)
}

interface Period {
  range: Range
  compare_label?: string
}

function periodsOf(node: TrendsNode, world: World): Period[] {
  const isExact = node.trendsFilter.display === 'BoldNumber'
  const range = readRange(node.dateRange, node.interval, world, world.now, isExact)
  if (!node.compareFilter?.compare) return [{ range }]
  const [, back] = /^-(\d+)d$/.exec(node.compareFilter.compare_to ?? '') ?? []
  const previous = previousRange(range, world, node.dateRange, {
    ...(back === undefined ? {} : { daysBack: Number(back) }),
    isExact,
  })
  return [
    { range, compare_label: 'current' },
    { range: previous, compare_label: 'previous' },
  ]
}

/** The items of one series in one period: one, or one for each value of the breakdown. */
function itemsOf(
  node: TrendsNode,
  order: number,
  period: Period,
  periods: readonly Period[],
  world: World,
): TrendsItem[] {
  const series = node.series[order]
  if (!series) return []
  const { range, compare_label } = period
  const events = countedEvents(node, series, world, range)
  const reach = countedEvents(node, series, world, periods[0]?.range ?? range)
  const isTotal = node.trendsFilter.display === 'BoldNumber'
  const common = {
    order,
    days: isTotal ? [] : range.buckets.map((at) => dayText(at, node.interval, world)),
    ...(compare_label && { compare_label }),
  }
  const item = (parts: readonly (readonly Counted[])[]): TrendsItem => {
    if (isTotal) {
      const aggregated_value = sum(parts.map((part) => total(series, part, range, world)))
      return { ...common, data: [], count: 0, aggregated_value }
    }
    const lines = parts.map((part) => line(node, series, part, range, world))
    const merged = range.buckets.map((_, index) => sum(lines.map((one) => one[index] ?? 0)))
    const data = smooth(merged, node.trendsFilter.smoothingIntervals ?? 1)
    const isCumulative = node.trendsFilter.display === 'ActionsLineGraphCumulative'
    return { ...common, data, count: isCumulative ? (data.at(-1) ?? 0) : sum(data) }
  }
  if (!node.breakdownFilter) return [item([events])]
  const kept = keptValues(
    node,
    series,
    reach,
    periods.map((one) => one.range),
  )
  const present = distinct(
    reach.filter(({ at }) => periods.some((one) => one.range.holds(at))).map(({ value }) => value),
  )
  const others = present.filter((value) => !kept.includes(value))
  const own = (value: string) => events.filter((event) => event.value === value)
  const items = kept.map((value) => ({ ...item([own(value)]), breakdown_value: value }))
  const isDistinct = PERSONS.includes(series.math) || series.math === 'unique_session'
  const otherParts = isDistinct ? others.map(own) : [others.flatMap(own)]
  if (others.length > 0 && !node.breakdownFilter.breakdown_hide_other_aggregation) {
    items.push({ ...item(otherParts), breakdown_value: OTHER })
  }
  return inOrder(items)
}

/** One formula over all series, value by value and period by period. */
function formulaItems(node: TrendsNode, formula: string, items: readonly TrendsItem[]): TrendsItem[] {
  const keyOf = ({ breakdown_value, compare_label }: TrendsItem) => JSON.stringify([compare_label, breakdown_value])
  const results = [...groupBy(items, keyOf).values()].map((own): TrendsItem => {
    const [first] = own
    const part = (read: (item: TrendsItem) => number | undefined) =>
      evaluate(formula, (letter) => {
        const item = own.find(({ order }) => order === letter.charCodeAt(0) - 65)
        return (item && read(item)) ?? 0
      })
    const days = first?.days ?? []
    const data = days.map((_, index) => part((item) => item.data?.[index]))
    const isTotal = node.trendsFilter.display === 'BoldNumber'
    const aggregated_value = isTotal ? part((item) => item.aggregated_value) : undefined
    return {
      ...first,
      order: 0,
      days,
      data: isTotal ? null : data,
      count: sum(data),
      ...(aggregated_value !== undefined && { aggregated_value }),
    }
  })
  const labels = distinct(results.map(({ compare_label }) => compare_label))
  return labels.flatMap((label) => inOrder(results.filter(({ compare_label }) => compare_label === label)))
}

export function trends(node: TrendsNode, world: World): TrendsItem[] {
  const periods = periodsOf(node, world)
  const items = node.series.flatMap((_, order) =>
    periods.flatMap((period) => itemsOf(node, order, period, periods, world)),
  )
  const { formula } = node.trendsFilter
  return formula === undefined ? items : formulaItems(node, formula, items)
}
