/** Rows of SQL as a chart: the first column names the places, every numeric column is a series. Pure. */
import type { QueryAnswer } from '../api/types.ts'
import { type Drawing, SERIES_COLOURS } from './drawing.ts'
import { PLAIN } from './format.ts'
import { bucketLabel } from './interval.ts'

export type SqlDisplay = 'ActionsTable' | 'ActionsLineGraph' | 'ActionsBar' | 'BoldNumber'

export const SQL_DISPLAYS: { value: SqlDisplay; words: string }[] = [
  { value: 'ActionsTable', words: 'Table' },
  { value: 'ActionsLineGraph', words: 'Line' },
  { value: 'ActionsBar', words: 'Bars' },
  { value: 'BoldNumber', words: 'Number' },
]

const isNumber = (value: unknown): value is number => typeof value === 'number'
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text)

function placeName(value: unknown): string {
  const text = String(value ?? '(none)')
  if (!isDay(text)) return text
  return bucketLabel(text.slice(0, 10), text.slice(11, 19) === '' || text.includes('00:00:00') ? 'day' : 'hour')
}

const wallTime = (text: string) =>
  Date.parse(`${text.length === 10 ? `${text} 00:00:00` : text.slice(0, 19)}Z`.replace(' ', 'T'))

/** Whether the last of these days, hours or months was still running: how long one is, the least distance tells. */
function isLastRunning(days: readonly string[], at: string): boolean {
  const starts = days.filter(isDay).map(wallTime)
  const length = starts.reduce((least, start, index) => {
    const since = start - (starts[index - 1] ?? Number.NEGATIVE_INFINITY)
    return since > 0 ? Math.min(least, since) : least
  }, Number.POSITIVE_INFINITY)
  const [last, now] = [starts.at(-1), wallTime(at)]
  return last !== undefined && Number.isFinite(length) && last <= now && now < last + length
}

/**
 * The drawing that was asked for; undefined when these rows cannot be drawn so, and a table must do. `at` is the local time at
 * which they were computed.
 */
export function drawSqlResult(
  display: string | undefined,
  columns: readonly string[],
  rows: readonly unknown[],
  at: string,
): Drawing | undefined {
  const table = rows.filter((row): row is unknown[] => Array.isArray(row))
  const first = table[0]
  if (!first) return undefined
  if (display === 'BoldNumber') {
    const at = first.findIndex(isNumber)
    const value = first[at]
    return isNumber(value)
      ? { kind: 'number', name: columns[at] ?? '', value, previous: undefined, of: table.length, unit: PLAIN }
      : undefined
  }
  if (display !== 'ActionsLineGraph' && display !== 'ActionsBar') return undefined
  const numeric = columns.flatMap((_, at) =>
    at > 0 && table.every((row) => isNumber(row[at]) || row[at] === null) && table.some((row) => isNumber(row[at]))
      ? [at]
      : [],
  )
  if (numeric.length === 0) return undefined
  // Days run forward whatever the order of the rows.
  const ordered = isDay(String(first[0])) ? table.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)) : table
  const days = ordered.map((row) => String(row[0] ?? ''))
  return {
    kind: 'time',
    shape: display === 'ActionsBar' ? 'bar' : 'line',
    interval: 'day',
    days,
    labels: ordered.map((row) => placeName(row[0])),
    previousLabels: [],
    series: numeric.slice(0, SERIES_COLOURS).map((at, index) => {
      const values = ordered.map((row) => (isNumber(row[at]) ? row[at] : null))
      return {
        key: columns[at] ?? String(at),
        point: { series: index },
        name: columns[at] ?? '',
        values,
        total: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
        // A column may hold averages or unique users.
        sumless: true,
        colour: index,
        dashed: false,
        previous: false,
        days,
      }
    }),
    unfinished: isLastRunning(days, at),
    folded: Math.max(0, numeric.length - SERIES_COLOURS),
    unit: PLAIN,
  }
}

/** Which display fits an answer best: a number for one, a line over days, else a table. */
export function fittingDisplay({ results, columns }: Pick<QueryAnswer, 'results' | 'columns'>): SqlDisplay {
  const rows = Array.isArray(results) ? results : []
  const [first] = rows
  if (!Array.isArray(first)) return 'ActionsTable'
  if (rows.length === 1 && first.length === 1 && isNumber(first[0])) return 'BoldNumber'
  const drawable = drawSqlResult('ActionsLineGraph', columns ?? [], rows, '') !== undefined
  return drawable && rows.length > 2 && isDay(String(first[0])) ? 'ActionsLineGraph' : 'ActionsTable'
}
