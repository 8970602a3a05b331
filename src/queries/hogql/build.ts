import type { Expr, Query } from '../../hogql/ast.ts'
import { and, array, call, compare, constant, field, moment } from '../../hogql/build.ts'
import { HogqlError } from '../../hogql/errors.ts'
import { FILTERED_TABLES, type Fillings, type FilteredTable, literal } from '../../hogql/placeholders.ts'
import { fromWall, parseIso, toWall } from '../../lib/time-zone.ts'
import { isDateText } from '../../schema/date-range.ts'
import type { HogQLFilters, HogQLQuery, QueryVariable } from '../../schema/query/hogql.ts'
import type { QueryContext, SavedVariable } from '../context.ts'
import { parseMoment, startOf, step } from '../date-range.ts'
import { type FilterScope, filtersToExpr, testAccountFilter } from '../filters.ts'
import type { NamedQuery } from '../kind.ts'
import { DEFAULT_LIMIT, MAX_LIMIT } from '../page.ts'

export function buildHogql(node: HogQLQuery, ctx: QueryContext): NamedQuery[] {
  const { query } = limited(node, ctx)
  return [{ name: 'rows', query, fillings: fillingsOf(node, ctx) }]
}

/**
 * The query with a LIMIT. Where it has none (`limited`), one row more than the default is read, to know whether there are
 * more; a number of its own is kept to the maximum. Rows that are streamed have no limit but the query's own.
 */
export function limited(node: HogQLQuery, ctx: QueryContext): { query: Query; limited: boolean } {
  const query = ctx.parser.query(node.query)
  const { limit, offset } = query
  requireCount(limit, 'LIMIT')
  requireCount(offset, 'OFFSET')
  if (ctx.unlimited) return { query, limited: false }
  if (!limit) return { query: { ...query, limit: constant(DEFAULT_LIMIT + 1) }, limited: true }
  const most = limit.node === 'Constant' ? constant(Math.min(Number(limit.value), MAX_LIMIT)) : undefined
  return { query: { ...query, limit: most ?? call('least', limit, constant(MAX_LIMIT)) }, limited: false }
}

/** The engine would take a fraction as a share of all rows, and a negative number from their end. */
function requireCount(rows: Expr | undefined, word: 'LIMIT' | 'OFFSET'): void {
  if (rows?.node !== 'Constant') return
  const { value, value_type } = rows
  const count = typeof value === 'number' || value_type === 'number' ? Number(value) : Number.NaN
  if (!Number.isInteger(count) || count < 0)
    throw new HogqlError(`${word} needs a whole number that is not negative.`, rows, 'invalid_limit_expression')
}

/** What the placeholders of a query stand for. */
export function fillingsOf(node: HogQLQuery, ctx: QueryContext): Fillings {
  const { filters } = node
  const ends = filters ? dateEnds(filters, ctx) : {}
  return {
    ...(filters ? { filters: (table: FilteredTable) => filtersOn(table, filters, ends, ctx) } : {}),
    dateRange: { ...(ends.from ? { from: ends.from } : {}), ...(ends.to ? { to: ends.to.value } : {}) },
    variables: variablesOf(node, ctx),
    values: node.values ?? {},
  }
}

interface Ends {
  from?: Expr
  to?: { value: Expr; inclusive: boolean }
}

const SCOPES = { events: 'event', sessions: 'session', groups: 'group' } as const satisfies Record<
  FilteredTable,
  FilterScope
>

/** `{filters}` of a table: its dates, the properties, the test accounts. */
function filtersOn(table: FilteredTable, filters: HogQLFilters, ends: Ends, ctx: QueryContext): Expr {
  const date = field(FILTERED_TABLES[table])
  return and(
    ...(ends.from ? [compare('>=', date, ends.from)] : []),
    ...(ends.to ? [compare(ends.to.inclusive ? '<=' : '<', date, ends.to.value)] : []),
    filtersToExpr(filters.properties, ctx, SCOPES[table]),
    // Test accounts are told by persons and events, which only events have.
    ...(table === 'events' ? [testAccountFilter(filters.filterTestAccounts, ctx)] : []),
  )
}

/** Dates of days cover whole days; moments are taken as they are. */
function dateEnds({ dateRange }: HogQLFilters, ctx: QueryContext): Ends {
  const now = toWall(ctx.now, ctx.timezone)
  const at = (wall: Date, microseconds = 0) => moment(fromWall(wall, ctx.timezone), microseconds)
  const endOf = (wall: Date) => new Date(step(startOf(wall, 'day', 0), 'day', 1).getTime() - 1)
  const ends: Ends = {}
  const from = dateRange?.date_from
  if (from && from !== 'all') {
    const found = parseMoment(from, now, ctx)
    const exact = found.form === 'datetime' || ['h', 'M', 's'].includes(found.unit ?? '')
    ends.from = at(exact ? found.wall : startOf(found.wall, 'day', 0))
  }
  const to = dateRange?.date_to
  if (to) {
    const found = parseMoment(to, now, ctx)
    const exact = found.form === 'datetime'
    ends.to = exact
      ? { value: at(found.wall), inclusive: false }
      : { value: at(endOf(found.wall), 999), inclusive: true }
  } else if (ends.from) ends.to = { value: at(endOf(now), 999), inclusive: true }
  return ends
}

/** The values of `{variables.x}`: the query's own, else the saved default. */
function variablesOf(node: HogQLQuery, ctx: QueryContext): Record<string, Expr> {
  const found: Record<string, Expr> = {}
  const used = Object.values(node.variables ?? {})
  for (const saved of ctx.variables) {
    if (saved.default_value !== null && saved.default_value !== undefined && used.some((v) => matches(v, saved))) {
      found[saved.code_name] = typed(saved.default_value, saved, ctx)
    }
  }
  for (const variable of used) {
    const saved = ctx.variables.find((candidate) => matches(variable, candidate))
    const name = saved?.code_name ?? variable.code_name
    if (variable.isNull) found[name] = saved?.is_multi ? array() : constant(null)
    else if (variable.value !== null && variable.value !== undefined) found[name] = typed(variable.value, saved, ctx)
  }
  return found
}

const matches = (variable: QueryVariable, saved: SavedVariable) =>
  variable.variableId === saved.id || variable.code_name === saved.code_name

function typed(value: unknown, saved: SavedVariable | undefined, ctx: QueryContext): Expr {
  if (saved?.type === 'Number' && typeof value === 'string' && value.trim() !== '') {
    if (Number.isFinite(Number(value))) return constant(Number(value))
    throw new HogqlError(`The variable '${saved.code_name}' is a number, and ${JSON.stringify(value)} is none.`)
  }
  if (saved?.type === 'Boolean' && (value === 'true' || value === 'false')) return constant(value === 'true')
  if (saved?.type === 'Date' && typeof value === 'string' && !parseIso(value, ctx.timezone)) {
    if (!isDateText(value))
      throw new HogqlError(`The variable '${saved.code_name}' is a date, and ${JSON.stringify(value)} is none.`)
    return moment(fromWall(parseMoment(value, toWall(ctx.now, ctx.timezone), ctx).wall, ctx.timezone))
  }
  if (saved?.is_multi) return literal(Array.isArray(value) ? value : [value])
  return literal(value)
}

/**
 * Only variables that the query already names may be overridden. One that was deleted and made again has a new id; its
 * code name is what the text of the query calls it.
 */
export function overrideVariables(node: HogQLQuery, overrides: Readonly<Record<string, QueryVariable>>): HogQLQuery {
  if (!node.variables) return node
  const named = new Map(Object.values(overrides).map((override) => [override.code_name, override]))
  const variables = Object.entries(node.variables).map(([id, variable]) => {
    return [id, { ...variable, ...(overrides[id] ?? named.get(variable.code_name)) }]
  })
  return { ...node, variables: Object.fromEntries(variables) }
}
