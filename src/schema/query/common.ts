import { z } from 'zod'
import { CompareFilter, DateRange, Interval } from '../date-range.ts'
import { Properties, PropertyItem } from '../filters.ts'

/** Modifiers change how a query is computed; unknown ones are accepted and mean nothing. */
export const Modifiers = z.looseObject({
  personsOnEventsMode: z
    .enum([
      'disabled',
      'person_id_no_override_properties_on_events',
      'person_id_override_properties_on_events',
      'person_id_override_properties_joined',
    ])
    .nullish(),
  convertToProjectTimezone: z.boolean().nullish(),
  timings: z.boolean().nullish(),
  debug: z.boolean().nullish(),
  /** Who stays longer has not bounced. */
  bounceRateDurationSeconds: z.number().nullish(),
  bounceRatePageViewMode: z.enum(['count_pageviews', 'uniq_urls', 'uniq_page_screen_autocaptures']).nullish(),
})
export type Modifiers = z.infer<typeof Modifiers>

/** What holds where neither a query nor its project says otherwise. */
export const DEFAULT_MODIFIERS = { personsOnEventsMode: 'person_id_override_properties_on_events' } as const

/** What a project may say for all of its queries: how they are computed, and not what is told beside an answer. */
export const ProjectModifiers = Modifiers.omit({ timings: true, debug: true })

/** Fields every kind accepts. `version`, `tags` and `response` never change a result. */
export const everyKind = {
  version: z.number().nullish(),
  modifiers: Modifiers.nullish(),
  tags: z.looseObject({}).nullish(),
  response: z.unknown().optional(),
}

/** Fields that Trends, Funnels, Retention, Paths, Stickiness and Lifecycle share. */
export const insightFields = {
  ...everyKind,
  dateRange: DateRange.nullish(),
  properties: Properties.nullish(),
  filterTestAccounts: z.boolean().nullish(),
  samplingFactor: z.number().gt(0).max(1).nullish(),
  aggregation_group_type_index: z.number().int().min(0).max(4).nullish(),
  dataColorTheme: z.number().nullish(),
}

export const intervalField = { interval: Interval.nullish() }
export const compareField = { compareFilter: CompareFilter.nullish() }

const MATHS = [
  ...(['total', 'dau', 'weekly_active', 'monthly_active', 'unique_session', 'unique_group'] as const),
  ...(['first_time_for_user', 'first_matching_event_for_user', 'first_time_for_user_with_filters'] as const),
  ...(['sum', 'avg', 'min', 'max', 'median', 'p75', 'p90', 'p95', 'p99'] as const),
  ...(['avg_count_per_actor', 'min_count_per_actor', 'max_count_per_actor', 'median_count_per_actor'] as const),
  ...(['p75_count_per_actor', 'p90_count_per_actor', 'p95_count_per_actor', 'p99_count_per_actor', 'hogql'] as const),
]
const Math_ = z.enum(MATHS)

const seriesFields = {
  name: z.string().nullish(),
  custom_name: z.string().nullish(),
  properties: z.array(PropertyItem).nullish(),
  fixedProperties: z.array(PropertyItem).nullish(),
  math: Math_.nullish(),
  math_property: z.string().nullish(),
  math_property_type: z
    .enum(['event_properties', 'person_properties', 'session_properties', 'data_warehouse_properties'])
    .nullish(),
  math_group_type_index: z.number().int().min(0).max(4).nullish(),
  math_hogql: z.string().nullish(),
  math_multiplier: z.number().nullish(),
  math_property_revenue_currency: z.looseObject({}).nullish(),
  optionalInFunnel: z.boolean().nullish(),
  response: z.unknown().optional(),
  version: z.number().nullish(),
}

export const EventsNode = z.strictObject({
  kind: z.literal('EventsNode'),
  ...seriesFields,
  event: z.string().nullish(),
  /** Of the list that the node is as a whole query. */
  limit: z.number().int().min(1).nullish(),
  orderBy: z.array(z.string()).nullish(),
})
export type EventsNode = z.infer<typeof EventsNode>

export const ActionsNode = z.strictObject({ kind: z.literal('ActionsNode'), ...seriesFields, id: z.number().int() })
export type ActionsNode = z.infer<typeof ActionsNode>

/** One event or action. */
export const EntityNode = z.discriminatedUnion('kind', [EventsNode, ActionsNode])
export type EntityNode = z.infer<typeof EntityNode>

/** Several events or actions as one: an event counts once, whichever of them it is. The math is that of the group. */
export const GroupNode = z.strictObject({
  kind: z.literal('GroupNode'),
  ...seriesFields,
  operator: z.literal('OR'),
  nodes: z.array(EntityNode).min(1),
})
export type GroupNode = z.infer<typeof GroupNode>

export const SeriesNode = z.discriminatedUnion('kind', [EventsNode, ActionsNode, GroupNode])
export type SeriesNode = z.infer<typeof SeriesNode>

/** Columns, conditions or orders in SQL. Each is parsed by itself, which takes up to a millisecond. */
export const Expressions = z.array(z.string()).max(1000)

/** Each series is a statement of its own, or a part of one: thousands would keep the engine busy for as long as it allows. */
export const MOST_SERIES = 200

/** What counts as a conversion. */
export const ConversionGoal = z.union([
  z.strictObject({ actionId: z.number().int() }),
  z.strictObject({ customEventName: z.string() }),
])
export type ConversionGoal = z.infer<typeof ConversionGoal>

const BreakdownType = z.enum(['event', 'person', 'session', 'group', 'hogql', 'cohort', 'event_metadata'])

export const Breakdown = z.strictObject({
  property: z.union([z.string(), z.number()]),
  type: BreakdownType.nullish(),
  normalize_url: z.boolean().nullish(),
  group_type_index: z.number().int().min(0).max(4).nullish(),
  histogram_bin_count: z.number().int().min(1).max(1000).nullish(),
})
export type Breakdown = z.infer<typeof Breakdown>

export const BreakdownFilter = z.strictObject({
  breakdown: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).nullish(),
  breakdown_type: BreakdownType.nullish(),
  breakdowns: z.array(Breakdown).max(3).nullish(),
  breakdown_group_type_index: z.number().int().min(0).max(4).nullish(),
  breakdown_limit: z.number().int().min(1).max(1000).nullish(),
  breakdown_hide_other_aggregation: z.boolean().nullish(),
  breakdown_histogram_bin_count: z.number().int().min(1).max(1000).nullish(),
  breakdown_normalize_url: z.boolean().nullish(),
  /** Values are shown by the project's `path_cleaning_filters`. */
  breakdown_path_cleaning: z.boolean().nullish(),
})
export type BreakdownFilter = z.infer<typeof BreakdownFilter>
