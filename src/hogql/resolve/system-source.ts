import { HogqlError } from '../errors.ts'
import { type Sql, sql } from '../sql.ts'
import { SYSTEM, SYSTEM_COLUMNS, SYSTEM_TABLES, type SystemRows } from '../tables/system.ts'
import type { Resolver, Source } from './scope.ts'

/** Parameters travel in the address of a request where the engine is a server, which takes so much of each, and of all. */
const MOST_BYTES_EACH = 90_000
const MOST_BYTES = 300_000
/** Each mention brings the rows along once more: so much counts as one inlined query. */
const INLINED_BYTES = 10_000

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
  const pieces = piecesOf(rows.map((row) => JSON.stringify(names.map((name) => row[name] ?? null))))
  const sizes = pieces.map((piece) => Buffer.byteLength(piece))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  if (bytes > MOST_BYTES || sizes.some((size) => size > MOST_BYTES_EACH))
    throw new HogqlError(
      `The table \`${SYSTEM}${table}\` is too large to be read with these columns: name fewer of them.`,
    )
  for (let spent = 0; spent < bytes; spent += INLINED_BYTES) resolver.spend()
  const types = names.map((name) => SYSTEM_COLUMNS[SYSTEM_TABLES[table]?.[name] ?? 'text'].clickhouse)
  const read = (piece: string) =>
    sql.call('JSONExtract', [sql.text(piece), sql.text(`Array(Tuple(${types.join(', ')}))`)], sql.type('array'))
  const tuples = sql.call('arrayConcat', pieces.map(read), sql.type('array'))
  const row: Sql = { node: 'Name', name: 'row', type: sql.type('tuple') }
  const each: Sql = { node: 'Aliased', expr: sql.call('arrayJoin', [tuples], row.type), alias: 'row', type: row.type }
  return sql.select({
    select: names.map((name, i) => {
      const expr = sql.element(row, i + 1)
      return { node: 'Aliased', expr, alias: name, type: expr.type }
    }),
    from: [{ source: sql.select({ select: [each], from: [] }), alias: 'rows' }],
  })
}

/** Lists as JSON, each of as many rows as fit into one parameter; one empty list where there are none. */
function piecesOf(rows: string[]): string[] {
  const lists: string[][] = [[]]
  let bytes = 0
  for (const row of rows) {
    const size = Buffer.byteLength(row) + 1
    if (bytes > 0 && bytes + size >= MOST_BYTES_EACH) {
      lists.push([])
      bytes = 0
    }
    lists.at(-1)?.push(row)
    bytes += size
  }
  return lists.map((list) => `[${list.join(',')}]`)
}
