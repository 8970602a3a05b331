import type { Expr, Query } from './ast.ts'
import type { CompileContext } from './context.ts'
import { guard } from './guard.ts'
import { lowerProperty } from './lower.ts'
import { type Fillings, fillPlaceholders } from './placeholders.ts'
import { printClickHouse } from './print/clickhouse.ts'
import { printHogql } from './print/hogql.ts'
import type { OutputColumn } from './resolve/scope.ts'
import { resolve } from './resolve.ts'
import { rewriteQuery } from './rewrite.ts'
import { type Sql, type SqlQuery, sql } from './sql.ts'
import { visitAll } from './walk.ts'

/** A query the engine can run, and what its rows mean. */
export interface Compiled {
  sql: string
  params: Record<string, unknown>
  /** The same query as HogQL, for people. */
  hogql: string
  columns: CompiledColumn[]
  /** The tables that the query names in FROM, and the event names that it compares with: for usage counts and metadata. */
  tables: string[]
  events: string[]
}

export interface CompiledColumn {
  /** Alias or last name of a field; empty where the query gives none. */
  name: string
  /** `value`: what the engine prints. `properties`: a pair of JSON texts, the column and its residue, still to be merged. */
  reads: 'value' | 'properties'
}

/**
 * HogQL tree → ClickHouse SQL. Pure: all that it needs to know about the project is in `ctx`. Each stage is the file or the
 * folder of its name. Throws {@link HogqlError} for a query that cannot be understood.
 */
export function compile(query: Query, ctx: CompileContext, fillings: Fillings = {}): Compiled {
  // 1 fill: placeholders become trees
  const filled = fillPlaceholders(query, fillings)
  // 2 resolve: names become typed columns, aliases, lazy joins, cohorts
  const resolved = resolve(filled, ctx)
  // 3 show: whole property objects in the outermost SELECT travel as two texts, so that nothing is lost
  const { shown, columns } = showProperties(resolved.query, resolved.columns)
  // 4 lower: properties become reads of JSON columns
  const lowered = rewriteQuery(shown, {
    expr: (expr) => (expr.node === 'Property' ? lowerProperty(expr, ctx.timezone) : expr),
  })
  // 5 guard: every table read is of this team, and of nobody deleted
  const guarded = guard(lowered, ctx)
  // 6 print
  const { sql: text, params } = printClickHouse(guarded)
  return { sql: text, params, hogql: printHogql(filled), columns, ...namesIn(filled) }
}

/**
 * A JSON column in the outermost SELECT list is shown exactly: its own text and that of its residue, as a tuple. Where rows
 * are grouped or made distinct it is one text, because there the object tells rows apart.
 */
function showProperties(query: SqlQuery, columns: OutputColumn[]): { shown: SqlQuery; columns: CompiledColumn[] } {
  const isExact = query.node === 'Select' && query.groupBy.length === 0 && !query.distinct
  const shownColumns = columns.map(
    ({ name, shown = name, expr }): CompiledColumn => ({
      name: shown,
      reads: isExact && hasResidue(expr) ? 'properties' : 'value',
    }),
  )
  if (query.node === 'Set') return { shown: query, columns: shownColumns }
  const select = query.select.map((item, i) => shownAs(item, shownColumns[i]?.reads === 'properties'))
  return { shown: { ...query, select }, columns: shownColumns }
}

function shownAs(item: Sql, exactly: boolean): Sql {
  const inner = item.node === 'Aliased' ? item.expr : item
  if (inner.node !== 'Column' || inner.type.name !== 'json' || inner.path !== undefined) return item
  const text: Sql = exactly
    ? sql.call('tuple', [sql.call('toJSONString', [inner], sql.type('string')), residueOf(inner)], sql.type('tuple'))
    : { node: 'Property', column: inner, path: [], as: 'object', type: sql.type('string') }
  return item.node === 'Aliased' ? { ...item, expr: text } : text
}

const hasResidue = (expr: Sql) =>
  expr.node === 'Column' && expr.type.name === 'json' && expr.json?.residue !== undefined

const residueOf = (column: Sql & { node: 'Column' }) =>
  sql.column(column.from, column.json?.residue ?? '', sql.type('string'))

/** Tables named in FROM, and texts compared with a field called `event`. */
function namesIn(query: Query): { tables: string[]; events: string[] } {
  const tables = new Set<string>()
  const events = new Set<string>()
  visitAll(query, (expr) => {
    if (expr.node === 'SelectQuery') {
      for (let join = expr.select_from; join; join = join.next_join) {
        if (join.table.node === 'Field') tables.add(join.table.chain.join('.'))
      }
    }
    if (expr.node === 'CompareOperation' && (expr.op === '==' || expr.op === 'in') && isEventField(expr.left)) {
      for (const name of textsOf(expr.right)) events.add(name)
    }
  })
  return { tables: [...tables].sort(), events: [...events].sort() }
}

const isEventField = (expr: Expr) => expr.node === 'Field' && expr.chain.at(-1) === 'event' && expr.chain.length <= 2

function textsOf(expr: Expr): string[] {
  if (expr.node === 'Constant') return typeof expr.value === 'string' ? [expr.value] : []
  return expr.node === 'Tuple' || expr.node === 'Array' ? expr.exprs.flatMap(textsOf) : []
}
