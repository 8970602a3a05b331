/** Changes to a question, each a small pure step: the query in the address is the editor's only state. */
import type { DateRange, Interval, PropertyFilter, SeriesNode, TrendsFilter, TrendsQuery } from '../api/types.ts'
import { fittingInterval } from '../kit/date-range.ts'
import { breakdownsOf } from './sentence.ts'

export const emptyQuery = (event: string | null = null): TrendsQuery => ({
  kind: 'TrendsQuery',
  series: event === null ? [] : [newSeries(event)],
  interval: 'day',
  dateRange: { date_from: '-30d' },
})

export const newSeries = (event: string): SeriesNode => ({
  kind: 'EventsNode',
  event: event === '' ? null : event,
  name: event === '' ? 'All events' : event,
  math: 'total',
})

export const addSeries = (query: TrendsQuery, event: string): TrendsQuery => ({
  ...query,
  series: [...query.series, newSeries(event)],
})

export const changeSeries = (query: TrendsQuery, index: number, change: Partial<SeriesNode>): TrendsQuery => ({
  ...query,
  series: query.series.map((series, at) => (at === index ? { ...series, ...change } : series)),
})

export const removeSeries = (query: TrendsQuery, index: number): TrendsQuery => ({
  ...query,
  series: query.series.filter((_, at) => at !== index),
})

export const setFilters = (query: TrendsQuery, properties: PropertyFilter[]): TrendsQuery => ({ ...query, properties })

export function setRange(query: TrendsQuery, range: DateRange | undefined): TrendsQuery {
  const dateRange = range ?? { date_from: '-7d' }
  return { ...query, dateRange, interval: fittingInterval(dateRange.date_from ?? '-7d') }
}

export const setInterval = (query: TrendsQuery, interval: Interval): TrendsQuery => ({ ...query, interval })

export const setCompare = (query: TrendsQuery, compare: boolean): TrendsQuery => ({
  ...query,
  compareFilter: { compare },
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

export const formulaOf = ({ trendsFilter: filter }: TrendsQuery): string =>
  filter?.formulaNodes?.[0]?.formula ?? filter?.formulas?.[0] ?? filter?.formula ?? ''

export function setBreakdowns(query: TrendsQuery, breakdowns: { property: string; type: string }[]): TrendsQuery {
  const limit = query.breakdownFilter?.breakdown_limit
  const breakdownFilter = { breakdowns, ...(limit ? { breakdown_limit: limit } : {}) }
  return { ...query, breakdownFilter: breakdowns.length > 0 ? breakdownFilter : null }
}

export const addBreakdown = (query: TrendsQuery, property: string, type: string): TrendsQuery =>
  setBreakdowns(query, [...breakdownsOf(query), { property, type }].slice(0, 3))

export const eventsOf = (query: TrendsQuery): string[] => [
  ...new Set(query.series.flatMap(({ event }) => (event ? [event] : []))),
]
