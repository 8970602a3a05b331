import type { TableDefinition } from '../sql.ts'
import { COHORT_PEOPLE, STATIC_COHORT_PEOPLE } from './cohorts.ts'
import { EVENTS } from './events.ts'
import { groupsTable } from './groups.ts'
import { PERSON_DISTINCT_ID_OVERRIDES, PERSON_DISTINCT_IDS, PERSONS } from './persons.ts'
import { SYSTEM_TABLE_NAMES } from './system.ts'

const TABLES: TableDefinition[] = [
  EVENTS,
  PERSONS,
  PERSON_DISTINCT_IDS,
  PERSON_DISTINCT_ID_OVERRIDES,
  groupsTable(),
  COHORT_PEOPLE,
  STATIC_COHORT_PEOPLE,
]

/** Every table a query may name. `sessions` is one too, though it is computed. */
export const TABLE_NAMES: readonly string[] = [...TABLES.map(({ name }) => name), 'sessions', ...SYSTEM_TABLE_NAMES]

/** The table of this name; `posthog.events` is the same as `events`. */
export function findTable(name: string): TableDefinition | undefined {
  const bare = name.replace(/^posthog\./, '').replace(/^raw_/, '')
  return TABLES.find((table) => table.name === bare)
}

/** The functions that may stand in FROM. They produce numbers and read nothing. */
export const TABLE_FUNCTIONS: Record<string, { engine: string; column: string; min: number; max: number }> = {
  numbers: { engine: 'numbers', column: 'number', min: 1, max: 3 },
  range: { engine: 'numbers', column: 'number', min: 1, max: 2 },
  generateSeries: { engine: 'generateSeries', column: 'generate_series', min: 2, max: 3 },
  generate_series: { engine: 'generateSeries', column: 'generate_series', min: 2, max: 3 },
}
