import type { ReadyTile } from '../dashboards/run-tiles.ts'
import type { Dashboard } from '../dashboards/store.ts'
import type { InsightRun } from '../insights/run.ts'
import type { Insight } from '../insights/store.ts'
import { isObject, type Json, type JsonObject, objectOr, trusted } from '../lib/json.ts'
import { WebTrendsMetric } from '../schema/query/web.ts'

/**
 * What a stranger with a link is shown: lists of what is allowed, so that a field added elsewhere stays private until
 * it is named here. Never query trees, SQL, filters, ids of cohorts or actions, people of Hoglet.
 */

const pick = (from: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])))

const SHOWN_OPTIONS: Record<string, readonly string[]> = {
  trendsFilter: [
    ...['display', 'aggregationAxisFormat', 'aggregationAxisPrefix', 'aggregationAxisPostfix', 'decimalPlaces'],
    ...['showLegend', 'showValuesOnSeries', 'showPercentStackView', 'yAxisScaleType'],
  ],
  funnelsFilter: ['funnelVizType', 'funnelOrderType', 'funnelStepReference', 'layout'],
  retentionFilter: ['period', 'totalIntervals', 'retentionReference', 'cumulative', 'display'],
  stickinessFilter: ['display', 'showLegend', 'showValuesOnSeries'],
  lifecycleFilter: ['toggledLifecycles', 'showLegend', 'stacked'],
}

/** What is asked in the end, within the nodes that say how to show it. */
function innermost(query: JsonObject | null): JsonObject {
  let node = objectOr(query)
  while (isObject(node['source'])) node = node['source']
  return node
}

/** How to draw a result, without what was asked. */
function displayOf(query: JsonObject | null): JsonObject {
  const wrapper = objectOr(query)
  const node = innermost(query)
  const options = Object.fromEntries(
    Object.entries(SHOWN_OPTIONS).flatMap(([name, keys]) =>
      isObject(node[name]) ? [[name, pick(node[name], keys)]] : [],
    ),
  )
  const series = Array.isArray(node['series']) ? node['series'].map((one) => labelOf(objectOr(one))) : []
  const interval = typeof node['interval'] === 'string' ? { interval: node['interval'] } : {}
  const chart = typeof wrapper['display'] === 'string' ? { chart: wrapper['display'] } : {}
  return { kind: node['kind'] ?? null, ...interval, ...chart, ...options, series }
}

const labelOf = (series: JsonObject) => series['custom_name'] ?? series['name'] ?? series['event'] ?? 'All events'

/** Keys of result objects that are numbers, dates and names of what is drawn. */
const RESULT_KEYS = [
  ...['label', 'count', 'data', 'labels', 'days', 'aggregated_value', 'breakdown_value', 'compare', 'compare_label'],
  ...['order', 'status', 'action', 'name', 'custom_name', 'average_conversion_time', 'median_conversion_time', 'bins'],
  ...['date', 'values', 'source', 'target', 'value', 'key', 'kind', 'previous', 'changeFromPreviousPct'],
  ...['calendar_heatmap_data', 'row', 'column', 'rowAggregations', 'columnAggregations', 'allAggregations'],
  ...['weekStartDay', 'bucket', 'metrics', 'url', 'path', 'good', 'needs_improvements', 'poor'],
  ...WebTrendsMetric.options,
]

function resultOf(result: Json, byCohort: boolean): Json {
  if (Array.isArray(result)) return result.map((one) => resultOf(one, byCohort))
  if (!isObject(result)) return result
  const shown = Object.entries(pick(result, RESULT_KEYS)).map(([key, value]) => [
    key,
    resultOf(value ?? null, byCohort),
  ])
  const object: JsonObject = Object.fromEntries(shown)
  // The value of a breakdown by cohort is the cohort's id; its label is the name.
  if (byCohort && 'breakdown_value' in object) object['breakdown_value'] = object['label'] ?? object['name'] ?? null
  return object
}

/** Rows of SQL, events and actors are cells that the owner chose, shown as they are. */
const isTable = (result: Json, columns: unknown) =>
  Array.isArray(columns) && Array.isArray(result) && result.every(Array.isArray)

function isByCohort(query: JsonObject | null): boolean {
  const { breakdown_type, breakdowns } = objectOr(innermost(query)['breakdownFilter'])
  const several = Array.isArray(breakdowns) ? breakdowns : []
  return breakdown_type === 'cohort' || several.some((one) => objectOr(one)['type'] === 'cohort')
}

/** Names of columns. A column without a name of its own would be called by its SQL, which strangers must not see. */
function namesOnly(columns: unknown): unknown {
  if (!Array.isArray(columns)) return columns
  return columns.map((column: unknown, index) => {
    const [name, ...rest]: unknown[] = Array.isArray(column) ? column : [column]
    const shown = /^[\w$ .-]+$/.test(String(name)) ? name : `Column ${index + 1}`
    return Array.isArray(column) ? [shown, ...rest] : shown
  })
}

const FAILED = { type: 'ServerError', message: 'This insight could not be computed.' }

/** An insight as it was run: under the filters of its board and of the viewer, which may say another interval or breakdown. */
export function publicInsight(insight: Insight, run: InsightRun) {
  const { result, columns, types, timezone, resolved_date_range, last_refresh, is_cached } = run.result
  const raw = trusted<Json>(result ?? null)
  return {
    id: insight.id,
    short_id: insight.short_id,
    name: insight.name,
    derived_name: insight.derived_name,
    description: insight.description,
    result: isTable(raw, columns) ? raw : resultOf(raw, isByCohort(run.query)),
    columns: namesOnly(columns),
    types: namesOnly(types),
    timezone,
    resolved_date_range,
    last_refresh,
    is_cached,
    display: displayOf(run.query),
    ...(run.error ? { error: FAILED } : {}),
  }
}

export function publicTile({ tile, order, insight, run, text, button }: ReadyTile) {
  return {
    id: tile.id,
    order,
    layouts: tile.layouts,
    color: tile.color,
    show_description: tile.show_description,
    transparent_background: tile.transparent_background,
    last_refresh: run?.result.last_refresh ?? null,
    is_cached: run?.result.is_cached ?? false,
    insight: insight && run ? publicInsight(insight, run) : null,
    text: text ? { body: text.body } : null,
    button_tile: button
      ? { url: button.url, text: button.text, placement: button.placement, style: button.style }
      : null,
    ...(run?.error ? { error: FAILED } : {}),
  }
}

/** A board without its tiles. */
export function publicDashboard({ id, name, description }: Dashboard, tags: string[]) {
  return { id, name, description, tags, tiles: [] }
}
