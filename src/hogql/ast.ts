/**
 * The tree of HogQL: what people write and what insights build. Names and keys are the parser's, so nothing is
 * translated. `start` and `end` are offsets into the user's text; trees built by us have none.
 */
export interface Position {
  start?: number
  end?: number
}

/** Anything that has a value. A query is one too: it stands in `IN (…)`, in FROM and as a scalar. */
export type Expr =
  | Constant
  | Field
  | Call
  | WindowFunction
  | ArithmeticOperation
  | CompareOperation
  | BetweenExpr
  | IsDistinctFrom
  | And
  | Or
  | Not
  | Alias
  | ArrayExpr
  | Tuple
  | ArrayAccess
  | ArraySlice
  | TupleAccess
  | Lambda
  | TypeCast
  | ColumnsExpr
  | Placeholder
  | Query

export type Query = SelectQuery | SelectSetQuery

/** `value_type` is set where JSON cannot say it: a moment in UTC (`YYYY-MM-DD hh:mm:ss.ffffff`) or a wide number. */
export interface Constant extends Position {
  node: 'Constant'
  value: string | number | boolean | null
  value_type?: 'datetime' | 'number'
}

/** A dotted name: `['events', 'properties', '$browser']`. */
export interface Field extends Position {
  node: 'Field'
  chain: (string | number)[]
}

export interface Call extends Position {
  node: 'Call'
  name: string
  args: Expr[]
  params?: Expr[]
  distinct?: boolean
}

export interface WindowFunction extends Position {
  node: 'WindowFunction'
  name: string
  exprs: Expr[]
  over_expr?: WindowExpr
  over_identifier?: string
}

export interface WindowExpr extends Position {
  partition_by: Expr[]
  order_by: OrderExpr[]
  frame_method?: 'ROWS' | 'RANGE'
  frame_start?: WindowFrame
  frame_end?: WindowFrame
}

export interface WindowFrame {
  frame_type: 'CURRENT ROW' | 'PRECEDING' | 'FOLLOWING'
  /** Absent means UNBOUNDED (and nothing for CURRENT ROW). */
  frame_value?: number
}

export type ArithmeticOp = '+' | '-' | '*' | '/' | '%'

export interface ArithmeticOperation extends Position {
  node: 'ArithmeticOperation'
  op: ArithmeticOp
  left: Expr
  right: Expr
}

export const COMPARE_OPS = [
  ...(['==', '!=', '<', '<=', '>', '>='] as const),
  ...(['like', 'ilike', 'not like', 'not ilike', '=~', '!~', '=~*', '!~*'] as const),
  ...(['in', 'not in', 'in cohort', 'not in cohort'] as const),
]
export type CompareOp = (typeof COMPARE_OPS)[number]

export interface CompareOperation extends Position {
  node: 'CompareOperation'
  op: CompareOp
  left: Expr
  right: Expr
}

export interface BetweenExpr extends Position {
  node: 'BetweenExpr'
  expr: Expr
  low: Expr
  high: Expr
  negated: boolean
}

export interface IsDistinctFrom extends Position {
  node: 'IsDistinctFrom'
  left: Expr
  right: Expr
  negated: boolean
}

export interface And extends Position {
  node: 'And'
  exprs: Expr[]
}

export interface Or extends Position {
  node: 'Or'
  exprs: Expr[]
}

export interface Not extends Position {
  node: 'Not'
  expr: Expr
}

export interface Alias extends Position {
  node: 'Alias'
  alias: string
  expr: Expr
}

interface ArrayExpr extends Position {
  node: 'Array'
  exprs: Expr[]
}

export interface Tuple extends Position {
  node: 'Tuple'
  exprs: Expr[]
}

export interface ArrayAccess extends Position {
  node: 'ArrayAccess'
  array: Expr
  property: Expr
}

export interface ArraySlice extends Position {
  node: 'ArraySlice'
  array: Expr
  start_expr?: Expr
  end_expr?: Expr
}

export interface TupleAccess extends Position {
  node: 'TupleAccess'
  tuple: Expr
  index: number
}

export interface Lambda extends Position {
  node: 'Lambda'
  args: string[]
  expr: Expr
}

export interface TypeCast extends Position {
  node: 'TypeCast'
  expr: Expr
  type_name: string
}

/** `* EXCLUDE (…)`. */
export interface ColumnsExpr extends Position {
  node: 'ColumnsExpr'
  exclude: string[]
}

export interface Placeholder extends Position {
  node: 'Placeholder'
  chain: string[]
}

export interface OrderExpr extends Position {
  node: 'OrderExpr'
  expr: Expr
  order: 'ASC' | 'DESC'
}

export interface CTE {
  name: string
  cte_type: 'subquery' | 'column'
  expr: Expr
  recursive: boolean
  columns: string[]
}

export const JOIN_TYPES = [
  ...(['JOIN', 'INNER JOIN', 'LEFT JOIN', 'LEFT OUTER JOIN', 'CROSS JOIN'] as const),
  ...(['RIGHT JOIN', 'RIGHT OUTER JOIN', 'RIGHT ANY JOIN', 'FULL JOIN', 'FULL OUTER JOIN'] as const),
  ...(['ANY INNER JOIN', 'LEFT ANY JOIN', 'ALL INNER JOIN', 'LEFT ALL JOIN'] as const),
  ...(['LEFT SEMI JOIN', 'LEFT ANTI JOIN', 'ASOF INNER JOIN', 'LEFT ASOF JOIN'] as const),
]
export type JoinType = (typeof JOIN_TYPES)[number]

export interface JoinExpr extends Position {
  table: Field | Placeholder | Query
  table_args?: Expr[]
  alias?: string
  join_type?: JoinType
  constraint?: { constraint_type: 'ON' | 'USING'; expr: Expr }
  sample?: { numerator: number; denominator: number }
  next_join?: JoinExpr
}

export interface SelectQuery extends Position {
  node: 'SelectQuery'
  ctes: CTE[]
  select: Expr[]
  distinct: boolean
  select_from?: JoinExpr
  array_join?: { op: 'ARRAY JOIN' | 'LEFT ARRAY JOIN'; list: Expr[] }
  windows: Record<string, WindowExpr>
  prewhere?: Expr
  where?: Expr
  group_by: Expr[]
  /** `GROUP BY ALL`: by everything of the SELECT list that is no aggregate. */
  group_by_all?: true
  having?: Expr
  qualify?: Expr
  order_by: OrderExpr[]
  limit_by?: { n: Expr; offset?: Expr; exprs: Expr[] }
  limit?: Expr
  offset?: Expr
  limit_with_ties: boolean
}

export const SET_OPERATORS = [
  'UNION ALL',
  'UNION DISTINCT',
  'INTERSECT',
  'INTERSECT DISTINCT',
  'EXCEPT',
  'EXCEPT DISTINCT',
] as const
export type SetOperator = (typeof SET_OPERATORS)[number]

export interface SelectSetQuery extends Position {
  node: 'SelectSetQuery'
  initial_select_query: Query
  subsequent_select_queries: { set_operator: SetOperator; select_query: Query }[]
  limit?: Expr
  offset?: Expr
}

export function isQuery(expr: Expr): expr is Query {
  return expr.node === 'SelectQuery' || expr.node === 'SelectSetQuery'
}
