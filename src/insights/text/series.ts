import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { dates, NO_DATA, number, table } from './cells.ts'

/** A column of a table of buckets: its label, and one value per bucket. */
export interface Column {
  label: string
  days: readonly unknown[]
  data: readonly unknown[]
}

/** One row per bucket, one column per series. */
export function bucketTable(
  first: string,
  columns: readonly Column[],
  shown: (value: unknown) => string = number,
): string {
  const longest = columns.reduce<readonly unknown[]>((days, column) => {
    return column.days.length > days.length ? column.days : days
  }, [])
  if (longest.length === 0) return NO_DATA
  const rows = dates(longest).map((day, i) => [day, ...columns.map(({ data }) => shown(data[i]))])
  return table([[first, ...columns.map(({ label }) => label)], ...rows])
}

/** Items of two periods one after the other; items without a comparison as they are. */
export function byPeriod(result: unknown, told: (items: JsonObject[]) => string): string {
  const items = objectsOf(result)
  if (items.length === 0) return NO_DATA
  const previous = items.filter((item) => item['compare_label'] === 'previous')
  if (previous.length === 0) return told(items)
  const current = items.filter((item) => item['compare_label'] !== 'previous')
  return `Previous period:\n${told(previous)}\n\nCurrent period:\n${told(current)}`
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
