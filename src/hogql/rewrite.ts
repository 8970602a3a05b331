import { unreachable } from './errors.ts'
import type { From, Order, Sql, SqlQuery, SqlSelect, Window } from './sql.ts'
import { optional } from './walk.ts'

/** What a pass replaces. Both are asked after everything below has been rewritten. */
interface Rewriter {
  expr?: (expr: Sql) => Sql
  select?: (select: SqlSelect) => SqlSelect
}

/** A query of the engine with every expression and SELECT passed through the rewriter, from the leaves up. */
export function rewriteQuery(query: SqlQuery, rewriter: Rewriter): SqlQuery {
  if (query.node === 'Select') return rewriteSelect(query, rewriter)
  const expr = (child: Sql) => rewrite(child, rewriter)
  return {
    ...query,
    first: rewriteQuery(query.first, rewriter),
    rest: query.rest.map((next) => ({ ...next, query: rewriteQuery(next.query, rewriter) })),
    ...optional(query, ['limit', 'offset'], expr),
  }
}

function rewriteSelect(select: SqlSelect, rewriter: Rewriter): SqlSelect {
  const expr = (child: Sql) => rewrite(child, rewriter)
  const { arrayJoin, limitBy } = select
  const rewritten: SqlSelect = {
    ...select,
    select: select.select.map(expr),
    from: select.from.map((from) => rewriteFrom(from, rewriter)),
    groupBy: select.groupBy.map(expr),
    windows: Object.fromEntries(
      Object.entries(select.windows).map(([name, window]) => [name, rewriteWindow(window, expr)]),
    ),
    orderBy: rewriteOrder(select.orderBy, expr),
    ...(arrayJoin ? { arrayJoin: { ...arrayJoin, list: arrayJoin.list.map(expr) } } : {}),
    ...(limitBy
      ? { limitBy: { n: expr(limitBy.n), exprs: limitBy.exprs.map(expr), ...optional(limitBy, ['offset'], expr) } }
      : {}),
    ...optional(select, ['prewhere', 'where', 'having', 'qualify', 'limit', 'offset'], expr),
  }
  return rewriter.select ? rewriter.select(rewritten) : rewritten
}

function rewriteFrom(from: From, rewriter: Rewriter): From {
  const expr = (child: Sql) => rewrite(child, rewriter)
  const on = optional(from, ['on'], expr)
  const { source } = from
  switch (source.node) {
    case 'TableRead':
    case 'GuardedRead':
      return { ...from, ...on }
    case 'TableFunction':
      return { ...from, ...on, source: { ...source, args: source.args.map(expr) } }
    case 'Select':
    case 'Set':
      return { ...from, ...on, source: rewriteQuery(source, rewriter) }
    default:
      return unreachable(source)
  }
}

function rewrite(expr: Sql, rewriter: Rewriter): Sql {
  const below = rewriteChildren(expr, (child) => rewrite(child, rewriter), rewriter)
  return rewriter.expr ? rewriter.expr(below) : below
}

function rewriteChildren(expr: Sql, visit: (expr: Sql) => Sql, rewriter: Rewriter): Sql {
  switch (expr.node) {
    case 'Value':
    case 'Null':
    case 'Column':
    case 'Name':
    case 'Property':
      return expr
    case 'Call':
      return {
        ...expr,
        args: expr.args.map(visit),
        ...(expr.params ? { params: expr.params.map(visit) } : {}),
        ...(expr.over && typeof expr.over !== 'string' ? { over: rewriteWindow(expr.over, visit) } : {}),
      }
    case 'Element':
      return { ...expr, tuple: visit(expr.tuple) }
    case 'Lambda':
      return { ...expr, body: visit(expr.body) }
    case 'Aliased':
      return { ...expr, expr: visit(expr.expr) }
    case 'Subquery':
      return { ...expr, query: rewriteQuery(expr.query, rewriter) }
    default:
      return unreachable(expr)
  }
}

const rewriteWindow = (window: Window, visit: (expr: Sql) => Sql): Window => ({
  ...window,
  partitionBy: window.partitionBy.map(visit),
  orderBy: rewriteOrder(window.orderBy, visit),
})

const rewriteOrder = (order: Order[], visit: (expr: Sql) => Sql): Order[] =>
  order.map((item) => ({ ...item, expr: visit(item.expr) }))
