/**
 * Wall clocks. A "local" number is what the project's clock shows, written as if it were UTC, in milliseconds; an
 * "instant" is milliseconds since 1970. Dates are counted on the wall clock, hours in instants.
 */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export type Interval = 'hour' | 'day' | 'week' | 'month'

export interface Zone {
  timezone: string
  week_start_day: 0 | 1
}

const formats = new Map<string, Intl.DateTimeFormat>()
const shifts = new Map<string, number>()

/** How far the wall clock is ahead of UTC at an instant. */
function shiftAt(instant: number, timezone: string): number {
  const quarter = Math.floor(instant / (15 * MINUTE)) * 15 * MINUTE
  const key = `${timezone} ${quarter}`
  const known = shifts.get(key)
  if (known !== undefined) return known
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timezone, format)
  const shift = Date.parse(`${format.format(quarter).replace(' ', 'T')}Z`) - quarter
  shifts.set(key, shift)
  return shift
}

export const toLocal = (instant: number, { timezone }: Zone): number => instant + shiftAt(instant, timezone)

/** The first instant at which the wall clock shows this or more. */
export function toInstant(local: number, { timezone }: Zone): number {
  const candidates = [-DAY, DAY].map((around) => local - shiftAt(local + around, timezone))
  const exact = candidates.filter((instant) => instant + shiftAt(instant, timezone) === local)
  if (exact.length > 0) return Math.min(...exact)
  // The clock jumped over it: the moment of the jump, found by halving.
  let [low, high] = [Math.min(...candidates), Math.max(...candidates)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle + shiftAt(middle, timezone) >= local) high = middle
    else low = middle
  }
  return high
}

/** The start, on the wall clock, of the day, week or month that holds a local time. */
export function startOf(local: number, interval: Interval, { week_start_day }: Zone): number {
  if (interval === 'hour') return Math.floor(local / HOUR) * HOUR
  const day = Math.floor(local / DAY) * DAY
  const date = new Date(day)
  if (interval === 'day') return day
  if (interval === 'month') return day - (date.getUTCDate() - 1) * DAY
  return day - ((date.getUTCDay() - week_start_day + 7) % 7) * DAY
}

export function nextStart(local: number, interval: Interval): number {
  if (interval === 'hour') return local + HOUR
  if (interval === 'day') return local + DAY
  if (interval === 'week') return local + 7 * DAY
  const date = new Date(local)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

/** The bucket of an event, as its start: a local date, or the instant at which its hour began. */
export function bucketOf(instant: number, interval: Interval, zone: Zone): number {
  const local = toLocal(instant, zone)
  const start = startOf(local, interval, zone)
  return interval === 'hour' ? instant - (local - start) : start
}

export interface Range {
  /** The first and last local moment counted, both inclusive. */
  from: number
  to: number
  interval: Interval
  /** Buckets by their start, see {@link bucketOf}. */
  buckets: number[]
  /** The last instant counted. */
  until: number
  /** An event within the range. */
  holds(instant: number): boolean
}

/** The range between two local moments, the last one inclusive; an exact one begins in the middle of a bucket. */
export function rangeBetween(from: number, to: number, interval: Interval, zone: Zone, isExact = false): Range {
  const rounded =
    interval === 'week' || interval === 'month' ? startOf(from, 'day', zone) : startOf(from, interval, zone)
  const lower = isExact ? from : rounded
  const last = to % SECOND === 0 ? toInstant(to, zone) : lastInstant(to, zone)
  const holds = (instant: number) => instant >= toInstant(lower, zone) && instant <= last
  const buckets: number[] = []
  if (interval === 'hour') {
    for (let at = toInstant(lower, zone); at <= last; at += HOUR) buckets.push(at)
  } else {
    for (let at = startOf(from, interval, zone); at <= to; at = nextStart(at, interval)) buckets.push(at)
  }
  return { from, to, interval, buckets, until: last, holds }
}

/** The last moment of a day or hour: where it comes twice, the second time. A whole second is what somebody asked for. */
function lastInstant(local: number, zone: Zone): number {
  const first = toInstant(local, zone)
  const again = first + HOUR
  return toLocal(again, zone) === local ? again : first
}

export interface DateRange {
  date_from: string
  date_to: string | null
}

/** Dates, datetimes and `-<n>d`, as the table of roundings says; `date_to: null` is now. */
export function readRange(
  { date_from, date_to }: DateRange,
  interval: Interval,
  zone: Zone,
  now: number,
  isExact = false,
): Range {
  const here = toLocal(now, zone)
  const back = /^-(\d+)d$/.exec(date_from)
  const today = isExact ? here : startOf(here, 'day', zone)
  const from = back ? today - Number(back[1]) * DAY : readLocal(date_from)
  const to = date_to === null ? here : readLocal(date_to)
  const isKept = date_to === null ? isExact : interval === 'hour'
  return rangeBetween(from, isKept ? to : endOf(to, interval, zone), interval, zone, isExact)
}

const endOf = (local: number, interval: Interval, zone: Zone) =>
  interval === 'hour' ? startOf(local, 'hour', zone) + HOUR - 1 : startOf(local, 'day', zone) + DAY - 1

const readLocal = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`)

/** `2024-03-04`, or `2024-03-04 13:00:00` for hours. */
export function dayText(bucket: number, interval: Interval, zone: Zone): string {
  const local = interval === 'hour' ? toLocal(bucket, zone) : bucket
  const text = new Date(local).toISOString().replace('T', ' ')
  return interval === 'hour' ? text.slice(0, 19) : text.slice(0, 10)
}

/** The period before, of the same length, from the same time of day on; or the one that a number of days earlier began. */
export function previousRange(
  range: Range,
  zone: Zone,
  asked: DateRange,
  { daysBack, isExact = false }: { daysBack?: number; isExact?: boolean } = {},
): Range {
  const { from, to, interval } = range
  const days = /^-(\d+)d$/.exec(asked.date_from)
  const isWeeks = interval === 'day' && days !== null && Number(days[1]) % 7 === 0
  const time = interval === 'hour' ? 0 : from - startOf(from, 'day', zone)
  const before = startOf(from - (to - from), interval === 'hour' ? 'hour' : 'day', zone) + time + (isWeeks ? DAY : 0)
  const start = daysBack === undefined ? before : from - daysBack * DAY
  return rangeBetween(start, start + (to - from), interval, zone, isExact)
}
