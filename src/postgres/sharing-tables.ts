import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../lib/json.ts'

export interface SharingConfigurationRow {
  id: Generated<number>
  team_id: number
  dashboard_id: number | null
  insight_id: number | null
  access_token: string
  enabled: Generated<boolean>
  password_required: Generated<boolean>
  settings: ColumnType<Json, Json | undefined, Json>
  limits: ColumnType<Json, Json | undefined, Json>
  created_at: Date
}

export interface RetiredAccessTokenRow {
  access_token: string
  configuration_id: number
  expires_at: Date
}

export interface SharePasswordRow {
  id: Generated<number>
  configuration_id: number
  origin_id: number | null
  password_hash: string
  note: Generated<string>
  created_at: Date
  created_by: number | null
}

export interface ShareGuessRow {
  id: Generated<number>
  configuration_id: number
  address: string
  guessed_at: Date
  right_one: Generated<boolean>
}

export interface ShareViewRow {
  id: Generated<number>
  configuration_id: number
  viewed_at: Date
  password_id: number | null
  embedded: boolean
}

export interface SharingTables {
  sharing_configuration: SharingConfigurationRow
  retired_access_token: RetiredAccessTokenRow
  share_password: SharePasswordRow
  share_guess: ShareGuessRow
  share_view: ShareViewRow
}
