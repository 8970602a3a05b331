import { sql, type TableDefinition } from '../sql.ts'

const columns = {
  person_id: { type: sql.type('uuid') },
  cohort_id: { type: sql.type('integer') },
  team_id: { type: sql.type('integer'), hidden: true },
} as const

/** Members of computed cohorts, of every version: the guard shows the published one alone. */
export const COHORT_PEOPLE: TableDefinition = {
  name: 'cohort_people',
  physical: 'cohort_people',
  final: false,
  conditions: [],
  columns: { ...columns, version: { type: sql.type('integer'), hidden: true } },
}

/** Members of uploaded cohorts. */
export const STATIC_COHORT_PEOPLE: TableDefinition = {
  name: 'static_cohort_people',
  physical: 'static_cohort_people',
  final: true,
  conditions: [{ column: 'is_deleted', value: 0 }],
  columns,
}
