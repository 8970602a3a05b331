import { isObject } from '../../lib/json.ts'
import type { InsightResult } from '../deps.ts'

/** What of an answer is told as text. */
export type Told = Pick<InsightResult, 'result' | 'columns' | 'resolved_date_range'>

export const NO_DATA = 'No data recorded for this time period.'

/** Rows of cells; what would break the table inside a cell is made harmless. */
export const table = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cell).join('|')).join('\n')

const cell = (text: string) => text.replace(/(?<!\s)\s*[\r\n]\s*/g, ' ').replaceAll('|', '\\|')

/** At most five decimals; nothing is `N/A`. */
export const number = (value: unknown): string => {
  if (typeof value === 'string' && value !== '' && Number.isFinite(Number(value))) return value
  return typeof value === 'number' && Number.isFinite(value) ? rounded(value, 5) : 'N/A'
}

/** A share of one as per cent, with at most two decimals. */
export const percent = (share: number): string => `${rounded(share * 100, 2)}%`

function rounded(value: number, decimals: number): string {
  const near = Number(value.toFixed(decimals))
  return String(near === 0 ? 0 : near)
}

/** `250ms`, `42s`, `2m 5s`, `3d 4h`; parts that are zero are left out. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)}ms`
  const whole = Math.round(seconds)
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24]
  const [minutes, rest] = [Math.floor(whole / 60) % 60, whole % 60]
  const parts: [number, string][] =
    days > 0
      ? [
          [days, 'd'],
          [hours, 'h'],
        ]
      : [
          [hours, 'h'],
          [minutes, 'm'],
          [rest, 's'],
        ]
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(' ')
}

/** Buckets as they are told: `YYYY-MM-DD`, with the minute where a bucket has a time, with the second where it counts. */
export function dates(days: readonly unknown[]): string[] {
  const texts = days.map((day) => String(day).replace('T', ' ').slice(0, 19))
  return texts.every((text) => text.endsWith(':00')) ? texts.map((text) => text.slice(0, 16)) : texts
}

/** Both ends of the period that was asked; undefined where a query has none. */
export function period({ resolved_date_range }: Told): { from: string; to: string } | undefined {
  if (!isObject(resolved_date_range)) return undefined
  const { date_from, date_to } = resolved_date_range
  if (typeof date_from !== 'string' || typeof date_to !== 'string') return undefined
  return { from: date_from.replace('T', ' ').slice(0, 19), to: date_to.replace('T', ' ').slice(0, 19) }
}

const WORDS: Record<string, string> = {
  $$_posthog_breakdown_null_$$: 'None',
  $$_posthog_breakdown_other_$$: 'Other',
  '': 'None',
}

/** The value of a breakdown as people read it. */
export const breakdownText = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((part) => WORDS[String(part ?? '')] ?? String(part)).join(', ')
