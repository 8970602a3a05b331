import type { Call, Expr } from '../../hogql/ast.ts'
import { call, field, quantileOf } from '../../hogql/build.ts'
import { HogqlError } from '../../hogql/errors.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { SeriesNode } from '../../schema/query/common.ts'
import type { QueryContext } from '../context.ts'
import { eventExpression } from '../event-expression.ts'
import { type Actor, groupActor, numericProperty } from '../series.ts'

/** How a series is counted. `plan` decides the shape of the SQL. */
export type SeriesMath =
  /**
   * One aggregate over events. It has `adds` where the results of two groups of events, added, are the result of both
   * together.
   */
  | { plan: 'aggregate'; expr: Expr; adds?: Call }
  /**
   * Different actors, groups or sessions. A cumulative line counts actors and groups once, at their first appearance;
   * sessions are counted `anew` in each bucket.
   */
  | { plan: 'distinct'; of: Expr; condition?: Expr; anew?: boolean }
  /** Different actors in a window of days that ends in the bucket. */
  | { plan: 'active'; of: Expr; days: number }
  /** A statistic over the numbers of events per actor. */
  | { plan: 'per_actor'; statistic: (value: Expr) => Expr }
  /** A statistic over one value per session. */
  | { plan: 'per_session'; statistic: (value: Expr) => Expr }
  /** Actors by the moment of their first event. */
  | { plan: 'first'; matching: boolean }

const QUANTILES: Record<string, number> = { median: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 }

/** `avg`, `min`, `max`, `sum` and percentiles of a value. */
function statistic(name: string): (value: Expr) => Expr {
  const quantile = QUANTILES[name]
  return (value) => (quantile === undefined ? call(name, value) : quantileOf(quantile, [value]))
}

export function mathOf(
  node: SeriesNode,
  { id, isPerson }: Pick<Actor, 'id' | 'isPerson'>,
  interval: Interval,
  ctx: QueryContext,
): SeriesMath {
  const user = isPerson && ctx.counts_distinct_ids ? field('distinct_id') : id
  const math = node.math ?? 'total'
  if (math.endsWith('_count_per_actor')) {
    return { plan: 'per_actor', statistic: statistic(math.replace('_count_per_actor', '')) }
  }
  switch (math) {
    case 'total':
      return { plan: 'aggregate', expr: call('count'), adds: call('count') }
    case 'dau':
      return { plan: 'distinct', of: user }
    case 'weekly_active':
    case 'monthly_active':
      return activeMath(math === 'weekly_active' ? 7 : 30, interval, user)
    case 'unique_session':
      return {
        plan: 'distinct',
        of: field('$session_id'),
        condition: call('isNotNull', field('$session_id')),
        anew: true,
      }
    case 'unique_group': {
      const { id: of, exists: condition } = groupActor(node.math_group_type_index ?? 0)
      return { plan: 'distinct', of, condition }
    }
    case 'first_time_for_user':
    case 'first_matching_event_for_user':
      return { plan: 'first', matching: math === 'first_matching_event_for_user' }
    case 'hogql':
      if (!node.math_hogql) throw new HogqlError("Math 'hogql' needs an expression in math_hogql")
      return { plan: 'aggregate', expr: eventExpression(node.math_hogql, ctx) }
    default:
      return numericMath(math, node)
  }
}

function numericMath(math: string, node: SeriesNode): SeriesMath {
  if (!node.math_property) throw new HogqlError(`Math '${math}' needs a math_property`)
  if (node.math_property === '$session_duration') return { plan: 'per_session', statistic: statistic(math) }
  const value = numericProperty(node)
  return { plan: 'aggregate', expr: statistic(math)(value), ...(math === 'sum' ? { adds: call('sum', value) } : {}) }
}

/**
 * Active in a window of days. Where a bucket is as long as the window, or far shorter, the actors of the bucket are
 * counted.
 */
function activeMath(days: number, interval: Interval, of: Expr): SeriesMath {
  const long: Interval[] = days === 7 ? ['week', 'month', 'quarter', 'year'] : ['month', 'quarter', 'year']
  const tiny: Interval[] = ['second', 'minute']
  return long.includes(interval) || tiny.includes(interval) ? { plan: 'distinct', of } : { plan: 'active', of, days }
}

/** Whether a sample's result is scaled up to everybody: counts and sums are, averages and extremes are not. */
export function scalesWithSample(node: SeriesNode): boolean {
  const math = node.math ?? 'total'
  return (
    ['total', 'dau', 'sum', 'weekly_active', 'monthly_active', 'unique_session', 'unique_group'].includes(math) ||
    math.startsWith('first_')
  )
}
