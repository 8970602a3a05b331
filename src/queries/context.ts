import type { CohortMembers, HiddenEvents, PropertyTypes } from '../hogql/context.ts'
import type { Parser } from '../hogql/parse.ts'
import type { PersonMode } from '../hogql/person-mode.ts'
import type { BounceRules } from '../hogql/tables/sessions.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import type { ActionStep, PropertyFilter } from '../schema/filters.ts'
import type { PathCleaningFilter } from '../schema/path-cleaning.ts'
import type { Modifiers } from '../schema/query/common.ts'

/** What a team's queries depend on beside their text. Loaded once per run by whoever owns these facts. */
export interface TeamContext {
  team_id: number
  timezone: string
  week_start_day: 0 | 1
  person_mode: PersonMode
  /** Active users are counted by distinct ids, not by persons. */
  counts_distinct_ids: boolean
  /** What the project says of how its queries are computed; a query may say otherwise. */
  modifiers: Modifiers
  test_account_filters: readonly PropertyFilter[]
  /** How paths are shown, where a query asks for it. */
  path_cleaning_filters: readonly PathCleaningFilter[]
  /** The properties by which persons are called, where the project has chosen any. */
  person_display_names: readonly string[] | null
  property_types: PropertyTypes
  /** The number of live person overrides; 0 spares every query a join. */
  overrides: number
  actions: readonly ActionData[]
  /** Events of deleted persons that are still to be erased. */
  hidden_events: readonly HiddenEvents[]
  /** The newest cut-off of a deletion, in milliseconds: answers from before it are never given again. */
  deleted_at: number
  /** Something was captured at some time: answers from before it are never given again. */
  has_events: boolean
  cohorts: readonly SavedCohort[]
  /** Saved insight variables, for HogQL. */
  variables: readonly SavedVariable[]
}

/** A cohort and where its members are; `criteria` are asked within the query that reads it. */
export interface SavedCohort {
  id: number
  name: string
  members: CohortMembers | { kind: 'criteria'; criteria: CohortGroup }
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

/** Everything a kind may know while it builds and shapes: plain data, a frozen clock, and a parser. */
export interface QueryContext extends TeamContext {
  now: Date
  parser: Parser
  /** What the query says of bounces. */
  bounce?: BounceRules
  /** The earliest event; set when a query asks for `date_from: "all"`. */
  earliest?: Date
  /** Rows are streamed, so the limits of an answer do not apply. */
  unlimited?: true
}
