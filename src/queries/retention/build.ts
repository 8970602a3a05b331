import type { Alias, Expr, Query, SelectQuery } from '../../hogql/ast.ts'
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
import { bucketIndex, bucketMask, bucketsIn, fitsMask, inRange, seenBuckets } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { NamedQuery } from '../kind.ts'
import { eventsOf } from '../sample.ts'
import { type Amount, planRetention, type RetentionPlan } from './plan.ts'

/** The statements of a retention table: one, or one per cohort. Rows: `row`, `column`, `total` and `breakdown`. */
export function buildRetention(node: RetentionQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planRetention(node, ctx)
  const ask = (more?: Expr) => cells(plan, ctx, more)
  if (plan.breakdown?.kind !== 'cohorts') return [{ name: queryName(), query: ask() }]
  return plan.breakdown.cohorts.map(({ condition }, i) => ({ name: queryName(i), query: ask(condition) }))
}

export const queryName = (cohort = 0): string => `retention.${cohort}`

const splits = ({ breakdown }: RetentionPlan) => breakdown?.kind === 'values'

/**
 * Whether each value of a breakdown has starts and returns of its own: somebody who began in one browser comes back in that
 * one. The first event that somebody ever did is different: it is one, whatever its value is, and any later event is a
 * return to it.
 */
const isApart = (plan: RetentionPlan) => splits(plan) && plan.type !== 'retention_first_ever_occurrence'

/** How many actors are in each cell of the table. */
function cells(plan: RetentionPlan, ctx: QueryContext, more: Expr | undefined): Query {
  const value = splits(plan) ? [field('value')] : []
  const actors = actorsOf(plan, ctx, more)
  const members = hasPatterns(plan) ? rowsOf(plan, alike(plan, actors), 'actors') : rowsOf(plan, actors, 'actor')
  const apart = plan.amount ? withAmounts(members, value) : members
  const counted = select({
    select: [
      field('row'),
      plan.amount ? field('column') : alias('column', call('arrayJoin', field('appearances'))),
      ...value,
      alias('total', hasPatterns(plan) ? call('sum', field('actors')) : call('count')),
      ...(plan.amount ? [alias('amount', call('sum', field('amount')))] : []),
    ],
    from: apart,
    as: 'members',
    group_by: [field('row'), field('column'), ...value],
  })
  if (plan.breakdown?.kind !== 'values') return counted
  const began = call('if', call('equals', field('column'), constant(0)), field('total'), constant(0))
  const figures = plan.amount ? ['total', 'amount'] : ['total']
  const all = ['row', 'column', 'value', ...figures].map((name) => field(name))
  const sized = select({
    select: [...all, alias('size', over('sum', [began], { partition_by: [field('value')] }))],
    from: counted,
    as: 'counted',
  })
  const placed = select({ select: [...all, alias('place', placeBy(['size']))], from: sized, as: 'sized' })
  const keys = [field('row'), field('column')]
  return select({
    select: [
      ...keys,
      alias('breakdown', keptByPlace(plan.breakdown)),
      ...figures.map((name) => alias(name, call('sum', field(name)))),
    ],
    from: placed,
    as: 'placed',
    group_by: [...keys, field('breakdown')],
  })
}

/** One row per actor, row and column of the table, with the amount of that column. */
function withAmounts(members: SelectQuery, value: Expr[]): SelectQuery {
  const cell = alias('cell', call('arrayJoin', call('arrayZip', field('appearances'), field('amounts'))))
  const each = select({ select: [field('row'), ...value, cell], from: members, as: 'actors' })
  const parts = [alias('column', at(field('cell'), 1)), alias('amount', at(field('cell'), 2))]
  return select({ select: [field('row'), ...value, ...parts], from: each, as: 'cells' })
}

/**
 * One row per actor and row of the table: `actor`, `row`, `value` (in a breakdown by values) and `appearances`, the columns
 * in which the actor returned. 0, the start itself, is always among them. Where a property is added up, `amounts` has the
 * sum of each.
 */
export const membersOf = (plan: RetentionPlan, ctx: QueryContext, more?: Expr): SelectQuery =>
  rowsOf(plan, actorsOf(plan, ctx, more), 'actor')

/** Whether starts and returns are mere intervals and not moments, so that many actors have the same ones. */
const hasPatterns = (plan: RetentionPlan) => plan.type === 'retention_recurring' && !plan.ownClock && !plan.amount

/**
 * Whether starts and returns are masks of intervals until somebody needs them one by one: as numbers, those of all actors are
 * compared, and the few that differ become lists.
 */
const areMasks = (plan: RetentionPlan) =>
  hasPatterns(plan) && plan.occurrences === 1 && fitsMask(plan.range.buckets.length)

/** Actors with the same starts and returns are in the same cells, so they are counted before they are spread over these. */
function alike(plan: RetentionPlan, actors: SelectQuery): SelectQuery {
  const pattern = [...(isApart(plan) ? [field('value')] : []), field('starts'), field('returns')]
  return select({
    select: [...pattern, alias('actors', call('count'))],
    from: actors,
    as: 'each_actor',
    group_by: pattern,
  })
}

/** Each start as a row of its own, for one actor or for all (`actors`) who have the same. */
function rowsOf(plan: RetentionPlan, actors: SelectQuery, counted: 'actor' | 'actors'): SelectQuery {
  const each = select({
    select: [
      field(counted),
      ...(isApart(plan) ? [field('value')] : []),
      alias('start', call('arrayJoin', areMasks(plan) ? rowsOnly(bucketsIn(field('starts'))) : field('starts'))),
      areMasks(plan) ? alias('returns', bucketsIn(field('returns'))) : field('returns'),
    ],
    from: actors,
    as: 'patterns',
  })
  const who = [
    field(counted),
    alias('row', at(field('start'), 1)),
    ...(isApart(plan) ? [field('value')] : splits(plan) ? [alias('value', at(field('start'), 3))] : []),
  ]
  if (plan.amount) return addedUp(plan, plan.amount, who, each)
  return select({ select: [...who, alias('appearances', appearances(plan))], from: each, as: 'starting' })
}

/** The amounts that returned in each column. In the interval of the start itself only what came after the start counts. */
function addedUp({ columns }: RetentionPlan, { isSame }: Amount, who: Expr[], starting: SelectQuery): SelectQuery {
  const [index, moment] = [at(field('start'), 1), at(field('start'), 2)]
  const behind = minus(at(field('r'), 1), index)
  const later = and(compare('>', behind, constant(0)), compare('<', behind, constant(columns)))
  const afterwards = isSame ? constant(true) : compare('>', at(field('r'), 3), moment)
  const counts = lambda(['r'], or(later, and(call('equals', behind, constant(0)), afterwards)))
  const entry = lambda(['r'], tuple(behind, at(field('r'), 2)))
  const entries = alias('entries', call('arrayMap', entry, call('arrayFilter', counts, field('returns'))))
  const all = select({ select: [...who, entries], from: starting, as: 'starting' })
  const found = call('arrayMap', lambda(['e'], at(field('e'), 1)), field('entries'))
  const names = who.map((column) => (column.node === 'Alias' ? field(column.alias) : column))
  const appearances = call('arraySort', call('arrayDistinct', call('arrayConcat', array(constant(0)), found)))
  const listed = select({
    select: [...names, alias('appearances', appearances), field('entries')],
    from: all,
    as: 'entered',
  })
  const ofColumn = lambda(['e'], call('equals', at(field('e'), 1), field('column')))
  const amounts = call('arrayMap', lambda(['e'], at(field('e'), 2)), call('arrayFilter', ofColumn, field('entries')))
  const sums = call('arrayMap', lambda(['column'], call('arraySum', amounts)), field('appearances'))
  return select({ select: [...names, field('appearances'), alias('amounts', sums)], from: listed, as: 'listed' })
}

function appearances(plan: RetentionPlan): Expr {
  const inTable = lambda(
    ['i'],
    call('and', call('greater', field('i'), constant(0)), call('less', field('i'), constant(plan.columns))),
  )
  const start = at(field('start'), plan.ownClock ? 2 : 1)
  const behind = minus(field('r'), start)
  const later = call('arrayMap', lambda(['r'], plan.ownClock ? windowOf(plan, behind) : behind), field('returns'))
  const found = call('arrayFilter', inTable, inColumns(plan, plan.ownClock ? often(plan, later) : later))
  if (!plan.cumulative) return call('arraySort', call('arrayConcat', array(constant(0)), found))
  return call('range', plus(call('arrayMax', call('arrayPushFront', found, constant(0))), constant(1)))
}

/** Intervals after the start as columns: each is one itself, or belongs to the bracket that holds it. */
function inColumns({ brackets }: RetentionPlan, intervals: Expr): Expr {
  if (!brackets) return intervals
  const isWithin = (last: number, column: number) => [
    call('lessOrEquals', field('r'), constant(last)),
    constant(column + 1),
  ]
  const column = call(
    'multiIf',
    call('lessOrEquals', field('r'), constant(0)),
    constant(-1),
    ...brackets.flatMap(isWithin),
    constant(-1),
  )
  return call('arrayDistinct', call('arrayMap', lambda(['r'], column), intervals))
}

const MICROSECONDS = { hour: 3_600_000_000, day: 86_400_000_000, week: 604_800_000_000, month: 30 * 86_400_000_000 }

/** How many whole windows lie between the start and a later moment; −1, which is no column, for a moment before the start. */
function windowOf(plan: RetentionPlan, behind: Expr): Expr {
  const windows = call('intDiv', behind, constant(MICROSECONDS[plan.interval]))
  return call('if', call('less', behind, constant(0)), constant(-1), windows)
}

/** The windows that hold enough events, each once: where its event comes that makes them enough. */
function often({ occurrences }: RetentionPlan, windows: Expr): Expr {
  const isEnough = lambda(['w', 'n'], call('equals', field('n'), constant(occurrences)))
  return call('arrayFilter', isEnough, windows, call('arrayEnumerateUniq', windows))
}

/**
 * One row per actor (and value): `starts`, tuples of a row of the table and its moment, and `returns`, intervals or
 * moments.
 */
function actorsOf(plan: RetentionPlan, ctx: QueryContext, more: Expr = constant(true)): SelectQuery {
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
    ? array(call('argMinIf', tuple(index, NOW), field('timestamp'), isTarget))
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

const rowsOnly = (rows: Expr) => call('arrayMap', lambda(['row'], tuple(field('row'))), rows)

/** The first start of each row, with its moment. */
function firstOfEach(index: Expr, isTarget: Expr): Expr {
  const all = call('arraySort', call('groupArrayIf', tuple(index, NOW), isTarget))
  const order = call('arrayEnumerateUniq', call('arrayMap', lambda(['s'], at(field('s'), 1)), all))
  return call('arrayFilter', lambda(['s', 'n'], call('equals', field('n'), constant(1))), all, order)
}

const NOW = call('toUnixTimestamp64Micro', field('timestamp'))

function returnsOf(plan: RetentionPlan, index: Expr, isReturning: Expr): Expr {
  if (plan.amount) return call('groupArrayIf', tuple(index, plan.amount.value, NOW), isReturning)
  if (plan.ownClock) return call('groupArrayIf', NOW, isReturning)
  if (plan.occurrences === 1) return positions(plan, index, isReturning)
  const all = call('groupArrayIf', index, isReturning)
  return often(plan, all)
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
    tuple(index, NOW, ever ? value : array(), call('if', passes, constant(1), constant(0))),
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
