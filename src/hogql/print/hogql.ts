import type { CompareOp, Expr, JoinExpr, OrderExpr, Query, SelectQuery, WindowExpr } from '../ast.ts'
import { unreachable } from '../errors.ts'
import { escapeHogqlName, escapeHogqlString } from '../escape.ts'

/** A tree of HogQL as text to show. The engine never sees it. */
export function printHogql(query: Query): string {
  if (query.node === 'SelectQuery') return printSelect(query)
  const { initial_select_query, subsequent_select_queries, limit, offset } = query
  const parts = subsequent_select_queries.map(({ set_operator, select_query }, i) => {
    // A LIMIT behind the last one would be taken for its own.
    const isBeforeLimit = (limit ?? offset) !== undefined && i === subsequent_select_queries.length - 1
    return ` ${set_operator} ${printMember(select_query, isBeforeLimit)}`
  })
  return printMember(initial_select_query) + parts.join('') + clause('LIMIT', limit) + clause('OFFSET', offset)
}

/** A part of a set, in brackets where what ends it could be taken for the end of the whole. */
function printMember(part: Query, isBeforeLimit = false): string {
  const isOpen =
    part.node === 'SelectSetQuery' ||
    part.order_by.length > 0 ||
    (part.limit_by ?? part.limit ?? part.offset) !== undefined
  return isOpen || isBeforeLimit ? `(${printHogql(part)})` : printHogql(part)
}

function printSelect(query: SelectQuery): string {
  const { array_join, limit_by } = query
  const ctes = query.ctes.map((cte) =>
    cte.cte_type === 'column'
      ? `${print(cte.expr)} AS ${escapeHogqlName(cte.name)}`
      : `${escapeHogqlName(cte.name)} AS ${print(cte.expr)}`,
  )
  const windows = Object.entries(query.windows).map(
    ([name, window]) => `${escapeHogqlName(name)} AS (${printWindow(window)})`,
  )
  return [
    ctes.length > 0 ? `WITH ${ctes.join(', ')} ` : '',
    `SELECT ${query.distinct ? 'DISTINCT ' : ''}${list(query.select)}`,
    query.select_from ? ` FROM ${printJoin(query.select_from)}` : '',
    array_join ? ` ${array_join.op} ${list(array_join.list)}` : '',
    clause('PREWHERE', query.prewhere),
    clause('WHERE', query.where),
    query.group_by.length > 0 ? ` GROUP BY ${list(query.group_by)}` : '',
    query.group_by_all ? ' GROUP BY ALL' : '',
    clause('HAVING', query.having),
    windows.length > 0 ? ` WINDOW ${windows.join(', ')}` : '',
    clause('QUALIFY', query.qualify),
    query.order_by.length > 0 ? ` ORDER BY ${printOrder(query.order_by)}` : '',
    limit_by ? `${clause('LIMIT', limit_by.n)}${clause('OFFSET', limit_by.offset)} BY ${list(limit_by.exprs)}` : '',
    clause('LIMIT', query.limit),
    query.limit_with_ties ? ' WITH TIES' : '',
    clause('OFFSET', query.offset),
  ].join('')
}

function printJoin(join: JoinExpr): string {
  const table =
    join.table.node === 'Field'
      ? join.table.chain.map((part) => escapeHogqlName(String(part))).join('.')
      : print(join.table)
  return [
    join.join_type ? `${join.join_type} ` : '',
    table,
    join.table_args ? `(${list(join.table_args)})` : '',
    join.alias ? ` AS ${escapeHogqlName(join.alias)}` : '',
    join.sample
      ? ` SAMPLE ${join.sample.numerator}${join.sample.denominator === 1 ? '' : `/${join.sample.denominator}`}`
      : '',
    join.constraint
      ? join.constraint.constraint_type === 'ON'
        ? ` ON ${print(join.constraint.expr)}`
        : ` USING (${list(join.constraint.expr.node === 'Tuple' ? join.constraint.expr.exprs : [join.constraint.expr])})`
      : '',
    join.next_join ? ` ${printJoin(join.next_join)}` : '',
  ].join('')
}

/** What an operator beside it would take apart stands in brackets. */
function operand(expr: Expr): string {
  const isLoose = LOOSE.has(expr.node) || (expr.node === 'Call' && expr.name === 'not')
  return isLoose ? `(${print(expr)})` : print(expr)
}

const LOOSE: ReadonlySet<string> = new Set(['CompareOperation', 'BetweenExpr', 'IsDistinctFrom', 'Not', 'Lambda'])

const OPERATORS: Partial<Record<CompareOp, string>> = { '==': '=' }

function print(expr: Expr): string {
  switch (expr.node) {
    case 'Constant':
      return printConstant(expr.value, expr.value_type)
    case 'Field':
      return expr.chain.map(printLink).join('')
    case 'Placeholder':
      return `{${expr.chain.join('.')}}`
    case 'Call': {
      const params = expr.params ? `(${list(expr.params)})` : ''
      return `${expr.name}${params}(${expr.distinct ? 'DISTINCT ' : ''}${list(expr.args)})`
    }
    case 'WindowFunction': {
      const over = expr.over_expr ? `(${printWindow(expr.over_expr)})` : escapeHogqlName(expr.over_identifier ?? '')
      return `${expr.name}(${list(expr.exprs)}) OVER ${over}`
    }
    case 'ArithmeticOperation':
      return `(${operand(expr.left)} ${expr.op} ${operand(expr.right)})`
    case 'CompareOperation':
      return `${operand(expr.left)} ${OPERATORS[expr.op] ?? expr.op.toUpperCase()} ${operand(expr.right)}`
    case 'BetweenExpr':
      return `${operand(expr.expr)} ${expr.negated ? 'NOT ' : ''}BETWEEN ${operand(expr.low)} AND ${operand(expr.high)}`
    case 'IsDistinctFrom':
      return `${operand(expr.left)} IS ${expr.negated ? 'NOT ' : ''}DISTINCT FROM ${operand(expr.right)}`
    case 'And':
      return `(${expr.exprs.map(print).join(' AND ')})`
    case 'Or':
      return `(${expr.exprs.map(print).join(' OR ')})`
    case 'Not':
      return `NOT (${print(expr.expr)})`
    case 'Alias':
      return `${print(expr.expr)} AS ${escapeHogqlName(expr.alias)}`
    case 'Array':
      return `[${list(expr.exprs)}]`
    case 'Tuple':
      return expr.exprs.length === 1 ? `tuple(${list(expr.exprs)})` : `(${list(expr.exprs)})`
    case 'ArrayAccess':
      return `${operand(expr.array)}[${print(expr.property)}]`
    case 'ArraySlice':
      return `${operand(expr.array)}[${expr.start_expr ? print(expr.start_expr) : ''}:${expr.end_expr ? print(expr.end_expr) : ''}]`
    case 'TupleAccess':
      return `${operand(expr.tuple)}.${expr.index}`
    case 'Lambda':
      return `(${expr.args.map(escapeHogqlName).join(', ')}) -> ${print(expr.expr)}`
    case 'TypeCast':
      return `CAST(${print(expr.expr)} AS ${expr.type_name})`
    case 'ColumnsExpr':
      return `* EXCLUDE (${expr.exclude.map(escapeHogqlName).join(', ')})`
    case 'SelectQuery':
    case 'SelectSetQuery':
      return `(${printHogql(expr)})`
    default:
      return unreachable(expr)
  }
}

const printLink = (link: string | number, index: number) =>
  typeof link === 'number' ? `.${link}` : `${index === 0 ? '' : '.'}${link === '*' ? '*' : escapeHogqlName(link)}`

function printConstant(value: string | number | boolean | null, type: 'datetime' | 'number' | undefined): string {
  if (value === null) return 'NULL'
  // A small number that is meant as a wide one, so that shifting it loses no bits.
  if (type === 'number') return Number.isSafeInteger(Number(value)) ? `toInt(${value})` : String(value)
  if (typeof value !== 'string') return String(value)
  return type === 'datetime' ? `toDateTime(${escapeHogqlString(value)}, 'UTC')` : escapeHogqlString(value)
}

function printWindow(window: WindowExpr): string {
  const edge = (frame: WindowExpr['frame_start']) =>
    !frame || frame.frame_type === 'CURRENT ROW'
      ? 'CURRENT ROW'
      : `${frame.frame_value ?? 'UNBOUNDED'} ${frame.frame_type}`
  const frame = window.frame_end
    ? `BETWEEN ${edge(window.frame_start)} AND ${edge(window.frame_end)}`
    : edge(window.frame_start)
  return [
    window.partition_by.length > 0 ? `PARTITION BY ${list(window.partition_by)}` : '',
    window.order_by.length > 0 ? `ORDER BY ${printOrder(window.order_by)}` : '',
    window.frame_method ? `${window.frame_method} ${frame}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const printOrder = (order: OrderExpr[]) => order.map((item) => `${print(item.expr)} ${item.order}`).join(', ')

const list = (exprs: Expr[]) => exprs.map(print).join(', ')

const clause = (word: string, expr: Expr | undefined) => (expr ? ` ${word} ${print(expr)}` : '')
