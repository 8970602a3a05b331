import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, call, constant, equals, field, not, select } from '../../hogql/build.ts'
import { otherOf } from '../breakdown.ts'
import { bucketOf } from '../buckets.ts'
import type { SeriesMath } from './math.ts'
import type { Scan } from './scan.ts'

type Distinct = Omit<Extract<SeriesMath, { plan: 'distinct' }>, 'plan'>

/** How many different actors, groups or sessions there are. */
export function distinct(scan: Scan, { of, condition = constant(true), anew = false }: Distinct): Query {
  const value = scan.value()
  const where = scan.where([condition, scan.plan.actor.exists])
  if (!scan.plan.cumulative || anew)
    return scan.grouped(value ? countParts(scan, of, value) : call('uniqExact', of), where)
  const first = select({
    select: [alias('first', call('min', bucketOf(scan.plan.interval))), ...(value ? [alias('value', value)] : [])],
    from: scan.events(),
    where,
    group_by: [of, ...(value ? [field('value')] : [])],
  })
  return scan.regrouped(first, field('first'), call('count'))
}

/** The value of all others counts as the sum of its parts: there, and only there, an actor counts once for each value. */
function countParts(scan: Scan, of: Expr, value: Expr): Expr {
  const merged = equals(field('breakdown'), otherOf(scan.needBreakdown()))
  return call('if', merged, call('uniqExactIf', of, value, merged), call('uniqExactIf', of, not(merged)))
}
