import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../lib/json.ts'
import type { AccountTables } from './account-tables.ts'
import type { BoardTables } from './board-tables.ts'
import type { DefinitionTables } from './definition-tables.ts'
import type { PeopleTables } from './people-tables.ts'
import type { SharingTables } from './sharing-tables.ts'

// The tables as `migrations/*.sql` make them; a test compares the two.

/** A `jsonb` column; written through `json()` of `postgres.ts`. */
type Jsonb = ColumnType<Json, Json, Json>
type GeneratedJsonb = ColumnType<Json, Json | undefined, Json>

export interface TeamRow {
  id: Generated<number>
  uuid: string
  organization_id: string
  name: string
  api_token: string
  timezone: Generated<string>
  week_start_day: Generated<number>
  test_account_filters: GeneratedJsonb
  path_cleaning_filters: GeneratedJsonb
  person_display_name_properties: GeneratedJsonb
  aggregate_users_by_distinct_id: Generated<boolean>
  modifiers: GeneratedJsonb
  anonymize_ips: Generated<boolean>
  person_processing_opt_out: Generated<boolean>
  is_demo: Generated<boolean>
  client_settings: GeneratedJsonb
  created_at: Date
  updated_at: Date
  primary_dashboard: number | null
}

export interface InstanceSettingRow {
  key: string
  value: string
}

export interface PersonRow {
  id: Generated<number>
  team_id: number
  uuid: string
  properties: Jsonb
  created_at: Date
  is_identified: Generated<boolean>
  last_seen_at: Date | null
  version: Generated<number>
}

export interface PersonDistinctIdRow {
  id: Generated<number>
  team_id: number
  distinct_id: string
  person_id: number
  version: Generated<number>
}

export interface PersonlessDistinctIdRow {
  team_id: number
  distinct_id: string
  is_merged: Generated<boolean>
  created_at: Date
}

export interface GroupTypeRow {
  team_id: number
  group_type_index: number
  group_type: string
  name_singular: string | null
  name_plural: string | null
  detail_dashboard: number | null
  default_columns: string[] | null
  created_at: Generated<Date>
}

export interface GroupsRow {
  team_id: number
  group_type_index: number
  group_key: string
  group_properties: Jsonb
  created_at: Date
  version: Generated<number>
}

export interface EventClaimRow {
  id: string
  keys: string[]
  until: Date
}

export interface ClickhouseOutboxRow {
  id: Generated<number>
  target: string
  line: string
}

export interface PersonOverrideCountRow {
  team_id: number
  overrides: number
}

export interface IngestionWarningRow {
  id: Generated<number>
  team_id: number
  type: string
  details: Jsonb
  timestamp: Date
}

export interface IngestionWarningCountRow {
  team_id: number
  type: string
  hour: Date
  count: number
  last_seen_at: Date
}

export interface QuarantinedEventRow {
  id: Generated<number>
  team_id: number
  uuid: string
  event: string
  distinct_id: string
  timestamp: number
  properties: string
  errors: Jsonb
  bytes: number
  quarantined_at: Date
}

export interface TagRow {
  id: string
  team_id: number
  name: string
}

export interface TaggedItemRow {
  tag_id: string
  kind: string
  object_id: string
}

export interface ActionRow {
  id: Generated<number>
  team_id: number
  name: string | null
  description: Generated<string>
  steps: GeneratedJsonb
  created_at: Date
  created_by: number | null
  deleted: Generated<boolean>
  pinned_at: Date | null
}

export interface InsightRow {
  id: Generated<number>
  short_id: string
  team_id: number
  name: string | null
  derived_name: string | null
  description: string | null
  query: Jsonb
  order: number | null
  deleted: Generated<boolean>
  deleted_with_dashboard_id: number | null
  favorited: Generated<boolean>
  saved: Generated<boolean>
  is_sample: Generated<boolean>
  created_at: Date
  created_by: number | null
  updated_at: Date
  last_modified_at: Date
  last_modified_by: number | null
}

export interface DashboardRow {
  id: Generated<number>
  team_id: number
  name: string | null
  description: Generated<string>
  pinned: Generated<boolean>
  created_at: Date
  created_by: number | null
  deleted: Generated<boolean>
  last_accessed_at: Date | null
  last_refresh: Date | null
  filters: GeneratedJsonb
  variables: GeneratedJsonb
  breakdown_colors: GeneratedJsonb
  data_color_theme_id: number | null
  creation_mode: Generated<string>
  restriction_level: Generated<number>
  quick_filter_ids: GeneratedJsonb
  folder: Generated<string>
}

export interface TextRow {
  id: Generated<number>
  team_id: number
  body: string | null
  created_by: number | null
  last_modified_by: number | null
  last_modified_at: Date
}

export interface ButtonTileRow {
  id: string
  team_id: number
  url: string
  text: string
  placement: Generated<string>
  style: Generated<string>
  created_by: number | null
  last_modified_by: number | null
  last_modified_at: Date
}

export interface DashboardTileRow {
  id: Generated<number>
  dashboard_id: number
  insight_id: number | null
  text_id: number | null
  button_tile_id: string | null
  layouts: GeneratedJsonb
  color: string | null
  filters_overrides: GeneratedJsonb
  show_description: boolean | null
  transparent_background: boolean | null
  deleted: boolean | null
  deleted_with_dashboard: Generated<boolean>
}

export interface InsightViewedRow {
  team_id: number
  user_id: number
  insight_id: number
  last_viewed_at: Date
}

export interface DashboardViewedRow {
  dashboard_id: number
  user_id: number
  last_viewed_at: Date
}

export interface QueryCacheRow {
  key: string
  team_id: number | null
  entry: string
  expires_at: Date
}

export interface QueryStatusRow {
  id: string
  team_id: number
  status: Jsonb
  expires_at: Date
}

export interface ActivityLogRow {
  id: string
  place: Generated<number>
  team_id: number
  user_id: number | null
  scope: string
  item_id: string
  activity: string
  detail: Jsonb
  created_at: Date
}

export interface AnnotationRow {
  id: Generated<number>
  team_id: number
  content: string | null
  date_marker: Date | null
  creation_type: Generated<string>
  scope: Generated<string>
  dashboard_item: number | null
  dashboard_id: number | null
  created_at: Date
  created_by: number | null
  updated_at: Date
  deleted: Generated<boolean>
  emoji: string | null
  hidden_in_user_interface: boolean | null
}

export interface InsightVariableRow {
  id: string
  team_id: number
  name: string
  code_name: string
  type: string
  default_value: GeneratedJsonb
  values: GeneratedJsonb
  is_multi: Generated<boolean>
  created_at: Date
  created_by: number | null
}

export interface McpActiveProjectRow {
  key_id: string
  organization_id: string
  project_id: number | null
  updated_at: Date
}

export interface Tables extends AccountTables, PeopleTables, DefinitionTables, BoardTables, SharingTables {
  activity_log: ActivityLogRow
  mcp_active_project: McpActiveProjectRow
  annotation: AnnotationRow
  insight_variable: InsightVariableRow
  team: TeamRow
  instance_setting: InstanceSettingRow
  person: PersonRow
  person_distinct_id: PersonDistinctIdRow
  personless_distinct_id: PersonlessDistinctIdRow
  group_type: GroupTypeRow
  groups: GroupsRow
  event_claim: EventClaimRow
  clickhouse_outbox: ClickhouseOutboxRow
  person_override_count: PersonOverrideCountRow
  ingestion_warning: IngestionWarningRow
  ingestion_warning_count: IngestionWarningCountRow
  quarantined_event: QuarantinedEventRow
  tag: TagRow
  tagged_item: TaggedItemRow
  action: ActionRow
  insight: InsightRow
  dashboard: DashboardRow
  text: TextRow
  button_tile: ButtonTileRow
  dashboard_tile: DashboardTileRow
  insight_viewed: InsightViewedRow
  dashboard_viewed: DashboardViewedRow
  query_cache: QueryCacheRow
  query_status: QueryStatusRow
}
