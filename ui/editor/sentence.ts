/** A query in words: the title until someone writes a better one, and the line that lets a reader check a chart. */
import type {
  BreakdownFilter,
  FunnelsQuery,
  InsightQuery,
  PathsQuery,
  QueryNode,
  RetentionEntity,
  RetentionQuery,
  SeriesNode,
  TrendsQuery,
} from '../api/types.ts'
import { isCalendar, sourceOf } from '../charts/from-result.ts'
import { rangeWords } from '../kit/date-range.ts'
import { conditionsOf } from './filter-groups.ts'
import { conditionWords, filterWords, listed } from './filter-words.ts'
import { isInsightQuery, KINDS, seriesOfEntity } from './kinds.ts'
import { mathOf } from './maths.ts'

/** What a series counts, whatever it is called in charts. */
export const countedName = (series: SeriesNode): string =>
  series.nodes?.map(seriesName).join(' or ') ??
  (series.kind === 'ActionsNode' ? (series.name ?? `action ${series.id}`) : series.event || 'any event')

export const seriesName = (series: SeriesNode): string => series.custom_name || countedName(series)

export const letterOf = (index: number) => String.fromCharCode(65 + (index % 26))

function seriesWords(series: SeriesNode): string {
  const math = mathOf(series.math)
  const subject = math.needsProperty ? `${math.phrase} ${series.math_property ?? '…'} of` : math.phrase
  const filters = (series.properties ?? []).map(filterWords)
  return `${subject} ${seriesName(series)}${filters.length > 0 ? ` where ${filters.join(' and ')}` : ''}`
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** As the server reads them: the first spelling that holds any. */
export function formulasOf({ trendsFilter: filter }: TrendsQuery): string[] {
  if (filter?.formulaNodes?.length) return filter.formulaNodes.map(({ formula }) => formula)
  if (filter?.formulas?.length) return filter.formulas
  return filter?.formula ? [filter.formula] : []
}

export function breakdownsOf(query: {
  breakdownFilter?: BreakdownFilter | null
}): { property: string; type: string }[] {
  const filter = query.breakdownFilter
  if (filter?.breakdowns?.length)
    return filter.breakdowns.map(({ property, type }) => ({ property, type: type ?? 'event' }))
  if (filter?.breakdown === undefined || filter.breakdown === null) return []
  return [filter.breakdown].flat().map((value) => ({ property: String(value), type: filter.breakdown_type ?? 'event' }))
}

function trendsWords(query: TrendsQuery): string {
  const formulas = isCalendar(query) ? [] : formulasOf(query)
  const [first, ...others] = query.series.map(seriesWords)
  if (first === undefined) return 'Pick an event'
  return formulas.length > 0
    ? `${listed(formulas.map((formula) => formula.toUpperCase()))}, where ${query.series.map((series, index) => `${letterOf(index)} is ${lowerFirst(seriesWords(series))}`).join(' and ')}`
    : listed([first, ...others.map(lowerFirst)])
}

/** What a series reads, without how it is counted: `search where results is 0`. */
export const metWords = (series: SeriesNode): string => {
  const filters = (series.properties ?? []).map(filterWords)
  return `${seriesName(series)}${filters.length > 0 ? ` where ${filters.join(' and ')}` : ''}`
}

function funnelWords(query: FunnelsQuery): string {
  if (query.series.length === 0) return 'Pick the first step'
  const {
    funnelOrderType: order,
    funnelWindowInterval = 14,
    funnelWindowIntervalUnit: unit = 'day',
    exclusions,
  } = query.funnelsFilter ?? {}
  const steps = query.series.map(metWords)
  const way = order === 'unordered' ? `${listed(steps)} in any order` : `From ${steps.join(' to ')}`
  const strict = order === 'strict' ? ' with nothing between' : ''
  const without = exclusions?.length ? ` without ${listed(exclusions.map(({ event }) => event ?? 'anything'))}` : ''
  return `${way}${strict}${without}, within ${funnelWindowInterval} ${unit}${funnelWindowInterval === 1 ? '' : 's'}`
}

const RETENTION_WORDS = {
  retention_first_time: 'for the first time',
  retention_first_ever_occurrence: 'for the first time ever',
  retention_recurring: '',
} as const

function retentionWords({ retentionFilter: filter }: RetentionQuery): string {
  const did = (entity: RetentionEntity | undefined) => (entity ? metWords(seriesOfEntity(entity)) : '$pageview')
  const when = RETENTION_WORDS[filter.retentionType ?? 'retention_recurring']
  const period = (filter.period ?? 'Day').toLowerCase()
  const began = `People who did ${did(filter.targetEntity)}${when ? ` ${when}` : ''}`
  const widths = filter.retentionCustomBrackets ?? []
  const columns = widths.length > 0 ? `, in columns of ${listed(widths.map(String))}` : ''
  return `${began} and came back with ${did(filter.returningEntity)}, by ${period} for ${filter.totalIntervals ?? 8} ${period}s${columns}`
}

const PATH_TYPES: Record<string, string> = { $pageview: 'pages', $screen: 'screens', custom_event: 'own events' }

function pathsWords({ pathsFilter: filter }: PathsQuery): string {
  const types = (filter.includeEventTypes ?? []).map((type) => PATH_TYPES[type] ?? type)
  const from = filter.startPoint ? ` from ${filter.startPoint}` : ''
  const to = filter.endPoint ? ` to ${filter.endPoint}` : ''
  return `Paths over ${types.length > 0 ? listed(types) : 'all events'}${from}${to}, ${filter.stepLimit ?? 5} steps`
}

function subjectOf(query: InsightQuery): string {
  switch (query.kind) {
    case 'TrendsQuery':
      return trendsWords(query)
    case 'FunnelsQuery':
      return funnelWords(query)
    case 'RetentionQuery':
      return retentionWords(query)
    case 'PathsQuery':
      return pathsWords(query)
    case 'StickinessQuery':
      return query.series.length === 0
        ? 'Pick an event'
        : `On how many ${query.interval ?? 'day'}s people did ${listed(query.series.map(metWords))}`
    case 'LifecycleQuery':
      return query.series[0] ? `New, returning, back again and gone, by ${metWords(query.series[0])}` : 'Pick an event'
  }
}

/** `Unique users of signed_up, by country`; the range stands apart because boards change it. */
export function question(query: InsightQuery): string {
  const filters = conditionsOf(query.properties).map(conditionWords)
  const values = 'breakdownFilter' in query ? breakdownsOf(query).map(({ property }) => property) : []
  const by = isCalendar(query) ? ['weekday', 'hour'] : values
  return [
    subjectOf(query),
    filters.length > 0 ? ` where ${filters.join(' and ')}` : '',
    by.length > 0 ? `, by ${by.join(' and ')}` : '',
  ].join('')
}

/** The whole line: question, range and comparison. */
export function sentence(query: InsightQuery): string {
  const words = query.kind === 'RetentionQuery' ? '' : `, ${lowerFirst(rangeWords(query.dateRange))}`
  const compares = 'compareFilter' in query && query.compareFilter?.compare && !isCalendar(query)
  const compared = compares ? ', compared with the period before' : ''
  return `${question(query)}${words}${compared}`
}

const OTHER_KINDS: Record<string, string> = { HogQLQuery: 'SQL', EventsQuery: 'Events' }

export function kindWords(query: QueryNode | null): string {
  const source = sourceOf(query)
  if (!source) return 'Nothing asked'
  return KINDS.find(({ kind }) => kind === source.kind)?.words ?? OTHER_KINDS[source.kind] ?? source.kind
}

/** The kind inside a sentence: `a funnel`, but `SQL`. */
const kindName = (query: QueryNode | null) =>
  kindWords(query).replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())

/** One line for any stored query. */
export function lineFor(query: QueryNode | null): string {
  const source = sourceOf(query)
  return isInsightQuery(source) ? sentence(source) : kindWords(query)
}

export function titleFor(insight: {
  name: string | null
  derived_name: string | null
  query: QueryNode | null
}): string {
  if (insight.name) return insight.name
  if (insight.derived_name) return insight.derived_name
  const source = sourceOf(insight.query)
  return isInsightQuery(source) ? question(source) : `Untitled ${kindName(insight.query)}`
}
