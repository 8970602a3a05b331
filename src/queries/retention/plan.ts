import type { Expr } from '../../hogql/ast.ts'
import { invalid } from '../../http/errors.ts'
import type { SeriesNode } from '../../schema/query/common.ts'
import type { RetentionEntity, RetentionFilter, RetentionQuery } from '../../schema/query/retention.ts'
import { breakdownOf, inLists, type ResolvedBreakdown } from '../breakdown.ts'
import type { QueryContext } from '../context.ts'
import { type ResolvedRange, rangeOf, resolveRange, startOf, step } from '../date-range.ts'
import { type Actor, actorOf, queryFilters, type Series, seriesOf } from '../series.ts'

/** A retention query with every default filled in. */
export interface RetentionPlan {
  target: Series
  returning: Series
  type: NonNullable<RetentionFilter['retentionType']>
  interval: RetentionInterval
  /** From the start of the first row to the end of the last. */
  range: ResolvedRange
  columns: number
  occurrences: number
  cumulative: boolean
  /** Intervals count from each start itself and not from the calendar. */
  ownClock: boolean
  filters: Expr
  actor: Actor
  breakdown?: ResolvedBreakdown
  sample: number
}

const INTERVALS = { Hour: 'hour', Day: 'day', Week: 'week', Month: 'month' } as const
type RetentionInterval = (typeof INTERVALS)[keyof typeof INTERVALS]
const DEFAULT_INTERVALS = 8

export function planRetention(node: RetentionQuery, ctx: QueryContext): RetentionPlan {
  const filter = node.retentionFilter
  checkRetention(filter)
  const breakdown = breakdownOf(node.breakdownFilter, ctx)
  return {
    target: entityOf(filter.targetEntity, 'targetEntity', ctx),
    returning: entityOf(filter.returningEntity, 'returningEntity', ctx),
    type: filter.retentionType ?? 'retention_recurring',
    interval: retentionInterval(node),
    range: retentionRange(node, ctx),
    columns: filter.totalIntervals ?? DEFAULT_INTERVALS,
    occurrences: filter.minimumOccurrences ?? 1,
    cumulative: filter.cumulative === true,
    ownClock: filter.timeWindowMode === '24_hour_windows',
    filters: queryFilters(node, ctx),
    actor: actorOf(node),
    ...(breakdown ? { breakdown: breakdown.kind === 'values' ? inLists(breakdown) : breakdown } : {}),
    sample: node.samplingFactor ?? 1,
  }
}

function checkRetention(filter: RetentionFilter): void {
  if (filter.cumulative && filter.timeWindowMode === '24_hour_windows')
    throw invalid('Cumulative retention is not supported for 24 hour windows.', 'cumulative')
  if (filter.aggregationType && filter.aggregationType !== 'count')
    throw invalid(`The aggregation '${filter.aggregationType}' of retention is not supported`, 'aggregationType')
  if (filter.retentionCustomBrackets && filter.retentionCustomBrackets.length > 0)
    throw invalid('Custom brackets of retention are not supported', 'retentionCustomBrackets')
}

export const retentionInterval = (node: RetentionQuery): RetentionInterval =>
  INTERVALS[node.retentionFilter.period ?? 'Day']

/** Whole intervals: those of the dates, or as many as there are columns up to the last one. */
export function retentionRange(node: RetentionQuery, ctx: QueryContext): ResolvedRange {
  const interval = retentionInterval(node)
  const asked = resolveRange(node.dateRange, interval, ctx)
  const last = startOf(asked.wall_to, interval, ctx.week_start_day)
  const rows = node.retentionFilter.totalIntervals ?? DEFAULT_INTERVALS
  const first = node.dateRange?.date_from
    ? startOf(asked.wall_from, interval, ctx.week_start_day)
    : step(last, interval, 1 - rows)
  const end = new Date(step(last, interval, 1).getTime() - 1)
  return rangeOf(first, { wall: end, microseconds: 999 }, interval, ctx)
}

const PAGEVIEW: RetentionEntity = { id: '$pageview', type: 'events' }

function entityOf(entity: RetentionEntity | null | undefined, attr: string, ctx: QueryContext): Series {
  const { id, type, properties } = entity ?? PAGEVIEW
  const shared = { properties: properties ?? null }
  const node: SeriesNode =
    type === 'actions'
      ? { kind: 'ActionsNode', id: Number(id), ...shared }
      : { kind: 'EventsNode', event: id === null || id === undefined ? null : String(id), ...shared }
  const [series] = seriesOf([node], ctx)
  if (!series) throw invalid(`Action ID ${id} does not exist!`, attr)
  return series
}
