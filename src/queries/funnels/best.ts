import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, at, call, constant, field, lambda, minus, plus, select, times, tuple, wide } from '../../hogql/build.ts'
import { isWithin, readChain } from './chains.ts'
import { type FunnelPlan, keysOf } from './plan.ts'

/** When a step was reached, in microseconds since 1970; 0 where it was not. */
export const timeOf = (step: number): Expr => at(field('times'), step + 1)
export const isReached = (step: number): Expr => isThere(timeOf(step))

/** The greatest of two values at a time: the engine computes that by column, and the greatest of more values row by row. */
const greatest = (values: Expr[]) => values.reduce((one, other) => call('greatest', one, other))

const isThere = (moment: Expr) => call('greater', moment, constant(0))

/**
 * One row per actor (and value): the chain that counts, as `times`, because it begins with these. That is the one that
 * reached furthest; of several, one that is clean of what is excluded, then the earliest to get there, then one that skipped
 * no optional step, then the one that began last. An actor has no row when the chain that counts is spoiled.
 */
export function bestOf(plan: FunnelPlan, unsorted: SelectQuery): SelectQuery {
  const chains = plan.steps.some(({ optional }) => optional) ? skippersFirst(plan, unsorted) : unsorted
  const ranks = call('arrayMap', lambda(['chain'], rankOf(plan, field('chain'))), field('chains'))
  const fromTheEnd = call('indexOf', call('arrayReverse', field('ranks')), call('arrayMax', field('ranks')))
  const best = select({
    select: [
      ...keysOf(plan),
      alias('ranks', ranks),
      alias('times', call('arrayElement', field('chains'), call('negate', fromTheEnd))),
    ],
    from: chains,
    as: 'chained',
    where: call('notEmpty', field('chains')),
  })
  return clean(plan, best)
}

/** Chains that skipped optional steps before those that did not, each in the order they began; the last steps count most. */
function skippersFirst(plan: FunnelPlan, chains: SelectQuery): SelectQuery {
  const { times: moments } = readChain(plan, field('chain'))
  const done = plan.steps.flatMap(({ optional }, i) => (optional && moments[i] ? [isThere(moments[i])] : []))
  const order = lambda(['chain'], tuple(...done.reverse(), at(field('chain'), 1)))
  return select({
    select: [...keysOf(plan), alias('chains', call('arraySort', order, field('chains')))],
    from: chains,
    as: 'unsorted',
  })
}

/** One of such rows per actor, who has one for each of its values. */
export function bestOfValues(plan: FunnelPlan, best: SelectQuery): SelectQuery {
  const reach = reachOf(plan.steps.map((_, step) => timeOf(step)))
  return select({
    select: [field('actor'), alias('times', call('argMax', field('times'), reach))],
    from: best,
    as: 'per_value',
    group_by: [field('actor')],
  })
}

/** One row per chain that is clean of what is excluded, as `times`. */
export function everyOf(plan: FunnelPlan, chains: SelectQuery): SelectQuery {
  const each = select({
    select: [...keysOf(plan), alias('times', call('arrayJoin', field('chains')))],
    from: chains,
    as: 'chained',
  })
  return clean(plan, each)
}

/** Without the chains that are spoiled, where anything spoils one. */
function clean(plan: FunnelPlan, chosen: SelectQuery): SelectQuery {
  const spoiled = spoiledBy(plan, field('times'))
  if (!spoiled) return chosen
  const names = [...keysOf(plan), field('times')]
  return select({ select: names, from: chosen, as: 'chosen', where: call('not', spoiled) })
}

/**
 * More than any moment of the engine in microseconds, so that what counts for more than moments is added in multiples of
 * it.
 */
const MOMENTS = 2n ** 54n

/** How good a chain is, as one number: comparing tuples took more than half of a funnel's time. */
function rankOf(plan: FunnelPlan, chain: Expr): Expr {
  const spoiled = spoiledBy(plan, chain)
  const reach = reachOf(readChain(plan, chain).times)
  return spoiled ? plus(reach, times(call('not', spoiled), wide(2n * MOMENTS))) : reach
}

/** How far a chain got, and of those that got equally far, how early. */
function reachOf(moments: Expr[]): Expr {
  const furthest = greatest(moments.map((moment, i) => times(isThere(moment), constant(i + 1))))
  return plus(times(furthest, wide(4n * MOMENTS)), minus(wide(MOMENTS), greatest(moments)))
}

/** Whether an excluded event happened between the steps where it must not. Undefined where nothing is excluded. */
function spoiledBy(plan: FunnelPlan, chain: Expr): Expr | undefined {
  const { times, excluded } = readChain(plan, chain)
  const spoiled = plan.exclusions.flatMap(({ from, to }, i) => {
    const [first, after, before, next] = [times[0], times[from], times[to], excluded[i]]
    if (!first || !after || !before || !next) return []
    const inTime = call('if', isThere(before), call('less', next, before), isWithin(plan, next, first))
    return [call('and', isThere(after), call('greater', next, after), inTime)]
  })
  const [one, two, ...more] = spoiled
  return one && two ? call('or', one, two, ...more) : one
}
