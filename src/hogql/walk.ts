import type { Expr, JoinExpr, OrderExpr, Query, SelectQuery, WindowExpr } from './ast.ts'
import { isQuery } from './ast.ts'
import { CompilerBug, unreachable } from './errors.ts'

type Visit = (expr: Expr) => Expr

/** The same node with every child replaced by what `visit` makes of it. Recursion is the visitor's business. */
export function mapChildren(expr: Expr, visit: Visit): Expr {
  const all = (list: Expr[]) => list.map(visit)
  switch (expr.node) {
    case 'Constant':
    case 'Field':
    case 'Placeholder':
    case 'ColumnsExpr':
      return expr
    case 'Call':
      return { ...expr, args: all(expr.args), ...(expr.params ? { params: all(expr.params) } : {}) }
    case 'WindowFunction':
      return {
        ...expr,
        exprs: all(expr.exprs),
        ...(expr.over_expr ? { over_expr: mapWindow(expr.over_expr, visit) } : {}),
      }
    case 'ArithmeticOperation':
    case 'CompareOperation':
    case 'IsDistinctFrom':
      return { ...expr, left: visit(expr.left), right: visit(expr.right) }
    case 'BetweenExpr':
      return { ...expr, expr: visit(expr.expr), low: visit(expr.low), high: visit(expr.high) }
    case 'And':
    case 'Or':
    case 'Array':
    case 'Tuple':
      return { ...expr, exprs: all(expr.exprs) }
    case 'Not':
    case 'Alias':
    case 'Lambda':
    case 'TypeCast':
      return { ...expr, expr: visit(expr.expr) }
    case 'ArrayAccess':
      return { ...expr, array: visit(expr.array), property: visit(expr.property) }
    case 'ArraySlice':
      return { ...expr, array: visit(expr.array), ...optional(expr, ['start_expr', 'end_expr'], visit) }
    case 'TupleAccess':
      return { ...expr, tuple: visit(expr.tuple) }
    case 'SelectQuery':
      return mapSelect(expr, visit)
    case 'SelectSetQuery':
      return {
        ...expr,
        initial_select_query: asQuery(visit(expr.initial_select_query)),
        subsequent_select_queries: expr.subsequent_select_queries.map((next) => ({
          ...next,
          select_query: asQuery(visit(next.select_query)),
        })),
        ...optional(expr, ['limit', 'offset'], visit),
      }
    default:
      return unreachable(expr)
  }
}

/** The expressions directly below this one. */
export function childrenOf(expr: Expr): Expr[] {
  const children: Expr[] = []
  mapChildren(expr, (child) => {
    children.push(child)
    return child
  })
  return children
}

/** Calls `see` on the expression and everything below it. */
export function visitAll(expr: Expr, see: (expr: Expr) => void): void {
  see(expr)
  for (const child of childrenOf(expr)) visitAll(child, see)
}

function mapSelect(query: SelectQuery, visit: Visit): SelectQuery {
  const { array_join, limit_by } = query
  return {
    ...query,
    ctes: query.ctes.map((cte) => ({ ...cte, expr: visit(cte.expr) })),
    select: query.select.map(visit),
    windows: Object.fromEntries(Object.entries(query.windows).map(([name, w]) => [name, mapWindow(w, visit)])),
    group_by: query.group_by.map(visit),
    order_by: mapOrder(query.order_by, visit),
    ...(query.select_from ? { select_from: mapJoin(query.select_from, visit) } : {}),
    ...(array_join ? { array_join: { ...array_join, list: array_join.list.map(visit) } } : {}),
    ...(limit_by
      ? {
          limit_by: {
            exprs: limit_by.exprs.map(visit),
            n: visit(limit_by.n),
            ...optional(limit_by, ['offset'], visit),
          },
        }
      : {}),
    ...optional(query, ['prewhere', 'where', 'having', 'qualify', 'limit', 'offset'], visit),
  }
}

function mapJoin(join: JoinExpr, visit: Visit): JoinExpr {
  const { table, constraint, next_join } = join
  return {
    ...join,
    table: table.node === 'Field' ? table : asTable(visit(table)),
    ...(join.table_args ? { table_args: join.table_args.map(visit) } : {}),
    ...(constraint ? { constraint: { ...constraint, expr: visit(constraint.expr) } } : {}),
    ...(next_join ? { next_join: mapJoin(next_join, visit) } : {}),
  }
}

function mapWindow(window: WindowExpr, visit: Visit): WindowExpr {
  return { ...window, partition_by: window.partition_by.map(visit), order_by: mapOrder(window.order_by, visit) }
}

const mapOrder = (order: OrderExpr[], visit: Visit): OrderExpr[] =>
  order.map((item) => ({ ...item, expr: visit(item.expr) }))

/** Those of the children that a node has, each replaced by what `visit` makes of it. */
export function optional<K extends string, T extends object>(
  node: { [key in K]?: T },
  keys: K[],
  visit: (child: T) => T,
): { [key in K]?: T } {
  const found: { [key in K]?: T } = {}
  for (const key of keys) {
    const child = node[key]
    if (child) found[key] = visit(child)
  }
  return found
}

function asQuery(expr: Expr): Query {
  if (isQuery(expr)) return expr
  throw new CompilerBug(`A ${expr.node} stands where a query must`)
}

function asTable(expr: Expr): JoinExpr['table'] {
  if (isQuery(expr) || expr.node === 'Field' || expr.node === 'Placeholder') return expr
  throw new CompilerBug(`A ${expr.node} stands where a table must`)
}
