import type { Expr } from '../../hogql/ast.ts'
import { and, call, compare, constant, field, moment, not, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { fromWall } from '../../lib/time-zone.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { FunnelsFilter, FunnelsQuery } from '../../schema/query/funnels.ts'
import { breakdownOf, type CohortBreakdown, inLists, type ValueBreakdown } from '../breakdown.ts'
import type { QueryContext } from '../context.ts'
import { queryInterval, queryRange, type ResolvedRange } from '../date-range.ts'
import { eventExpression } from '../event-expression.ts'
import { type Actor, actorOf, entitiesOf, queryFilters, type Series, seriesOf } from '../series.ts'
import { checkFunnel } from './check.ts'

/** One step: which events it takes. */
export interface FunnelStep extends Series {
  condition: Expr
  /** The following step may skip it. */
  optional: boolean
}

/** What must not happen after step `from` and before step `to`, both counted from 0. */
export interface Exclusion {
  condition: Expr
  from: number
  to: number
}

/** A funnel with every default filled in. */
export interface FunnelPlan {
  steps: FunnelStep[]
  exclusions: Exclusion[]
  order: 'ordered' | 'strict' | 'unordered'
  viz: 'steps' | 'time_to_convert' | 'trends'
  /** From the first step to the last, inclusive. */
  window_microseconds: number
  from: number
  to: number
  interval: Interval
  range: ResolvedRange
  filters: Expr
  actor: Actor
  breakdown?: (ValueBreakdown & { attribution: Attribution }) | CohortBreakdown
  sample: number
}

/** Which event gives an actor its value. */
type Attribution = { type: 'first_touch' | 'last_touch' | 'all_events' } | { type: 'step'; step: number }

const UNIT_SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 7 * 86_400, month: 31 * 86_400 }
const DEFAULT_WINDOW_DAYS = 14

/** From the very moment on that is asked for, in whichever bucket it lies. */
function funnelRange(node: FunnelsQuery, ctx: QueryContext): ResolvedRange {
  const range = queryRange(node, ctx)
  return { ...range, from: fromWall(range.wall_from, ctx.timezone) }
}

export function planFunnel(node: FunnelsQuery, ctx: QueryContext): FunnelPlan {
  checkFunnel(node)
  const filter = node.funnelsFilter ?? {}
  const range = funnelRange(node, ctx)
  const filters = queryFilters(node, ctx)
  const actor = funnelActor(node, filter, ctx)
  const breakdown = funnelBreakdown(node, filter, ctx)
  return {
    steps: everySeries(node.series, ctx).map((series) => ({
      ...series,
      condition: stepCondition(series, { filters, actor, range }),
      optional: series.node.optionalInFunnel === true,
    })),
    exclusions: (filter.exclusions ?? []).map(({ funnelFromStep: from, funnelToStep: to, ...excluded }) => {
      const [series] = everySeries([excluded], ctx)
      return { condition: series ? and(series.entity, series.filters) : constant(false), from, to }
    }),
    order: filter.funnelOrderType ?? 'ordered',
    viz: vizOf(filter),
    window_microseconds:
      (filter.funnelWindowInterval ?? DEFAULT_WINDOW_DAYS) *
      UNIT_SECONDS[filter.funnelWindowIntervalUnit ?? 'day'] *
      1_000_000,
    from: filter.funnelFromStep ?? 0,
    to: filter.funnelToStep ?? node.series.length - 1,
    interval: queryInterval(node),
    range,
    filters,
    actor,
    ...(breakdown ? { breakdown } : {}),
    sample: node.samplingFactor ?? 1,
  }
}

/** What tells apart the rows of the statements inside: an actor, who has one for each of its values in a breakdown by them. */
export const keysOf = ({ breakdown }: FunnelPlan): Expr[] => [
  field('actor'),
  ...(breakdown?.kind === 'values' ? [field('value')] : []),
]

/** A step cannot be left out: an action that does not exist is the caller's mistake. */
function everySeries(nodes: FunnelsQuery['series'], ctx: QueryContext): Series[] {
  for (const node of nodes.flatMap(entitiesOf)) {
    if (node.kind === 'ActionsNode' && !ctx.actions.some(({ id }) => id === node.id)) {
      throw invalid(`Action ID ${node.id} does not exist!`, 'series')
    }
  }
  return seriesOf(nodes, ctx)
}

function vizOf({ funnelVizType }: FunnelsFilter): FunnelPlan['viz'] {
  if (funnelVizType === 'flow') throw invalid("The funnel type 'flow' is not supported", 'funnelVizType')
  return funnelVizType ?? 'steps'
}

function funnelActor(node: FunnelsQuery, filter: FunnelsFilter, ctx: QueryContext): Actor {
  if (!filter.funnelAggregateByHogQL) return actorOf(node)
  const id = eventExpression(filter.funnelAggregateByHogQL, ctx)
  const isEmpty = compare('==', call('toString', id), constant(''))
  return { id, exists: and(call('isNotNull', id), not(isEmpty)), isPerson: false }
}

/** Filters of the step; with `first_time_for_user` it takes only the first event that the actor ever did. */
function stepCondition(series: Series, all: { filters: Expr; actor: Actor; range: ResolvedRange }): Expr {
  const condition = and(series.entity, series.filters)
  const { math } = series.node
  if (math !== 'first_time_for_user' && math !== 'first_time_for_user_with_filters') return condition
  const { range, actor } = all
  const until = compare('<=', field('timestamp'), moment(range.to, range.to_microseconds))
  const matching = math === 'first_time_for_user' ? [series.entity] : [condition, all.filters]
  const firsts = select({
    select: [call('argMin', field('uuid'), field('timestamp'))],
    from: 'events',
    where: and(...matching, until, actor.exists),
    group_by: [actor.id],
  })
  return and(condition, compare('in', field('uuid'), firsts))
}

function funnelBreakdown(node: FunnelsQuery, filter: FunnelsFilter, ctx: QueryContext): FunnelPlan['breakdown'] {
  const breakdown = breakdownOf(node.breakdownFilter, ctx)
  if (breakdown?.kind !== 'values') return breakdown
  const type = filter.breakdownAttributionType ?? 'first_touch'
  const attribution: Attribution = type === 'step' ? { type, step: filter.breakdownAttributionValue ?? 0 } : { type }
  return { ...inLists(breakdown), attribution }
}
