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

export interface TableDescription {
  name: string
  columns: { name: string; type: TypeName }[]
  joins: { name: string; table: string }[]
}

/** Their columns are the same without rows. */
const system = Object.fromEntries(Object.keys(SYSTEM_TABLES).map((name) => [name, []]))

function columnsOf(table: string, ctx: CompileContext): TableDescription['columns'] {
  const all = select({ select: [field('*')], from: { table: field(...table.split('.')) } })
  return resolve(all, { ...ctx, system }).columns.map(({ name, type }) => ({ name, type: type.name }))
}

/** Every table as `SELECT *` would show it, with its joins. */
export function describeTables(ctx: CompileContext): TableDescription[] {
  return TABLE_NAMES.map((name) => ({
    name,
    columns: columnsOf(name, ctx),
    joins: Object.entries(LAZY_JOINS[name] ?? {}).map(([join, table]) => ({ name: join, table })),
  }))
}
