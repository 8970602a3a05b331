import { isObject } from '../lib/json.ts'
import { type BetweenExpr, type Expr, isQuery, type Query, type SelectQuery } from './ast.ts'
import { and, array, compare, constant, or } from './build.ts'
import { CompilerBug, didYouMean, HogqlError } from './errors.ts'
import { mapChildren } from './walk.ts'

/** The tables that `{filters}` can filter, with the column of their dates. */
export const FILTERED_TABLES = { events: 'timestamp', sessions: '$start_timestamp', groups: 'created_at' } as const
export type FilteredTable = keyof typeof FILTERED_TABLES

/** What placeholders stand for. Everything is a tree already, so nothing is ever spliced as text. */
export interface Fillings {
  filters?: (table: FilteredTable) => Expr
  /** `{filters.dateRange.from}` and `.to`; undefined where that end is open. */
  dateRange?: { from?: Expr; to?: Expr }
  variables?: Readonly<Record<string, Expr>>
  values?: Readonly<Record<string, unknown>>
}

/** The query with every `{placeholder}` replaced; what cannot be replaced is an error that names it. */
export function fillPlaceholders(query: Query, fillings: Fillings): Query {
  const filled = fill(query, fillings, undefined)
  if (isQuery(filled)) return filled
  throw new CompilerBug('Filling a query gave something else')
}

function fill(expr: Expr, fillings: Fillings, inside: SelectQuery | undefined): Expr {
  if (expr.node === 'Placeholder') return fillOne(expr, fillings, inside)
  if (expr.node === 'CompareOperation' && [expr.left, expr.right].some((side) => isOpenEnd(side, fillings)))
    return constant(true)
  if (expr.node === 'BetweenExpr' && [expr.low, expr.high].some((side) => isOpenEnd(side, fillings)))
    return fill(halfOpen(expr), fillings, inside)
  const around = expr.node === 'SelectQuery' ? expr : inside
  return mapChildren(expr, (child) => fill(child, fillings, around))
}

function fillOne(node: Expr & { node: 'Placeholder' }, fillings: Fillings, inside: SelectQuery | undefined): Expr {
  const [first = '', ...rest] = node.chain
  if (first === 'filters') return fillFilters(node, rest.join('.'), fillings, inside)
  if (first === 'variables') {
    const name = rest.join('.')
    const found = fillings.variables && Object.hasOwn(fillings.variables, name) ? fillings.variables[name] : undefined
    if (found) return found
    const hint = didYouMean(name, Object.keys(fillings.variables ?? {}))
    throw new HogqlError(`Set a value or a default for each query variable. Missing: ${name}.${hint}`, node)
  }
  const found = valueAt(fillings.values ?? {}, node.chain)
  if (found === undefined) throw new HogqlError(`Unresolved placeholder: {${node.chain.join('.')}}`, node)
  return literal(found)
}

/** The value that a dotted name leads to, step by step into the objects that values are. */
function valueAt(values: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return values
  const known = isObject(values) && Object.hasOwn(values, name)
  return known ? valueAt(values[name] ?? null, rest) : undefined
}

function fillFilters(node: Expr, path: string, fillings: Fillings, inside: SelectQuery | undefined): Expr {
  if (path === 'dateRange.from' || path === 'dateRange.to') {
    return fillings.dateRange?.[path === 'dateRange.from' ? 'from' : 'to'] ?? constant(true)
  }
  if (path !== '') throw new HogqlError(`Unsupported filters placeholder: {filters.${path}}`, node)
  if (!fillings.filters) return constant(true)
  const table = inside && filteredTable(inside)
  if (!table) {
    throw new HogqlError(
      "Cannot use 'filters' placeholder in a SELECT clause that does not select from the events, sessions, logs, traces or groups table.",
      node,
    )
  }
  return fillings.filters(table)
}

function filteredTable(query: SelectQuery): FilteredTable | undefined {
  for (let join = query.select_from; join; join = join.next_join) {
    const name = join.table.node === 'Field' ? join.table.chain.join('.').replace(/^posthog\./, '') : ''
    if (name === 'events' || name === 'sessions' || name === 'groups') return name
  }
  return undefined
}

/** A comparison with a date that is not given holds for every row. */
function isOpenEnd(expr: Expr, { dateRange }: Fillings): boolean {
  if (expr.node !== 'Placeholder') return false
  const name = expr.chain.join('.')
  return (name === 'filters.dateRange.from' && !dateRange?.from) || (name === 'filters.dateRange.to' && !dateRange?.to)
}

/** `a BETWEEN b AND c` as two comparisons, each of which may have no date. */
function halfOpen({ expr, low, high, negated }: BetweenExpr): Expr {
  return negated
    ? or(compare('<', expr, low), compare('>', expr, high))
    : and(compare('>=', expr, low), compare('<=', expr, high))
}

/** A JSON value as a constant; a list becomes an array. */
export function literal(value: unknown): Expr {
  if (Array.isArray(value)) return array(...value.map(literal))
  if (value === null || value === undefined) return constant(null)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return constant(value)
  return constant(JSON.stringify(value))
}
