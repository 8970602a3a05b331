import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  array,
  at,
  call,
  constant,
  field,
  lambda,
  minus,
  plus,
  select,
  times,
  tuple,
  wide,
} from '../../hogql/build.ts'
import { isSame } from './check.ts'
import type { FunnelPlan } from './plan.ts'
import { exclusionBit, stepBit } from './scan.ts'

/**
 * Every start of an actor begins a chain, which takes the next event of the next step until the window ends. Chains are
 * found for all positions at once, from the last step backwards: what follows an event of step s is the nearest event of
 * step s + 1 behind it, together with all that follows that one. So the work is linear in events, whatever repeats.
 *
 * Rows: `actor`, `value` (with a breakdown by values) and `chains` in the order they begin, each a tuple
 * `(rank, 1 unless spoiled by an exclusion, moments of all steps)`, where 0 is a step not reached or skipped. The last one of
 * the highest rank is the chain that counts for the actor: it reached furthest, clean, earliest, and began latest.
 */
export function chainsOf(plan: FunnelPlan, scan: SelectQuery): SelectQuery {
  const columns = plan.order === 'unordered' ? unordered(plan) : ordered(plan)
  return select({
    select: [
      field('actor'),
      ...(plan.breakdown?.kind === 'values' ? [field('value')] : []),
      ...columns,
      alias('chains', scored(plan)),
    ],
    from: scan,
    as: 'scan',
  })
}

/** Positions inside a tuple of `chains`. */
export const CHAIN = { rank: 1, clean: 2, times: 3 } as const

/** Fields of the tuples of one level, by name: the nearest moment, moments of the steps, moments of exclusions. */
type Fields = readonly string[]

const read = (variable: string, fields: Fields, name: string): Expr => {
  const index = fields.indexOf(name)
  return index < 0 ? constant(0) : at(field(variable), index + 1)
}

/** Each position with the nearest marked one at or behind it. */
const filled = (list: Expr) =>
  call('arrayReverseFill', lambda(['x'], call('greater', at(field('x'), 1), constant(0))), list)

/** Each position with what its successor has: an event never follows itself. */
const following = (list: Expr, fields: Fields) =>
  call('arrayPushBack', call('arrayPopFront', list), tuple(...fields.map(() => constant(0))))

const isMarked = (bit: number) => call('bitTest', at(field('event'), 2), constant(bit))

/** The moment of the next event with this bit behind each position; 0 for none. */
function nextOf(bit: number): Expr {
  const marked = lambda(['event'], tuple(times(at(field('event'), 1), isMarked(bit))))
  return following(filled(call('arrayMap', marked, field('history'))), ['at'])
}

function ordered(plan: FunnelPlan): Expr[] {
  const isStrict = plan.order === 'strict'
  const last = plan.steps.length - 1
  const columns = [
    ...plan.exclusions.map((_, i) => alias(`excluded_${i}`, nextOf(exclusionBit(i)))),
    ...(isStrict ? [alias('groups', call('arrayEnumerateDense', momentsOf('history')))] : []),
  ]
  for (let step = last; step >= 0; step--) {
    columns.push(alias(`step_${step}`, levelOf(plan, step)))
    if (plan.steps[step]?.optional && step < last) columns.push(alias(`from_${step}`, orSkipped(plan, step)))
  }
  return [...columns, alias('starts', startsOf()), alias('moments', windowed(plan))]
}

const momentsOf = (list: string) => call('arrayMap', lambda(['event'], at(field('event'), 1)), field(list))

const fieldsFrom = (plan: FunnelPlan, step: number): Fields => [
  'at',
  ...(plan.order === 'strict' ? ['group'] : []),
  ...plan.steps.flatMap((_, i) => (i >= step ? [`t${i}`] : [])),
  ...plan.exclusions.flatMap(({ from }, i) => (from >= step ? [`x${i}`] : [])),
]

/** What a chain has from this step on, for each position. */
function levelOf(plan: FunnelPlan, step: number): Expr {
  const isStrict = plan.order === 'strict'
  const isLast = step === plan.steps.length - 1
  const fields = fieldsFrom(plan, step)
  const later = fieldsFrom(plan, step + 1)
  const own = plan.exclusions.flatMap(({ from }, i) => (from === step ? [i] : []))
  const hit = isMarked(stepBit(plan, step))
  // Between neighbours of a strict chain lies no other moment.
  const isNear = call('lessOrEquals', read('next', later, 'group'), plus(field('group'), constant(1)))
  const keep = isStrict && !isLast ? times(hit, isNear) : hit
  const values = fields.map((name) => {
    if (name === 'at' || name === `t${step}`) return times(at(field('event'), 1), hit)
    if (name === 'group') return times(field('group'), hit)
    const excluded = own.find((i) => name === `x${i}`)
    return excluded === undefined
      ? times(read('next', later, name), keep)
      : times(at(field(`excluded_${excluded}_next`), 1), hit)
  })
  const args: [string, Expr][] = [
    ['event', field('history')],
    ...(isLast ? [] : [['next', following(field(levelName(plan, step + 1)), later)] satisfies [string, Expr]]),
    ...(isStrict ? [['group', field('groups')] satisfies [string, Expr]] : []),
    ...own.map((i): [string, Expr] => [`excluded_${i}_next`, field(`excluded_${i}`)]),
  ]
  const level = call(
    'arrayMap',
    lambda(
      args.map(([name]) => name),
      tuple(...values),
    ),
    ...args.map(([, list]) => list),
  )
  return step === 0 ? level : filled(level)
}

const levelName = (plan: FunnelPlan, step: number) =>
  plan.steps[step]?.optional && step < plan.steps.length - 1 ? `from_${step}` : `step_${step}`

/** An optional step where it comes first, what is behind it where that comes first. */
function orSkipped(plan: FunnelPlan, step: number): Expr {
  const fields = fieldsFrom(plan, step)
  const later = fieldsFrom(plan, step + 1)
  const [own, next] = [read('own', fields, 'at'), read('next', later, 'at')]
  const isFirst = call(
    'and',
    call('greater', own, constant(0)),
    call('or', call('equals', next, constant(0)), call('lessOrEquals', own, next)),
  )
  const skipped = tuple(...fields.map((name) => read('next', later, name)))
  return call(
    'arrayMap',
    lambda(['own', 'next'], call('if', isFirst, field('own'), skipped)),
    field(`step_${step}`),
    field(levelName(plan, step + 1)),
  )
}

const startsOf = () =>
  call('arrayFilter', lambda(['start'], call('greater', at(field('start'), 1), constant(0))), field('step_0'))

/** The moments of each chain, without those after its window. */
function windowed(plan: FunnelPlan): Expr {
  const fields = fieldsFrom(plan, 0)
  const first = read('start', fields, 't0')
  const moments = plan.steps.map((_, i) => {
    const moment = read('start', fields, `t${i}`)
    return i === 0 ? moment : call('if', isWithin(plan, moment, first), moment, constant(0))
  })
  return call('arrayMap', lambda(['start'], array(...moments)), field('starts'))
}

const isWithin = (plan: FunnelPlan, moment: Expr, first: Expr) =>
  call('lessOrEquals', minus(moment, first), constant(plan.window_microseconds))

/**
 * Any order: from each event, the steps that come within its window, first come first counted. Equal steps are one list, of
 * which as many events are needed.
 */
function unordered(plan: FunnelPlan): Expr[] {
  const lists = equalSteps(plan)
  const columns: Expr[] = plan.exclusions.map((_, i) => alias(`excluded_${i}`, nextOf(exclusionBit(i))))
  lists.forEach((steps, list) => {
    for (let left = 1; left <= steps.length; left++) {
      const fields = Array.from({ length: left }, (_, i) => `t${i}`)
      const hit = isMarked(stepBit(plan, steps[0] ?? 0))
      const values = fields.map((_, i) => times(i === 0 ? at(field('event'), 1) : at(field('next'), i), hit))
      const next = left > 1 ? [following(field(`list_${list}_${left - 1}`), fields.slice(1))] : []
      const args = ['event', ...(left > 1 ? ['next'] : [])]
      const level = call('arrayMap', lambda(args, tuple(...values)), field('history'), ...next)
      columns.push(alias(`list_${list}_${left}`, filled(level)))
    }
  })
  const names = lists.map((steps, list) => `list_${list}_${steps.length}`)
  const all = lists.flatMap((steps, list) => steps.map((_, i) => at(field(names[list] ?? ''), i + 1)))
  const first = at(field('event'), 1)
  const isReached = call('and', call('greater', field('t'), constant(0)), isWithin(plan, field('t'), first))
  const reached = call('arraySort', call('arrayFilter', lambda(['t'], isReached), array(...all)))
  const moments = call('arrayResize', reached, constant(plan.steps.length), constant(0))
  const excluded = plan.exclusions.map((_, i) => `excluded_${i}`)
  // Events that are only excluded begin nothing.
  const begins = call('greaterOrEquals', at(field('event'), 2), constant(2 ** stepBit(plan, 0)))
  const positions = call(
    'arrayFilter',
    lambda(['position', 'event'], begins),
    call(
      'arrayMap',
      lambda(
        ['event', ...names, ...excluded],
        tuple(moments, tuple(first, ...excluded.map((name) => at(field(name), 1)))),
      ),
      field('history'),
      ...[...names, ...excluded].map((name) => field(name)),
    ),
    field('history'),
  )
  const part = (index: number) =>
    call('arrayMap', lambda(['position'], at(field('position'), index)), field('positions'))
  return [...columns, alias('positions', positions), alias('moments', part(1)), alias('starts', part(2))]
}

/** Steps that take the same events, by their places. */
function equalSteps({ steps }: FunnelPlan): number[][] {
  const lists: number[][] = []
  steps.forEach((step, i) => {
    const list = lists.find(([first]) => isSame(steps[first ?? 0]?.node ?? step.node, step.node))
    if (list) list.push(i)
    else lists.push([i])
  })
  return lists
}

/** More than any moment of the engine, in microseconds: what is told by less comes in its multiples. */
const MOMENTS = 2n ** 54n

/** One number tells how good a chain is: comparing tuples took more than half of a funnel's time. */
function scored(plan: FunnelPlan): Expr {
  const fields = plan.order === 'unordered' ? ['t0', ...plan.exclusions.map((_, i) => `x${i}`)] : fieldsFrom(plan, 0)
  const first = read('start', fields, 't0')
  const timeOf = (step: number) => call('arrayElement', field('moment'), constant(step + 1))
  const spoiled = plan.exclusions.map(({ from, to }, i) => {
    const next = read('start', fields, `x${i}`)
    const before = call(
      'if',
      call('greater', timeOf(to), constant(0)),
      call('less', next, timeOf(to)),
      isWithin(plan, next, first),
    )
    const began = call('greater', timeOf(from), constant(0))
    return call('and', began, call('greater', next, timeOf(from)), before)
  })
  const [one, two, ...more] = spoiled
  const isSpoiled = one && two ? call('or', one, two, ...more) : one
  const reached = call('arrayLastIndex', lambda(['t'], call('greater', field('t'), constant(0))), field('moment'))
  const clean = isSpoiled ? call('not', isSpoiled) : constant(1)
  const earliness = minus(wide(MOMENTS), call('arrayMax', field('moment')))
  const rank = plus(plus(times(reached, wide(4n * MOMENTS)), times(clean, wide(2n * MOMENTS))), earliness)
  const chain = tuple(rank, clean, field('moment'))
  return call('arrayMap', lambda(['start', 'moment'], chain), field('starts'), field('moments'))
}
