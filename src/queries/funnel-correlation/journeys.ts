import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, equals, field, plus, select } from '../../hogql/build.ts'
import type { FunnelCorrelationQuery } from '../../schema/query/funnel-correlation.ts'
import { inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { actorsOfStep } from '../funnels/actors.ts'
import { isReached, timeOf } from '../funnels/best.ts'
import { type FunnelPlan, planFunnel } from '../funnels/plan.ts'
import { eventsOf } from '../sample.ts'

/** The funnel in question, whichever way it is drawn. */
export const planJourneys = ({ source }: FunnelCorrelationQuery, ctx: QueryContext): FunnelPlan =>
  planFunnel({ ...source.source, funnelsFilter: { ...source.source.funnelsFilter, funnelVizType: 'steps' } }, ctx)

/**
 * One row per actor that entered the funnel (or did what the source says): whether it `converted`, that is, reached the last
 * step, and between which microseconds it was on its way: until then, or until its window ended.
 */
export function journeysOf({ source }: FunnelCorrelationQuery, plan: FunnelPlan, ctx: QueryContext): SelectQuery {
  const last = plan.steps.length - 1
  const windowEnd = plus(timeOf(0), constant(plan.window_microseconds))
  return select({
    select: [
      field('actor'),
      alias('converted', isReached(last)),
      alias('begins', timeOf(0)),
      alias('ends', call('if', isReached(last), timeOf(last), windowEnd)),
    ],
    from: actorsOfStep(plan, { ...source, funnelStep: source.funnelStep ?? 1 }, ctx),
    as: 'entered',
  })
}

/** `values` of the funnel's events that match, each with its `actor` and `timestamp_us`. */
export function eventsOnTheWay(values: Expr[], matching: Expr, plan: FunnelPlan): SelectQuery {
  return select({
    select: [
      alias('actor', plan.actor.id),
      alias('timestamp_us', call('toUnixTimestamp64Micro', field('timestamp'))),
      ...values,
    ],
    from: eventsOf(plan),
    where: and(inRange(plan.range), plan.actor.exists, matching),
  })
}

/** Rows of actors with their journeys; `RIGHT JOIN` keeps the journeys of those who have no row. */
export const withJourneys = (rows: SelectQuery, journeys: SelectQuery, join_type: 'INNER JOIN' | 'RIGHT JOIN') => ({
  table: rows,
  alias: 'found',
  next_join: {
    table: journeys,
    alias: 'journeys',
    join_type,
    constraint: { constraint_type: 'ON' as const, expr: equals(field('found', 'actor'), field('journeys', 'actor')) },
  },
})

/** Whether the event beside a journey came after its begin and before its end. */
export const onTheWay = (): Expr => {
  const time = field('found', 'timestamp_us')
  return and(compare('>', time, field('journeys', 'begins')), compare('<', time, field('journeys', 'ends')))
}
