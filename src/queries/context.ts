import type { CohortMembers, HiddenEvents, PropertyTypes } from '../hogql/context.ts'
import type { Parser } from '../hogql/parse.ts'
import type { PersonMode } from '../hogql/person-mode.ts'
import type { BounceRules } from '../hogql/tables/sessions.ts'
import type { SystemRows } from '../hogql/tables/system.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import type { ActionStep, PropertyFilter, PropertyGroup } from '../schema/filters.ts'
import type { PathCleaningFilter } from '../schema/path-cleaning.ts'
import type { Modifiers } from '../schema/query/common.ts'

/** What the queries of a team depend on beside their text. It is loaded once for each run, by `load-context.ts`. */
export interface TeamContext {
  team_id: number
  timezone: string
  week_start_day: 0 | 1
  person_mode: PersonMode
  /** Active users are counted by distinct ids, not by persons. */
  counts_distinct_ids: boolean
  /** The project's own modifiers; those of a query go before them. */
  modifiers: Modifiers
  test_account_filters: readonly (PropertyGroup | PropertyFilter)[]
  /** How paths are shown, where a query asks for it. */
  path_cleaning_filters: readonly PathCleaningFilter[]
  /** The properties by which persons are called, where the project has chosen any. */
  person_display_names: readonly string[] | null
  property_types: PropertyTypes
  /** The number of live person overrides; 0 spares every query a join. */
  overrides: number
  /** The pinned ones first, then the newest. */
  actions: readonly ActionData[]
  /** Events of deleted persons that are still to be erased. */
  hidden_events: readonly HiddenEvents[]
  /** When persons were last deleted, in milliseconds. It is part of the cache key, as `has_events` is. */
  deleted_at: number
  /** Whether anything was ever captured. It is part of the cache key, so that answers from before are never given again. */
  has_events: boolean
  cohorts: readonly SavedCohort[]
  /** Saved insight variables, for HogQL. */
  variables: readonly SavedVariable[]
}

/**
 * A cohort and where its members are. `criteria` are asked within the query that reads it, and `version` is what was
 * calculated last.
 */
export interface SavedCohort {
  id: number
  name: string
  members: CohortMembers | { kind: 'criteria'; criteria: CohortGroup; version?: number }
}

export interface ActionData {
  id: number
  name: string
  steps: readonly ActionStep[]
}

export interface SavedVariable {
  id: string
  code_name: string
  type: 'String' | 'Number' | 'Boolean' | 'List' | 'Date'
  default_value: unknown
  is_multi: boolean
}

/** Everything that a kind may know while it builds and shapes: plain data, a clock that stands still, and a parser. */
export interface QueryContext extends TeamContext {
  now: Date
  parser: Parser
  /** How bounces are told, where the query does not leave that to the usual rules. */
  bounce?: BounceRules
  /** The rows of the system tables that the query names. */
  system?: Readonly<Record<string, SystemRows>>
  /** The earliest event; set when a query asks for `date_from: "all"`. */
  earliest?: Date
  /** The rows are streamed, so the limits of an answer do not apply. */
  unlimited?: true
}
