import type { Call, Query } from '../../hogql/ast.ts'
import { alias, callWith, constant, field, select } from '../../hogql/build.ts'
import { sumsOfKept } from '../breakdown.ts'
import { bucketIndex, firstBucket } from '../buckets.ts'
import type { Scan } from './scan.ts'

/** With more buckets than this, a number for each bucket of each value would need much memory. */
const MOST_BUCKETS = 92

/**
 * Counts and sums of a breakdown in one reading: one group per value, with a number for each bucket. Undefined where that
 * cannot be: where the sums of parts are not those of the whole, and where periods are compared, because both show the values
 * that are greatest in the two together, which one period alone does not know.
 */
export function addedUp(scan: Scan, amount: Call | undefined): Query | undefined {
  const { breakdown, plan, range, series } = scan
  const isScaled = typeof series.node.math_multiplier === 'number'
  if (!amount || !breakdown || plan.compares || isScaled) return undefined
  if (!plan.totalValue && range.buckets.length > MOST_BUCKETS) return undefined
  const index = bucketIndex(range.interval, firstBucket(range))
  const each = [constant(0), constant(range.buckets.length), constant(1)]
  const part = plan.totalValue ? amount : callWith(`${amount.name}Resample`, each, ...amount.args, index)
  const parts = select({
    select: [alias('value', scan.value() ?? constant(null)), alias('amount', amount), alias('part', part)],
    from: scan.events(),
    where: scan.where(),
    group_by: [field('value')],
  })
  return sumsOfKept(breakdown, parts, plan.totalValue ? 'sum' : 'sumForEach')
}
