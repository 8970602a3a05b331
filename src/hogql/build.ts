import type {
  Alias,
  ArithmeticOp,
  Call,
  CompareOp,
  Constant,
  Expr,
  Field,
  JoinExpr,
  Lambda,
  OrderExpr,
  Query,
  SelectQuery,
  WindowExpr,
  WindowFunction,
} from './ast.ts'
import { HogqlError } from './errors.ts'

/**
 * Constructors of HogQL trees. Insights are built with these and never from text, so there is nothing to escape and
 * nothing to parse.
 */
export const field = (...chain: (string | number)[]): Field => ({ node: 'Field', chain })

export const constant = (value: Constant['value']): Constant => ({ node: 'Constant', value })

/** An integer of 64 bits, whatever its size: for bit masks. */
export const wide = (value: bigint): Constant => ({ node: 'Constant', value: String(value), value_type: 'number' })

/**
 * A moment. A Date holds milliseconds; `microseconds`, 0 to 999, is what comes on top of them. Throws a HogqlError
 * for a year that cannot be written in four digits, as in "9999999 years ago".
 */
export function moment(date: Date, microseconds = 0): Constant {
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) throw new HogqlError('The date range reaches beyond the years 0 to 9999.')
  const value = date.toISOString().replace('T', ' ').replace('Z', String(microseconds).padStart(3, '0'))
  return { node: 'Constant', value, value_type: 'datetime' }
}

export const call = (name: string, ...args: Expr[]): Call => ({ node: 'Call', name, args })

/** A function with parameters before its arguments: `quantile(0.9)(x)`. */
export const callWith = (name: string, params: Expr[], ...args: Expr[]): Call => ({ node: 'Call', name, params, args })

/**
 * The quantile of all values, linear between the two nearest. The engine's own `quantile` is the same for up to 8,192
 * values. Of more it takes as many at random, so that each answer is another one, and about a percent off.
 */
export const quantileOf = (level: number, args: Expr[], form: '' | 'If' | 'StateIf' | 'Merge' | 'MergeIf' = ''): Call =>
  callWith(`quantileExactInclusive${form}`, [constant(level)], ...args)

export const compare = (op: CompareOp, left: Expr, right: Expr): Expr => ({ node: 'CompareOperation', op, left, right })

export const equals = (left: Expr, right: Expr): Expr => compare('==', left, right)

/** Whether a condition is the constant TRUE, and so asks for nothing. */
export const isTrue = (expr: Expr): boolean => expr.node === 'Constant' && expr.value === true

/** All of these conditions hold: TRUE where there are none. */
export const and = (...exprs: Expr[]): Expr => joined('And', exprs, true)

/** Any of these conditions holds: FALSE where there are none. */
export const or = (...exprs: Expr[]): Expr => joined('Or', exprs, false)

export const not = (expr: Expr): Expr => ({ node: 'Not', expr })

export const alias = (name: string, expr: Expr): Alias => ({ node: 'Alias', alias: name, expr })

export const tuple = (...exprs: Expr[]): Expr => ({ node: 'Tuple', exprs })

export const array = (...exprs: Expr[]): Expr => ({ node: 'Array', exprs })

export const lambda = (args: string[], expr: Expr): Lambda => ({ node: 'Lambda', args, expr })

/** An expression in which values stand under names, so that each is written, planned and computed once. */
export const given = (values: Record<string, Expr>, expr: Expr): Expr =>
  call(
    'arrayElement',
    call('arrayMap', lambda(Object.keys(values), expr), ...Object.values(values).map((value) => array(value))),
    constant(1),
  )

/** An element of a tuple, counted from 1. */
export const at = (of: Expr, index: number): Expr => ({ node: 'TupleAccess', tuple: of, index })

const arithmetic =
  (op: ArithmeticOp) =>
  (left: Expr, right: Expr): Expr => ({ node: 'ArithmeticOperation', op, left, right })

export const plus = arithmetic('+')
export const minus = arithmetic('-')
export const times = arithmetic('*')
export const divided = arithmetic('/')

/** A window function: over all rows, or over those that the window names. */
export const over = (name: string, exprs: Expr[] = [], window: Partial<WindowExpr> = {}): WindowFunction => ({
  node: 'WindowFunction',
  name,
  exprs,
  over_expr: { partition_by: [], order_by: [], ...window },
})

export const isNull = (expr: Expr): Expr => call('isNull', expr)

export const descending = (expr: Expr): OrderExpr => ({ node: 'OrderExpr', expr, order: 'DESC' })

export const ascending = (expr: Expr): OrderExpr => ({ node: 'OrderExpr', expr, order: 'ASC' })

type SelectParts = Partial<Omit<SelectQuery, 'node' | 'select' | 'select_from'>> & {
  select: Expr[]
  /** A table's name or a query. */
  from?: string | Query | JoinExpr
  as?: string
}

/** A SELECT; what is not given is absent. */
export function select({ from, as, ...parts }: SelectParts): SelectQuery {
  const select_from = from === undefined ? undefined : joinOf(from, as)
  return {
    node: 'SelectQuery',
    ctes: [],
    distinct: false,
    windows: {},
    group_by: [],
    order_by: [],
    limit_with_ties: false,
    ...parts,
    ...(select_from ? { select_from } : {}),
  }
}

function joinOf(from: string | Query | JoinExpr, as: string | undefined): JoinExpr {
  if (typeof from === 'string') return { table: field(from), ...(as ? { alias: as } : {}) }
  return 'node' in from ? { table: from, alias: as ?? 'source' } : from
}

function joined(node: 'And' | 'Or', exprs: Expr[], neutral: boolean): Expr {
  const parts = exprs.filter((expr) => !(expr.node === 'Constant' && expr.value === neutral))
  if (parts.length === 0) return constant(neutral)
  return parts.length === 1 && parts[0] ? parts[0] : { node, exprs: parts }
}
