import { invalid } from '../http/errors.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/durations.ts'
import { fromWall, parseIso, toWall } from '../lib/time-zone.ts'
import type { CompareFilter, DateRange, Interval } from '../schema/date-range.ts'

/**
 * What the dates of a query are read with. Relative dates such as `-7d`, rounding and steps are calendar arithmetic on wall
 * clocks of the project's timezone; instants appear only at the two ends that go into WHERE.
 */
export interface RangeSettings {
  now: Date
  timezone: string
  week_start_day: 0 | 1
  /** The earliest event, for `date_from: "all"`. */
  earliest?: Date
}

export interface ResolvedRange {
  interval: Interval
  /** Both ends belong to the range. The upper end is `to` and `to_microseconds` (0 to 999) more. */
  from: Date
  to: Date
  to_microseconds: number
  /** The wall clocks of both ends, before the lower one is moved to the start of its bucket. */
  wall_from: Date
  wall_to: Date
  /** The lower end is not moved: events of its bucket before it do not count. */
  exact: boolean
  /** The wall clocks at which the buckets begin. Where clocks are turned back, two hours show the same. */
  buckets: Date[]
  /** The instants at which the buckets begin. */
  starts: Date[]
}

interface Moment {
  wall: Date
  /** How it was written; `mStart` and its like are `relative` too. */
  form: 'date' | 'datetime' | 'relative'
  unit?: string
}

/** "All time" begins no earlier, as at PostHog: events before it have wrong clocks. */
const SANE_MINIMUM = new Date('2015-01-01T00:00:00Z')
const FINE: readonly Interval[] = ['second', 'minute']

/** Whether an interval is shorter than a day. Such intervals are time that passes; longer ones are steps of the calendar. */
export const isShort = (interval: Interval): boolean => interval === 'hour' || FINE.includes(interval)

/** Both ends and the buckets of a query. */
export function resolveRange(
  range: DateRange | null | undefined,
  interval: Interval,
  settings: RangeSettings,
  options: { exact?: boolean } = {},
): ResolvedRange {
  const explicit = range?.explicitDate === true
  const exact = explicit || options.exact === true
  const to = upperEnd(range?.date_to, interval, explicit, exact, settings)
  const from = lowerEnd(range?.date_from, interval, exact, settings)
  const cut = range?.excludeIncompletePeriods ? completePeriods(from, to, interval, settings) : { from, to }
  return rangeOf(cut.from, cut.to, interval, settings, exact || (interval === 'day' && isHoursAgo(range?.date_from)))
}

/** `-24h`: the last hours, also where they are shown by days. */
const isHoursAgo = (text: string | null | undefined) => /^-?\d+h/.test(text ?? '')

/** What a query asks for of dates. */
interface Dated {
  dateRange?: DateRange | null | undefined
  interval?: Interval | null | undefined
}

export const queryInterval = ({ interval }: Dated): Interval => interval ?? 'day'

export const queryRange = (node: Dated, settings: RangeSettings): ResolvedRange =>
  resolveRange(node.dateRange, queryInterval(node), settings)

/** A range from two wall clocks: its buckets and its WHERE. */
export function rangeOf(
  wall_from: Date,
  end: { wall: Date; microseconds: number },
  interval: Interval,
  settings: RangeSettings,
  exact = false,
): ResolvedRange {
  const first = startOf(wall_from, interval, settings.week_start_day)
  const to = lastInstant(end, settings.timezone)
  const lower = exact ? wall_from : startOf(wall_from, isShort(interval) ? interval : 'day', settings.week_start_day)
  return {
    interval,
    from: fromWall(lower, settings.timezone),
    to,
    to_microseconds: end.microseconds,
    wall_from,
    wall_to: end.wall,
    exact,
    ...bucketsFrom(first, end.wall, to, interval, settings.timezone),
  }
}

/** The end of a day or an hour lasts until the next begins, even if the clock shows it twice. */
function lastInstant({ wall, microseconds }: { wall: Date; microseconds: number }, timezone: string): Date {
  if (microseconds === 0) return fromWall(wall, timezone)
  return new Date(fromWall(new Date(wall.getTime() + 1), timezone).getTime() - 1)
}

const MAX_BUCKETS = 100_000
const TOO_MANY_POINTS = 'The range has more than 100,000 points. Choose a longer interval or a shorter range.'

/** The buckets from `first` to the end of the range. Where clocks are changed, a short bucket is skipped or comes twice. */
function bucketsFrom(
  first: Date,
  last: Date,
  to: Date,
  interval: Interval,
  timezone: string,
): { buckets: Date[]; starts: Date[] } {
  const [buckets, starts]: [Date[], Date[]] = [[], []]
  const passes = isShort(interval)
  let start = fromWall(first, timezone)
  // A comparison may begin at an hour that the clock skipped.
  let bucket = passes ? toWall(start, timezone) : first
  while (passes ? start <= to : bucket <= last) {
    if (buckets.length >= MAX_BUCKETS) throw invalid(TOO_MANY_POINTS, 'interval')
    buckets.push(bucket)
    starts.push(start)
    if (passes) {
      start = step(start, interval, 1)
      bucket = toWall(start, timezone)
    } else {
      bucket = step(bucket, interval, 1)
      start = fromWall(bucket, timezone)
    }
  }
  return { buckets, starts }
}

/** A period of an insight: the one that is asked for, or the one that it is compared with. */
export interface Period {
  name: 'current' | 'previous'
  range: ResolvedRange
}

/** The periods of an insight: the current one, and the previous one where something is compared. */
export type Periods = readonly [current: Period, ...previous: Period[]]

export function comparedPeriods(
  current: ResolvedRange,
  range: DateRange | null | undefined,
  compare: CompareFilter | null | undefined,
  settings: RangeSettings,
): Periods {
  const previous = previousRange(current, range, compare, settings)
  return [{ name: 'current', range: current }, ...(previous ? [{ name: 'previous', range: previous } as const] : [])]
}

/** The period to compare with, or undefined when nothing is to be compared. */
export function previousRange(
  current: ResolvedRange,
  range: DateRange | null | undefined,
  compare: CompareFilter | null | undefined,
  settings: RangeSettings,
): ResolvedRange | undefined {
  if (!compare?.compare || range?.date_from === 'all') return undefined
  const { wall_from, wall_to, interval, exact } = current
  const length = wall_to.getTime() - wall_from.getTime()
  const end = (from: Date) => ({ wall: new Date(from.getTime() + length), microseconds: current.to_microseconds })
  const from = compare.compare_to
    ? parseMoment(compare.compare_to, wall_from, settings).wall
    : startBefore(wall_from, length, interval, settings.week_start_day)
  const isAligned = !compare.compare_to && interval === 'day' && isWholeWeeks(range) && !range?.excludeIncompletePeriods
  const aligned = isAligned ? new Date(from.getTime() + DAY_MS) : from
  return rangeOf(aligned, end(aligned), interval, settings, exact)
}

/** One length before, where a short interval begins; or at the same time of day, so that whole days are compared. */
function startBefore(wall_from: Date, length: number, interval: Interval, week_start_day: 0 | 1): Date {
  const before = new Date(wall_from.getTime() - length)
  if (isShort(interval)) return startOf(before, interval, week_start_day)
  const time = wall_from.getTime() - startOf(wall_from, 'day', week_start_day).getTime()
  return new Date(startOf(before, 'day', week_start_day).getTime() + time)
}

/** `-7d` is eight days, with today: a day later, the weekdays of both periods are the same. */
function isWholeWeeks(range: DateRange | null | undefined): boolean {
  const days = /^-?(\d+)d$/.exec(range?.date_from ?? '-7d')?.[1]
  const to = range?.date_to
  const absolute = to === null || to === undefined || parseIso(to, 'UTC') !== undefined
  return days !== undefined && Number(days) % 7 === 0 && absolute
}

function lowerEnd(text: string | null | undefined, interval: Interval, exact: boolean, settings: RangeSettings): Date {
  const { timezone, week_start_day, earliest } = settings
  if (text === 'all') {
    const first = earliest && earliest > SANE_MINIMUM ? earliest : SANE_MINIMUM
    return startOf(toWall(first, timezone), 'day', week_start_day)
  }
  const found = parseMoment(text || '-7d', toWall(settings.now, timezone), settings)
  if (exact && text) return found.wall
  if (found.form !== 'relative' || FINE.includes(interval)) return found.wall
  return startOf(found.wall, found.unit === 'h' ? 'hour' : 'day', week_start_day)
}

function upperEnd(
  text: string | null | undefined,
  interval: Interval,
  explicit: boolean,
  exact: boolean,
  settings: RangeSettings,
): { wall: Date; microseconds: number } {
  const now = toWall(settings.now, settings.timezone)
  if (!text && exact) return { wall: now, microseconds: 0 }
  const found: Moment = text ? parseMoment(text, now, settings) : { wall: now, form: 'relative' }
  if (explicit) return { wall: found.wall, microseconds: 0 }
  if (found.form === 'datetime' && isShort(interval)) return { wall: found.wall, microseconds: 0 }
  const unit = found.form === 'date' || !isShort(interval) ? 'day' : interval
  const start = startOf(found.wall, unit, settings.week_start_day)
  return { wall: new Date(step(start, unit, 1).getTime() - 1), microseconds: 999 }
}

/**
 * The range without periods that are not whole: the first one where it began before the range, and the one that is still
 * running. Unchanged when no period would remain.
 */
function completePeriods(
  from: Date,
  to: { wall: Date; microseconds: number },
  interval: Interval,
  settings: RangeSettings,
): { from: Date; to: { wall: Date; microseconds: number } } {
  const now = toWall(settings.now, settings.timezone)
  const running = startOf(new Date(Math.min(now.getTime(), to.wall.getTime() + 1)), interval, settings.week_start_day)
  const first = startOf(from, interval, settings.week_start_day)
  const start = first < from ? step(first, interval, 1) : from
  const end = new Date(Math.min(to.wall.getTime(), running.getTime() - 1))
  return end <= start ? { from, to } : { from: start, to: { wall: end, microseconds: 999 } }
}

const TOKEN = /-?(\d+)?([a-zA-Z])(Start|End)?/

/** One end of a range as it is written. A text that is not a date means now. */
export function parseMoment(text: string, now: Date, { timezone, week_start_day }: RangeSettings): Moment {
  const iso = parseIso(text, timezone)
  if (iso) return { wall: toWall(iso.instant, timezone), form: iso.date_only ? 'date' : 'datetime' }
  const [, digits, unit = '', edge] = TOKEN.exec(text) ?? []
  if ((digits === undefined && edge === undefined) || !STEPS[unit]) return { wall: now, form: 'relative' }
  const moved = STEPS[unit](now, -Number(digits ?? 0))
  const wall =
    edge === 'Start'
      ? startOfUnit(moved, unit, week_start_day)
      : edge === 'End'
        ? endOfUnit(moved, unit, week_start_day)
        : moved
  return { wall, form: 'relative', unit }
}

const months = (wall: Date, count: number): Date => {
  const moved = new Date(wall)
  moved.setUTCDate(1)
  moved.setUTCMonth(moved.getUTCMonth() + count)
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(wall.getUTCDate(), last))
  return moved
}

const milliseconds = (unit: number) => (wall: Date, count: number) => new Date(wall.getTime() + count * unit)

/** Steps by the letters of relative dates: `m` is a month and `M` a minute; a quarter counts as thirteen weeks. */
const STEPS: Record<string, ((wall: Date, count: number) => Date) | undefined> = {
  s: milliseconds(1000),
  M: milliseconds(MINUTE_MS),
  h: milliseconds(HOUR_MS),
  d: milliseconds(DAY_MS),
  w: milliseconds(7 * DAY_MS),
  m: months,
  q: milliseconds(91 * DAY_MS),
  y: (wall, count) => months(wall, 12 * count),
}

const UNIT_INTERVAL: Record<string, Interval> = {
  s: 'second',
  M: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  m: 'month',
  q: 'quarter',
  y: 'year',
}

function startOfUnit(wall: Date, unit: string, week_start_day: 0 | 1): Date {
  return startOf(wall, UNIT_INTERVAL[unit] ?? 'day', week_start_day)
}

function endOfUnit(wall: Date, unit: string, week_start_day: 0 | 1): Date {
  const interval = UNIT_INTERVAL[unit] ?? 'day'
  return new Date(step(startOf(wall, interval, week_start_day), interval, 1).getTime() - 1)
}

/** The start of the interval that this wall clock is in. */
export function startOf(wall: Date, interval: Interval, week_start_day: 0 | 1): Date {
  const start = new Date(wall)
  if (interval === 'second') start.setUTCMilliseconds(0)
  else if (interval === 'minute') start.setUTCSeconds(0, 0)
  else if (interval === 'hour') start.setUTCMinutes(0, 0, 0)
  else start.setUTCHours(0, 0, 0, 0)
  if (interval === 'week') start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() - week_start_day + 7) % 7))
  if (interval === 'month') start.setUTCDate(1)
  if (interval === 'quarter') start.setUTCMonth(Math.floor(start.getUTCMonth() / 3) * 3, 1)
  if (interval === 'year') start.setUTCMonth(0, 1)
  return start
}

const INTERVAL_STEP: Record<Interval, (wall: Date, count: number) => Date> = {
  second: milliseconds(1000),
  minute: milliseconds(MINUTE_MS),
  hour: milliseconds(HOUR_MS),
  day: milliseconds(DAY_MS),
  week: milliseconds(7 * DAY_MS),
  month: months,
  quarter: (wall, count) => months(wall, 3 * count),
  year: (wall, count) => months(wall, 12 * count),
}

/** The wall clock `count` intervals later. */
export const step = (wall: Date, interval: Interval, count: number): Date => INTERVAL_STEP[interval](wall, count)
