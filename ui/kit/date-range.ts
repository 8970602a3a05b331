import type { DateRange, Interval } from '../api/types.ts'

interface RangePreset {
  words: string
  from: string
  to?: string
}

export const RANGES: RangePreset[] = [
  { words: 'Today', from: 'dStart' },
  { words: 'Yesterday', from: '-1dStart', to: '-1dEnd' },
  { words: 'Last 24 hours', from: '-24h' },
  { words: 'Last 7 days', from: '-7d' },
  { words: 'Last 14 days', from: '-14d' },
  { words: 'Last 30 days', from: '-30d' },
  { words: 'Last 90 days', from: '-90d' },
  { words: 'Last 180 days', from: '-180d' },
  { words: 'This month', from: 'mStart' },
  { words: 'Last month', from: '-1mStart', to: '-1mEnd' },
  { words: 'This year', from: 'yStart' },
  { words: 'All time', from: 'all' },
]

/** British months are short but for September, and charts have no room for a fourth letter. */
export const threeLetters = (text: string) => text.replace('Sept ', 'Sep ').replace(/Sept$/, 'Sep')

const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const dateWords = (text: string) => {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? text : threeLetters(shortDate.format(at))
}
/** The days from one moment to another, where a zone's days are: `4 Mar 2024 to 8 Mar 2024`. */
export function rangeOfDays({ date_from, date_to }: { date_from: string; date_to: string }, timeZone: string): string {
  const form = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone })
  const [from, to] = [date_from, date_to].map((at) => threeLetters(form.format(new Date(at))))
  return from === to ? `${from}` : `${from} to ${to}`
}

const UNITS: Record<string, string> = {
  h: 'hours',
  d: 'days',
  w: 'weeks',
  m: 'months',
  q: 'quarters',
  y: 'years',
  M: 'minutes',
}

/** A range in words: `Last 30 days`, `4 Mar 2024 to 8 Mar 2024`. */
export function rangeWords(range: DateRange | undefined): string {
  const from = range?.date_from ?? '-7d'
  const to = range?.date_to ?? undefined
  const preset = RANGES.find((one) => one.from === from && one.to === to)
  if (preset) return preset.words
  const relative = /^-(\d+)([hdwmqyM])$/.exec(from)
  if (relative && to === undefined) {
    const unit = UNITS[relative[2] ?? 'd'] ?? 'days'
    return relative[1] === '1' ? `Last ${unit.slice(0, -1)}` : `Last ${relative[1]} ${unit}`
  }
  if (to === undefined) return `Since ${dateWords(from)}`
  return `${dateWords(from)} to ${dateWords(to)}`
}

/** The same inside a sentence: `in the last 30 days`, `from 4 Mar 2024 to 8 Mar 2024`. */
export function inRange(range: DateRange | undefined): string {
  const words = rangeWords(range)
  if (/^\d/.test(words)) return `from ${words}`
  const lower = words.charAt(0).toLowerCase() + words.slice(1)
  return /^last (\d|minute|hour|day|week|quarter)/.test(lower) ? `in the ${lower}` : lower
}

export const INTERVALS: { value: Interval; words: string }[] = [
  { value: 'hour', words: 'Hourly' },
  { value: 'day', words: 'Daily' },
  { value: 'week', words: 'Weekly' },
  { value: 'month', words: 'Monthly' },
]

const DAY_MS = 86_400_000

/** The interval that suits a range when nobody chose one. */
export function fittingInterval({ date_from, date_to }: DateRange): Interval {
  const from = date_from ?? '-7d'
  const days = (Date.parse(date_to ?? '') - Date.parse(from)) / DAY_MS
  if (/^\d{4}-/.test(from) && days >= 0) return days < 2 ? 'hour' : days < 150 ? 'day' : days < 800 ? 'week' : 'month'
  if (['dStart', '-1dStart', '-24h'].includes(from)) return 'hour'
  if (['-180d', 'yStart', '-1yStart'].includes(from)) return 'week'
  return from === 'all' ? 'month' : 'day'
}
