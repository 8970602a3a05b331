import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { duration, NO_DATA, number, type Told, table } from './cells.ts'
import { bucketTable, byPeriod, listOf } from './series.ts'

/** One column per status: who came, came back, stayed and left. */
export function lifecycleText(_query: JsonObject, told: Told): string {
  const columns = objectsOf(told.result).map((item) => ({
    label: String(item['label']),
    days: listOf(item['days']),
    data: listOf(item['data']),
  }))
  return columns.length === 0 ? NO_DATA : bucketTable('Date', columns)
}

/** How many were active for so many intervals. */
export function stickinessText(_query: JsonObject, told: Told): string {
  return byPeriod(told.result, (items) => {
    const [longest] = items.toSorted((a, b) => listOf(b['data']).length - listOf(a['data']).length)
    const labels = listOf(longest?.['labels']).map(String)
    const names = items.map(({ action, label }) => nameOf(action) ?? String(label))
    const rows = labels.map((label, i) => [label, ...items.map(({ data }) => number(listOf(data)[i] ?? 0))])
    return labels.length === 0 ? NO_DATA : table([['Active for', ...names], ...rows])
  })
}

const nameOf = (action: unknown) => {
  const custom = objectsOf([action])[0]?.['custom_name']
  return custom ? String(custom) : undefined
}

/** Items of a path are written `1_/pricing`: the step and what was there. */
export const pathItem = (text: unknown): string => String(text).replace(/^\d+_/, '')

export function pathsText(_query: JsonObject, told: Told): string {
  const rows = objectsOf(told.result).map(({ source, target, value, average_conversion_time }) => [
    String(Number.parseInt(String(source), 10)),
    pathItem(source),
    pathItem(target),
    number(value),
    duration(Number(average_conversion_time ?? 0) / 1000),
  ])
  return rows.length === 0 ? NO_DATA : table([['Step', 'From', 'To', 'Count', 'Average time'], ...rows])
}
