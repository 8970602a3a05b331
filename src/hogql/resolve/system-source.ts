import { HogqlError } from '../errors.ts'
import { type Sql, sql } from '../sql.ts'
import { SYSTEM, SYSTEM_COLUMNS, SYSTEM_TABLES, type SystemRows } from '../tables/system.ts'
import type { Resolver, Source } from './scope.ts'

/** A parameter travels in the address of a request where the engine is a server. */
const MOST_CHARACTERS = 300_000
/** Each mention brings the rows along once more: so much counts as one inlined query. */
const PIECE = 10_000

/** A system table as a source: a list of rows as JSON, with just the columns that the query has named by the end. */
export function systemSource(table: string, alias: string, rows: SystemRows, resolver: Resolver): Source {
  const columns = SYSTEM_TABLES[table] ?? {}
  const visible = Object.keys(columns)
  const used = new Set<string>()
  return {
    alias,
    visible,
    column: (name) => {
      const kind = Object.hasOwn(columns, name) ? columns[name] : undefined
      if (!kind) return undefined
      used.add(name)
      const column = sql.column(alias, name, SYSTEM_COLUMNS[kind].type)
      return kind === 'moment' ? { ...column, utc: true } : column
    },
    child: () => undefined,
    from: () => [{ source: rowsOf(table, used.size > 0 ? [...used] : visible.slice(0, 1), rows, resolver), alias }],
  }
}

function rowsOf(table: string, names: string[], rows: SystemRows, resolver: Resolver) {
  const json = JSON.stringify(rows.map((row) => names.map((name) => row[name] ?? null)))
  if (json.length > MOST_CHARACTERS)
    throw new HogqlError(
      `The table \`${SYSTEM}${table}\` is too large to be read with these columns: name fewer of them.`,
    )
  for (let at = 0; at < json.length; at += PIECE) resolver.spend()
  const types = names.map((name) => SYSTEM_COLUMNS[SYSTEM_TABLES[table]?.[name] ?? 'text'].clickhouse)
  const tuples = sql.call(
    'JSONExtract',
    [sql.text(json), sql.text(`Array(Tuple(${types.join(', ')}))`)],
    sql.type('array'),
  )
  const row: Sql = { node: 'Name', name: 'row', type: sql.type('tuple') }
  const each: Sql = { node: 'Aliased', expr: sql.call('arrayJoin', [tuples], row.type), alias: 'row', type: row.type }
  return sql.select({
    select: names.map((name, i) => {
      const expr = sql.call('tupleElement', [row, sql.small(i + 1)], sql.type('unknown', true))
      return { node: 'Aliased', expr, alias: name, type: expr.type }
    }),
    from: [{ source: sql.select({ select: [each], from: [] }), alias: 'rows' }],
  })
}
