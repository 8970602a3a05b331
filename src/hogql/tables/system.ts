import { sql, type Type } from '../sql.ts'

/** What a column of a system table holds: the engine reads each from JSON under this type. */
export const SYSTEM_COLUMNS = {
  number: { clickhouse: 'Nullable(Int64)', type: sql.type('integer', true) },
  text: { clickhouse: 'Nullable(String)', type: sql.type('string', true) },
  /** Yes or no, as 1 or 0. */
  flag: { clickhouse: 'UInt8', type: sql.type('integer') },
  moment: { clickhouse: "Nullable(DateTime64(6, 'UTC'))", type: sql.type('datetime', true) },
} satisfies Record<string, { clickhouse: string; type: Type }>

export type SystemColumn = keyof typeof SYSTEM_COLUMNS

const made = { created_at: 'moment', created_by_id: 'number' } as const
const named = { id: 'number', name: 'text', description: 'text', deleted: 'flag' } as const
const definition = { id: 'text', name: 'text', description: 'text', verified: 'flag', hidden: 'flag' } as const

/** What people made in the project, as tables. Their rows are in Postgres; a query that names one brings them along. */
export const SYSTEM_TABLES: Readonly<Record<string, Readonly<Record<string, SystemColumn>>>> = {
  actions: { ...named, steps_json: 'text', pinned_at: 'moment', ...made },
  annotations: {
    ...{ id: 'number', content: 'text', scope: 'text', creation_type: 'text', date_marker: 'moment' },
    ...{ dashboard_item_id: 'number', dashboard_id: 'number', deleted: 'flag', updated_at: 'moment', ...made },
  },
  cohorts: {
    ...named,
    ...{ filters: 'text', query: 'text', is_static: 'flag', version: 'number', count: 'number' },
    ...{ last_calculation: 'moment', ...made },
  },
  dashboards: {
    ...named,
    ...{ pinned: 'flag', filters: 'text', variables: 'text', last_accessed_at: 'moment', ...made },
  },
  dashboard_tiles: {
    ...{ id: 'number', dashboard_id: 'number', insight_id: 'number', text_id: 'number', button_tile_id: 'text' },
    ...{ layouts: 'text', color: 'text', filters_overrides: 'text', deleted: 'flag' },
  },
  event_definitions: { ...definition, created_at: 'moment', last_seen_at: 'moment', enforcement_mode: 'text' },
  group_type_mappings: {
    ...{ group_type: 'text', group_type_index: 'number', name_singular: 'text', name_plural: 'text' },
    created_at: 'moment',
  },
  insight_variables: {
    ...{ id: 'text', name: 'text', code_name: 'text', type: 'text', default_value: 'text', values: 'text' },
    ...made,
  },
  insights: {
    ...{ id: 'number', short_id: 'text', name: 'text', derived_name: 'text', description: 'text', query: 'text' },
    ...{ saved: 'flag', favorited: 'flag', deleted: 'flag', updated_at: 'moment', ...made },
    ...{ last_modified_at: 'moment', last_modified_by_id: 'number' },
  },
  property_definitions: { ...definition, type: 'number', property_type: 'text', is_numerical: 'flag' },
  teams: { id: 'number', uuid: 'text', name: 'text', timezone: 'text', created_at: 'moment', updated_at: 'moment' },
}

/** The rows of a system table, by the names of its columns. */
export type SystemRows = readonly Readonly<Record<string, string | number | null>>[]

export const SYSTEM = 'system.'

/** `system.insights` → `insights`, where there is such a table. */
export function systemTable(name: string): string | undefined {
  const bare = name.startsWith(SYSTEM) ? name.slice(SYSTEM.length) : ''
  return Object.hasOwn(SYSTEM_TABLES, bare) ? bare : undefined
}

export const SYSTEM_TABLE_NAMES: readonly string[] = Object.keys(SYSTEM_TABLES).map((name) => SYSTEM + name)
