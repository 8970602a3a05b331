/** Changes to a question, each a small pure step: the query in the address is the editor's only state. */
import type {
  BreakdownFilter,
  DateRange,
  FilterGroup,
  InsightQuery,
  Interval,
  PropertyFilter,
  SeriesNode,
  TrendsFilter,
  TrendsQuery,
} from '../api/types.ts'
import { fittingInterval } from '../kit/date-range.ts'
import { missing } from './kinds.ts'
import { needsProperty } from './maths.ts'
import { breakdownsOf, formulasOf, letterOf } from './sentence.ts'

export const emptyQuery = (event: string | null = null): TrendsQuery => ({
  kind: 'TrendsQuery',
  series: event === null ? [] : [newSeries(event)],
  interval: 'day',
  dateRange: { date_from: '-30d' },
})

const newSeries = (event: string): SeriesNode => ({
  kind: 'EventsNode',
  event: event === '' ? null : event,
  name: event === '' ? 'All events' : event,
  math: 'total',
})

interface WithSeries {
  series: SeriesNode[]
}

export const addSeries = <Q extends WithSeries>(query: Q, series: SeriesNode): Q => ({
  ...query,
  series: [...query.series, series],
})

/** One event more to count, in the questions that count some. */
export function addEvent(query: InsightQuery, event: string): InsightQuery {
  switch (query.kind) {
    case 'TrendsQuery':
      return addSeries(query, newSeries(event))
    case 'FunnelsQuery':
    case 'StickinessQuery':
    case 'LifecycleQuery': {
      const { math: _math, ...counted } = newSeries(event)
      return { ...query, series: [...query.series, counted] }
    }
    default:
      return query
  }
}

export const changeSeries = <Q extends WithSeries>(query: Q, index: number, change: Partial<SeriesNode>): Q => ({
  ...query,
  series: query.series.map((series, at) => (at === index ? changed(series, change) : series)),
})

/** What is chosen to be counted takes the place of what was: an event, an action or a group of events. */
function changed(series: SeriesNode, change: Partial<SeriesNode>): SeriesNode {
  if (change.kind === undefined) return { ...series, ...change }
  const { event: _event, id: _id, nodes: _nodes, operator: _operator, ...rest } = series
  return { ...rest, ...change }
}

export const removeSeries = <Q extends WithSeries>(query: Q, index: number): Q => ({
  ...query,
  series: query.series.filter((_, at) => at !== index),
})

/** Swaps a series with its neighbour above (-1) or below (1). */
export function moveSeries<Q extends WithSeries>(query: Q, index: number, by: -1 | 1): Q {
  const series = [...query.series]
  const [moved] = series.splice(index, 1)
  if (moved) series.splice(index + by, 0, moved)
  return { ...query, series }
}

/** A new range brings the interval that fits it, where the question has one. */
export function setRange<Q extends { dateRange?: DateRange }>(query: Q, range: DateRange | undefined): Q {
  const dateRange = range ?? { date_from: '-7d' }
  const interval = 'interval' in query ? { interval: fittingInterval(dateRange) } : {}
  return { ...query, dateRange, ...interval }
}

export const setInterval = <Q extends { interval?: Interval }>(query: Q, interval: Interval): Q => ({
  ...query,
  interval,
})

export const setCompare = <Q extends { compareFilter?: { compare?: boolean } }>(query: Q, compare: boolean): Q => ({
  ...query,
  compareFilter: { compare },
})

export const setFilters = <Q extends { properties?: PropertyFilter[] | FilterGroup }>(
  query: Q,
  properties: PropertyFilter[] | FilterGroup,
): Q => ({
  ...query,
  properties,
})

const withTrends = (query: TrendsQuery, change: Partial<TrendsFilter>): TrendsQuery => ({
  ...query,
  trendsFilter: { ...query.trendsFilter, ...change },
})

export const setDisplay = (query: TrendsQuery, display: string): TrendsQuery => withTrends(query, { display })

/** Other spellings of a formula give way to the newest one. */
export function setFormula(query: TrendsQuery, formula: string): TrendsQuery {
  const { formula: _one, formulas: _many, formulaNodes: _nodes, ...rest } = query.trendsFilter ?? {}
  return {
    ...query,
    trendsFilter: formula.trim() === '' ? rest : { ...rest, formulaNodes: [{ formula: formula.trim() }] },
  }
}

export const formulaOf = (query: TrendsQuery): string => formulasOf(query)[0] ?? ''

interface WithBreakdown {
  breakdownFilter?: BreakdownFilter | null
}

export function setBreakdowns<Q extends WithBreakdown>(query: Q, breakdowns: { property: string; type: string }[]): Q {
  const limit = query.breakdownFilter?.breakdown_limit
  const breakdownFilter = { breakdowns, ...(limit ? { breakdown_limit: limit } : {}) }
  return { ...query, breakdownFilter: breakdowns.length > 0 ? breakdownFilter : null }
}

export const addBreakdown = <Q extends WithBreakdown>(query: Q, property: string, type: string): Q =>
  setBreakdowns(query, [...breakdownsOf(query), { property, type }].slice(0, 3))

/** What somebody is about to choose: asked without it, the question would be refused. */
export function undecided(query: InsightQuery): string | undefined {
  if (query.kind !== 'TrendsQuery') return undefined
  const open = query.series.findIndex(({ math, math_property }) => needsProperty(math) && !math_property)
  return open < 0 ? undefined : `Choose a property for ${letterOf(open)}`
}

export const isWhole = (query: InsightQuery) => missing(query) === undefined && undecided(query) === undefined

export const eventsOf = (series: SeriesNode[]): string[] => [
  ...new Set(series.flatMap(({ event }) => (event ? [event] : []))),
]

/** Widths of columns as somebody types them: `1, 3, 7`. What is no whole number above zero is left out. */
export const widthsIn = (text: string): number[] =>
  text
    .split(/[\s,;]+/)
    .map(Number)
    .filter((width) => Number.isInteger(width) && width > 0)
    .slice(0, 30)
