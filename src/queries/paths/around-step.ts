import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, compare, constant, equals, field, plus, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { PathsQuery } from '../../schema/query/paths.ts'
import type { QueryContext } from '../context.ts'
import { reachedStep } from '../funnels/actors.ts'
import { bestOf, timeOf } from '../funnels/best.ts'
import { stepBefore } from '../funnels/build.ts'
import { chainsOf } from '../funnels/chains.ts'
import { type FunnelPlan, planFunnel } from '../funnels/plan.ts'
import { scanActors } from '../funnels/scan.ts'

/**
 * Items of paths (`actor`, `timestamp_us`, `item`), but only of the actors that reached a step of a funnel or left before
 * it, and only from before that step, after it, or between it and the step before. Whoever left is followed from the end of
 * the conversion window.
 */
export function aroundStep(items: SelectQuery, node: PathsQuery, ctx: QueryContext): SelectQuery {
  const asked = node.funnelPathsFilter
  if (!asked) return items
  const { funnelSource, funnelStep, funnelPathType } = asked
  if ((funnelSource.aggregation_group_type_index ?? null) !== (node.aggregation_group_type_index ?? null))
    throw invalid('The funnel and the paths have to be of the same actors.', 'funnelPathsFilter')
  const plan = planFunnel({ ...funnelSource, breakdownFilter: null }, ctx)
  const { reached, timestampOf } = reachedStep(plan, { funnelStep })
  const actors = select({
    select: [field('actor'), field('times')],
    from: bestOf(plan, chainsOf(plan, scanActors(plan, ctx))),
    as: 'converted',
    where: reached,
  })
  const source = select({
    select: [field('actor'), ...endsOf(plan, funnelPathType, timestampOf, (funnelStep ?? 1) < 0)],
    from: actors,
    as: 'reached',
  })
  const moment = field('items', 'timestamp_us')
  return select({
    select: ['actor', 'timestamp_us', 'item'].map((name) => alias(name, field('items', name))),
    from: {
      table: items,
      alias: 'items',
      next_join: {
        table: source,
        alias: 'funnel',
        join_type: 'INNER JOIN',
        constraint: { constraint_type: 'ON', expr: equals(field('items', 'actor'), field('funnel', 'actor')) },
      },
    },
    where: and(compare('>=', moment, field('funnel', 'begins')), compare('<=', moment, field('funnel', 'ends'))),
  })
}

/** Microseconds since 1970 of any event lie between these. */
const NEVER = [constant(-(2 ** 52)), constant(2 ** 52)] as const

type PathType = NonNullable<PathsQuery['funnelPathsFilter']>['funnelPathType']

function endsOf(plan: FunnelPlan, type: PathType, step: number, leaves: boolean): Expr[] {
  const between = (begins: Expr, ends: Expr) => [alias('begins', begins), alias('ends', ends)]
  const time = timeOf(step)
  switch (type) {
    case 'funnel_path_before_step':
      return between(NEVER[0], time)
    case 'funnel_path_after_step':
      return between(leaves ? plus(time, constant(plan.window_microseconds)) : time, NEVER[1])
    case 'funnel_path_between_steps':
      if (leaves || step === 0)
        throw invalid('Between steps are only those who reached the second one or a later one.', 'funnelStep')
      return between(timeOf(stepBefore(plan, step)), time)
    default:
      throw invalid('A funnelPathType is needed.', 'funnelPathType')
  }
}
