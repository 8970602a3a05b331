import type { Alias, Expr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  at,
  call,
  compare,
  constant,
  field,
  lambda,
  moment,
  or,
  select,
  tuple,
} from '../../hogql/build.ts'
import { breakdownValue } from '../breakdown.ts'
import { bucketIndex, bucketMask, eventMicroseconds, inRange, seenBuckets } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { eventsOf } from '../sample.ts'
import { areMasks, isApart, type RetentionPlan } from './plan.ts'

/**
 * One row per actor (and value): `starts`, tuples of a row of the table and its moment, and `returns`, intervals or
 * moments.
 */
export function actorsOf(plan: RetentionPlan, ctx: QueryContext, more: Expr = constant(true)): SelectQuery {
  const value = plan.breakdown?.kind === 'values' ? breakdownValue(plan.breakdown, ctx, undefined) : array()
  const keys = [alias('actor', plan.actor.id), ...(isApart(plan) ? [alias('value', value)] : [])]
  const isTarget = and(plan.target.entity, plan.target.filters)
  const isReturning = and(plan.returning.entity, plan.returning.filters)
  const index = bucketIndex(plan.interval, plan.range.from)
  if (plan.type !== 'retention_recurring') return firstStarts(plan, { keys, value, index, isReturning, isTarget, more })
  const where = and(inRange(plan.range), or(isTarget, isReturning), plan.filters, plan.actor.exists, more)
  const from = eventsOf(plan)
  if (areMasks(plan)) {
    const masks = [alias('starts', bucketMask(index, isTarget)), alias('returns', bucketMask(index, isReturning))]
    return select({ select: [...keys, ...masks], from, where, group_by: namesOf(keys) })
  }
  if (!plan.ownClock && plan.occurrences > 1) return counted(plan, { keys, index, isTarget, isReturning, where })
  // With 24 hour windows an actor starts once, and the first start sets the clock.
  const starts = plan.ownClock
    ? array(call('argMinIf', tuple(index, eventMicroseconds), field('timestamp'), isTarget))
    : plan.amount
      ? firstOfEach(index, isTarget)
      : rowsOnly(positions(plan, index, isTarget))
  return select({
    select: [...keys, alias('starts', starts), alias('returns', returnsOf(plan, index, isReturning))],
    from,
    where,
    group_by: namesOf(keys),
    ...(plan.ownClock ? { having: compare('>', call('countIf', isTarget), constant(0)) } : {}),
  })
}

const namesOf = (keys: Alias[]) => keys.map(({ alias }) => field(alias))

/** The different intervals of an actor's events. */
function positions(plan: RetentionPlan, index: Expr, condition: Expr): Expr {
  // Events of all history lie before the first row too. The condition leaves them out, but a shift by less than 0 would
  // fail before.
  const inside = plan.type === 'retention_recurring' ? index : call('greatest', index, constant(0))
  return seenBuckets(inside, plan.range.buckets.length, condition)
}

export const rowsOnly = (rows: Expr) => call('arrayMap', lambda(['row'], tuple(field('row'))), rows)

/** The first start of each row, with its moment. */
function firstOfEach(index: Expr, isTarget: Expr): Expr {
  const all = call('arraySort', call('groupArrayIf', tuple(index, eventMicroseconds), isTarget))
  const order = call('arrayEnumerateUniq', call('arrayMap', lambda(['s'], at(field('s'), 1)), all))
  return call('arrayFilter', lambda(['s', 'n'], call('equals', field('n'), constant(1))), all, order)
}

function returnsOf(plan: RetentionPlan, index: Expr, isReturning: Expr): Expr {
  if (plan.amount) return call('groupArrayIf', tuple(index, plan.amount.value, eventMicroseconds), isReturning)
  if (plan.ownClock) return call('groupArrayIf', eventMicroseconds, isReturning)
  if (plan.occurrences === 1) return positions(plan, index, isReturning)
  const all = call('groupArrayIf', index, isReturning)
  return often(plan, all)
}

/** The windows that hold enough events, each once: where its event comes that makes them enough. */
export function often({ occurrences }: RetentionPlan, windows: Expr): Expr {
  const isEnough = lambda(['w', 'n'], call('equals', field('n'), constant(occurrences)))
  return call('arrayFilter', isEnough, windows, call('arrayEnumerateUniq', windows))
}

/** Starts and returns where a return needs several events in an interval: events are counted per interval first. */
function counted(
  plan: RetentionPlan,
  { keys, index, isTarget, isReturning, where }: Asked & { where: Expr },
): SelectQuery {
  const names = namesOf(keys)
  const perInterval = select({
    select: [
      ...keys,
      alias('index', index),
      alias('targets', call('countIf', isTarget)),
      alias('times', call('countIf', isReturning)),
    ],
    from: eventsOf(plan),
    where,
    group_by: [...names, field('index')],
  })
  const began = call('groupArrayIf', tuple(field('index')), compare('>', field('targets'), constant(0)))
  const returned = compare('>=', field('times'), constant(plan.occurrences))
  return select({
    select: [...names, alias('starts', began), alias('returns', call('groupArrayIf', field('index'), returned))],
    from: perInterval,
    as: 'per_interval',
    group_by: names,
  })
}

/** What a statement is made of: the keys that group events, the interval of an event, and which events begin and return. */
interface Asked {
  keys: Alias[]
  index: Expr
  isTarget: Expr
  isReturning: Expr
}

/**
 * Starts where each actor has one: the first event of the actor's whole history, which has to lie in the table and pass its
 * filters.
 */
function firstStarts(
  plan: RetentionPlan,
  { keys, value, index, isReturning, isTarget, more }: Asked & { value: Expr; more: Expr },
): SelectQuery {
  const ever = plan.type === 'retention_first_ever_occurrence'
  const passes = plan.target.filters
  const isFirst = and(ever ? plan.target.entity : isTarget, plan.filters)
  const isReturn = and(isReturning, plan.filters, compare('>=', field('timestamp'), moment(plan.range.from)))
  const start = call(
    'argMinIf',
    tuple(index, eventMicroseconds, ever ? value : array(), call('if', passes, constant(1), constant(0))),
    field('timestamp'),
    isFirst,
  )
  const until = compare('<=', field('timestamp'), moment(plan.range.to, plan.range.to_microseconds))
  const perActor = select({
    select: [
      ...keys,
      alias('first', start),
      alias('began', call('countIf', isFirst)),
      alias('returns', returnsOf(plan, index, isReturn)),
    ],
    from: eventsOf(plan),
    where: and(until, or(isFirst, isReturn), plan.actor.exists, more),
    group_by: namesOf(keys),
  })
  return select({
    select: [...namesOf(keys), alias('starts', array(field('first'))), field('returns')],
    from: perActor,
    as: 'per_actor',
    where: and(
      compare('>', field('began'), constant(0)),
      compare('>=', at(field('first'), 1), constant(0)),
      call('equals', at(field('first'), 4), constant(1)),
    ),
  })
}
