import type { Expr } from '../hogql/ast.ts'
import { and, call, compare, constant, field, minus, moment, wide } from '../hogql/build.ts'
import { fromWall } from '../lib/time-zone.ts'
import type { Interval } from '../schema/date-range.ts'
import { isShort, type RangeSettings, type ResolvedRange, startOf, step } from './date-range.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const BUCKET_FUNCTION: Record<Interval, string> = {
  second: 'toStartOfSecond',
  minute: 'toStartOfMinute',
  hour: 'toStartOfHour',
  day: 'toDate',
  week: 'toStartOfWeek',
  month: 'toStartOfMonth',
  quarter: 'toStartOfQuarter',
  year: 'toStartOfYear',
}

/**
 * The bucket into which a moment falls, as the engine computes it: a date, or for intervals shorter than a day the second
 * since 1970 in which the bucket begins. A clock that is turned back shows the same hour twice, so its wall time would not
 * do.
 */
export function bucketOf(interval: Interval, timestamp: Expr = field('timestamp')): Expr {
  const start = call(BUCKET_FUNCTION[interval], timestamp)
  return isShort(interval) ? call('toUnixTimestamp', start) : start
}

/** The bucket in which the wall clock shows this, as a constant to compare {@link bucketOf} with. */
export function bucketConstant(wall: Date, interval: Interval, { timezone, week_start_day }: RangeSettings): Expr {
  const start = startOf(wall, interval, week_start_day)
  if (!isShort(interval)) return call('toDate', moment(start))
  return constant(Math.floor(fromWall(start, timezone).getTime() / 1000))
}

/** When the first bucket of a range begins. */
export const firstBucket = ({ starts, from }: ResolvedRange): Date => starts[0] ?? from

const MOST_BITS = 64

/** Whether so many buckets fit into a mask of 64 bits, which is much faster to gather than a set. */
export const fitsMask = (count: number): boolean => count <= MOST_BITS

/** The different buckets of a group's events, as a list of indexes. */
export function seenBuckets(index: Expr, count: number, condition?: Expr): Expr {
  if (fitsMask(count)) return bucketsIn(bucketMask(index, condition))
  return condition ? call('groupUniqArrayIf', index, condition) : call('groupUniqArray', index)
}

/** The same as a mask in which the bit of each bucket is set; only for as many as {@link fitsMask} says. */
export function bucketMask(index: Expr, condition?: Expr): Expr {
  const bit = call('bitShiftLeft', wide(1n), index)
  return condition ? call('groupBitOrIf', bit, condition) : call('groupBitOr', bit)
}

export const bucketsIn = (mask: Expr): Expr => call('bitPositionsToArray', mask)

/** The index of a moment's bucket, counted from the bucket that begins at `first`. */
export function bucketIndex(interval: Interval, first: Date, timestamp: Expr = field('timestamp')): Expr {
  if (interval === 'week') {
    return call('intDiv', minus(bucketOf('week', timestamp), call('toDate', moment(first))), constant(7))
  }
  if (isShort(interval)) return call('dateDiff', constant(interval), moment(first), timestamp)
  // The same as `dateDiff` in days, in half the time.
  if (interval === 'day') return minus(call('toRelativeDayNum', timestamp), call('toRelativeDayNum', moment(first)))
  return call('dateDiff', constant(interval), call('toDate', moment(first)), call('toDate', timestamp))
}

/** `days[i]`. */
export const dayOf = (bucket: Date, interval: Interval): string =>
  bucket
    .toISOString()
    .slice(0, isShort(interval) ? 19 : 10)
    .replace('T', ' ')

const texts = new WeakMap<ResolvedRange, { days: string[]; labels: string[] }>()

/** `days` and `labels` of a range, made once: an answer may have thousands of lines of as many points, all with the same. */
export function textsOf(range: ResolvedRange): { days: string[]; labels: string[] } {
  const { buckets, interval } = range
  const known = texts.get(range) ?? {
    days: buckets.map((bucket) => dayOf(bucket, interval)),
    labels: buckets.map((bucket) => labelOf(bucket, range)),
  }
  texts.set(range, known)
  return known
}

/** The key of a row's bucket among {@link bucketKeys}, whatever precision the engine printed it with. */
export const bucketKey = (value: unknown, interval: Interval): string =>
  isShort(interval) ? String(value) : String(value).slice(0, 10)

/** The buckets of a range, as {@link bucketOf} gives them and {@link bucketKey} reads them. */
export const bucketKeys = ({ buckets, starts, interval }: ResolvedRange): string[] =>
  isShort(interval)
    ? starts.map((start) => String(Math.floor(start.getTime() / 1000)))
    : buckets.map((bucket) => dayOf(bucket, interval))

/** The moment of an event, in microseconds since 1970. */
export const eventMicroseconds: Expr = call('toUnixTimestamp64Micro', field('timestamp'))

export const inRange = (range: ResolvedRange, timestamp: Expr = field('timestamp')): Expr =>
  and(compare('>=', timestamp, moment(range.from)), compare('<=', timestamp, moment(range.to, range.to_microseconds)))

/** The start of a bucket with the offset of the project, for `action.days`. */
export const isoOf = (bucket: Date, timezone: string): string => isoWithOffset(fromWall(bucket, timezone), bucket)

/** A wall time in ISO, with the offset by which it is ahead of the instant that it shows; `Z` where that is none. */
export function isoWithOffset(instant: Date, wall: Date): string {
  const minutes = Math.round((wall.getTime() - instant.getTime()) / 60_000)
  const text = wall.toISOString().replace(/\.000Z$|Z$/, '')
  if (minutes === 0) return `${text}Z`
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

const day = (wall: Date) => `${wall.getUTCDate()}-${MONTHS[wall.getUTCMonth()]}`

/** `labels[i]`. A week is shown without the days that lie outside the range of the query. */
export function labelOf(bucket: Date, range: ResolvedRange): string {
  const { interval, wall_from, wall_to } = range
  if (isShort(interval)) return `${day(bucket)} ${bucket.toISOString().slice(11, interval === 'second' ? 19 : 16)}`
  if (interval === 'month') return `${MONTHS[bucket.getUTCMonth()]} ${bucket.getUTCFullYear()}`
  if (interval === 'quarter') return `Q${Math.floor(bucket.getUTCMonth() / 3) + 1} ${bucket.getUTCFullYear()}`
  if (interval === 'year') return String(bucket.getUTCFullYear())
  const whole = `${day(bucket)}-${bucket.getUTCFullYear()}`
  if (interval !== 'week') return whole
  const first = new Date(Math.max(bucket.getTime(), wall_from.getTime()))
  const last = new Date(Math.min(step(bucket, 'week', 1).getTime() - 1, wall_to.getTime()))
  return weekLabel(first, last)
}

/** `4–8 Mar`, `28-Jan – 3-Feb`, `29-Dec-2019 – 4-Jan-2020`. */
function weekLabel(first: Date, last: Date): string {
  const year = (wall: Date) => `${day(wall)}-${wall.getUTCFullYear()}`
  if (first.getUTCFullYear() !== last.getUTCFullYear()) return `${year(first)} – ${year(last)}`
  if (first.getUTCMonth() !== last.getUTCMonth()) return `${day(first)} – ${day(last)}`
  if (first.getUTCDate() === last.getUTCDate()) return year(first)
  return `${first.getUTCDate()}–${last.getUTCDate()} ${MONTHS[first.getUTCMonth()]}`
}
