import { HOUR_MS } from '../lib/durations.ts'
import { isLossless, stringifyLossless } from '../lib/lossless.ts'

/** A moment in microseconds since 1970, the precision at which events are stored. */
export type Microseconds = number

const MS = 1000
/** An event that claims to be further ahead than this happened now. */
const FUTURE_MS = 23 * HOUR_MS
/** `sent_at` of a URL before this is not believed. */
const EARLIEST_SENT_MS = Date.UTC(2020, 11, 31, 23, 59, 59)
/** The last day ClickHouse's `Date`, and so the sorting key, can hold. */
const LATEST_MS = Date.UTC(2149, 5, 6)

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i
const SLASHES = /^(\d{1,4})\/(\d{1,2})\/(\d{1,4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/

/** Reads whatever clients send as a time; undefined when it is none. A time without a zone is UTC. */
export function parseTimestamp(value: unknown): Microseconds | undefined {
  if (typeof value === 'number') return fromNumber(value)
  if (isLossless(value)) return fromNumber(Number(String(value)))
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (/^\d{10}$/.test(text) || /^\d{13}$/.test(text)) return fromNumber(Number(text))
  return fromIso(text) ?? fromSlashes(text) ?? fromNamedMonth(text)
}

/** The same for a client's clock: one that says a time beyond all that is stored says nothing. */
export function parseClock(value: unknown): Microseconds | undefined {
  const at = parseTimestamp(value)
  return at !== undefined && Math.abs(at) < LATEST_MS * MS ? at : undefined
}

/** Numbers above 1e11 are milliseconds, others seconds. */
function fromNumber(value: number): Microseconds | undefined {
  if (!Number.isFinite(value) || value === 0) return undefined
  return Math.round(Math.abs(value) > 1e11 ? value * MS : value * MS * MS)
}

function fromIso(text: string): Microseconds | undefined {
  const match = ISO.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match
  const date = [year, month, day].map(Number)
  return compose(date, [hour, minute, second].map(Number), fraction, zone)
}

function fromSlashes(text: string): Microseconds | undefined {
  const match = SLASHES.exec(text)
  if (!match) return undefined
  const [, a = '', b = '', c = '', hour = '0', minute = '0', second = '0', fraction = ''] = match
  const [year, month, day] = a.length === 4 ? [a, b, c] : [c, a, b]
  return compose(
    [Number(year), Number(month), Number(day)],
    [Number(hour), Number(minute), Number(second)],
    fraction,
    'Z',
  )
}

const LONGEST_DATE = 100
/** A date with the name of its month: that of mails, that of `Date` in JavaScript, or one that people write. */
const NAMED_MONTH =
  /^([A-Z][a-z]{2,8},? )?(\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} +\d{1,2}),? (\d\d:\d\d:\d\d )?\d{4}\b/
const NAMED_ZONE = /(\b(?![AP]M)[A-Z]{2,4}|[+-]\d{4})( \(.*\))?$/

function fromNamedMonth(text: string): Microseconds | undefined {
  if (text.length > LONGEST_DATE || !NAMED_MONTH.test(text)) return undefined
  const ms = Date.parse(NAMED_ZONE.test(text) ? text : `${text} UTC`)
  return Number.isNaN(ms) ? undefined : ms * MS
}

function compose(date: number[], time: number[], fraction: string, zone: string): Microseconds | undefined {
  const [year = 0, month = 0, day = 0] = date
  const [hour = 0, minute = 0, second = 0] = time
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined
  const utc = new Date(0)
  utc.setUTCFullYear(year, month - 1, day)
  if (utc.getUTCMonth() !== month - 1) return undefined
  utc.setUTCHours(hour, minute, second)
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'))
  return (utc.getTime() - zoneMs(zone)) * MS + micros
}

function zoneMs(zone: string): number {
  if (/^[a-z]/i.test(zone)) return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(3).replace(':', '') || '0')
  return sign * (hours * 60 + minutes) * 60_000
}

/** What an event and its request say about time. */
interface TimeClaims {
  timestamp: unknown
  /** Milliseconds between the event and its sending (old posthog-js). */
  offset: unknown
  sent_at: Microseconds | undefined
  ignore_sent_at: boolean
  /** When the request arrived, in milliseconds. */
  now: number
}

interface SettledTime {
  at: Microseconds
  /** The time that the client claimed, where it is one that cannot be stored. */
  original: string | undefined
  /** What it said instead of a time. */
  unreadable: string | undefined
}

/**
 * When an event happened by the server's clock: without the skew of the client's, and not in the future. A time that cannot
 * be read is now, and one that cannot be stored is 1970.
 */
export function settleTime(claims: TimeClaims): SettledTime {
  const now = claims.now * MS
  const given = claims.timestamp === '' || claims.timestamp === null ? undefined : claims.timestamp
  const parsed = given === undefined ? undefined : parseTimestamp(given)
  let at = now
  if (parsed !== undefined)
    at = claims.sent_at !== undefined && !claims.ignore_sent_at ? now + (parsed - claims.sent_at) : parsed
  const offset = typeof claims.offset === 'number' && Number.isFinite(claims.offset) ? claims.offset : undefined
  if (offset !== undefined) at = now - offset * MS
  if (at - now > FUTURE_MS * MS) at = now
  const said = typeof given === 'string' || given === undefined ? given : stringifyLossless(given)
  const unreadable = parsed === undefined ? said : undefined
  if (at >= 0 && at < LATEST_MS * MS) return { at: Math.round(at), original: undefined, unreadable }
  return { at: 0, original: said, unreadable }
}

/** A month as the table of events numbers its partitions: 202403. A time before 1970 counts as 1970. */
export function monthOf(at: Microseconds): number {
  const date = new Date(Math.max(0, at) / MS)
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1
}

/** When a request says it was sent, by `_` or `sent_at` of its URL: milliseconds since 1970. Undefined before 2021. */
export function sentAtOfQuery(text: string | null | undefined): Microseconds | undefined {
  if (!text || !/^\d{12,14}$/.test(text)) return undefined
  const ms = Number(text)
  return ms > EARLIEST_SENT_MS ? ms * MS : undefined
}
