import type { Expr } from '../../hogql/ast.ts'
import { call, constant, field } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { SeriesNode } from '../../schema/query/common.ts'
import type { RetentionEntity, RetentionFilter, RetentionQuery } from '../../schema/query/retention.ts'
import { breakdownOf, inLists, type ResolvedBreakdown } from '../breakdown.ts'
import { fitsMask } from '../buckets.ts'
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
  /** Where columns are several intervals wide: the last interval of each. */
  brackets?: number[]
  occurrences: number
  /** A property of returning events whose sum, or average per actor, is shown beside the number of actors. */
  amount?: Amount
  cumulative: boolean
  /** Intervals count from the moment of the start, and not from the calendar (`24_hour_windows`). */
  ownClock: boolean
  filters: Expr
  actor: Actor
  breakdown?: ResolvedBreakdown
  sample: number
}

export interface Amount {
  statistic: 'sum' | 'avg'
  /** The property of an event as a number; 0 where there is none. */
  value: Expr
  /** Starting and returning are the same event, so the first interval counts the start itself too. */
  isSame: boolean
}

const INTERVALS = { Hour: 'hour', Day: 'day', Week: 'week', Month: 'month' } as const
type RetentionInterval = (typeof INTERVALS)[keyof typeof INTERVALS]
const DEFAULT_INTERVALS = 8

export function planRetention(node: RetentionQuery, ctx: QueryContext): RetentionPlan {
  const filter = node.retentionFilter
  checkRetention(filter)
  const brackets = bracketsOf(filter)
  const amount = amountOf(filter)
  const breakdown = breakdownOf(node.breakdownFilter, ctx)
  return {
    target: entityOf(filter.targetEntity, 'targetEntity', ctx),
    returning: entityOf(filter.returningEntity, 'returningEntity', ctx),
    type: filter.retentionType ?? 'retention_recurring',
    interval: retentionInterval(node),
    range: retentionRange(node, ctx),
    columns: brackets ? brackets.length + 1 : (filter.totalIntervals ?? DEFAULT_INTERVALS),
    ...(brackets ? { brackets } : {}),
    occurrences: amount ? 1 : (filter.minimumOccurrences ?? 1),
    ...(amount ? { amount } : {}),
    cumulative: filter.cumulative === true,
    ownClock: filter.timeWindowMode === '24_hour_windows',
    filters: queryFilters(node, ctx),
    actor: actorOf(node),
    ...(breakdown ? { breakdown: breakdown.kind === 'values' ? inLists(breakdown) : breakdown } : {}),
    sample: node.samplingFactor ?? 1,
  }
}

/** Whether the breakdown is one by values. */
export const splits = ({ breakdown }: RetentionPlan) => breakdown?.kind === 'values'

/**
 * Whether each value of a breakdown has starts and returns of its own: somebody who began in one browser comes back in that
 * one. The first event that somebody ever did is different: it is one, whatever its value is, and any later event is a
 * return to it.
 */
export const isApart = (plan: RetentionPlan) => splits(plan) && plan.type !== 'retention_first_ever_occurrence'

/** Whether starts and returns are mere intervals and not moments, so that many actors have the same ones. */
export const hasPatterns = (plan: RetentionPlan) =>
  plan.type === 'retention_recurring' && !plan.ownClock && !plan.amount

/**
 * Whether starts and returns are masks of intervals until somebody needs them one by one: as numbers, those of all actors are
 * compared, and the few that differ become lists.
 */
export const areMasks = (plan: RetentionPlan) =>
  hasPatterns(plan) && plan.occurrences === 1 && fitsMask(plan.range.buckets.length)

function checkRetention(filter: RetentionFilter): void {
  if (filter.cumulative && filter.timeWindowMode === '24_hour_windows')
    throw invalid('Cumulative retention is not supported for 24 hour windows.', 'cumulative')
  if (!amountOf(filter)) return
  const others = { cumulative: filter.cumulative, retentionCustomBrackets: filter.retentionCustomBrackets?.length }
  for (const [name, isAsked] of Object.entries(others))
    if (isAsked) throw invalid(`${name} does not go with an aggregation of a property.`, name)
  if (filter.timeWindowMode === '24_hour_windows')
    throw invalid('24 hour windows do not go with an aggregation of a property.', 'timeWindowMode')
}

function amountOf(filter: RetentionFilter): Amount | undefined {
  const { aggregationType, aggregationProperty: name, aggregationPropertyType, targetEntity, returningEntity } = filter
  if (!name || (aggregationType !== 'sum' && aggregationType !== 'avg')) return undefined
  const property =
    aggregationPropertyType === 'person' ? field('person', 'properties', name) : field('properties', name)
  const same = ({ id, type, properties }: RetentionEntity) =>
    JSON.stringify([id ?? null, type ?? 'events', properties ?? []])
  return {
    statistic: aggregationType,
    value: call('ifNull', call('toFloat', property), constant(0)),
    isSame: same(targetEntity ?? PAGEVIEW) === same(returningEntity ?? PAGEVIEW),
  }
}

/** The last interval of each column, from the widths of the columns. The start itself has a column of its own before them. */
function bracketsOf({ retentionCustomBrackets }: RetentionFilter): number[] | undefined {
  if (!retentionCustomBrackets || retentionCustomBrackets.length === 0) return undefined
  let last = 0
  return retentionCustomBrackets.map((width) => {
    last += width
    return last
  })
}

/** `Day 0`, `Day 1`, … or, of brackets, `Day 0`, `Day 1-3`, `Day 4-10`. */
export function columnLabels({ columns, brackets }: RetentionPlan, period: string): string[] {
  return Array.from({ length: columns }, (_, column) => {
    const last = column === 0 ? 0 : (brackets?.[column - 1] ?? column)
    const first = column > 1 && brackets ? (brackets[column - 2] ?? 0) + 1 : Math.min(column, 1)
    return `${period} ${brackets && first < last ? `${first}-${last}` : last}`
  })
}

export const retentionInterval = (node: RetentionQuery): RetentionInterval =>
  INTERVALS[node.retentionFilter.period ?? 'Day']

/** Whole intervals, one for each row: those that the dates name, else as many as there are columns, up to the last one. */
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
