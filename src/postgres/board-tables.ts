import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../lib/json.ts'

type Jsonb = ColumnType<Json, Json, Json>

export interface DashboardTemplateRow {
  id: string
  team_id: number
  template_name: string
  dashboard_description: string | null
  dashboard_filters: Jsonb
  tiles: Jsonb
  variables: Jsonb
  tags: Generated<string[]>
  created_at: Date
  created_by: number | null
  deleted: Generated<boolean>
  image_url: string | null
  scope: Generated<string>
  availability_contexts: string[] | null
  is_featured: Generated<boolean>
}

export interface DataColorThemeRow {
  id: Generated<number>
  team_id: number | null
  name: string
  colors: Jsonb
  created_at: Date
  created_by: number | null
}

export interface QuickFilterRow {
  id: string
  team_id: number
  name: string
  property_name: string
  type: Generated<string>
  options: Jsonb
  contexts: string[]
  created_at: Date
  updated_at: Date
}

export interface DashboardPrivilegeRow {
  id: string
  dashboard_id: number
  user_id: number
  level: number
  added_at: Date
  updated_at: Date
}

export interface DashboardSnapshotRow {
  key: string
  dashboard_id: number
  user_id: number
  snapshot: string
  expires_at: Date
}

export interface BoardTables {
  dashboard_template: DashboardTemplateRow
  data_color_theme: DataColorThemeRow
  quick_filter: QuickFilterRow
  dashboard_privilege: DashboardPrivilegeRow
  dashboard_snapshot: DashboardSnapshotRow
}
