/** The kinds of questions, and how to turn one into another, keeping whatever both can express. */
import type { DateRange, InsightQuery, Interval, RetentionEntity, SeriesNode, TrendsQuery } from '../api/types.ts'
import type { IconName } from '../kit/icon.tsx'

type InsightKind = InsightQuery['kind']

export const KINDS: { kind: InsightKind; words: string; icon: IconName; note: string }[] = [
  { kind: 'TrendsQuery', words: 'Trends', icon: 'line', note: 'How often, how many, over time' },
  { kind: 'FunnelsQuery', words: 'Funnel', icon: 'funnel', note: 'How many get from one step to the next' },
  { kind: 'RetentionQuery', words: 'Retention', icon: 'retention', note: 'Who comes back, and for how long' },
  { kind: 'PathsQuery', words: 'Paths', icon: 'paths', note: 'What people do after what' },
  { kind: 'StickinessQuery', words: 'Stickiness', icon: 'bar', note: 'On how many days the same people come' },
  { kind: 'LifecycleQuery', words: 'Lifecycle', icon: 'lifecycle', note: 'Who is new, returning, back again, gone' },
]

export function isInsightQuery(query: unknown): query is InsightQuery {
  if (typeof query !== 'object' || query === null || !('kind' in query)) return false
  if (query.kind === 'RetentionQuery') return 'retentionFilter' in query
  if (query.kind === 'PathsQuery') return 'pathsFilter' in query
  return KINDS.some(({ kind }) => kind === query.kind) && 'series' in query && Array.isArray(query.series)
}

/** The events a question is about, whatever its kind. */
export function seriesOf(query: InsightQuery): SeriesNode[] {
  switch (query.kind) {
    case 'RetentionQuery': {
      const { targetEntity, returningEntity } = query.retentionFilter
      return [targetEntity, returningEntity].flatMap((entity) => (entity ? [seriesOfEntity(entity)] : []))
    }
    case 'PathsQuery':
      return []
    default:
      return query.series
  }
}

/** What people begin or come back with, as a series. */
export function seriesOfEntity({ id, type, ...rest }: RetentionEntity): SeriesNode {
  return type === 'actions'
    ? { kind: 'ActionsNode', id: Number(id), ...rest }
    : { kind: 'EventsNode', event: id === null ? null : String(id), ...rest }
}

function entityOf(series: SeriesNode | undefined): RetentionEntity {
  const { custom_name, properties } = series ?? {}
  const said = { ...(custom_name ? { custom_name } : {}), ...(properties?.length ? { properties } : {}) }
  if (series?.kind === 'ActionsNode' && series.id !== undefined)
    return { id: series.id, type: 'actions', name: series.name ?? `action ${series.id}`, ...said }
  return { id: series?.event ?? null, type: 'events', name: series?.event || 'Any event', ...said }
}

/** Where groups of events are not known, the first event of one stands for it, with the filters of both. */
function ungrouped(series: SeriesNode): SeriesNode {
  const [first] = series.nodes ?? []
  if (!first) return series
  const properties = [...(first.properties ?? []), ...(series.properties ?? [])]
  return plain({ ...first, ...(properties.length > 0 ? { properties } : {}) })
}

/** What is counted, without how. */
function plain({ kind, event = null, id, nodes, operator, name, custom_name, properties }: SeriesNode): SeriesNode {
  return {
    kind,
    ...(kind === 'EventsNode' ? { event } : {}),
    ...(id === undefined ? {} : { id }),
    ...(nodes ? { nodes } : {}),
    ...(operator ? { operator } : {}),
    ...(name === undefined ? {} : { name }),
    ...(custom_name ? { custom_name } : {}),
    ...(properties ? { properties } : {}),
  }
}

const intervalOf = (query: InsightQuery): Interval => ('interval' in query ? (query.interval ?? 'day') : 'day')

/** The same events, filters and range, asked another way. */
export function asKind(query: InsightQuery, kind: InsightKind): InsightQuery {
  if (query.kind === kind) return query
  const range: DateRange = query.dateRange ?? { date_from: '-30d' }
  const common = {
    dateRange: range,
    ...(query.properties ? { properties: query.properties } : {}),
    ...(query.filterTestAccounts ? { filterTestAccounts: true } : {}),
  }
  const series = seriesOf(query).map(plain)
  const single = series.map(ungrouped)
  const breakdown =
    'breakdownFilter' in query && query.breakdownFilter ? { breakdownFilter: query.breakdownFilter } : {}
  const interval = intervalOf(query)
  switch (kind) {
    case 'TrendsQuery':
      return { kind, series: counted(series), interval, ...common, ...breakdown } satisfies TrendsQuery
    case 'FunnelsQuery':
      return { kind, series, ...common, ...breakdown, funnelsFilter: { funnelVizType: 'steps' } }
    case 'RetentionQuery':
      return {
        kind,
        ...common,
        dateRange: { date_to: null },
        retentionFilter: {
          period: 'Week',
          totalIntervals: 8,
          retentionType: 'retention_first_time',
          targetEntity: entityOf(single[0]),
          returningEntity: entityOf(single[1] ?? single[0]),
        },
      }
    case 'PathsQuery':
      return { kind, ...common, pathsFilter: { includeEventTypes: ['$pageview'], stepLimit: 5, edgeLimit: 50 } }
    case 'StickinessQuery':
      return { kind, series: single, interval, ...common }
    case 'LifecycleQuery':
      return { kind, series: single.slice(0, 1), interval, ...common }
  }
}

const counted = (series: SeriesNode[]): SeriesNode[] => series.map((one) => ({ ...one, math: 'total' }))

/** Why a question cannot be asked yet; undefined when it can. */
export function missing(query: InsightQuery): string | undefined {
  if (query.kind === 'FunnelsQuery' && query.series.length < 2)
    return query.series.length === 0 ? 'Pick the first step' : 'Pick the step that should follow'
  if ('series' in query && query.series.length === 0) return 'Pick an event'
  return undefined
}
