import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, call, compare, field, moment, select } from '../../hogql/build.ts'
import { bucketOf } from '../buckets.ts'
import { activeInWindows } from './active.ts'
import { addedUp } from './added-up.ts'
import { distinct } from './distinct.ts'
import type { Scan } from './scan.ts'

/** The statement that counts one series over one period: a row for each bucket and value, as far as the plan has them. */
export function statementOf(scan: Scan): Query {
  const { actor } = scan.plan
  const { math } = scan.series
  switch (math.plan) {
    case 'aggregate':
      return addedUp(scan, math.adds) ?? scan.grouped(math.expr, scan.where())
    case 'distinct':
      return distinct(scan, math)
    case 'active':
      return activeInWindows(scan, math)
    case 'per_actor':
      return perKey(scan, actor.id, call('count'), math.statistic, actor.exists)
    case 'per_session':
      return perKey(
        scan,
        field('$session_id'),
        call('any', field('session', '$session_duration')),
        math.statistic,
        call('isNotNull', field('$session_id')),
      )
    case 'first':
      return firstTime(scan, math.matching)
  }
}

/** A statistic of a number that each key has in each bucket. */
function perKey(scan: Scan, key: Expr, inner: Expr, statistic: (value: Expr) => Expr, exists: Expr): Query {
  const value = scan.value()
  const bucket = scan.plan.totalValue ? [] : [alias('bucket_start', bucketOf(scan.plan.interval))]
  const perKey = select({
    select: [...bucket, ...(value ? [alias('value', value)] : []), alias('amount', inner)],
    from: scan.events(),
    where: scan.where([exists]),
    group_by: [...bucket.map(() => field('bucket_start')), ...(value ? [field('value')] : []), key],
  })
  return scan.regrouped(perKey, field('bucket_start'), statistic(field('amount')))
}

/**
 * Actors by the bucket of their first event ever. With `matching` it is the first one that passes the filters, else the
 * very first, which has to pass them.
 */
function firstTime(scan: Scan, matching: boolean): Query {
  const first = scan.firsts(matching, scan.range, compare('>=', field('first'), moment(scan.range.from)))
  return scan.regrouped(first, bucketOf(scan.plan.interval, field('first')), call('count'))
}
