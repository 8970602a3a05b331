import type { Expr, Query } from './ast.ts'
import type { PersonMode } from './person-mode.ts'
import type { BounceRules } from './tables/sessions.ts'
import type { SystemRows } from './tables/system.ts'

export type PropertyType = 'String' | 'Numeric' | 'Boolean' | 'DateTime' | 'Duration'

/**
 * Types given by property definitions. `String` says that the property holds neither lists nor objects; a missing name is
 * the text of whatever it is.
 */
export interface PropertyTypes {
  event: Readonly<Record<string, PropertyType>>
  person: Readonly<Record<string, PropertyType>>
  /** By group type index. */
  group: Readonly<Record<number, Readonly<Record<string, PropertyType>>>>
}

/** Where the members of a cohort are. */
export type CohortMembers =
  /** As listed; `version` tells one state of the list from another. */
  | { kind: 'static'; version?: number }
  | { kind: 'published'; version: number }
  /** A query whose first column is the person id, and what was calculated last. */
  | { kind: 'inline'; query: Query; version?: number }
  | { kind: 'pending' }

/** Events of a deleted person that are not erased yet: those of these ids that were there at the cut-off. */
export interface HiddenEvents {
  distinct_ids: readonly string[]
  cutoff: Date
}

/** All that the compiler needs to know about the project: plain data, loaded by `queries/`. */
export interface CompileContext {
  team_id: number
  now: Date
  timezone: string
  /** 0 Sunday, 1 Monday. */
  week_start_day: 0 | 1
  person_mode: PersonMode
  /** Whether some distinct id of the team changed its person after events were stored. */
  has_overrides: boolean
  property_types: PropertyTypes
  hidden_events: readonly HiddenEvents[]
  cohorts: readonly { id: number; name: string; members: CohortMembers }[]
  actions: readonly { id: number; name: string; condition: Expr }[]
  /** How `$is_bounce` of sessions is decided, where a query says it differently. */
  bounce?: BounceRules
  /** The system tables that the query names, by their names. */
  system?: Readonly<Record<string, SystemRows>>
}
