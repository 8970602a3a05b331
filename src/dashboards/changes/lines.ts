import { breakdownText, number, percent } from '../../insights/text/cells.ts'
import { listOf } from '../../insights/text/series.ts'
import { pathItem } from '../../insights/text/shapes.ts'
import { formulaName } from '../../insights/text/trends.ts'
import { type JsonObject, objectOr, objectsOf } from '../../lib/json.ts'
import type { Points } from './ordinary.ts'

/** One line or bar of a chart. */
export interface Line {
  key: string
  name: string
  total: number
  /** Empty where there are no buckets of time. */
  points: Points
}

/** The lines of one series, one for each value of its breakdown; their totals add up. */
export interface Group {
  key: string
  name: string
  /** What the totals are: `total`, `average per day`. */
  word: string
  isCount: boolean
  shown: (value: number) => string
  lines: Line[]
}

/** The lines of a chart; undefined for results that are no chart, or whose values are not numbers. */
export function groupsOf(query: JsonObject, result: unknown): Group[] | undefined {
  const groups = readGroups(query, result)
  const isNumber = ({ total, points }: Line) => [total, ...points.values()].every(Number.isFinite)
  return groups?.every(({ lines }) => lines.every(isNumber)) ? groups : undefined
}

function readGroups(query: JsonObject, result: unknown): Group[] | undefined {
  const items = objectsOf(result)
  if (!Array.isArray(result) || items.length < result.length) return undefined
  switch (query['kind']) {
    case 'TrendsQuery':
      return trends(
        query,
        items.filter((item) => item['compare_label'] !== 'previous'),
      )
    case 'LifecycleQuery':
      return items.map((item) => single(String(item['status']), item, { word: 'total', isCount: true }))
    case 'StickinessQuery':
      return items
        .filter((item) => item['compare_label'] !== 'previous')
        .map((item, i) => ({ ...single(String(item['label']), { ...item, days: [] }, COUNTED), key: String(i) }))
    case 'PathsQuery':
      return [{ ...COUNTED, key: '', name: '', shown: number, lines: items.map(edge) }]
    case 'FunnelsQuery':
      return objectOr(query['funnelsFilter'])['funnelVizType'] === 'trends' ? items.map(rates) : undefined
    default:
      return undefined
  }
}

const COUNTED = { word: 'total', isCount: true }
const UNIQUE: readonly unknown[] = ['dau', 'unique_session', 'unique_group']
const WHOLE: readonly unknown[] = [
  ...([undefined, null, 'total', 'sum'] as const),
  ...(['first_time_for_user', 'first_matching_event_for_user', 'first_time_for_user_with_filters'] as const),
]

/**
 * The lines of a trends chart, gathered where they are parts of one total. Counts and sums are. Unique persons are not,
 * because one person may have two of the values, nor are cohorts, which overlap, nor averages, quantiles and formulas: there
 * each line stands for itself.
 */
function trends(query: JsonObject, items: JsonObject[]): Group[] {
  const groups = new Map<string, Group>()
  const isFormula = items.some((item) => formulaName(query, item) !== undefined)
  for (const item of items) {
    const order = Number(item['order'] ?? 0)
    const node = objectsOf(query['series'])[order] ?? {}
    const { breakdown_value } = item
    const adds = !isFormula && [...WHOLE, ...UNIQUE].includes(node['math'])
    const isParts = adds && !UNIQUE.includes(node['math']) && !isCohort(breakdown_value)
    const hasValue = breakdown_value !== undefined && breakdown_value !== null
    const value = hasValue ? valueName(item) : ''
    const series = seriesName(query, node, item, hasValue)
    const key = isParts ? String(order) : `${order} ${value}`
    const group = groups.get(key) ?? {
      key,
      name: isParts || !hasValue ? series : value,
      word: adds ? 'total' : 'aggregated_value' in item ? 'value' : `average per ${query['interval'] ?? 'day'}`,
      isCount: adds && node['math'] !== 'sum',
      shown: number,
      lines: [],
    }
    const isRunning = objectOr(query['trendsFilter'])['display'] === 'ActionsLineGraphCumulative'
    const points = isRunning ? new Map<string, number>() : pointsOf(item)
    const total = item['aggregated_value'] ?? (adds ? item['count'] : meanOf(points))
    group.lines.push({ key: value, name: value, total: Number(total ?? 0), points })
    groups.set(key, group)
  }
  return [...groups.values()]
}

function seriesName(query: JsonObject, node: JsonObject, item: JsonObject, hasValue: boolean): string {
  const { custom_name, event, name } = node
  const formula = formulaName(query, item)
  if (formula) return formula
  return String(custom_name || (hasValue ? event || name : undefined) || item['label'] || '')
}

/** A cohort is known by the label of its line. */
const valueName = ({ breakdown_value, label }: JsonObject) =>
  isCohort(breakdown_value) ? String(label) : breakdownText(breakdown_value)

const isCohort = (value: unknown) => typeof value === 'number' || value === 'all'

function pointsOf(item: JsonObject): Points {
  const data = listOf(item['data'])
  return new Map(listOf(item['days']).map((day, i) => [String(day), Number(data[i] ?? 0)]))
}

const meanOf = (points: Points) =>
  points.size === 0 ? 0 : [...points.values()].reduce((sum, value) => sum + value, 0) / points.size

function single(name: string, item: JsonObject, about: { word: string; isCount: boolean }): Group {
  const line = { key: '', name: '', total: Number(item['count'] ?? 0), points: pointsOf(item) }
  return { ...about, key: name, name, shown: number, lines: [line] }
}

function rates(item: JsonObject): Group {
  const value = item['breakdown_value']
  const name = value === undefined ? '' : breakdownText(value)
  const points = pointsOf(item)
  const line = { key: '', name: '', total: meanOf(points), points }
  const shown = (share: number) => percent(share / 100)
  return { key: name, name, word: 'average conversion', isCount: false, shown, lines: [line] }
}

function edge({ source, target, value }: JsonObject): Line {
  const name = `${pathItem(source)} -> ${pathItem(target)}`
  return { key: `${source} ${target}`, name, total: Number(value ?? 0), points: new Map() }
}
