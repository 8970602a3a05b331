import { escapeHogqlName } from '../../hogql/escape.ts'
import type { TypeName } from '../../hogql/sql.ts'
import { describeTables, type TableDescription } from '../../hogql/tables/describe.ts'
import { DatabaseSchemaQuery } from '../../schema/query/editor.ts'
import { compileContext } from '../compile-context.ts'
import { queryKind } from '../kind.ts'

interface SchemaField {
  name: string
  hogql_value: string
  type: string
  schema_valid: true
  table?: string
  fields?: string[]
}

interface SchemaTable {
  type: 'posthog'
  id: string
  name: string
  row_count: null
  fields: Record<string, SchemaField>
}

/** Tables and columns of HogQL, for editors and agents. */
export const databaseSchemaKind = queryKind<DatabaseSchemaQuery, { tables: Record<string, SchemaTable>; joins: [] }>({
  kind: 'DatabaseSchemaQuery',
  node: DatabaseSchemaQuery,
  build: () => [],
  shape: (_answers, _node, ctx) => {
    const tables = describeTables(compileContext(ctx))
    return { tables: Object.fromEntries(tables.map((table) => [table.name, schemaOf(table, tables)])), joins: [] }
  },
  fleeting: true,
  interval: () => 'day',
})

function schemaOf({ name, columns, joins }: TableDescription, all: TableDescription[]): SchemaTable {
  const shared = (field: string) => ({ name: field, hogql_value: escapeHogqlName(field), schema_valid: true as const })
  const own = columns.map((column): [string, SchemaField] => [
    column.name,
    { ...shared(column.name), type: SHOWN_TYPES[column.type] },
  ])
  const lazy = joins.map((join): [string, SchemaField] => {
    const fields = all.find((table) => table.name === join.table)?.columns.map((column) => column.name) ?? []
    return [join.name, { ...shared(join.name), type: 'lazy_table', table: join.table, fields }]
  })
  return { type: 'posthog', id: name, name, row_count: null, fields: Object.fromEntries([...own, ...lazy]) }
}

const SHOWN_TYPES: Record<TypeName, string> = {
  string: 'string',
  integer: 'integer',
  float: 'float',
  boolean: 'boolean',
  datetime: 'datetime',
  date: 'date',
  uuid: 'string',
  array: 'array',
  tuple: 'array',
  json: 'json',
  interval: 'unknown',
  unknown: 'unknown',
}
