import type { Expr, Query, SelectQuery } from '../../hogql/ast.ts'
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
  minus,
  moment,
  or,
  over,
  plus,
  select,
  tuple,
} from '../../hogql/build.ts'
import type { RetentionQuery } from '../../schema/query/retention.ts'
import { breakdownValue, keptByPlace, placeBy } from '../breakdown.ts'
import { bucketIndex, inRange, seenBuckets } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { NamedQuery } from '../kind.ts'
import { eventsOf } from '../sample.ts'
import { planRetention, type RetentionPlan } from './plan.ts'

/** The statements of a retention table: one, or one per cohort. Rows: `row`, `column`, `total` and `breakdown`. */
export function buildRetention(node: RetentionQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planRetention(node, ctx)
  const ask = (more?: Expr) => cells(plan, membersOf(plan, ctx, more))
  if (plan.breakdown?.kind !== 'cohorts') return [{ name: queryName(), query: ask() }]
  return plan.breakdown.cohorts.map(({ condition }, i) => ({ name: queryName(i), query: ask(condition) }))
}

export const queryName = (cohort = 0): string => `retention.${cohort}`

const splits = ({ breakdown }: RetentionPlan) => breakdown?.kind === 'values'

/** Actors in each cell. */
function cells(plan: RetentionPlan, members: SelectQuery): Query {
  const value = splits(plan) ? [field('value')] : []
  const counted = select({
    select: [
      field('row'),
      alias('column', call('arrayJoin', field('appearances'))),
      ...value,
      alias('total', call('count')),
    ],
    from: members,
    as: 'members',
    group_by: [field('row'), field('column'), ...value],
  })
  if (plan.breakdown?.kind !== 'values') return counted
  const began = call('if', call('equals', field('column'), constant(0)), field('total'), constant(0))
  const all = ['row', 'column', 'value', 'total'].map((name) => field(name))
  const sized = select({
    select: [...all, alias('size', over('sum', [began], { partition_by: [field('value')] }))],
    from: counted,
    as: 'counted',
  })
  const placed = select({ select: [...all, alias('place', placeBy(['size']))], from: sized, as: 'sized' })
  const keys = [field('row'), field('column')]
  return select({
    select: [...keys, alias('breakdown', keptByPlace(plan.breakdown)), alias('total', call('sum', field('total')))],
    from: placed,
    as: 'placed',
    group_by: [...keys, field('breakdown')],
  })
}

/**
 * One row per actor and row of the table: `actor`, `row`, `value` (with a breakdown by values) and `appearances`, the
 * intervals after the start in which the actor returned; 0, the start itself, is always among them.
 */
export function membersOf(plan: RetentionPlan, ctx: QueryContext, more: Expr = constant(true)): SelectQuery {
  const each = select({
    select: [field('actor'), alias('start', call('arrayJoin', field('starts'))), field('returns')],
    from: actorsOf(plan, ctx, more),
    as: 'actors',
  })
  return select({
    select: [
      field('actor'),
      alias('row', at(field('start'), 1)),
      ...(splits(plan) ? [alias('value', at(field('start'), 3))] : []),
      alias('appearances', appearances(plan)),
    ],
    from: each,
    as: 'starting',
  })
}

function appearances(plan: RetentionPlan): Expr {
  const inTable = lambda(
    ['i'],
    call('and', call('greater', field('i'), constant(0)), call('less', field('i'), constant(plan.columns))),
  )
  const start = at(field('start'), plan.ownClock ? 2 : 1)
  const behind = minus(field('r'), start)
  const later = call('arrayMap', lambda(['r'], plan.ownClock ? windowOf(plan, behind) : behind), field('returns'))
  const found = call('arrayFilter', inTable, plan.ownClock ? often(plan, later) : later)
  if (!plan.cumulative) return call('arraySort', call('arrayConcat', array(constant(0)), found))
  return call('range', plus(call('arrayMax', call('arrayPushFront', found, constant(0))), constant(1)))
}

const MICROSECONDS = { hour: 3_600_000_000, day: 86_400_000_000, week: 604_800_000_000, month: 30 * 86_400_000_000 }

/** Whole windows between the start and a later moment. Before the start is nowhere: −1 is not in the table. */
function windowOf(plan: RetentionPlan, behind: Expr): Expr {
  const windows = call('intDiv', behind, constant(MICROSECONDS[plan.interval]))
  return call('if', call('less', behind, constant(0)), constant(-1), windows)
}

/** The windows in which enough events are: each at its event that makes it enough. */
function often({ occurrences }: RetentionPlan, windows: Expr): Expr {
  const isEnough = lambda(['w', 'n'], call('equals', field('n'), constant(occurrences)))
  return call('arrayFilter', isEnough, windows, call('arrayEnumerateUniq', windows))
}

/** One row per actor: `starts`, tuples of a row, its moment and its value, and `returns`, intervals or moments. */
function actorsOf(plan: RetentionPlan, ctx: QueryContext, more: Expr): SelectQuery {
  const value = plan.breakdown?.kind === 'values' ? breakdownValue(plan.breakdown, ctx, undefined) : array()
  const isTarget = and(plan.target.entity, plan.target.filters)
  const isReturning = and(plan.returning.entity, plan.returning.filters)
  const index = bucketIndex(plan.interval, plan.range.from)
  if (plan.type !== 'retention_recurring') return firstStarts(plan, { value, index, isReturning, isTarget, more })
  const where = and(inRange(plan.range), or(isTarget, isReturning), plan.filters, plan.actor.exists, more)
  const simple = !plan.ownClock && !splits(plan)
  if (simple && plan.occurrences > 1) return counted(plan, { index, isTarget, isReturning, where })
  const starts = simple
    ? rowsOnly(positions(plan, index, isTarget))
    : plan.ownClock
      ? firstOfEach(index, value, isTarget)
      : call('groupUniqArrayIf', tuple(index, constant(0), value), isTarget)
  const returns = returnsOf(plan, index, isReturning)
  return select({
    select: [alias('actor', plan.actor.id), alias('starts', starts), alias('returns', returns)],
    from: eventsOf(plan),
    where,
    group_by: [field('actor')],
  })
}

/** The different intervals of an actor's events. */
function positions(plan: RetentionPlan, index: Expr, condition: Expr): Expr {
  // Of all history some is before the first row; its condition leaves it out, but shifting by less than 0 would fail first.
  const inside = plan.type === 'retention_recurring' ? index : call('greatest', index, constant(0))
  return seenBuckets(inside, plan.range.buckets.length, condition)
}

const rowsOnly = (rows: Expr) => call('arrayMap', lambda(['row'], tuple(field('row'))), rows)

/** The first start of each row (and value), with its moment. */
function firstOfEach(index: Expr, value: Expr, isTarget: Expr): Expr {
  const all = call('arraySort', call('groupArrayIf', tuple(index, NOW, value), isTarget))
  const key = lambda(['s'], tuple(at(field('s'), 1), at(field('s'), 3)))
  const order = call('arrayEnumerateUniq', call('arrayMap', key, all))
  const isFirst = lambda(['s', 'n'], call('equals', field('n'), constant(1)))
  return call('arrayFilter', isFirst, all, order)
}

const NOW = call('toUnixTimestamp64Micro', field('timestamp'))

function returnsOf(plan: RetentionPlan, index: Expr, isReturning: Expr): Expr {
  if (plan.ownClock) return call('groupArrayIf', NOW, isReturning)
  if (plan.occurrences === 1) return positions(plan, index, isReturning)
  const all = call('groupArrayIf', index, isReturning)
  return often(plan, all)
}

/** Returns that need several events in an interval: counted per interval first. */
function counted(
  plan: RetentionPlan,
  { index, isTarget, isReturning, where }: Record<'index' | 'isTarget' | 'isReturning' | 'where', Expr>,
): SelectQuery {
  const perInterval = select({
    select: [
      alias('actor', plan.actor.id),
      alias('index', index),
      alias('targets', call('countIf', isTarget)),
      alias('times', call('countIf', isReturning)),
    ],
    from: eventsOf(plan),
    where,
    group_by: [field('actor'), field('index')],
  })
  const began = call('groupArrayIf', tuple(field('index')), compare('>', field('targets'), constant(0)))
  const returned = compare('>=', field('times'), constant(plan.occurrences))
  return select({
    select: [field('actor'), alias('starts', began), alias('returns', call('groupArrayIf', field('index'), returned))],
    from: perInterval,
    as: 'per_interval',
    group_by: [field('actor')],
  })
}

/** Actors start once: at the first event of all their history, which has to be in the table (and to pass its filters). */
function firstStarts(
  plan: RetentionPlan,
  { value, index, isReturning, isTarget, more }: Record<'value' | 'index' | 'isReturning' | 'isTarget' | 'more', Expr>,
): SelectQuery {
  const ever = plan.type === 'retention_first_ever_occurrence'
  const passes = and(plan.target.filters, plan.filters)
  const isFirst = ever ? plan.target.entity : and(isTarget, plan.filters)
  const isReturn = and(isReturning, plan.filters, compare('>=', field('timestamp'), moment(plan.range.from)))
  const start = call(
    'argMinIf',
    tuple(index, NOW, value, call('if', passes, constant(1), constant(0))),
    field('timestamp'),
    isFirst,
  )
  const until = compare('<=', field('timestamp'), moment(plan.range.to, plan.range.to_microseconds))
  const perActor = select({
    select: [
      alias('actor', plan.actor.id),
      alias('first', start),
      alias('began', call('countIf', isFirst)),
      alias('returns', returnsOf(plan, index, isReturn)),
    ],
    from: eventsOf(plan),
    where: and(until, or(isFirst, isReturn), plan.actor.exists, more),
    group_by: [field('actor')],
  })
  return select({
    select: [field('actor'), alias('starts', array(field('first'))), field('returns')],
    from: perActor,
    as: 'per_actor',
    where: and(
      compare('>', field('began'), constant(0)),
      compare('>=', at(field('first'), 1), constant(0)),
      call('equals', at(field('first'), 4), constant(1)),
    ),
  })
}
