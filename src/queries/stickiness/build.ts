import type { CompareOp, Expr, Query, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, field, minus, select } from '../../hogql/build.ts'
import { HogqlError } from '../../hogql/errors.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { SeriesNode } from '../../schema/query/common.ts'
import type { StickinessOperator, StickinessQuery } from '../../schema/query/stickiness.ts'
import { bucketIndex, firstBucket, inRange, seenBuckets } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { comparedPeriods, type Periods, queryInterval, queryRange, type ResolvedRange } from '../date-range.ts'
import { eventExpression } from '../event-expression.ts'
import type { NamedQuery } from '../kind.ts'
import { eventsOf } from '../sample.ts'
import { type Actor, groupActor, personActor, queryFilters, type Series, seriesOf } from '../series.ts'

/** A stickiness query with every default filled in. */
interface StickinessPlan {
  series: (Series & { actor: Actor })[]
  periods: Periods
  compares: boolean
  interval: Interval
  intervalCount: number
  filters: Expr
  cumulative: boolean
  criteria: { operator: StickinessOperator; value: number } | undefined
  sample: number
}

export function planStickiness(node: StickinessQuery, ctx: QueryContext): StickinessPlan {
  const filter = node.stickinessFilter ?? {}
  const current = queryRange(node, ctx)
  const periods = comparedPeriods(current, node.dateRange, node.compareFilter, ctx)
  return {
    series: seriesOf(node.series, ctx).map((series) => ({ ...series, actor: actorOfMath(series.node, ctx) })),
    periods,
    compares: periods.length > 1,
    interval: queryInterval(node),
    intervalCount: node.intervalCount ?? 1,
    filters: queryFilters(node, ctx),
    cumulative: filter.computedAs === 'cumulative',
    criteria: filter.stickinessCriteria ?? undefined,
    sample: node.samplingFactor ?? 1,
  }
}

/** How many intervals an actor can have been active in. */
export const lengthOf = (plan: StickinessPlan, range: ResolvedRange): number =>
  Math.ceil(range.buckets.length / plan.intervalCount)

/** Who is counted: in stickiness that is all that math says. */
function actorOfMath(node: SeriesNode, ctx: QueryContext): Actor {
  if (node.math === 'unique_group') return groupActor(node.math_group_type_index ?? 0)
  if (node.math !== 'hogql') return personActor()
  if (!node.math_hogql) throw new HogqlError("Math 'hogql' needs an expression in math_hogql")
  const id = eventExpression(node.math_hogql, ctx)
  return { id, exists: call('isNotNull', id), isPerson: false }
}

/** One statement per series and period. Rows: a number of `intervals` and how many actors were active in so many. */
export function buildStickiness(node: StickinessQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planStickiness(node, ctx)
  return plan.series.flatMap((series) =>
    plan.periods.map(({ name, range }) => ({
      name: queryName(series.index, name),
      query: counted(plan, series, range),
    })),
  )
}

export const queryName = (series: number, period: string): string => `${series}.${period}`

function counted(plan: StickinessPlan, series: StickinessPlan['series'][number], range: ResolvedRange): Query {
  return select({
    select: [field('intervals'), alias('total', call('count'))],
    from: activity(plan, series, range),
    as: 'actors',
    group_by: [field('intervals')],
  })
}

const CRITERIA = { gte: '>=', lte: '<=', exact: '==' } as const satisfies Record<StickinessOperator, CompareOp>

export const compareBy = (operator: StickinessOperator, left: Expr, right: Expr): Expr =>
  compare(CRITERIA[operator], left, right)

/** One row per actor: `actor` and the number of `intervals` with enough events. */
export function activity(
  plan: StickinessPlan,
  series: StickinessPlan['series'][number],
  range: ResolvedRange,
): SelectQuery {
  const where = and(series.entity, series.filters, inRange(range), plan.filters, series.actor.exists)
  const index = indexOf(plan, range)
  const actor = alias('actor', series.actor.id)
  const from = eventsOf(plan)
  if (!plan.criteria) {
    const intervals = call('length', seenBuckets(index, lengthOf(plan, range)))
    return select({ select: [actor, alias('intervals', intervals)], from, where, group_by: [field('actor')] })
  }
  const { operator, value } = plan.criteria
  const perInterval = select({
    select: [actor, alias('interval', index)],
    from,
    where,
    group_by: [field('actor'), field('interval')],
    having: compareBy(operator, call('count'), constant(value)),
  })
  return select({
    select: [field('actor'), alias('intervals', call('count'))],
    from: perInterval,
    as: 'per_interval',
    group_by: [field('actor')],
  })
}

/**
 * The interval of an event. Where several intervals count as one, they are put together from the end of the range
 * backwards.
 */
function indexOf({ interval, intervalCount }: StickinessPlan, range: ResolvedRange): Expr {
  const index = bucketIndex(interval, firstBucket(range))
  if (intervalCount === 1) return index
  return call('intDiv', minus(constant(range.buckets.length - 1), index), constant(intervalCount))
}
