import type { Expr, Query } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  call,
  compare,
  constant,
  field,
  lambda,
  minus,
  plus,
  select,
  wide,
} from '../../hogql/build.ts'
import { DAY_SECONDS, HOUR_MS } from '../../lib/durations.ts'
import { fromWall, toWall } from '../../lib/time-zone.ts'
import { bucketMask, firstBucket, fitsMask } from '../buckets.ts'
import { type ResolvedRange, step } from '../date-range.ts'
import { distinct } from './distinct.ts'
import type { SeriesMath } from './math.ts'
import type { Scan } from './scan.ts'
import { DAYS, dayNumber, SECONDS, type WindowUnit } from './window-units.ts'

type Active = Extract<SeriesMath, { plan: 'active' }>

/** Different actors in a window of days: in that which ends in each bucket, or the last one where one number is asked for. */
export function activeInWindows(scan: Scan, { of, days }: Active): Query {
  const { plan, range } = scan
  if (plan.totalValue)
    return distinct(scan.over({ ...range, from: daysBefore(range, days, scan.ctx.timezone) }), { of })
  if (plan.interval === 'hour') return byUnit(scan, of, days * DAY_SECONDS, SECONDS)
  const firstDay = dayNumber(range.buckets[0] ?? range.wall_from) - days + 1
  const lastDay = dayNumber(range.wall_to)
  return fitsMask(lastDay - firstDay + 1) ? byMask(scan, of, days, firstDay) : byUnit(scan, of, days, DAYS)
}

/**
 * When a window of days begins that ends with this. Its days are the calendar's: where clocks are changed it is an hour longer
 * or shorter.
 */
export function daysBefore(
  { to, to_microseconds }: Pick<ResolvedRange, 'to' | 'to_microseconds'>,
  days: number,
  timezone: string,
): Date {
  const end = to_microseconds === 0 ? to : new Date(to.getTime() + 1)
  return fromWall(step(toWall(end, timezone), 'day', -days), timezone)
}

/** One pass over the events: each actor's days are bits, and every window is a mask. */
function byMask(scan: Scan, of: Expr, days: number, firstDay: number): Query {
  const value = scan.value()
  const day = minus(call('toRelativeDayNum', field('timestamp')), constant(firstDay))
  const perActor = select({
    select: [alias('days', bucketMask(day)), ...(value ? [alias('value', value)] : [])],
    from: scan.events(),
    where: scan.where([scan.plan.actor.exists], windowStart(scan, days)),
    group_by: [of, ...(value ? [field('value')] : [])],
  })
  const counts = scan.range.buckets.map((bucket) => {
    const shift = BigInt(dayNumber(bucket) - firstDay - days + 1)
    const mask = ((1n << BigInt(days)) - 1n) << shift
    return call('countIf', compare('!=', call('bitAnd', field('days'), wide(mask)), constant(0)))
  })
  const kept = scan.keptValue()
  return select({
    select: [...(kept ? [alias('breakdown', kept)] : []), alias('total', array(...counts))],
    from: perActor,
    as: 'per_actor',
    group_by: kept ? [field('breakdown')] : [],
  })
}

/** Each actor's days, or hours, and the windows that each of them lies in. */
function byUnit(scan: Scan, of: Expr, length: number, unit: WindowUnit): Query {
  const { buckets, starts } = scan.range
  const value = scan.value()
  const numbers = buckets.map((bucket, i) => unit.numberOf(bucket, starts[i] ?? bucket))
  const seen = select({
    select: [alias('actor', of), alias('seen', unit.number), ...(value ? [alias('value', value)] : [])],
    distinct: true,
    from: scan.events(),
    where: scan.where([scan.plan.actor.exists], windowStart(scan, Math.ceil(length / unit.perDay))),
  })
  const within = and(
    compare('>=', field('start'), field('seen')),
    compare('<', field('start'), plus(field('seen'), constant(length))),
  )
  const starting = call('arrayJoin', call('arrayFilter', lambda(['start'], within), array(...numbers.map(constant))))
  const keys = [field('actor'), ...(value ? [field('value')] : [])]
  return scan.regrouped(seen, unit.back(starting), call('uniqExact', ...keys))
}

/** When the window of the first bucket begins: so many days that end with it. */
function windowStart({ range, ctx }: Scan, days: number): Date {
  if (range.interval === 'hour') return new Date(firstBucket(range).getTime() - (days * 24 - 1) * HOUR_MS)
  const [first] = range.buckets
  return first ? fromWall(step(first, 'day', 1 - days), ctx.timezone) : range.from
}
