import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../lib/json.ts'

type Jsonb = ColumnType<Json, Json | undefined, Json>

export interface PersonDeletionRow {
  id: Generated<number>
  team_id: number
  person_uuid: string
  distinct_ids: string[]
  cutoff: Date
  created_at: Date
  created_by: number | null
  months_total: Generated<number>
  months_done: Generated<number>
  events_deleted: Generated<number>
  attempts: Generated<number>
  attempted_at: Date | null
  last_error: string | null
  delete_verified_at: Date | null
}

export interface ProjectDeletionRow {
  team_id: number
  created_at: Date
  created_by: number | null
  attempts: Generated<number>
  attempted_at: Date | null
  last_error: string | null
  delete_verified_at: Date | null
}

export interface DeletedIdentityRow {
  team_id: number
  key: string
  version: number
}

export interface CohortRow {
  id: Generated<number>
  team_id: number
  name: string | null
  description: Generated<string>
  filters: Jsonb
  is_inline: Generated<boolean>
  query: Jsonb
  cohort_type: string | null
  is_static: Generated<boolean>
  deleted: Generated<boolean>
  version: number | null
  pending_version: number | null
  is_calculating: Generated<boolean>
  requested_at: Date | null
  last_calculation: Date | null
  errors_calculating: Generated<number>
  last_error_at: Date | null
  last_error_message: string | null
  count: number | null
  created_at: Date
  created_by: number | null
}

export interface StaticCohortPersonRow {
  cohort_id: number
  person_id: number
}

export interface CohortCalculationRow {
  id: Generated<number>
  cohort_id: number
  version: number
  filters: Jsonb
  started_at: Date
  finished_at: Date | null
  count: number | null
  error: string | null
}

/** Tables of cohorts, and of what was deleted. */
export interface PeopleTables {
  person_deletion: PersonDeletionRow
  project_deletion: ProjectDeletionRow
  deleted_identity: DeletedIdentityRow
  cohort: CohortRow
  static_cohort_person: StaticCohortPersonRow
  cohort_calculation: CohortCalculationRow
}
