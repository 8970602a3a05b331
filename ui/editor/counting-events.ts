import type { InsightQuery, SeriesNode, TrendsQuery } from '../api/types.ts'
import { TOTAL_DISPLAYS } from '../charts/from-result.ts'

/** A total is asked from one moment to another, anything else over whole days. */
const isTotal = (query: InsightQuery) =>
  query.kind === 'TrendsQuery' && TOTAL_DISPLAYS.has(query.trendsFilter?.display ?? '')

function countsAll(series: SeriesNode): SeriesNode {
  const { math: _how, math_property: _of, math_property_type: _whose, math_hogql: _sql, ...counted } = series
  return { ...counted, math: 'total' }
}

/**
 * How many events each series of a question reads, whatever the question makes of them: what its numbers can be checked
 * against. Undefined for a question without series.
 */
export function countingEvents(query: InsightQuery): TrendsQuery | undefined {
  if (!('series' in query) || query.series.length === 0) return undefined
  const { dateRange, properties, filterTestAccounts } = query
  return {
    kind: 'TrendsQuery',
    series: query.series.map(countsAll),
    ...(dateRange ? { dateRange } : {}),
    ...(properties ? { properties } : {}),
    ...(filterTestAccounts ? { filterTestAccounts } : {}),
    ...('interval' in query && query.interval ? { interval: query.interval } : {}),
    ...(isTotal(query) ? { trendsFilter: { display: 'BoldNumber' } } : {}),
  }
}
