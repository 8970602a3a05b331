/** The wire shapes the page reads, spelled as the API spells them; query nodes keep their camel case. */

export interface Page<T> {
  count: number
  next: string | null
  previous: string | null
  results: T[]
}

export interface UserBasic {
  id: number
  uuid?: string
  first_name: string
  last_name?: string
  email: string
}

export interface Project {
  id: number
  /** The organization that it belongs to. */
  organization: string
  name: string
  api_token: string
  timezone: string
  /** The made-up company. */
  is_demo: boolean
}

export interface Me extends UserBasic {
  /** Without one they come by log-in links. */
  has_password: boolean
  organization: { id: string; name: string; membership_level: number; teams?: Project[] } | null
  team: Project | null
}

export interface Box {
  x: number
  y: number
  w: number
  h: number
}

export interface PropertyFilter {
  key: string
  type: 'event' | 'person' | 'hogql' | 'cohort' | 'session' | 'group' | 'element' | 'feature' | 'event_metadata'
  operator?: string
  value?: string | number | boolean | (string | number)[] | null
}

/** Filters of which all or any must hold, as PostHog nests them. */
export interface FilterGroup {
  type: 'AND' | 'OR'
  values: (PropertyFilter | FilterGroup)[]
}

export interface SeriesNode {
  kind: 'EventsNode' | 'ActionsNode' | 'GroupNode'
  event?: string | null
  id?: number
  /** Of a group: any of these. */
  nodes?: SeriesNode[]
  operator?: 'OR'
  name?: string
  custom_name?: string
  math?: string
  math_property?: string
  math_property_type?: string
  math_hogql?: string
  properties?: PropertyFilter[]
}

export type Interval = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

export interface DateRange {
  date_from?: string | null
  date_to?: string | null
}

export interface TrendsFilter {
  display?: string
  formula?: string
  formulas?: string[]
  formulaNodes?: { formula: string; custom_name?: string }[]
  aggregationAxisFormat?: string
  aggregationAxisPrefix?: string
  aggregationAxisPostfix?: string
}

export interface BreakdownFilter {
  breakdown?: string | number | (string | number)[] | null
  breakdown_type?: string
  breakdowns?: { property: string; type?: string }[]
  breakdown_limit?: number
}

export interface TrendsQuery {
  kind: 'TrendsQuery'
  series: SeriesNode[]
  interval?: Interval
  dateRange?: DateRange
  properties?: PropertyFilter[] | FilterGroup
  breakdownFilter?: BreakdownFilter | null
  compareFilter?: { compare?: boolean; compare_to?: string }
  trendsFilter?: TrendsFilter
  filterTestAccounts?: boolean
  samplingFactor?: number | null
}

interface Asked {
  dateRange?: DateRange
  properties?: PropertyFilter[] | FilterGroup
  filterTestAccounts?: boolean
  samplingFactor?: number | null
  /** Groups of this type are counted, not persons. */
  aggregation_group_type_index?: number | null
}

/** A step of a funnel may be left out on the way. */
interface FunnelStepNode extends SeriesNode {
  optionalInFunnel?: boolean
}

interface FunnelExclusion {
  kind: 'EventsNode'
  event: string | null
  name?: string
  funnelFromStep: number
  funnelToStep: number
}

export interface FunnelsFilter {
  funnelVizType?: 'steps' | 'time_to_convert' | 'trends'
  funnelOrderType?: 'ordered' | 'strict' | 'unordered'
  funnelWindowInterval?: number
  funnelWindowIntervalUnit?: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month'
  funnelStepReference?: 'total' | 'previous'
  exclusions?: FunnelExclusion[]
  breakdownAttributionType?: string
  breakdownAttributionValue?: number
}

export interface FunnelsQuery extends Asked {
  kind: 'FunnelsQuery'
  series: FunnelStepNode[]
  interval?: Interval
  breakdownFilter?: BreakdownFilter | null
  funnelsFilter?: FunnelsFilter
}

export interface RetentionEntity {
  id: string | number | null
  type: 'events' | 'actions'
  name?: string
  custom_name?: string
  properties?: PropertyFilter[]
}

export type RetentionPeriod = 'Hour' | 'Day' | 'Week' | 'Month'

export interface RetentionQuery extends Asked {
  kind: 'RetentionQuery'
  breakdownFilter?: BreakdownFilter | null
  retentionFilter: {
    period?: RetentionPeriod
    totalIntervals?: number
    targetEntity?: RetentionEntity
    returningEntity?: RetentionEntity
    retentionType?: 'retention_recurring' | 'retention_first_time' | 'retention_first_ever_occurrence'
    retentionReference?: 'total' | 'previous'
    cumulative?: boolean
    timeWindowMode?: string
    /** How many intervals each column after the first holds. */
    retentionCustomBrackets?: number[] | null
  }
}

export interface PathsQuery extends Asked {
  kind: 'PathsQuery'
  pathsFilter: {
    includeEventTypes?: string[]
    startPoint?: string
    endPoint?: string
    stepLimit?: number
    edgeLimit?: number
    excludeEvents?: string[]
    pathGroupings?: string[]
    minEdgeWeight?: number
  }
}

export interface StickinessQuery extends Asked {
  kind: 'StickinessQuery'
  series: SeriesNode[]
  interval?: Interval
  compareFilter?: { compare?: boolean; compare_to?: string }
  stickinessFilter?: { display?: string; computedAs?: 'cumulative' | 'non_cumulative' }
}

export interface LifecycleQuery extends Asked {
  kind: 'LifecycleQuery'
  series: SeriesNode[]
  interval?: Interval
  lifecycleFilter?: { toggledLifecycles?: string[] }
}

/** The kinds of questions that the editor can change. */
export type InsightQuery = TrendsQuery | FunnelsQuery | RetentionQuery | PathsQuery | StickinessQuery | LifecycleQuery

/** Any other node: shown, run and saved, but not edited here. */
export interface OtherQuery {
  kind: string
  source?: QueryNode
  display?: string
  /** The text of SQL. */
  query?: string
  /** Of SQL. */
  variables?: GivenVariables
}

export type QueryNode = InsightQuery | OtherQuery

/** Numbers by weekday (1 is Monday) and hour; what is zero may be left out. */
export interface CalendarHeatmap {
  data: { row: number; column: number; value: number }[]
  rowAggregations: { row: number; value: number }[]
  columnAggregations: { column: number; value: number }[]
  allAggregations: number
  /** 0 where the project's weeks begin on Sunday. */
  weekStartDay?: 0 | 1
}

export interface TrendsItem {
  label: string
  order?: number
  count?: number
  data?: (number | null)[] | null
  days?: string[]
  labels?: string[]
  aggregated_value?: number | null
  calendar_heatmap_data?: CalendarHeatmap
  breakdown_value?: string | number | (string | number)[]
  compare?: boolean
  compare_label?: string
  action?: {
    id?: string | number | null
    order?: number
    name?: string
    custom_name?: string | null
    math?: string
  } | null
}

interface QueryStatus {
  id?: string
  complete?: boolean
  error?: boolean
  error_message?: string | null
}

export interface QueryAnswer {
  results: unknown
  columns?: string[] | null
  types?: (string | [string, string])[] | null
  hasMore?: boolean | null
  is_cached?: boolean
  last_refresh?: string | null
  hogql?: string | null
  /** The SQL of the engine, where it was asked for. */
  clickhouse?: string | null
  timings?: { k: string; t: number }[] | null
  timezone?: string | null
  resolved_date_range?: { date_from: string; date_to: string } | null
  cache_key?: string
  error?: string | null
}

export interface Insight {
  id: number
  short_id: string
  name: string | null
  derived_name: string | null
  description?: string | null
  query: QueryNode | null
  dashboards?: number[]
  dashboard_tiles?: { id: number; dashboard_id: number; deleted: boolean | null }[]
  tags?: string[]
  favorited?: boolean
  saved?: boolean
  created_at: string
  created_by: UserBasic | null
  last_modified_at?: string | null
  last_modified_by?: UserBasic | null
  last_viewed_at?: string | null
  result?: unknown
  columns?: string[] | null
  types?: (string | [string, string])[] | null
  hasMore?: boolean | null
  hogql?: string | null
  timezone?: string | null
  is_cached?: boolean
  last_refresh?: string | null
  resolved_date_range?: { date_from: string; date_to: string } | null
  query_status?: QueryStatus | null
  result_error?: string | null
}

interface TextTile {
  id?: number
  body: string | null
  last_modified_at?: string
}

export interface ButtonTile {
  id: string
  url: string
  text: string
  style?: string
  placement?: string
}

export interface Tile {
  id: number
  insight: Insight | null
  text: TextTile | null
  button_tile: ButtonTile | null
  layouts: { sm?: Partial<Box>; xs?: Partial<Box> } | null
  color: string | null
  filters_overrides?: DashboardFilters | null
  show_description?: boolean | null
  order?: number
  last_refresh?: string | null
  is_cached?: boolean
  error?: { type?: string; message: string }
}

export interface DashboardFilters {
  date_from?: string | null
  date_to?: string | null
  interval?: Interval
  properties?: PropertyFilter[] | FilterGroup
  breakdown_filter?: BreakdownFilter
}

export interface DashboardItem {
  id: number
  name: string | null
  description: string
  pinned: boolean
  created_at: string
  created_by: UserBasic | null
  last_accessed_at: string | null
  last_viewed_at: string | null
  is_shared: boolean
  tags: string[]
}

/** The value of one variable as the API keeps it, under the variable's id. */
interface GivenVariable {
  code_name: string
  variableId: string
  value?: unknown
}

export type GivenVariables = Record<string, GivenVariable>

export interface Dashboard extends DashboardItem {
  filters: DashboardFilters
  persisted_filters?: DashboardFilters | null
  persisted_variables?: GivenVariables | null
  tiles: Tile[]
  team_id: number
}

export interface EventDefinition {
  id: string
  name: string
  description: string | null
  tags: string[]
  created_at: string | null
  last_seen_at: string | null
  verified: boolean
  verified_by?: UserBasic | null
  hidden: boolean | null
  owner: UserBasic | null
  enforcement_mode?: 'allow' | 'reject'
  primary_property?: string | null
}

export interface PropertyDefinition {
  id: string
  name: string
  description?: string | null
  property_type: string | null
  is_numerical: boolean
  is_seen_on_filtered_events: boolean | null
  tags?: string[]
  verified?: boolean
  hidden?: boolean | null
  /** Worked out of other properties: nothing to describe or hide. */
  virtual?: boolean
}

export interface CapturedEvent {
  uuid: string
  event: string
  distinct_id: string
  timestamp: string
  properties: Record<string, unknown>
}
