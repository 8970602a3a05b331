import type { Expr, SelectQuery } from '../../hogql/ast.ts'
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
  or,
  plus,
  select,
  tuple,
} from '../../hogql/build.ts'
import { bucketsIn } from '../buckets.ts'
import { type Amount, areMasks, isApart, type RetentionPlan, splits } from './plan.ts'
import { often, rowsOnly } from './starts-and-returns.ts'

/** Each start as a row of its own, for one actor or for all (`actors`) who have the same. */
export function rowsOf(plan: RetentionPlan, actors: SelectQuery, counted: 'actor' | 'actors'): SelectQuery {
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
