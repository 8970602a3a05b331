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
 * The bucket a moment falls into, as the engine computes it: a date, or the second (since 1970) in which a short bucket
 * begins, since a clock that is turned back shows the same hour twice.
 */
export function bucketOf(interval: Interval, timestamp: Expr = field('timestamp')): Expr {
  const start = call(BUCKET_FUNCTION[interval], timestamp)
  return isShort(interval) ? call('toUnixTimestamp', start) : start
}

/** The bucket of a wall clock, to compare with {@link bucketOf}. */
export function bucketConstant(wall: Date, interval: Interval, { timezone, week_start_day }: RangeSettings): Expr {
  const start = startOf(wall, interval, week_start_day)
  if (!isShort(interval)) return call('toDate', moment(start))
  return constant(Math.floor(fromWall(start, timezone).getTime() / 1000))
}

/** When the first bucket of a range begins. */
export const firstBucket = ({ starts, from }: ResolvedRange): Date => starts[0] ?? from

const MOST_BITS = 64

/** The different buckets (by their index) of a group's events: a mask of bits where `count` of them fit into one. */
export function seenBuckets(index: Expr, count: number, condition?: Expr): Expr {
  const of = (name: string, value: Expr) => (condition ? call(`${name}If`, value, condition) : call(name, value))
  if (count > MOST_BITS) return of('groupUniqArray', index)
  return call('bitPositionsToArray', of('groupBitOr', call('bitShiftLeft', wide(1n), index)))
}

/** How many buckets lie between this one and the bucket of a moment. */
export function bucketIndex(interval: Interval, first: Date, timestamp: Expr = field('timestamp')): Expr {
  if (interval === 'week') {
    const days = call('dateDiff', constant('day'), call('toDate', moment(first)), bucketOf('week', timestamp))
    return call('intDiv', days, constant(7))
  }
  if (isShort(interval)) return call('dateDiff', constant(interval), moment(first), timestamp)
  // The same as the difference in days, in half the time.
  if (interval === 'day') return minus(call('toRelativeDayNum', timestamp), call('toRelativeDayNum', moment(first)))
  return call('dateDiff', constant(interval), call('toDate', moment(first)), call('toDate', timestamp))
}

/** `days[i]`. */
export const dayOf = (bucket: Date, interval: Interval): string =>
  bucket
    .toISOString()
    .slice(0, isShort(interval) ? 19 : 10)
    .replace('T', ' ')

/** How a row's bucket is found again among {@link bucketKeys}, whatever precision the engine printed. */
export const bucketKey = (value: unknown, interval: Interval): string =>
  isShort(interval) ? String(value) : String(value).slice(0, 10)

/** The buckets of a range as {@link bucketOf} gives them. */
export const bucketKeys = ({ buckets, starts, interval }: ResolvedRange): string[] =>
  isShort(interval)
    ? starts.map((start) => String(Math.floor(start.getTime() / 1000)))
    : buckets.map((bucket) => dayOf(bucket, interval))

export const inRange = (range: ResolvedRange, timestamp: Expr = field('timestamp')): Expr =>
  and(compare('>=', timestamp, moment(range.from)), compare('<=', timestamp, moment(range.to, range.to_microseconds)))

/** The start of a bucket with the offset of the project, for `action.days`. */
export const isoOf = (bucket: Date, timezone: string): string => isoWithOffset(fromWall(bucket, timezone), bucket)

/** An instant in ISO with the offset between it and its wall clock: `Z` for none. */
export function isoWithOffset(instant: Date, wall: Date): string {
  const minutes = Math.round((wall.getTime() - instant.getTime()) / 60_000)
  const text = wall.toISOString().replace(/\.000Z$|Z$/, '')
  if (minutes === 0) return `${text}Z`
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

const day = (wall: Date) => `${wall.getUTCDate()}-${MONTHS[wall.getUTCMonth()]}`

/** `labels[i]`; a week is clipped to the range of the query. */
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
