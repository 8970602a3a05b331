import { type JsonObject, objectOr, objectsOf } from '../../lib/json.ts'
import { listsByKey } from '../../lib/lists-by-key.ts'
import { breakdownText, dates, NO_DATA, number, percent, period, type Told, table } from './cells.ts'

export function retentionText(query: JsonObject, told: Told): string {
  const groups = retentionGroups(told.result)
  if (groups.length === 0) return NO_DATA
  const interval = String(objectOr(query['retentionFilter'])['period'] ?? 'Day')
  const range = period(told)
  const shown = (text: string) => text.slice(0, interval === 'Hour' ? 16 : 10)
  const who = typeof query['aggregation_group_type_index'] === 'number' ? 'groups' : 'persons'
  const head = [
    ...(range ? [`Date range: ${shown(range.from)} to ${shown(range.to)}`] : []),
    `Time interval: ${interval}`,
  ]
  const [first, ...others] = groups.map(({ value, rows }) => {
    const block = cohortTable(rows, interval, who)
    return value === undefined ? block : `---${value}\n${block}`
  })
  return [[...head, first].join('\n'), ...others].join('\n\n')
}

/** The rows of each value of a breakdown. */
export function retentionGroups(result: unknown): { value: string | undefined; rows: JsonObject[] }[] {
  const valueOf = ({ breakdown_value: value }: JsonObject) =>
    value === null || value === undefined ? undefined : breakdownText(value)
  const groups = listsByKey(objectsOf(result).map((row) => [valueOf(row), row]))
  return [...groups].map(([value, rows]) => ({ value, rows }))
}

/** The counts of a row up to the last interval of the range: what lies beyond has not been. */
export const countsOf = (rows: readonly JsonObject[], row: number): number[] =>
  objectsOf(rows[row]?.['values'])
    .filter(({ label }, column) => firstOf(label, column) < rows.length - row)
    .map(({ count }) => Number(count ?? 0))

/** The first interval of a column: 4 of `Day 4-10`. */
const firstOf = (label: unknown, column: number) => Number(/ (\d+)/.exec(String(label))?.[1] ?? column)

function cohortTable(rows: JsonObject[], interval: string, who: string): string {
  const days = dates(rows.map(({ date }) => String(date).slice(0, interval === 'Hour' ? 19 : 10)))
  const columns = objectsOf(rows[0]?.['values']).map(({ label }) => String(label))
  const lines = rows.map((_, i) => {
    const counts = countsOf(rows, i)
    const [size = 0] = counts
    const shares = counts.map((count, column) => percent(size > 0 ? count / size : column === 0 ? 1 : 0))
    return [days[i] ?? '', number(size), ...shares]
  })
  return table([['Date', `Number of ${who} on date`, ...columns], ...lines])
}
