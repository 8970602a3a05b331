import type { CohortMembers, PropertyTypes } from '../hogql/context.ts'
import type { Parser } from '../hogql/parse.ts'
import type { PersonMode } from '../hogql/tables/table.ts'
import type { ActionStep, PropertyFilter } from '../schema/filters.ts'

/** What a team's queries depend on beside their text. Loaded once per run by whoever owns these facts. */
export interface TeamContext {
  team_id: number
  timezone: string
  week_start_day: 0 | 1
  person_mode: PersonMode
  test_account_filters: readonly PropertyFilter[]
  property_types: PropertyTypes
  /** The number of live person overrides; 0 spares every query a join. */
  overrides: number
  actions: readonly ActionData[]
  cohorts: readonly { id: number; name: string; members: CohortMembers }[]
  /** Saved insight variables, for HogQL. */
  variables: readonly SavedVariable[]
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
  /** Set when a query asks for `date_from: "all"`. */
  earliest?: Date
}
