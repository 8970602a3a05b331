import type { JsonColumn, Sql, Type } from '../sql.ts'

/** One of our tables as HogQL sees it. */
export interface TableDefinition {
  name: string
  /** Its name in the engine. Every such table begins its key with `team_id`, which the guard relies on. */
  physical: string
  /** Rows are replaced by newer versions: read with FINAL. */
  final: boolean
  /** What is always true of its visible rows, beside the guard. */
  conditions: { column: string; value: number }[]
  columns: Record<string, ColumnDefinition>
}

export interface ColumnDefinition {
  type: Type
  /** Its name in the engine, where it differs. */
  physical?: string
  json?: JsonColumn
  /** Not part of `*`. */
  hidden?: true
  /** Computed from other columns of the same row. */
  compute?: (column: (name: string) => Sql) => Sql
}

/** How persons are read from events: spec word `personsOnEventsMode`. */
export const PERSON_MODES = [
  'disabled',
  'person_id_no_override_properties_on_events',
  'person_id_override_properties_on_events',
  'person_id_override_properties_joined',
] as const
export type PersonMode = (typeof PERSON_MODES)[number]
