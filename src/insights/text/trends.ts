import { isObject, type JsonObject, objectOr, objectsOf } from '../../lib/json.ts'
import { WEEK_COLUMNS, weekOf } from '../../queries/trends/calendar-heatmap.ts'
import { breakdownText, number, period, type Told, table } from './cells.ts'
import { bucketTable, byPeriod, listOf } from './series.ts'

export function trendsText(query: JsonObject, told: Told): string {
  return byPeriod(told.result, (items) => {
    if (items.some((item) => isObject(item['calendar_heatmap_data']))) return weeks(query, told, items)
    return items.some((item) => 'aggregated_value' in item)
      ? totals(query, told, items)
      : bucketTable(
          'Date',
          items.map((item) => ({
            label: trendsLabel(query, item),
            days: listOf(item['days']),
            data: listOf(item['data']),
          })),
        )
  })
}

/** A week by its hours for each series. */
function weeks(query: JsonObject, told: Told, items: JsonObject[]): string {
  const tables = items.map((item) => {
    const rows = weekOf(objectOr(item['calendar_heatmap_data'])).map(([day, ...values]) => [
      String(day),
      ...values.map(number),
    ])
    return `${trendsLabel(query, item)}, by weekday and hour:\n${table([WEEK_COLUMNS, ...rows])}`
  })
  return [`Date range: ${rangeOf(query, told, items)}`, ...tables].join('\n\n')
}

/** One number per series over the whole range. */
function totals(query: JsonObject, told: Told, items: JsonObject[]): string {
  const header = ['Date range', ...items.map((item) => `Aggregated value for ${trendsLabel(query, item)}`)]
  return table([header, [rangeOf(query, told, items), ...items.map((item) => number(item['aggregated_value']))]])
}

function rangeOf(query: JsonObject, told: Told, items: JsonObject[]): string {
  if (objectOr(query['dateRange'])['date_from'] === 'all') return 'All time'
  const short = ['second', 'minute', 'hour'].includes(String(query['interval']))
  const shown = (text: unknown) =>
    String(text)
      .replace('T', ' ')
      .slice(0, short ? 16 : 10)
  // The answer names the dates of the current period; those of the one before are known by the days of its items.
  const days = listOf(objectOr(items[0]?.['action'])['days'])
  if (items[0]?.['compare_label'] === 'previous')
    return days.length > 0 ? `${shown(days[0])} to ${shown(days.at(-1))}` : 'Previous period'
  const range = period(told)
  return range ? `${shown(range.from)} to ${shown(range.to)}` : 'All time'
}

/** What a series is called: its custom name, else its label; with a breakdown, for which value it stands. */
function trendsLabel(query: JsonObject, item: JsonObject): string {
  const action = objectOr(item['action'])
  const label = String(item['label'] ?? '')
  const value = item['breakdown_value']
  if (value === undefined || value === null) return String(action['custom_name'] || label)
  const label_of_series = String(action['custom_name'] || action['name'] || formulaName(query, item) || label)
  return `${label_of_series} breakdown for the value \`${trendsValue(item)}\``
}

/** The value of a breakdown; a cohort is called by its name, which stands in the label after that of the series. */
function trendsValue(item: JsonObject): string {
  const value = item['breakdown_value']
  if (typeof value !== 'number' && value !== 'all') return breakdownText(value)
  const prefix = `${String(objectOr(item['action'])['name'] ?? '')} - `
  const label = String(item['label'] ?? '')
  return label.startsWith(prefix) ? label.slice(prefix.length) : label
}

/** The items of a formula are labelled with the value of the breakdown alone. */
export function formulaName(query: JsonObject, item: JsonObject): string | undefined {
  const { formulaNodes, formulas, formula } = objectOr(query['trendsFilter'])
  const order = Number(item['order'])
  const node = objectsOf(formulaNodes)[order]
  const text = node?.['formula'] ?? listOf(formulas)[order] ?? formula
  if (node?.['custom_name']) return String(node['custom_name'])
  return text ? `Formula (${String(text)})` : undefined
}
