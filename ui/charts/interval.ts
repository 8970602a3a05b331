import type { Interval } from '../api/types.ts'

export const INTERVALS: Interval[] = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** `2024-03-04 13:00:00` of a moment in a time zone; such texts compare like the moments they name. */
export function localText(moment: Date, timezone: string): string {
  const form = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  return form.format(moment)
}

/** The local text at which the interval that begins at `day` ends. */
export function endOf(day: string, interval: Interval): string {
  const date = new Date(`${day.length === 10 ? `${day} 00:00:00` : day}Z`.replace(' ', 'T'))
  switch (interval) {
    case 'minute':
      date.setUTCMinutes(date.getUTCMinutes() + 1)
      break
    case 'hour':
      date.setUTCHours(date.getUTCHours() + 1)
      break
    case 'day':
      date.setUTCDate(date.getUTCDate() + 1)
      break
    case 'week':
      date.setUTCDate(date.getUTCDate() + 7)
      break
    case 'month':
      date.setUTCMonth(date.getUTCMonth() + 1)
      break
    case 'quarter':
      date.setUTCMonth(date.getUTCMonth() + 3)
      break
    case 'year':
      date.setUTCFullYear(date.getUTCFullYear() + 1)
      break
  }
  return date.toISOString().slice(0, 19).replace('T', ' ')
}

/** Was the interval beginning at `day` still running at `now`? */
export function isUnfinished(day: string, interval: Interval, now: Date, timezone: string): boolean {
  const at = localText(now, timezone)
  return day <= at && endOf(day, interval) > at
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A short name of a bucket for axes and tables, made from its start. */
export function bucketLabel(day: string, interval: Interval): string {
  const [date = '', time] = day.replace('T', ' ').split(' ')
  const [year = '', month = '1', number = '1'] = date.split('-')
  const name = MONTHS[Number(month) - 1] ?? month
  if (interval === 'year') return year
  if (interval === 'month' || interval === 'quarter') return `${name} ${year}`
  if (interval === 'hour' || interval === 'minute') return `${Number(number)} ${name} ${(time ?? '00:00').slice(0, 5)}`
  return `${Number(number)} ${name}`
}
