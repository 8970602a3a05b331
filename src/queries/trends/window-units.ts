import type { Expr } from '../../hogql/ast.ts'
import { call, field } from '../../hogql/build.ts'
import { DAY_MS, DAY_SECONDS } from '../../lib/durations.ts'
import { bucketOf } from '../buckets.ts'

/** A unit in which active windows are measured. */
export interface WindowUnit {
  /** The bucket of an event, in this unit. */
  number: Expr
  perDay: number
  /** The same of a bucket that begins at this wall clock, which is this instant. */
  numberOf(wall: Date, instant: Date): number
  /** The bucket that such a number stands for, as `bucketOf` gives it. */
  back(number: Expr): Expr
}

export const DAYS: WindowUnit = {
  number: call('toRelativeDayNum', field('timestamp')),
  perDay: 1,
  numberOf: dayNumber,
  back: (number) => call('toDate', number),
}

/** Hours, by the second in which they begin. */
export const SECONDS: WindowUnit = {
  number: bucketOf('hour'),
  perDay: DAY_SECONDS,
  numberOf: (_, instant) => Math.floor(instant.getTime() / 1000),
  back: (number) => number,
}

/** Days since 1970 of a wall clock. */
export function dayNumber(wall: Date): number {
  return Math.floor(wall.getTime() / DAY_MS)
}
