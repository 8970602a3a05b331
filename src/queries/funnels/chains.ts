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
} from '../../hogql/build.ts'
import { isSame } from './check.ts'
import { type FunnelPlan, keysOf } from './plan.ts'
import { exclusionBit, GROUP, stepBit } from './scan.ts'

/**
 * Every start of an actor begins a chain, which takes the next event of the next step until the window ends. Chains are
 * found for all positions at once, from the last step backwards: what follows an event of step s is the nearest event of
 * step s + 1 behind it, together with all that follows that one. So the work is linear in events, whatever repeats.
 *
 * Rows: `actor`, `value` (with a breakdown by values) and `chains` in the order they begin, each a tuple as {@link readChain}
 * says.
 */
export function chainsOf(plan: FunnelPlan, scan: SelectQuery): SelectQuery {
  return select({
    select: [...keysOf(plan), ...(plan.order === 'unordered' ? unordered(plan) : ordered(plan))],
    from: scan,
    as: 'scan',
  })
}

/**
 * A chain's moments in microseconds. `times` has one for each step, 0 where the step was not reached or was skipped;
 * `excluded` has one for each exclusion, the first after the step from which it must not happen, 0 where there is none.
 */
export function readChain(plan: FunnelPlan, chain: Expr): { times: Expr[]; excluded: Expr[] } {
  return {
    times: plan.steps.map((_, i) => at(chain, i + 1)),
    excluded: plan.exclusions.map((_, i) => at(chain, plan.steps.length + i + 1)),
  }
}

/**
 * The names of the fields of one level's tuples, in their order: `at`, `t0`, `t1` … for steps, `group`, `x0`, `x1` … for
 * exclusions.
 */
type Fields = readonly string[]

const read = (variable: string, fields: Fields, name: string): Expr => {
  const index = fields.indexOf(name)
  return index < 0 ? constant(0) : at(field(variable), index + 1)
}

/** Each position takes the value of the nearest marked position at or behind it. */
const filled = (list: Expr) =>
  call('arrayReverseFill', lambda(['x'], call('greater', at(field('x'), 1), constant(0))), list)

/** Each position takes the value of the next one, because an event never follows itself. */
const following = (list: Expr, fields: Fields) =>
  call('arrayPushBack', call('arrayPopFront', list), tuple(...fields.map(() => constant(0))))

const isMarked = (bit: number) => call('bitTest', at(field('event'), 2), constant(bit))

/** The moment of the next event with this bit behind each position; 0 for none. */
function nextOf(bit: number): Expr {
  const marked = lambda(['event'], tuple(times(at(field('event'), 1), isMarked(bit))))
  return following(filled(call('arrayMap', marked, field('history'))), ['at'])
}

function ordered(plan: FunnelPlan): Expr[] {
  const last = plan.steps.length - 1
  const columns = plan.exclusions.map((_, i) => alias(`excluded_${i}`, nextOf(exclusionBit(i))))
  for (let step = last; step > 0; step--) {
    columns.push(alias(`step_${step}`, filled(levelOf(plan, step))))
    if (isSkippable(plan, step)) columns.push(alias(`from_${step}`, orSkipped(plan, step)))
  }
  return [...columns, alias('chains', begun(plan))]
}

/** Whether a chain may go on without this step. It may not at the last one, optional or not: there it has not arrived. */
const isSkippable = ({ steps }: FunnelPlan, step: number) => !!steps[step]?.optional && step < steps.length - 1

/**
 * The fields of chains from a step on. The first is 0 where there is no such chain: the moment of the step, or of the one
 * that came in its place.
 */
const fieldsFrom = (plan: FunnelPlan, step: number): Fields => [
  ...(isSkippable(plan, step) ? ['at'] : []),
  ...plan.steps.flatMap((_, i) => (i >= step ? [`t${i}`] : [])),
  ...(plan.order === 'strict' && step > 0 ? ['group'] : []),
  ...plan.exclusions.flatMap(({ from }, i) => (from >= step ? [`x${i}`] : [])),
]

/** For each position, what a chain has from this step on; zeros where the event is not this step. */
function levelOf(plan: FunnelPlan, step: number): Expr {
  const hit = isMarked(stepBit(plan, step))
  return eachPosition(plan, step, (value) => times(value, hit))
}

/** The chains, which begin at the first step and end with its window; what is excluded is looked for beyond it, too. */
function begun(plan: FunnelPlan): Expr {
  const begins = lambda(['chain', 'event'], isMarked(stepBit(plan, 0)))
  const first = at(field('event'), 1)
  const chains = eachPosition(plan, 0, (moment, name) =>
    name.startsWith('t') && name !== 't0' ? call('if', isWithin(plan, moment, first), moment, constant(0)) : moment,
  )
  return call('arrayFilter', begins, chains, field('history'))
}

function eachPosition(plan: FunnelPlan, step: number, masked: (value: Expr, name: string) => Expr): Expr {
  const isStrict = plan.order === 'strict'
  const isLast = step === plan.steps.length - 1
  const later = fieldsFrom(plan, step + 1)
  const own = plan.exclusions.flatMap(({ from }, i) => (from === step ? [i] : []))
  // Between neighbours of a strict chain lies no other moment.
  const isNear = call('lessOrEquals', read('next', later, 'group'), plus(at(field('event'), GROUP), constant(1)))
  const values = fieldsFrom(plan, step).map((name) => {
    if (name === 'at' || name === `t${step}`) return masked(at(field('event'), 1), name)
    if (name === 'group') return masked(at(field('event'), GROUP), name)
    const excluded = own.find((i) => name === `x${i}`)
    if (excluded !== undefined) return masked(at(field(`excluded_${excluded}_next`), 1), name)
    const next = masked(read('next', later, name), name)
    return isStrict && !isLast ? times(next, isNear) : next
  })
  const args: [string, Expr][] = [
    ['event', field('history')],
    ...(isLast ? [] : [['next', following(field(levelName(plan, step + 1)), later)] satisfies [string, Expr]]),
    ...own.map((i): [string, Expr] => [`excluded_${i}_next`, field(`excluded_${i}`)]),
  ]
  const names = args.map(([name]) => name)
  return call('arrayMap', lambda(names, tuple(...values)), ...args.map(([, list]) => list))
}

const levelName = (plan: FunnelPlan, step: number) => (isSkippable(plan, step) ? `from_${step}` : `step_${step}`)

/** The optional step where it comes before the next one; else the next one, with the optional step skipped. */
function orSkipped(plan: FunnelPlan, step: number): Expr {
  const fields = fieldsFrom(plan, step)
  const later = fieldsFrom(plan, step + 1)
  const [own, next] = [at(field('own'), 1), at(field('next'), 1)]
  const isFirst = call(
    'and',
    call('greater', own, constant(0)),
    call('or', call('equals', next, constant(0)), call('lessOrEquals', own, next)),
  )
  const skipped = tuple(...fields.map((name) => (name === 'at' ? next : read('next', later, name))))
  return call(
    'arrayMap',
    lambda(['own', 'next'], call('if', isFirst, field('own'), skipped)),
    field(`step_${step}`),
    field(levelName(plan, step + 1)),
  )
}

export const isWithin = (plan: FunnelPlan, moment: Expr, first: Expr) =>
  call('lessOrEquals', minus(moment, first), constant(plan.window_microseconds))

/**
 * Chains of steps in any order: from each event on, the steps that are done within its window, in the order in which they
 * are done. Steps that take the same events need as many of these events as there are such steps.
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
  const excluded = plan.exclusions.map((_, i) => `excluded_${i}`)
  const found = tuple(reached, ...excluded.map((name) => at(field(name), 1)))
  const lambdas = ['event', ...names, ...excluded]
  const everywhere = call(
    'arrayMap',
    lambda(lambdas, found),
    field('history'),
    ...[...names, ...excluded].map((name) => field(name)),
  )
  // Events that are only excluded begin nothing.
  const begins = call('greaterOrEquals', at(field('event'), 2), constant(2 ** stepBit(plan, 0)))
  const position = field('position')
  const chain = tuple(
    ...plan.steps.map((_, i) => call('arrayElement', at(position, 1), constant(i + 1))),
    ...excluded.map((_, i) => at(position, i + 2)),
  )
  return [
    ...columns,
    alias('positions', call('arrayFilter', lambda(['position', 'event'], begins), everywhere, field('history'))),
    alias('chains', call('arrayMap', lambda(['position'], chain), field('positions'))),
  ]
}

/** Lists of steps that take the same events, each step by its place in the funnel. */
function equalSteps({ steps }: FunnelPlan): number[][] {
  const lists: number[][] = []
  steps.forEach((step, i) => {
    const list = lists.find(([first]) => isSame(steps[first ?? 0]?.node ?? step.node, step.node))
    if (list) list.push(i)
    else lists.push([i])
  })
  return lists
}
