import { z } from 'zod'
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
  /** Names of properties by which persons are called; null for those that every project has. */
  person_display_name_properties: Json
  /** Active users are counted by the ids they were sent under, not by person. */
  aggregate_users_by_distinct_id: boolean
  /** How queries are computed where they do not say; null for what every project has. */
  modifiers: Json
  anonymize_ips: boolean
  person_processing_opt_out: boolean
  /** What `client-settings.ts` names, where it was set. */
  client_settings: Json
  is_demo: boolean
  /** The dashboard that is shown first. */
  primary_dashboard: number | null
  created_at: Date
  updated_at: Date
}

const DisplayNames = z.array(z.string()).min(1).nullable().catch(null)

/** The properties by which queries call persons where the project has chosen none, the first that says something. */
export const USUAL_DISPLAY_NAMES = ['email', 'Email', 'name', 'Name', 'username', 'Username']

/** The properties by which the persons of a project are called, where it has chosen any. */
export const displayNamesOf = (team: Pick<Team, 'person_display_name_properties'> | undefined) =>
  DisplayNames.parse(team?.person_display_name_properties ?? null)
