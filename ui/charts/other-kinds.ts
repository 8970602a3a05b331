/** Results of every kind but trends as drawing models. Pure, like `from-result.ts`, which chooses between them. */

import type { Interval, QueryNode, RetentionPeriod, TrendsItem } from '../api/types.ts'
import { isObject } from '../kit/is-object.ts'
import {
  type Drawing,
  type DrawnFunnel,
  type DrawnSeries,
  type DrawnStep,
  type FunnelDrawing,
  OTHER_COLOUR,
  type PathsDrawing,
  type RetentionCell,
  type RetentionDrawing,
  SERIES_COLOURS,
} from './drawing.ts'
import { duration, PLAIN } from './format.ts'
import { bucketLabel, endOf, INTERVALS, isUnfinished, localText } from './interval.ts'

interface FunnelStep {
  name: string
  custom_name?: string | null
  count: number
  order: number
  average_conversion_time?: number | null
  median_conversion_time?: number | null
  breakdown_value?: unknown
}

interface RetentionRow {
  label: string
  date: string
  values: { count: number; label?: string }[]
  breakdown_value?: unknown
}

interface PathsEdge {
  source: string
  target: string
  value: number
  average_conversion_time: number
}

/** What a drawing depends on beside the result. */
interface DrawnWhen {
  computedAt: Date
  timezone: string
  /** Values drawn before the rest is folded. */
  limit?: number | undefined
}

const isStep = (value: unknown): value is FunnelStep =>
  isObject(value) && 'name' in value && 'count' in value && 'order' in value && typeof value.count === 'number'
const isRetentionRow = (value: unknown): value is RetentionRow =>
  isObject(value) && 'label' in value && 'date' in value && 'values' in value && Array.isArray(value.values)
const isEdge = (value: unknown): value is PathsEdge =>
  isObject(value) && 'source' in value && 'target' in value && 'value' in value
const isItem = (value: unknown): value is TrendsItem & { status?: string } =>
  isObject(value) && 'data' in value && Array.isArray(value.data) && 'labels' in value

const intervalOf = (query: QueryNode): Interval =>
  INTERVALS.find((one) => 'interval' in query && query.interval === one) ?? 'day'

const OTHER = 'Other'

const valueName = (value: unknown): string => {
  const text = [value].flat().map(String).join(', ')
  if (text.includes('breakdown_other')) return OTHER
  return text === '' || text.includes('breakdown_null') ? '(none)' : text
}

function stepsOf(steps: FunnelStep[]): DrawnStep[] {
  const ordered = steps.toSorted((a, b) => a.order - b.order)
  const began = ordered[0]?.count ?? 0
  return ordered.map((step, index) => {
    const before = index === 0 ? step.count : (ordered[index - 1]?.count ?? 0)
    return {
      name: step.custom_name ?? step.name,
      count: step.count,
      share: began > 0 ? step.count / began : 0,
      stepShare: before > 0 ? step.count / before : 0,
      lost: before - step.count,
      average: step.average_conversion_time ?? null,
      median: step.median_conversion_time ?? null,
    }
  })
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)

/** Everybody is in one value, so their numbers add up; how long a step took does not. */
function addUpFunnels(rest: FunnelStep[][]): DrawnStep[] {
  const [first = []] = rest
  const counts = new Map(
    first.map(({ order }) => [order, sum(rest.map((steps) => steps.find((one) => one.order === order)?.count ?? 0))]),
  )
  return stepsOf(
    first.map((step) => ({
      ...step,
      count: counts.get(step.order) ?? 0,
      average_conversion_time: null,
      median_conversion_time: null,
    })),
  )
}

/** With this a person is in every value they had: adding those up would count them several times. */
const isInSeveral = (query: QueryNode) =>
  'funnelsFilter' in query && query.funnelsFilter?.breakdownAttributionType === 'all_events'

function drawFunnel(query: QueryNode, results: unknown[], limit = SERIES_COLOURS): FunnelDrawing | undefined {
  if (results.length > 0 && results.every(isStep))
    return {
      kind: 'funnel',
      funnels: [{ key: '0', name: '', colour: 0, breakdown: undefined, addedUp: false, steps: stepsOf(results) }],
      folded: 0,
    }
  const groups = results.map((one) => (Array.isArray(one) ? one.filter(isStep) : []))
  if (groups.length === 0 || groups.some((steps) => steps.length === 0)) return undefined
  const named = groups.map((steps) => ({ steps, name: valueName(steps[0]?.breakdown_value) }))
  const ordered = [...named.filter(({ name }) => name !== OTHER), ...named.filter(({ name }) => name === OTHER)]
  const drawn = ordered.map(
    ({ steps, name }, index): DrawnFunnel => ({
      key: String(index),
      name,
      colour: name === OTHER ? OTHER_COLOUR : index % SERIES_COLOURS,
      breakdown: steps[0]?.breakdown_value,
      addedUp: false,
      steps: stepsOf(steps),
    }),
  )
  const folded = Math.max(0, named.filter(({ name }) => name !== OTHER).length - limit)
  if (folded === 0) return { kind: 'funnel', funnels: drawn, folded }
  const kept = drawn.slice(0, limit)
  if (isInSeveral(query)) return { kind: 'funnel', funnels: kept, folded }
  const steps = addUpFunnels(ordered.slice(limit).map((one) => one.steps))
  const other = { key: 'other', name: OTHER, colour: OTHER_COLOUR, breakdown: undefined, addedUp: true, steps }
  return { kind: 'funnel', funnels: [...kept, other], folded }
}

/** How long people took to convert: a bar for each span of time. */
function drawBins(results: object): Drawing {
  const bins = 'bins' in results && Array.isArray(results.bins) ? results.bins : []
  if (bins.length === 0) return { kind: 'empty', why: 'no-events' }
  const labels = bins.map((bin) => duration(Number(bin[0])))
  const values = bins.map((bin) => Number(bin[1]))
  return course('bar', labels, [{ name: 'People', values, point: { series: 0 } }])
}

/**
 * Series over places on the axis that are no dates, or dates that have their labels already. They are people or shares, and
 * the same people may be in several.
 */
function course(
  shape: 'line' | 'bar' | 'stacked-bar',
  labels: string[],
  series: (Pick<DrawnSeries, 'name' | 'values' | 'point'> & { colour?: number; previous?: boolean })[],
  more: { days?: string[]; interval?: Interval; unfinished?: boolean; unit?: typeof PLAIN } = {},
): Drawing {
  const days = more.days ?? labels
  return {
    kind: 'time',
    shape,
    interval: more.interval ?? 'day',
    days,
    labels,
    previousLabels: [],
    series: series.map(({ colour, previous = false, ...one }, index) => ({
      ...one,
      key: `${index} ${one.name}`,
      total: one.values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
      sumless: true,
      colour: colour ?? index % SERIES_COLOURS,
      dashed: false,
      previous,
      days,
    })),
    unfinished: more.unfinished ?? false,
    folded: 0,
    unit: more.unit ?? PLAIN,
  }
}

/** The buckets of the first item, with their labels; all items of an answer have the same. */
function calendarOf(query: QueryNode, items: TrendsItem[], { computedAt, timezone }: DrawnWhen) {
  const interval = intervalOf(query)
  const days = items[0]?.days ?? []
  const last = days.at(-1)
  const labels = days.map((day) => bucketLabel(day, interval))
  return {
    ...{ days, labels, interval },
    unfinished: last !== undefined && isUnfinished(last, interval, computedAt, timezone),
  }
}

function drawRates(query: QueryNode, items: (TrendsItem & { status?: string })[], when: DrawnWhen): Drawing {
  const { labels, ...calendar } = calendarOf(query, items, when)
  return course(
    'line',
    labels,
    items.map((item) => ({
      name: item.breakdown_value === undefined ? 'Conversion' : valueName(item.breakdown_value),
      values: item.data ?? [],
      point: { series: 0 },
    })),
    { ...calendar, unit: { ...PLAIN, format: 'percentage' } },
  )
}

const STATUS_COLOURS: Record<string, number> = { new: 0, returning: 2, resurrecting: 3, dormant: 1 }

/** Bars upwards for the people who were active, downwards for those who no longer were. */
function drawLifecycle(query: QueryNode, items: (TrendsItem & { status?: string })[], when: DrawnWhen): Drawing {
  const { labels, ...calendar } = calendarOf(query, items, when)
  return course(
    'stacked-bar',
    labels,
    items.map(({ status = '', data, label }) => ({
      name: status === '' ? label : status.charAt(0).toUpperCase() + status.slice(1),
      values: data ?? [],
      colour: STATUS_COLOURS[status] ?? 0,
      point: { series: 0, status },
    })),
    calendar,
  )
}

/** How many people were there on one day, on two, … */
function drawStickiness(query: QueryNode, items: TrendsItem[]): Drawing {
  const display =
    'stickinessFilter' in query && isObject(query.stickinessFilter) && 'display' in query.stickinessFilter
      ? query.stickinessFilter.display
      : undefined
  return course(
    display === 'ActionsLineGraph' ? 'line' : 'bar',
    items[0]?.labels ?? [],
    items.map((item) => ({
      name: item.compare_label === 'previous' ? `${item.label} before` : item.label,
      values: item.data ?? [],
      previous: item.compare_label === 'previous',
      colour: (item.action?.order ?? 0) % SERIES_COLOURS,
      point: { series: item.action?.order ?? 0, ...(item.compare_label === 'previous' ? { compare: 'previous' } : {}) },
    })),
    { days: (items[0]?.days ?? []).map(String) },
  )
}

const PERIODS: Record<RetentionPeriod, Interval> = { Hour: 'hour', Day: 'day', Week: 'week', Month: 'month' }

/** The first and the last interval of a column, from its label: `Day 2`, `Day 4-10`. */
function spanOf(label: string | undefined, column: number): [number, number] {
  const [first = column, last = first] = label?.match(/\d+/g)?.map(Number) ?? []
  return [first, last]
}

function stateOf(
  start: string,
  [first, last]: [number, number],
  interval: Interval,
  { computedAt, timezone }: DrawnWhen,
) {
  const after = (steps: number) => {
    let from = start
    for (let step = 0; step < steps; step++) from = endOf(from, interval)
    return from
  }
  const now = localText(computedAt, timezone)
  if (after(first) > now) return 'future'
  return after(last + 1) > now ? 'running' : 'over'
}

function drawRetention(rows: RetentionRow[], when: DrawnWhen): RetentionDrawing {
  const period = rows[0]?.label.split(' ')[0] ?? 'Day'
  const interval = PERIODS[period === 'Hour' || period === 'Week' || period === 'Month' ? period : 'Day']
  const width = Math.max(0, ...rows.map((row) => row.values.length))
  const hasBreakdown = rows.some((row) => row.breakdown_value !== null && row.breakdown_value !== undefined)
  const perTable = hasBreakdown
    ? rows.filter((row) => row.breakdown_value === rows[0]?.breakdown_value).length
    : rows.length
  const drawn = rows.map((row, at) => {
    const size = row.values[0]?.count ?? 0
    const start = row.date.slice(0, 19).replace('T', ' ')
    const cells = row.values.map(
      ({ count, label }, column): RetentionCell => ({
        count,
        share: size > 0 ? count / size : 0,
        state: stateOf(start, spanOf(label, column), interval, when),
      }),
    )
    const date = bucketLabel(interval === 'hour' ? start : start.slice(0, 10), interval)
    const value = hasBreakdown ? valueName(row.breakdown_value) : undefined
    return {
      key: `${row.date} ${String(row.breakdown_value)}`,
      name: value === undefined ? date : `${value}, ${date}`,
      ...(value === undefined ? {} : { value }),
      date,
      size,
      index: at % perTable,
      breakdown: row.breakdown_value,
      cells,
    }
  })
  const mean = Array.from({ length: width }, (_, column) => {
    const whole = drawn.filter((row) => row.size > 0 && row.cells[column]?.state === 'over')
    const people = whole.reduce((sum, row) => sum + row.size, 0)
    return people > 0 ? whole.reduce((sum, row) => sum + (row.cells[column]?.count ?? 0), 0) / people : null
  })
  const columns = Array.from({ length: width }, (_, i) => rows[0]?.values[i]?.label ?? `${period} ${i}`)
  return { kind: 'retention', columns, rows: drawn, mean }
}

/** The name of an item begins with its step and an underscore: `2_https://…`. */
function drawPaths(edges: PathsEdge[]): PathsDrawing {
  const totals = new Map<string, { into: number; out: number }>()
  const at = (key: string) => totals.get(key) ?? { into: 0, out: 0 }
  for (const { source, target, value } of edges) {
    totals.set(source, { ...at(source), out: at(source).out + value })
    totals.set(target, { ...at(target), into: at(target).into + value })
  }
  return {
    kind: 'paths',
    nodes: [...totals].map(([key, { into, out }]) => ({
      key,
      step: Number(key.split('_')[0]),
      total: Math.max(into, out),
    })),
    links: edges.map(({ source, target, value, average_conversion_time }) => ({
      source,
      target,
      value,
      seconds: average_conversion_time / 1000,
    })),
  }
}

/** A drawing for a known kind, or nothing when a plain table must do. */
export function drawOtherKind(query: QueryNode | null, results: unknown, when: DrawnWhen): Drawing | undefined {
  const kind = query?.kind
  if (!query || !isObject(results)) return undefined
  if (kind === 'FunnelsQuery' && !Array.isArray(results)) return drawBins(results)
  if (!Array.isArray(results)) return undefined
  const items = results.filter(isItem)
  if (kind === 'FunnelsQuery')
    return items.length > 0 ? drawRates(query, items, when) : drawFunnel(query, results, when.limit)
  if (results.length === 0) return kind === 'PathsQuery' ? { kind: 'empty', why: 'no-paths' } : undefined
  if (kind === 'RetentionQuery' && results.every(isRetentionRow)) return drawRetention(results, when)
  if (kind === 'PathsQuery' && results.every(isEdge)) return drawPaths(results)
  if (kind === 'LifecycleQuery' && items.length > 0) return drawLifecycle(query, items, when)
  if (kind === 'StickinessQuery' && items.length > 0) return drawStickiness(query, items)
  return undefined
}
