/** A query in words: the title until someone writes a better one, and the line that lets a reader check a chart. */
import type { PropertyFilter, QueryNode, SeriesNode, TrendsQuery } from '../api/types.ts'
import { isTrends, sourceOf } from '../charts/from-result.ts'
import { rangeWords } from '../kit/date-range.ts'
import { mathOf } from './maths.ts'
import { operatorOf } from './operators.ts'

export const seriesName = (series: SeriesNode): string =>
  series.custom_name ??
  (series.kind === 'ActionsNode' ? (series.name ?? `action ${series.id}`) : series.event || 'any event')

export const letterOf = (index: number) => String.fromCharCode(65 + (index % 26))

function filterWords(filter: PropertyFilter): string {
  if (filter.type === 'hogql') return filter.key
  if (filter.type === 'cohort') return `in cohort ${filter.value}`
  const operator = operatorOf(filter.operator)
  const value = operator.takes === 'nothing' ? '' : ` ${[filter.value].flat().join(' or ')}`
  return `${filter.key} ${operator.words}${value}`
}

function seriesWords(series: SeriesNode): string {
  const math = mathOf(series.math)
  const subject = math.needsProperty ? `${math.phrase} ${series.math_property ?? '…'} of` : math.phrase
  const filters = (series.properties ?? []).map(filterWords)
  return `${subject} ${seriesName(series)}${filters.length > 0 ? ` where ${filters.join(' and ')}` : ''}`
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function formulaOf(query: TrendsQuery): string | undefined {
  const { formula, formulas, formulaNodes } = query.trendsFilter ?? {}
  return formulaNodes?.[0]?.formula ?? formulas?.[0] ?? formula
}

export function breakdownsOf(query: TrendsQuery): { property: string; type: string }[] {
  const filter = query.breakdownFilter
  if (filter?.breakdowns?.length)
    return filter.breakdowns.map(({ property, type }) => ({ property, type: type ?? 'event' }))
  if (filter?.breakdown === undefined || filter.breakdown === null) return []
  return [filter.breakdown].flat().map((value) => ({ property: String(value), type: filter.breakdown_type ?? 'event' }))
}

/** `Unique users of signed_up, by country`; the range stands apart because boards change it. */
export function question(query: TrendsQuery): string {
  const formula = formulaOf(query)
  const [first, ...others] = query.series.map(seriesWords)
  if (first === undefined) return 'Pick an event'
  const subject = formula
    ? `${formula.toUpperCase()}, where ${query.series.map((series, index) => `${letterOf(index)} is ${lowerFirst(seriesWords(series))}`).join(' and ')}`
    : [first, ...others.map(lowerFirst)].join(', ').replace(/, ([^,]*)$/, others.length > 0 ? ' and $1' : ', $1')
  const filters = (query.properties ?? []).map(filterWords)
  const by = breakdownsOf(query).map(({ property }) => property)
  return [
    subject,
    filters.length > 0 ? ` where ${filters.join(' and ')}` : '',
    by.length > 0 ? `, by ${by.join(' and ')}` : '',
  ].join('')
}

/** The whole line: question, range and comparison. */
export function sentence(query: TrendsQuery): string {
  const range = lowerFirst(rangeWords(query.dateRange))
  const compared = query.compareFilter?.compare ? ', compared with the period before' : ''
  return `${question(query)}, ${range}${compared}`
}

const OTHER_KINDS: Record<string, string> = {
  FunnelsQuery: 'Funnel',
  RetentionQuery: 'Retention',
  PathsQuery: 'Paths',
  StickinessQuery: 'Stickiness',
  LifecycleQuery: 'Lifecycle',
  HogQLQuery: 'SQL',
  EventsQuery: 'Events',
}

export function kindWords(query: QueryNode | null): string {
  const source = sourceOf(query)
  if (!source) return 'Nothing asked'
  return isTrends(source) ? 'Trends' : (OTHER_KINDS[source.kind] ?? source.kind)
}

/** One line for any stored query. */
export function lineFor(query: QueryNode | null): string {
  const source = sourceOf(query)
  return isTrends(source) ? sentence(source) : kindWords(query)
}

export function titleFor(insight: {
  name: string | null
  derived_name: string | null
  query: QueryNode | null
}): string {
  if (insight.name) return insight.name
  if (insight.derived_name) return insight.derived_name
  const source = sourceOf(insight.query)
  return isTrends(source) ? question(source) : `Untitled ${kindWords(insight.query).toLowerCase()}`
}
