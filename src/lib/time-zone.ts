import { DAY_MS } from './durations.ts'

/**
 * Wall clocks and instants. A wall time is a `Date` whose UTC fields show what the clock on the wall of a zone shows, so
 * that calendar arithmetic (`setUTCDate`) is free of summer time; only the two functions below cross over.
 */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** What the wall clock of the zone shows at this instant. */
export function toWall(instant: Date, timezone: string): Date {
  return timezone === 'UTC' ? new Date(instant) : new Date(instant.getTime() + offsetMs(instant, timezone))
}

/** The instant at which the zone's clock shows this. A skipped hour gives the moment after it, a repeated one its first. */
export function fromWall(wall: Date, timezone: string): Date {
  if (timezone === 'UTC') return new Date(wall)
  const guess = wall.getTime()
  const before = guess - offsetMs(new Date(guess - DAY_MS), timezone)
  const after = guess - offsetMs(new Date(guess + DAY_MS), timezone)
  if (before === after) return new Date(before)
  const fits = [before, after].filter((time) => time + offsetMs(new Date(time), timezone) === guess)
  return new Date(fits.length > 0 ? Math.min(...fits) : before)
}

/** How far the zone is ahead of UTC at this instant. Throws `RangeError` for a zone that does not exist. */
function offsetMs(instant: Date, timezone: string): number {
  let formatter = formatters.get(timezone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(timezone, formatter)
  }
  // A range may have a hundred thousand points, and the parts of a text are found sooner than those of a format.
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] = formatter
    .format(instant)
    .split(/\D+/)
    .map(Number)
  const whole = Math.floor(instant.getTime() / 1000) * 1000
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole
}

/** Is there a zone of this name? */
export function isTimezone(name: string): boolean {
  try {
    return Number.isFinite(offsetMs(new Date(0), name))
  } catch {
    return false
  }
}

const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/

/** An ISO date or datetime, read in the zone unless it carries an offset; `microseconds` is what a Date cannot hold. */
export function parseIso(
  text: string,
  timezone: string,
): { instant: Date; microseconds: number; date_only: boolean } | undefined {
  const match = DATE.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction = '', offset] = match
  const micros = Number(fraction.padEnd(6, '0'))
  const fields = [year, month, day, hour ?? 0, minute ?? 0, second ?? 0].map(Number)
  const [y = 0, m = 1, d = 1, h = 0, min = 0, s = 0] = fields
  const wall = new Date(Date.UTC(y, m - 1, d, h, min, s, Math.floor(micros / 1000)))
  if (wall.getUTCMonth() !== m - 1 || wall.getUTCDate() !== d || h > 23 || min > 59 || s > 59) return undefined
  const instant = offset ? new Date(wall.getTime() - offsetOf(offset)) : fromWall(wall, timezone)
  return { instant, microseconds: micros % 1000, date_only: hour === undefined }
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))]
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
