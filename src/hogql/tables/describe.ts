import { field, select } from '../build.ts'
import type { CompileContext } from '../context.ts'
import { resolve } from '../resolve.ts'
import type { TypeName } from '../sql.ts'
import { SYSTEM_TABLES } from './system.ts'
import { TABLE_NAMES } from './tables.ts'

const ofEvents = {
  person: 'persons',
  pdi: 'person_distinct_ids',
  session: 'sessions',
  ...Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`group_${index}`, 'groups'])),
}

/** What hangs on a table by a lazy join, and whose rows it shows. */
export const LAZY_JOINS: Record<string, Record<string, string>> = {
  events: ofEvents,
  persons: { pdi: 'person_distinct_ids' },
  person_distinct_ids: { person: 'persons' },
  person_distinct_id_overrides: { person: 'persons' },
  cohort_people: { person: 'persons' },
  static_cohort_people: { person: 'persons' },
}

const tableAt = (name: string) => ({ table: field(...name.split('.')) })

export interface TableDescription {
  name: string
  columns: { name: string; type: TypeName }[]
  joins: { name: string; table: string }[]
}

/** Their columns are the same without rows. */
const system = Object.fromEntries(Object.keys(SYSTEM_TABLES).map((name) => [name, []]))

/** Every table as `SELECT *` would show it, with its joins. */
export function describeTables(ctx: CompileContext): TableDescription[] {
  return TABLE_NAMES.map((name) => ({
    name,
    columns: resolve(select({ select: [field('*')], from: tableAt(name) }), { ...ctx, system }).columns.map(
      (column) => ({
        name: column.name,
        type: column.type.name,
      }),
    ),
    joins: Object.entries(LAZY_JOINS[name] ?? {}).map(([join, table]) => ({ name: join, table })),
  }))
}
