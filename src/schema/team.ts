import type { Json } from '../lib/json.ts'

/** A project, called team in rows. One environment per project, so the two ids are equal. */
export interface Team {
  id: number
  uuid: string
  organization_id: string
  name: string
  api_token: string
  timezone: string
  /** 0 Sunday, 1 Monday. */
  week_start_day: number
  test_account_filters: Json
  path_cleaning_filters: Json
  anonymize_ips: boolean
  person_processing_opt_out: boolean
  is_demo: boolean
  /** The dashboard that is shown first. */
  primary_dashboard: number | null
  created_at: Date
  updated_at: Date
}
