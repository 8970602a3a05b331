import { isObject, type JsonObject, objectOr, objectsOf } from '../lib/json.ts'
import { WEEK_COLUMNS, weekOf } from './trends/calendar-heatmap.ts'

/** Rows of cells, the first one with the names of the columns. */
export type Sheet = unknown[][]

/** An answer as a sheet, by its form: rows under columns, one line per series, cohort or step, else its items as they are. */
export function sheetOf({ columns, results }: JsonObject): Sheet {
  if (Array.isArray(columns) && Array.isArray(results)) return [columns, ...results.filter(Array.isArray)]
  if (isObject(results)) {
    if ('allAggregations' in results) return [WEEK_COLUMNS, ...weekOf(results)]
    return Array.isArray(results['bins']) ? binsOf(results['bins']) : itemsOf([results])
  }
  // A funnel by values has a list of steps for each.
  const items = Array.isArray(results) ? objectsOf(results.flat()) : []
  const [first] = items
  if (isObject(first?.['calendar_heatmap_data'])) return weeksOf(items)
  if (first && Array.isArray(first['data'])) return seriesOf(items, first)
  if (first && Array.isArray(first['values'])) return cohortsOf(items)
  if (isObject(first?.['metrics']))
    return itemsOf(items.map(({ metrics, ...rest }) => ({ ...rest, ...objectOr(metrics) })))
  return itemsOf(items)
}

/** One line per series, a column per bucket. */
function seriesOf(items: JsonObject[], first: JsonObject): Sheet {
  const buckets = [first['days'], first['labels']].find(Array.isArray) ?? []
  const isTotal = items.every(({ data }) => Array.isArray(data) && data.length === 0)
  const compares = items.some((item) => 'compare_label' in item)
  const head = ['series', ...(compares ? ['period'] : []), ...(isTotal ? ['value'] : buckets)]
  return [
    head,
    ...items.map(({ label, compare_label, data, aggregated_value }) => [
      label,
      ...(compares ? [compare_label] : []),
      ...(isTotal ? [aggregated_value] : Array.isArray(data) ? data : []),
    ]),
  ]
}

/** A week by its hours for each series. */
const weeksOf = (items: JsonObject[]): Sheet => [
  ['series', ...WEEK_COLUMNS],
  ...items.flatMap(({ label, calendar_heatmap_data: matrix }) =>
    weekOf(objectOr(matrix)).map((row) => [label, ...row]),
  ),
]

/** Retention: a line per cohort, how many came back in each interval after it. */
function cohortsOf(items: JsonObject[]): Sheet {
  const counts = items.map(({ values }) => objectsOf(values).map(({ count }) => count))
  const most = Math.max(0, ...counts.map(({ length }) => length))
  const isSplit = items.some(({ breakdown_value: value }) => value !== undefined && value !== null && value !== '')
  const own = isSplit ? ['breakdown', 'cohort'] : ['cohort']
  return [
    [...own, ...Array.from({ length: most }, (_, i) => i)],
    ...items.map((item, i) => [
      ...(isSplit ? [item['breakdown_value']] : []),
      item['date'] ?? item['label'],
      ...(counts[i] ?? []),
    ]),
  ]
}

const binsOf = (bins: readonly unknown[]): Sheet => [['seconds', 'count'], ...bins.filter(Array.isArray)]

/** Everything that the items say, each name a column. */
function itemsOf(items: JsonObject[]): Sheet {
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))]
  return [names, ...items.map((item) => names.map((name) => item[name]))]
}
