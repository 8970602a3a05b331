/**
 * Turns a query's result into a drawing model. Pure: the query, the result, the moment it was computed and the zone go
 * in; plain data comes out. Everything that decides what a reader sees (names, order, colours, what is folded into
 * "Other", whether the last interval was over) is decided here and tested here; components only draw.
 */
import type { Insight, Interval, QueryNode, TrendsItem, TrendsQuery } from '../api/types.ts'
import { drawCalendar } from './draw-calendar.ts'
import { drawSqlResult } from './draw-sql.ts'
import {
  type Drawing,
  type DrawnSeries,
  type DrawnValue,
  OTHER_COLOUR,
  type Point,
  SERIES_COLOURS,
  type Unit,
} from './drawing.ts'
import { PLAIN } from './format.ts'
import { bucketLabel, isUnfinished, localText } from './interval.ts'
import { drawOtherKind } from './other-kinds.ts'
import { isSiteTable, readSiteTable, withMetrics } from './site-table.ts'

export interface ResultToDraw {
  query: QueryNode | null
  results: unknown
  columns?: string[] | null
  /** When it was computed: an interval that was running then is unfinished, however late it is read. */
  computedAt: Date
  timezone: string
  /** Series drawn before the rest is folded; all of them when the reader asks. */
  limit?: number | undefined
}

const NULL_VALUE = '$$_posthog_breakdown_null_$$'
const OTHER_VALUE = '$$_posthog_breakdown_other_$$'
export const TOTAL_DISPLAYS = new Set(['BoldNumber', 'ActionsPie', 'ActionsBarValue', 'ActionsTable', 'WorldMap'])
/** Values of a breakdown that may be added up into "Other" on one day. */
const SUMMABLE = new Set(['total', 'dau', 'sum', 'unique_session', 'first_time_for_user'])
/** What may be added up over days: somebody who came twice is one user of the week, not two. */
const SUMMABLE_IN_TIME = new Set(['total', 'sum', 'first_time_for_user', 'first_matching_event_for_user'])

/** The node that computes, without the wrappers that say how to show it. */
export function sourceOf(query: QueryNode | null): QueryNode | null {
  let node = query
  while (node && 'source' in node && node.source) node = node.source
  return node
}

export function isTrends(query: QueryNode | null): query is TrendsQuery {
  return query?.kind === 'TrendsQuery'
}

/** By weekday and hour there is one matrix for each series: no buckets, no comparison, no breakdown, no formula. */
export const isCalendar = (query: QueryNode) => isTrends(query) && query.trendsFilter?.display === 'CalendarHeatmap'

const isItem = (value: unknown): value is TrendsItem => typeof value === 'object' && value !== null && 'label' in value

function nameOf(item: TrendsItem): string {
  const custom = item.breakdown_value === undefined ? item.action?.custom_name : undefined
  return (custom ?? item.label ?? '').replaceAll(NULL_VALUE, '(none)').replaceAll(OTHER_VALUE, 'Other')
}

const countries = new Intl.DisplayNames('en', { type: 'region' })

/** A code is read as the country that it stands for. */
function valueName(item: TrendsItem, { breakdownFilter }: TrendsQuery): string {
  const name = nameOf(item)
  const [only, another] = breakdownFilter?.breakdowns ?? []
  const property = another ? undefined : (only?.property ?? breakdownFilter?.breakdown)
  const isCode = property === '$geoip_country_code' && item.breakdown_value !== undefined && /^[A-Z]{2}$/.test(name)
  return isCode ? (countries.of(name) ?? name) : name
}

function unitOf(query: TrendsQuery): Unit {
  const filter = query.trendsFilter ?? {}
  const known = ['numeric', 'duration', 'duration_ms', 'percentage', 'percentage_scaled', 'currency'] as const
  const format = known.find((name) => name === filter.aggregationAxisFormat) ?? PLAIN.format
  return { format, prefix: filter.aggregationAxisPrefix ?? '', postfix: filter.aggregationAxisPostfix ?? '' }
}

/** What makes a compared pair one thing: the same series and the same breakdown value. */
const identity = (item: TrendsItem) => JSON.stringify([item.order ?? 0, item.breakdown_value ?? null, item.label])
const pointOf = (item: TrendsItem, folded = 0): Point => ({
  series: item.action?.order ?? item.order ?? 0,
  ...(folded > 0 && isOther(item) ? { addedUp: true as const } : {}),
  ...(item.breakdown_value === undefined ? {} : { breakdown: item.breakdown_value }),
  ...(item.compare_label === 'previous' ? { compare: 'previous' } : {}),
})
const isPrevious = (item: TrendsItem) => item.compare_label === 'previous'
const isOther = (item: TrendsItem) => [item.breakdown_value].flat()[0] === OTHER_VALUE

function shapeOf(display: string | undefined): 'line' | 'area' | 'bar' | 'stacked-bar' {
  if (display === 'ActionsAreaGraph') return 'area'
  if (display === 'ActionsUnstackedBar') return 'bar'
  if (display === 'ActionsBar' || display === 'ActionsStackedBar') return 'stacked-bar'
  return 'line'
}

const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0)

const totalOf = (item: TrendsItem) => item.aggregated_value ?? item.count ?? sum(item.data ?? [])

/** Adds series up bucket by bucket, into one named "Other". */
function addUp(items: TrendsItem[]): TrendsItem {
  const [first] = items
  const length = Math.max(0, ...items.map((item) => item.data?.length ?? 0))
  const data = Array.from({ length }, (_, index) => sum(items.map((item) => item.data?.[index] ?? 0)))
  return {
    ...first,
    label: OTHER_VALUE,
    breakdown_value: OTHER_VALUE,
    data,
    count: sum(items.map((item) => item.count ?? 0)),
    ...(items.some((item) => typeof item.aggregated_value === 'number')
      ? { aggregated_value: sum(items.map((item) => item.aggregated_value ?? 0)) }
      : {}),
  }
}

/** The largest `limit` stay; the rest becomes one "Other" where adding up is honest, and is left out where it is not. */
function fold(items: TrendsItem[], limit: number, summable: boolean): { kept: TrendsItem[]; folded: number } {
  const current = items.filter((item) => !isPrevious(item))
  if (current.length <= limit) return { kept: items, folded: 0 }
  const ranked = current.filter((item) => !isOther(item)).toSorted((a, b) => totalOf(b) - totalOf(a))
  const names = new Set(ranked.slice(0, limit).map(identity))
  const kept = items.filter((item) => names.has(identity(item)))
  const rest = items.filter((item) => !names.has(identity(item)))
  const folded = ranked.length - names.size
  if (folded === 0) return { kept: items, folded }
  if (!summable) return { kept, folded }
  const periods = [rest.filter((item) => !isPrevious(item)), rest.filter(isPrevious)]
  return { kept: [...kept, ...periods.filter((period) => period.length > 0).map(addUp)], folded }
}

function hasFormula({ trendsFilter }: TrendsQuery): boolean {
  const { formula, formulas, formulaNodes } = trendsFilter ?? {}
  return Boolean(formula || formulas?.length || formulaNodes?.length)
}

/** Whether the values of a series make a sum worth saying. */
function hasSum(query: TrendsQuery, index: number): boolean {
  const isRunning = query.trendsFilter?.display === 'ActionsLineGraphCumulative'
  return !hasFormula(query) && !isRunning && SUMMABLE_IN_TIME.has(query.series[index]?.math ?? 'total')
}

const hasBreakdown = ({ breakdownFilter }: TrendsQuery) =>
  Boolean(breakdownFilter?.breakdown || breakdownFilter?.breakdowns?.length)

/** Whether numbers side by side are parts of a whole, as averages and results of formulas are not. */
const areParts = (query: TrendsQuery) =>
  !hasFormula(query) &&
  query.series.every(({ math = 'total' }) => SUMMABLE.has(math) && math === (query.series[0]?.math ?? 'total'))

const canAddUp = (query: TrendsQuery) => hasBreakdown(query) && query.series.length === 1 && areParts(query)

function drawTime(query: TrendsQuery, items: TrendsItem[], folded: number, what: ResultToDraw): Drawing {
  const interval: Interval = query.interval ?? 'day'
  const current = items.filter((item) => !isPrevious(item))
  const first = current[0] ?? items[0]
  const days = first?.days ?? []
  const places = new Map(current.map((item, index) => [identity(item), index]))
  const series = items.map((item): DrawnSeries => {
    const place = places.get(identity(item)) ?? 0
    return {
      key: `${identity(item)}${isPrevious(item) ? ' previous' : ''}`,
      point: pointOf(item, folded),
      name: valueName(item, query),
      values: item.data ?? [],
      total: totalOf(item),
      ...(hasSum(query, pointOf(item).series) ? {} : { sumless: true as const }),
      colour: isOther(item) ? OTHER_COLOUR : place % SERIES_COLOURS,
      dashed: place >= SERIES_COLOURS && !isOther(item),
      previous: isPrevious(item),
      days: item.days ?? days,
    }
  })
  const last = days.at(-1)
  return {
    kind: 'time',
    shape: shapeOf(query.trendsFilter?.display),
    interval,
    days,
    labels: days.map((day) => bucketLabel(day, interval)),
    previousLabels: (items.find(isPrevious)?.days ?? []).map((day) => bucketLabel(day, interval)),
    series,
    unfinished: last !== undefined && isUnfinished(last, interval, what.computedAt, what.timezone),
    folded,
    unit: unitOf(query),
  }
}

function drawTotals(query: TrendsQuery, items: TrendsItem[], folded: number): Drawing {
  const unit = unitOf(query)
  const earlier = new Map(items.filter(isPrevious).map((item) => [identity(item), totalOf(item)]))
  const current = items.filter((item) => !isPrevious(item))
  const [only] = current
  if (query.trendsFilter?.display === 'BoldNumber' && only) {
    const previous = earlier.get(identity(only))
    return { kind: 'number', name: valueName(only, query), value: totalOf(only), previous, of: current.length, unit }
  }
  const total = sum(current.map(totalOf))
  const isWhole = areParts(query)
  const rows = current.map(
    (item, index): DrawnValue => ({
      key: identity(item),
      point: pointOf(item, folded),
      name: valueName(item, query),
      value: totalOf(item),
      previous: earlier.get(identity(item)),
      ...(isWhole ? { share: total > 0 ? totalOf(item) / total : 0 } : {}),
      colour: isOther(item) ? OTHER_COLOUR : index % SERIES_COLOURS,
    }),
  )
  const display = query.trendsFilter?.display
  const shape = display === 'ActionsPie' ? 'pie' : display === 'ActionsBarValue' ? 'bars' : 'table'
  return { kind: 'values', shape, rows: rows.toSorted(byValueOtherLast), total, folded, unit }
}

const byValueOtherLast = (a: DrawnValue, b: DrawnValue) =>
  Number(a.colour === OTHER_COLOUR) - Number(b.colour === OTHER_COLOUR) || b.value - a.value

const cell = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Rows of any other kind, as a table that at least shows everything. */
function drawTable(results: unknown[], columns: string[] | null | undefined): Drawing {
  if (results.length === 0) return { kind: 'empty', why: 'no-events' }
  if (results.every(Array.isArray)) {
    if (columns && isSiteTable(columns)) {
      const { columns: names, rows } = readSiteTable(columns, results)
      return { kind: 'table', columns: names, rows: rows.map((row) => row.map(cell)) }
    }
    const width = Math.max(...results.map((row) => row.length))
    const names = Array.from({ length: width }, (_, index) => columns?.[index] ?? `Column ${index + 1}`)
    return { kind: 'table', columns: names, rows: results.map((row) => row.map(cell)) }
  }
  const objects = results
    .map(withMetrics)
    .map((row) =>
      typeof row === 'object' && row !== null
        ? Object.entries(row).filter(([, value]) => value !== undefined)
        : [['value', row]],
    )
  const names = [...new Set(objects.flatMap((entries) => entries.map(([name]) => String(name))))]
  const rows = objects.map((entries) => {
    const byName = new Map(entries.map(([name, value]) => [String(name), value]))
    return names.map((name) => cell(byName.get(name)))
  })
  return { kind: 'table', columns: names, rows }
}

/** A series has an item even where nothing matched, unless its action does not exist; a value of a breakdown has none. */
function whyNothing(query: TrendsQuery): 'no-series' | 'no-action' | 'no-events' {
  const { series } = query
  if (series.length === 0) return 'no-series'
  return !hasBreakdown(query) && series.every(({ kind }) => kind !== 'EventsNode') ? 'no-action' : 'no-events'
}

export function drawResult(what: ResultToDraw): Drawing {
  const { results } = what
  if (results === null || results === undefined) return { kind: 'empty', why: 'not-computed' }
  const source = sourceOf(what.query)
  if (!isTrends(source)) {
    const rows = Array.isArray(results) ? results : [results]
    const display = what.query && 'display' in what.query ? what.query.display : undefined
    const at = localText(what.computedAt, what.timezone)
    const drawn = source?.kind === 'HogQLQuery' ? drawSqlResult(display, what.columns ?? [], rows, at) : undefined
    if (drawn) return drawn
    return drawOtherKind(source, results, what) ?? drawTable(rows, what.columns)
  }
  if (!Array.isArray(results)) return drawTable([results], what.columns)
  const query = source
  const items = results.filter(isItem)
  if (items.length === 0) return { kind: 'empty', why: whyNothing(query) }
  if (isCalendar(query)) {
    const weeks = items.flatMap((item) =>
      item.calendar_heatmap_data ? [{ name: nameOf(item), matrix: item.calendar_heatmap_data }] : [],
    )
    return drawCalendar(weeks, unitOf(query))
  }
  const isNumber = query.trendsFilter?.display === 'BoldNumber'
  const { kept, folded } = fold(items, isNumber ? items.length : (what.limit ?? SERIES_COLOURS), canAddUp(query))
  if (TOTAL_DISPLAYS.has(query.trendsFilter?.display ?? '')) return drawTotals(query, kept, folded)
  return drawTime(query, kept, folded, what)
}

type Computed = Pick<Insight, 'query' | 'result' | 'columns' | 'last_refresh' | 'timezone'>

/** Whether an answer is there, whatever it says. */
export const hasResult = ({ result }: Pick<Insight, 'result'>) => result !== null && result !== undefined

/** An insight as it was computed; `timezone` is that of the project, where the answer names none. */
export const drawInsight = (insight: Computed, timezone: string, limit?: number): Drawing =>
  drawResult({
    query: insight.query,
    results: insight.result,
    columns: insight.columns ?? null,
    computedAt: new Date(insight.last_refresh ?? Date.now()),
    timezone: insight.timezone ?? timezone,
    limit,
  })

export const NOTHING_BUT_ZEROS = 'Nothing but zeros in this range'

/** Nothing but zeros: drawn as it is, with a word on what to try. */
export function isFlat(drawing: Drawing): boolean {
  if (drawing.kind === 'funnel') return drawing.funnels.every(({ steps }) => steps.every(({ count }) => count === 0))
  if (drawing.kind === 'retention') return drawing.rows.every(({ size }) => size === 0)
  if (drawing.kind === 'calendar') return drawing.weeks.every(({ total }) => total === 0)
  if (drawing.kind === 'values') return drawing.rows.every(({ value }) => value === 0)
  return drawing.kind === 'time' && drawing.series.every((series) => series.values.every((value) => !value))
}
