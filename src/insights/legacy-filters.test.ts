import { expect, test } from 'vitest'
import type { JsonObject } from '../lib/json.ts'
import { acceptQuery } from '../queries/accept.ts'
import { queryOfFilters } from './legacy-filters.ts'

/** The source of what the filters come to, which must also be a query that can be saved. */
function sourceOf(filters: JsonObject) {
  const query = queryOfFilters(filters)
  acceptQuery(query)
  return query['source']
}

const view = { id: '$pageview', order: 1 }
const signup = { id: 4, order: 0, name: 'Signed up' }

test('a kind is a trend unless it says otherwise, and series stand in their order', () => {
  expect(sourceOf({ events: [view], actions: [signup], new_entity: [{ id: null, type: 'events', order: 2 }] })).toEqual(
    {
      kind: 'TrendsQuery',
      series: [
        { kind: 'ActionsNode', id: 4, name: 'Signed up' },
        { kind: 'EventsNode', event: '$pageview' },
        { kind: 'EventsNode', event: null },
      ],
    },
  )
  expect(sourceOf({ insight: 'SESSIONS' })).toEqual({ kind: 'TrendsQuery', series: [] })
  expect(() => queryOfFilters({ insight: 'NONSENSE' })).toThrow("Unknown kind of insight: 'NONSENSE'")
})

test('what cannot be read is refused, and not left out', () => {
  const group = { type: 'AND', values: [1] }
  for (const wrong of [
    { events: '[{' },
    { events: { id: 'visit' } },
    { actions: [1] },
    { properties: 'plan' },
    { properties: [null] },
    { properties: group },
    { events: [{ id: 'visit', properties: '{' }] },
    { insight: 'FUNNELS', exclusions: ['visit'] },
  ])
    expect(() => queryOfFilters(wrong), JSON.stringify(wrong)).toThrow('must be lists of objects')
  expect(sourceOf({ events: '', actions: null, properties: 'null', exclusions: null })).toEqual(sourceOf({}))
})

test('what every kind shares', () => {
  expect(
    sourceOf({
      ...{ insight: 'LIFECYCLE', date_from: '-14d', date_to: '2024-03-08', explicit_date: 'true', interval: 'week' },
      ...{ filter_test_accounts: 'true', sampling_factor: '0.1', aggregation_group_type_index: '1', nonsense: 3 },
      ...{ events: JSON.stringify([view]), toggledLifecycles: ['new'], show_values_on_series: true },
    }),
  ).toEqual({
    kind: 'LifecycleQuery',
    dateRange: { date_from: '-14d', date_to: '2024-03-08', explicitDate: true },
    filterTestAccounts: true,
    samplingFactor: 0.1,
    aggregation_group_type_index: 1,
    series: [{ kind: 'EventsNode', event: '$pageview' }],
    interval: 'week',
    lifecycleFilter: { toggledLifecycles: ['new'], showValuesOnSeries: true },
  })
})

test('properties as a list, as an object with operators in its keys, as a group', () => {
  const filter = { key: 'plan', value: 'pro', operator: 'is_not', type: 'event' }
  const properties = (given: JsonObject[string]) => sourceOf({ properties: given })
  expect(properties([{ key: 'plan', value: 'pro', operator: 'is_not' }])).toMatchObject({ properties: [filter] })
  expect(properties({ plan__is_not: 'pro', $browser: ['Chrome'] })).toMatchObject({
    properties: [filter, { key: '$browser', value: ['Chrome'], operator: 'exact', type: 'event' }],
  })
  const group = { type: 'OR', values: [{ type: 'AND', values: [{ ...filter, type: 'person' }] }] }
  expect(properties(group)).toMatchObject({ properties: group })
  expect(properties([])).not.toHaveProperty('properties')
})

test('trends: math, breakdown, comparison, display', () => {
  expect(
    sourceOf({
      events: [{ ...view, math: 'sum', math_property: 'price', custom_name: 'Money', properties: { plan: 'pro' } }],
      ...{ breakdown: '$browser', breakdown_limit: '5', compare: true, compare_to: '-4w' },
      ...{ display: 'ActionsBar', formula: 'A', smoothing_intervals: '3', show_legend: 'false' },
      ...{ aggregation_axis_format: 'duration', decimal_places: 2, y_axis_scale_type: 'log10' },
    }),
  ).toEqual({
    kind: 'TrendsQuery',
    series: [
      {
        ...{ kind: 'EventsNode', event: '$pageview', math: 'sum', math_property: 'price', custom_name: 'Money' },
        properties: [{ key: 'plan', value: 'pro', operator: 'exact', type: 'event' }],
      },
    ],
    breakdownFilter: { breakdown: '$browser', breakdown_type: 'event', breakdown_limit: 5 },
    compareFilter: { compare: true, compare_to: '-4w' },
    trendsFilter: {
      ...{ display: 'ActionsBar', formula: 'A', smoothingIntervals: 3, showLegend: false },
      ...{ aggregationAxisFormat: 'duration', decimalPlaces: 2, yAxisScaleType: 'log10' },
    },
  })
  const several = [
    { property: '$os', type: 'event' },
    { property: 'plan', type: 'event' },
  ]
  expect(sourceOf({ breakdowns: several.slice(0, 1) })).toMatchObject({
    breakdownFilter: { breakdown: '$os', breakdown_type: 'event' },
  })
  expect(() => sourceOf({ breakdowns: several })).toThrow('found more than one breakdown')
})

test('funnels', () => {
  expect(
    sourceOf({
      ...{
        insight: 'FUNNELS',
        events: [
          { id: 'a', order: 0 },
          { id: 'b', order: 1 },
        ],
        funnel_viz_type: 'trends',
      },
      ...{ funnel_order_type: 'strict', funnel_window_interval: '2', funnel_window_interval_unit: 'hour' },
      ...{ funnel_aggregate_by_hogql: 'properties.$session_id', breakdown_attribution_type: 'step' },
      ...{ breakdown_attribution_value: '1', funnel_step_reference: 'previous', layout: 'horizontal' },
      breakdowns: [{ property: '$os', type: 'event' }, { property: 'plan' }],
      exclusions: [{ id: 'c', type: 'events', funnel_from_step: 0, funnel_to_step: 1 }],
    }),
  ).toEqual({
    kind: 'FunnelsQuery',
    series: [
      { kind: 'EventsNode', event: 'a' },
      { kind: 'EventsNode', event: 'b' },
    ],
    breakdownFilter: { breakdown: ['$os', 'plan'], breakdown_type: 'event' },
    funnelsFilter: {
      ...{ funnelVizType: 'trends', funnelOrderType: 'strict', funnelWindowInterval: 2 },
      ...{ funnelWindowIntervalUnit: 'hour', funnelAggregateByHogQL: 'properties.$session_id' },
      ...{ breakdownAttributionType: 'step', breakdownAttributionValue: 1 },
      ...{ funnelStepReference: 'previous', layout: 'horizontal' },
      exclusions: [{ kind: 'EventsNode', event: 'c', funnelFromStep: 0, funnelToStep: 1 }],
    },
  })
  expect(sourceOf({ insight: 'FUNNELS', funnel_window_days: 7 })).toMatchObject({
    funnelsFilter: { funnelWindowInterval: 7, funnelWindowIntervalUnit: 'day' },
  })
})

test('retention, paths, stickiness', () => {
  expect(
    sourceOf({
      ...{ insight: 'RETENTION', period: 'Week', retention_type: 'retention_first_time', total_intervals: '8' },
      target_entity: JSON.stringify({ id: 'signup', type: 'events', name: 'signup', math: 'total' }),
      returning_entity: { id: 3, type: 'actions' },
    }),
  ).toEqual({
    kind: 'RetentionQuery',
    retentionFilter: {
      ...{ period: 'Week', retentionType: 'retention_first_time', totalIntervals: 8 },
      targetEntity: { id: 'signup', type: 'events', name: 'signup' },
      returningEntity: { id: 3, type: 'actions' },
    },
  })
  expect(
    sourceOf({
      ...{ insight: 'PATHS', include_event_types: ['$pageview', 'hogql'], start_point: '/', step_limit: 4 },
      ...{ edge_limit: '50', exclude_events: ['/x'], path_groupings: ['/p/*'], paths_hogql_expression: 'event' },
      ...{ min_edge_weight: 2, path_replacements: 'true', local_path_cleaning_filters: [{ alias: 'a', regex: 'b' }] },
    }),
  ).toEqual({
    kind: 'PathsQuery',
    pathsFilter: {
      ...{ includeEventTypes: ['$pageview', 'hogql'], startPoint: '/', stepLimit: 4, edgeLimit: 50 },
      ...{ excludeEvents: ['/x'], pathGroupings: ['/p/*'], pathsHogQLExpression: 'event', minEdgeWeight: 2 },
      ...{ pathReplacements: true, localPathCleaningFilters: [{ alias: 'a', regex: 'b' }] },
    },
  })
  expect(sourceOf({ insight: 'STICKINESS', events: [view], compare: 'true', display: 'ActionsBar' })).toEqual({
    kind: 'StickinessQuery',
    series: [{ kind: 'EventsNode', event: '$pageview' }],
    compareFilter: { compare: true },
    stickinessFilter: { display: 'ActionsBar' },
  })
})
