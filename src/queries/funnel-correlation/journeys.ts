import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, equals, field, plus, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { FunnelCorrelationQuery } from '../../schema/query/funnel-correlation.ts'
import { eventMicroseconds, inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { actorsOfStep } from '../funnels/actors.ts'
import { isReached, timeOf } from '../funnels/best.ts'
import { type FunnelPlan, planFunnel } from '../funnels/plan.ts'
import { eventsOf } from '../sample.ts'

/** The funnel in question, whichever way it is drawn. */
export const planJourneys = ({ source }: FunnelCorrelationQuery, ctx: QueryContext): FunnelPlan =>
  planFunnel({ ...source.source, funnelsFilter: { ...source.source.funnelsFilter, funnelVizType: 'steps' } }, ctx)

/**
 * Where the actors of a funnel have rows of their own: persons, or the groups of one type (`ofType` keeps those). What an
 * expression names has none.
 */
export function actorTable({ source }: FunnelCorrelationQuery): {
  table: 'persons' | 'groups'
  id: Expr
  ofType: Expr | undefined
} {
  if (source.source.funnelsFilter?.funnelAggregateByHogQL)
    throw invalid('What funnelAggregateByHogQL counts has no properties of its own.', 'funnelAggregateByHogQL')
  const index = source.source.aggregation_group_type_index
  return typeof index === 'number'
    ? { table: 'groups', id: field('key'), ofType: equals(field('index'), constant(index)) }
    : { table: 'persons', id: field('id'), ofType: undefined }
}

/**
 * One row per actor that entered the funnel, or reached or left the step that the source names. `converted` tells whether it
 * reached the last step. `begins` and `ends` are the microseconds between which it was on its way: from the first step to the
 * last one, or to the end of its conversion window.
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

/**
 * The events in the funnel's range that match, whether or not they were on the way: `actor`, `timestamp_us` and the
 * `values`.
 */
export function eventsOnTheWay(values: Expr[], matching: Expr, plan: FunnelPlan): SelectQuery {
  return select({
    select: [alias('actor', plan.actor.id), alias('timestamp_us', eventMicroseconds), ...values],
    from: eventsOf(plan),
    where: and(inRange(plan.range), plan.actor.exists, matching),
  })
}

/**
 * Rows of actors, `found`, beside their `journeys`. `RIGHT JOIN` keeps the journeys of actors who have no row. Nobody is
 * NULL, and the engine has to know: it cannot join these sides where both could be.
 */
export const withJourneys = (rows: SelectQuery, journeys: SelectQuery, join_type: 'INNER JOIN' | 'RIGHT JOIN') => ({
  table: rows,
  alias: 'found',
  next_join: {
    table: journeys,
    alias: 'journeys',
    join_type,
    constraint: { constraint_type: 'ON' as const, expr: equals(actorIn('found'), actorIn('journeys')) },
  },
})

const actorIn = (table: 'found' | 'journeys') => call('assumeNotNull', field(table, 'actor'))

/** Whether the event of a row of {@link withJourneys} came after the journey began and before it ended. */
export const onTheWay = (): Expr => {
  const time = field('found', 'timestamp_us')
  return and(compare('>', time, field('journeys', 'begins')), compare('<', time, field('journeys', 'ends')))
}
