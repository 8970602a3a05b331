import { invalid } from '../http/errors.ts'
import { isObject, type Json, type JsonObject, jsonIn } from '../lib/json.ts'

/**
 * The older format of an insight, flat and in snake_case, as a query. Texts that mean numbers, booleans or JSON are read
 * as such, because it used to travel in URLs; keys that no kind knows are dropped.
 */
export function queryOfFilters(filters: JsonObject): JsonObject {
  const read = Object.fromEntries(
    Object.entries(filters).map(([key, value]) => [key, TEXTS.has(key) ? value : plain(value)]),
  )
  const kind = KINDS[String(read['insight'] ?? 'TRENDS').toUpperCase()]
  if (!kind) throw invalid(`Unknown kind of insight: '${String(read['insight'])}'`, 'filters')
  return { kind: 'InsightVizNode', source: present({ ...sharedOf(read), ...kind(read) }) }
}

/** Keys whose text is meant, whatever it looks like. */
const TEXTS = new Set(['breakdown', 'formula', 'start_point', 'end_point', 'date_from', 'date_to'])

function plain(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value
  if (value === 'null') return null
  if (value === 'true' || value === 'false') return value === 'true'
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  return /^\s*[[{]/.test(value) ? (jsonIn(value) ?? value) : value
}

/** Without the keys that have no value. */
const present = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null))

const listOrNothing = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined)

/** The object, or nothing where it would be empty. */
const some = (object: JsonObject): JsonObject | undefined => {
  const kept = present(object)
  return Object.keys(kept).length > 0 ? kept : undefined
}

function sharedOf(filters: JsonObject): JsonObject {
  return {
    dateRange: some({
      date_from: filters['date_from'],
      date_to: filters['date_to'],
      explicitDate: filters['explicit_date'],
    }),
    properties: propertiesOf(filters['properties']),
    filterTestAccounts: filters['filter_test_accounts'],
    samplingFactor: filters['sampling_factor'] || undefined,
    aggregation_group_type_index: filters['aggregation_group_type_index'],
  }
}

type Convert = (filters: JsonObject) => JsonObject

const trends: Convert = (filters) => ({
  kind: 'TrendsQuery',
  series: seriesOf(filters),
  interval: filters['interval'],
  ...comparedBy(filters),
  breakdownFilter: breakdownOf(filters, false),
  trendsFilter: camel(filters, [
    ...['display', 'formula', 'smoothing_intervals', 'show_legend', 'show_values_on_series', 'show_labels_on_series'],
    ...['aggregation_axis_format', 'aggregation_axis_prefix', 'aggregation_axis_postfix', 'decimal_places'],
    ...['show_percent_stack_view', 'y_axis_scale_type'],
  ]),
})

const KINDS: Record<string, Convert> = {
  TRENDS: trends,
  SESSIONS: trends,
  FUNNELS: (filters) => ({
    kind: 'FunnelsQuery',
    series: seriesOf(filters),
    interval: filters['interval'],
    breakdownFilter: breakdownOf(filters, true),
    funnelsFilter: some({
      ...camel(filters, [
        ...['funnel_viz_type', 'funnel_order_type', 'funnel_window_interval', 'funnel_window_interval_unit'],
        ...['funnel_from_step', 'funnel_to_step', 'bin_count', 'breakdown_attribution_type'],
        ...['breakdown_attribution_value', 'layout', 'funnel_step_reference'],
      ]),
      ...(filters['funnel_window_days'] && !filters['funnel_window_interval']
        ? { funnelWindowInterval: filters['funnel_window_days'], funnelWindowIntervalUnit: 'day' }
        : {}),
      funnelAggregateByHogQL: filters['funnel_aggregate_by_hogql'],
      exclusions: listOrNothing(objects(filters['exclusions']).map(exclusionOf)),
    }),
  }),
  RETENTION: (filters) => ({
    kind: 'RetentionQuery',
    breakdownFilter: breakdownOf(filters, true),
    retentionFilter: present({
      ...camel(filters, ['period', 'retention_type', 'retention_reference', 'total_intervals']),
      targetEntity: retentionEntity(filters['target_entity']),
      returningEntity: retentionEntity(filters['returning_entity']),
    }),
  }),
  PATHS: (filters) => ({
    kind: 'PathsQuery',
    pathsFilter: present({
      ...camel(filters, [
        ...['include_event_types', 'start_point', 'end_point', 'path_groupings', 'exclude_events', 'step_limit'],
        ...['edge_limit', 'min_edge_weight', 'max_edge_weight', 'path_replacements', 'local_path_cleaning_filters'],
      ]),
      pathsHogQLExpression: filters['paths_hogql_expression'],
    }),
  }),
  LIFECYCLE: (filters) => ({
    kind: 'LifecycleQuery',
    series: seriesOf(filters),
    interval: filters['interval'],
    lifecycleFilter: some({
      toggledLifecycles: filters['toggledLifecycles'],
      ...camel(filters, ['show_values_on_series']),
    }),
  }),
  STICKINESS: (filters) => ({
    kind: 'StickinessQuery',
    series: seriesOf(filters),
    interval: filters['interval'],
    ...comparedBy(filters),
    // The math of a series says whom it counts.
    aggregation_group_type_index: undefined,
    stickinessFilter: camel(filters, ['display', 'show_legend', 'show_values_on_series']),
  }),
}

/** These keys, in the spelling of queries; nothing where none is set. */
function camel(filters: JsonObject, keys: readonly string[]): JsonObject | undefined {
  const renamed = keys.map((key) => [
    key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    filters[key],
  ])
  return some(Object.fromEntries(renamed))
}

function comparedBy(filters: JsonObject): JsonObject {
  const compareFilter = some({ compare: filters['compare'], compare_to: filters['compare_to'] })
  return compareFilter ? { compareFilter } : {}
}

/** The objects of a list. Throws 400 for what is none: if it were left out, the answer would be to another question. */
function objects(value: Json | undefined): JsonObject[] {
  if (value === undefined || value === null || value === '') return []
  const list = Array.isArray(value) ? value.filter(isObject) : undefined
  if (!list || !Array.isArray(value) || list.length < value.length)
    throw invalid('Series, conditions and exclusions must be lists of objects.', 'filters')
  return list
}

/** Events and actions together, in the order that each one names. */
function seriesOf(filters: JsonObject): JsonObject[] {
  const entities = [
    ...objects(filters['events']).map((entity) => ({ entity, isAction: false })),
    ...objects(filters['actions']).map((entity) => ({ entity, isAction: true })),
    ...objects(filters['new_entity']).map((entity) => ({ entity, isAction: entity['type'] === 'actions' })),
  ]
  const place = ({ entity }: (typeof entities)[number]) => Number(entity['order'] ?? 0)
  return entities.sort((a, b) => place(a) - place(b)).map(({ entity, isAction }) => nodeOf(entity, isAction))
}

const ENTITY_KEYS = ['name', 'custom_name', 'math', 'math_property', 'math_hogql', 'math_group_type_index']

function nodeOf(entity: JsonObject, isAction: boolean): JsonObject {
  const copied = Object.fromEntries(ENTITY_KEYS.map((key) => [key, entity[key] === '' ? undefined : entity[key]]))
  const properties = flat(propertiesOf(plain(entity['properties'])))
  return {
    ...named(entity, isAction),
    ...present({ ...copied, properties: properties.length > 0 ? properties : undefined }),
  }
}

/** An event whose id is null is every event. */
const named = (entity: JsonObject, isAction: boolean): JsonObject =>
  isAction
    ? { kind: 'ActionsNode', id: Number(entity['id']) }
    : { kind: 'EventsNode', event: entity['id'] === undefined || entity['id'] === null ? null : String(entity['id']) }

function exclusionOf(entity: JsonObject): JsonObject {
  return {
    ...nodeOf(entity, entity['type'] === 'actions'),
    funnelFromStep: Number(entity['funnel_from_step'] ?? 0),
    funnelToStep: Number(entity['funnel_to_step'] ?? 1),
  }
}

const RETENTION_KEYS = ['id', 'type', 'name', 'custom_name', 'order', 'uuid']

function retentionEntity(value: Json | undefined): JsonObject | undefined {
  if (!isObject(value)) return undefined
  const properties = flat(propertiesOf(value['properties']))
  const kept = Object.fromEntries(RETENTION_KEYS.map((key) => [key, value[key]]))
  return some({ ...kept, properties: properties.length > 0 ? properties : undefined })
}

/** A list, a group, or an object of `key` or `key__operator` and value. */
function propertiesOf(value: Json | undefined): JsonObject | JsonObject[] | undefined {
  if (!isObject(value)) return listOrNothing(objects(value).map(filterOf))
  if (Object.keys(value).length === 0) return undefined
  if ((value['type'] === 'AND' || value['type'] === 'OR') && Array.isArray(value['values'])) return groupOf(value)
  return Object.entries(value).map(([name, item]) => {
    const [key = name, operator = 'exact'] = name.split(/__(?=[a-z_]+$)/)
    return filterOf({ key, operator, value: item })
  })
}

function groupOf(group: JsonObject): JsonObject {
  const values = objects(group['values']).map((item) =>
    Array.isArray(item['values']) ? groupOf(item) : filterOf(item),
  )
  return { type: group['type'], values }
}

const filterOf = (filter: JsonObject): JsonObject => present({ ...filter, type: filter['type'] ?? 'event' })

/** The conditions of a series are a list; a group of them is taken apart. */
function flat(properties: JsonObject | JsonObject[] | undefined): JsonObject[] {
  if (properties === undefined) return []
  const list = Array.isArray(properties) ? properties : objects(properties['values'])
  return list.flatMap((item) => (Array.isArray(item['values']) ? flat(item) : [item]))
}

function breakdownOf(filters: JsonObject, severalAllowed: boolean): JsonObject | undefined {
  const several = objects(filters['breakdowns'])
  if (several.length > 1 && !severalAllowed)
    throw invalid('Could not convert multi-breakdown property `breakdowns` - found more than one breakdown', 'filters')
  const rest = {
    breakdown_group_type_index: filters['breakdown_group_type_index'],
    breakdown_histogram_bin_count: filters['breakdown_histogram_bin_count'],
    breakdown_limit: filters['breakdown_limit'],
  }
  const [first] = several
  if (first) {
    const properties = several.map((breakdown) => String(breakdown['property'] ?? ''))
    return present({
      breakdown: severalAllowed ? properties : properties[0],
      breakdown_type: first['type'] ?? filters['breakdown_type'] ?? 'event',
      breakdown_normalize_url: first['normalize_url'] ?? filters['breakdown_normalize_url'],
      ...rest,
    })
  }
  const breakdown = filters['breakdown']
  if (breakdown === undefined || breakdown === null || breakdown === '') return undefined
  return present({
    breakdown,
    breakdown_type: filters['breakdown_type'] ?? 'event',
    breakdown_normalize_url: filters['breakdown_normalize_url'],
    ...rest,
  })
}
