import { HOUR_MS } from '../lib/durations.ts'

/** The first and last event of one hour in which there were any. */
export interface ActiveHour {
  first: Date
  last: Date
}

/** With so many pauses, the longest may have been an accident. */
const MANY_PAUSES = 4
const PATIENCE = 2

/**
 * Since when an event is missing, by its own rhythm; undefined while it is not, or while there is no rhythm to go by.
 *
 * A pause is the time from the last event of an active hour to the first of the next. The usual longest pause is the
 * longest of those seen or, of four or more, the second longest, so that one outage does not make us deaf to the next. An
 * event is missing once its silence is twice as long as that, and an hour at least: what comes every minute is missed after
 * an hour, what comes in office hours not over a weekend, and what comes once a month after two.
 */
export function silentSince(hours: readonly ActiveHour[], now: Date): Date | undefined {
  const last = hours.at(-1)?.last
  const pauses = hours
    .slice(1)
    .map(({ first }, i) => first.getTime() - (hours[i]?.last ?? first).getTime())
    .sort((a, b) => b - a)
  const usual = pauses[pauses.length < MANY_PAUSES ? 0 : 1]
  if (!last || usual === undefined) return undefined
  return now.getTime() - last.getTime() > Math.max(PATIENCE * usual, HOUR_MS) ? last : undefined
}
