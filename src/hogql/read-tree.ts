import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import {
  type ArithmeticOp,
  COMPARE_OPS,
  type CompareOp,
  type CTE,
  type Expr,
  isQuery,
  JOIN_TYPES,
  type JoinExpr,
  type OrderExpr,
  type Position,
  type Query,
  SET_OPERATORS,
  type SelectQuery,
  type WindowExpr,
  type WindowFrame,
} from './ast.ts'
import { constant } from './build.ts'
import { HogqlError } from './errors.ts'

/**
 * The parser's JSON → our tree, by a list of what is allowed: a node or a key that this file does not read does not
 * exist for the stages behind it. Nulls of the parser become absent keys.
 */
export function readExpr(node: Json | undefined): Expr {
  if (!isObject(node)) throw unsupported('expression', {})
  const read = READERS[text(node, 'node')]
  if (!read) throw unsupported(text(node, 'node'), node)
  return { ...read(node), ...positionOf(node) }
}

export function readOrder(node: Json | undefined): OrderExpr {
  if (!isObject(node)) throw unsupported('ORDER BY', {})
  if (node['fill'] || node['with_fill'] || node['nulls']) throw unsupported('ORDER BY modifier', node)
  return { node: 'OrderExpr', expr: readExpr(node['expr']), order: node['order'] === 'DESC' ? 'DESC' : 'ASC' }
}

const READERS: Record<string, (node: JsonObject) => Expr> = {
  Constant: readConstant,
  Field: (node) => ({ node: 'Field', chain: readChain(node) }),
  Call: readCall,
  WindowFunction: (node) => ({
    node: 'WindowFunction',
    name: text(node, 'name'),
    exprs: [...list(node, 'exprs'), ...list(node, 'args')],
    ...(isObject(node['over_expr']) ? { over_expr: readWindow(node['over_expr']) } : {}),
    ...(typeof node['over_identifier'] === 'string' ? { over_identifier: node['over_identifier'] } : {}),
  }),
  ArithmeticOperation: (node) => ({
    node: 'ArithmeticOperation',
    op: oneOf<ArithmeticOp>(node, 'op', ['+', '-', '*', '/', '%']),
    left: readExpr(node['left']),
    right: readExpr(node['right']),
  }),
  CompareOperation: (node) => ({
    node: 'CompareOperation',
    op: oneOf(node, 'op', COMPARE_OPS),
    left: readExpr(node['left']),
    right: readExpr(node['right']),
  }),
  BetweenExpr: (node) => ({
    node: 'BetweenExpr',
    expr: readExpr(node['expr']),
    low: readExpr(node['low']),
    high: readExpr(node['high']),
    negated: node['negated'] === true,
  }),
  IsDistinctFrom: (node) => ({
    node: 'IsDistinctFrom',
    left: readExpr(node['left']),
    right: readExpr(node['right']),
    negated: node['negated'] === true,
  }),
  And: (node) => ({ node: 'And', exprs: list(node, 'exprs') }),
  Or: (node) => ({ node: 'Or', exprs: list(node, 'exprs') }),
  Not: (node) => ({ node: 'Not', expr: readExpr(node['expr']) }),
  Alias: (node) => ({ node: 'Alias', alias: text(node, 'alias'), expr: readExpr(node['expr']) }),
  Array: (node) => ({ node: 'Array', exprs: list(node, 'exprs') }),
  Tuple: (node) => ({ node: 'Tuple', exprs: list(node, 'exprs') }),
  ArrayAccess: (node) => ({
    node: 'ArrayAccess',
    array: readExpr(node['array']),
    property: readExpr(node['property']),
  }),
  ArraySlice: (node) => ({
    node: 'ArraySlice',
    array: readExpr(node['array']),
    ...optional(node, 'start_expr'),
    ...optional(node, 'end_expr'),
  }),
  TupleAccess: readTupleAccess,
  Lambda: (node) => ({ node: 'Lambda', args: texts(node['args']), expr: readExpr(node['expr']) }),
  TypeCast: (node) => ({ node: 'TypeCast', expr: readExpr(node['expr']), type_name: text(node, 'type_name') }),
  TryCast: (node) => ({ node: 'TypeCast', expr: readExpr(node['expr']), type_name: text(node, 'type_name') }),
  ColumnsExpr: (node) => {
    if (node['all_columns'] !== true || node['replace']) throw unsupported('COLUMNS', node)
    return { node: 'ColumnsExpr', exclude: texts(node['exclude']) }
  },
  Dict: (node) => ({
    node: 'Call',
    name: 'map',
    args: array(node['items']).flatMap((pair) => array(pair).map(readExpr)),
  }),
  HogQLXTag: (node) => ({
    node: 'Tuple',
    exprs: [
      constant('__hx_tag'),
      constant(text(node, 'kind')),
      ...array(node['attributes'])
        .filter(isObject)
        .flatMap((item) => [constant(text(item, 'name')), readAttribute(item)]),
    ],
  }),
  Placeholder: (node) => {
    const inner = isObject(node['expr']) && node['expr']['node'] === 'Field' ? readChain(node['expr']) : undefined
    if (!inner)
      throw new HogqlError('Placeholders may only hold names, such as {filters} or {variables.x}', positionOf(node))
    return { node: 'Placeholder', chain: inner.map(String) }
  },
  SelectQuery: readSelect,
  SelectSetQuery: (node) => ({
    node: 'SelectSetQuery',
    initial_select_query: readQuery(node['initial_select_query']),
    subsequent_select_queries: array(node['subsequent_select_queries'])
      .filter(isObject)
      .map((next) => ({
        set_operator: oneOf(next, 'set_operator', SET_OPERATORS),
        select_query: readQuery(next['select_query']),
      })),
    ...optional(node, 'limit'),
    ...optional(node, 'offset'),
  }),
}

function readConstant(node: JsonObject): Expr {
  const value = node['value'] ?? null
  if (isObject(value) || Array.isArray(value)) throw unsupported('constant', node)
  return { node: 'Constant', value, ...(node['value_type'] === 'number' ? { value_type: 'number' } : {}) }
}

function readCall(node: JsonObject): Expr {
  if (array(node['order_by']).length > 0) throw unsupported('ORDER BY inside a function', node)
  const name = text(node, 'name')
  const args = list(node, 'args')
  const op = Object.hasOwn(COMPARISONS, name) ? COMPARISONS[name] : undefined
  const [left, right] = args
  if (op && left && right && args.length === 2) return { node: 'CompareOperation', op, left, right }
  const call: Expr = {
    node: 'Call',
    name,
    args,
    ...(Array.isArray(node['params']) ? { params: list(node, 'params') } : {}),
    ...(node['distinct'] === true ? { distinct: true } : {}),
  }
  if (!isObject(node['filter_expr'])) return call
  const counted = call.args.filter((arg) => arg.node !== 'Field' || arg.chain.join('.') !== '*')
  const known = IN_ANY_CASE.test(name) ? name.toLowerCase() : name
  return { ...call, name: `${known}If`, args: [...counted, readExpr(node['filter_expr'])] }
}

/** `notEquals(a, b)` is `a != b`, also where one of them is nothing. */
const COMPARISONS: Record<string, CompareOp> = {
  equals: '==',
  notEquals: '!=',
  less: '<',
  greater: '>',
  lessOrEquals: '<=',
  greaterOrEquals: '>=',
  like: 'like',
  ilike: 'ilike',
  notLike: 'not like',
  notILike: 'not ilike',
  in: 'in',
  notIn: 'not in',
}

const IN_ANY_CASE = /^(count|sum|avg|min|max)$/i

/** What stands inside a tag arrives as an attribute with a list. */
const readAttribute = (item: JsonObject): Expr =>
  Array.isArray(item['value']) ? { node: 'Tuple', exprs: list(item, 'value') } : readExpr(item['value'])

/** `properties.a.1` arrives as an access into `properties.a`; as one chain it stays one property read. */
function readTupleAccess(node: JsonObject): Expr {
  const index = node['index']
  if (typeof index !== 'number') throw unsupported('tuple access', node)
  const tuple = readExpr(node['tuple'])
  if (tuple.node === 'Field') return { node: 'Field', chain: [...tuple.chain, index] }
  return { node: 'TupleAccess', tuple, index }
}

function readSelect(node: JsonObject): SelectQuery {
  const mode = node['group_by_mode']
  if (mode && mode !== 'all') throw unsupported(`GROUP BY ${String(mode).toUpperCase()}`, node)
  if (node['limit_percent'] === true) throw unsupported('LIMIT with a percentage', node)
  const windows = isObject(node['window_exprs']) ? Object.entries(node['window_exprs']) : []
  return {
    node: 'SelectQuery',
    ctes: array(node['ctes']).filter(isObject).map(readCte),
    select: list(node, 'select'),
    distinct: node['distinct'] === true,
    windows: Object.fromEntries(windows.map(([name, window]) => [name, readWindow(isObject(window) ? window : {})])),
    group_by: mode ? [] : list(node, 'group_by'),
    ...(mode ? { group_by_all: true } : {}),
    order_by: array(node['order_by']).map(readOrder),
    limit_with_ties: node['limit_with_ties'] === true,
    ...(isObject(node['select_from']) ? { select_from: readJoin(node['select_from']) } : {}),
    ...readArrayJoin(node),
    ...readLimitBy(node['limit_by']),
    ...optional(node, 'prewhere'),
    ...optional(node, 'where'),
    ...optional(node, 'having'),
    ...optional(node, 'qualify'),
    ...optional(node, 'limit'),
    ...optional(node, 'offset'),
    ...positionOf(node),
  }
}

function readArrayJoin(node: JsonObject): Pick<SelectQuery, 'array_join'> {
  if (!node['array_join_op']) return {}
  const op = oneOf(node, 'array_join_op', ['ARRAY JOIN', 'INNER ARRAY JOIN', 'LEFT ARRAY JOIN'])
  const list_ = list(node, 'array_join_list')
  return { array_join: { op: op === 'LEFT ARRAY JOIN' ? op : 'ARRAY JOIN', list: list_ } }
}

function readLimitBy(node: Json | undefined): Pick<SelectQuery, 'limit_by'> {
  if (!isObject(node)) return {}
  const offset = isObject(node['offset_value']) ? { offset: readExpr(node['offset_value']) } : {}
  return { limit_by: { n: readExpr(node['n']), exprs: list(node, 'exprs'), ...offset } }
}

function readCte(node: JsonObject): CTE {
  return {
    name: text(node, 'name'),
    cte_type: node['cte_type'] === 'column' ? 'column' : 'subquery',
    expr: readExpr(node['expr']),
    recursive: node['recursive'] === true,
    columns: texts(node['columns']),
  }
}

function readJoin(node: JsonObject): JoinExpr {
  if (texts(node['column_aliases']).length > 0) throw unsupported('list of column aliases', node)
  const table = readExpr(node['table'])
  if (table.node !== 'Field' && table.node !== 'Placeholder' && !isQuery(table)) throw unsupported('table', node)
  const constraint = node['constraint']
  return {
    table,
    ...(Array.isArray(node['table_args']) ? { table_args: list(node, 'table_args') } : {}),
    ...(typeof node['alias'] === 'string' ? { alias: node['alias'] } : {}),
    ...(node['join_type'] ? { join_type: oneOf(node, 'join_type', JOIN_TYPES) } : {}),
    ...(isObject(constraint)
      ? {
          constraint: {
            constraint_type: oneOf(constraint, 'constraint_type', ['ON', 'USING']),
            expr: readExpr(constraint['expr']),
          },
        }
      : {}),
    ...(isObject(node['sample']) ? { sample: readSample(node['sample']) } : {}),
    ...(isObject(node['next_join']) ? { next_join: readJoin(node['next_join']) } : {}),
    ...positionOf(node),
  }
}

/** `SAMPLE 0.1` or `SAMPLE 1/10`; upstream's OFFSET of a sample is not offered. */
function readSample(node: JsonObject): { numerator: number; denominator: number } {
  const ratio = node['sample_value']
  if (!isObject(ratio) || node['offset_value']) throw unsupported('SAMPLE', node)
  const left = constantNumber(ratio['left'])
  const right = constantNumber(ratio['right']) ?? 1
  if (left === undefined || !(left / right > 0)) throw unsupported('SAMPLE', node)
  return { numerator: left, denominator: right }
}

function constantNumber(node: Json | undefined): number | undefined {
  const value = isObject(node) ? node['value'] : undefined
  return typeof value === 'number' ? value : undefined
}

function readWindow(node: JsonObject): WindowExpr {
  const method = node['frame_method']
  return {
    partition_by: list(node, 'partition_by'),
    order_by: array(node['order_by']).map(readOrder),
    ...(method === 'ROWS' || method === 'RANGE' ? { frame_method: method } : {}),
    ...(isObject(node['frame_start']) ? { frame_start: readFrame(node['frame_start']) } : {}),
    ...(isObject(node['frame_end']) ? { frame_end: readFrame(node['frame_end']) } : {}),
  }
}

function readFrame(node: JsonObject): WindowFrame {
  const value = node['frame_value']
  return {
    frame_type: oneOf(node, 'frame_type', ['CURRENT ROW', 'PRECEDING', 'FOLLOWING']),
    ...(typeof value === 'number' ? { frame_value: value } : {}),
  }
}

function readQuery(node: Json | undefined): Query {
  const expr = readExpr(node)
  if (isQuery(expr)) return expr
  throw unsupported('query', {})
}

function readChain(node: JsonObject): (string | number)[] {
  return array(node['chain']).map((part) => (typeof part === 'number' ? part : String(part)))
}

const array = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

const list = (node: JsonObject, key: string): Expr[] => array(node[key]).map(readExpr)

const texts = (value: Json | undefined): string[] => array(value).map(String)

function optional<K extends string>(node: JsonObject, key: K): { [key in K]?: Expr } {
  const found: { [key in K]?: Expr } = {}
  if (isObject(node[key])) found[key] = readExpr(node[key])
  return found
}

function text(node: JsonObject, key: string): string {
  const value = node[key]
  if (typeof value === 'string') return value
  throw unsupported(key, node)
}

function oneOf<T extends string>(node: JsonObject, key: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === node[key])
  if (found === undefined) throw unsupported(String(node[key]), node)
  return found
}

function positionOf(node: JsonObject): Position {
  const [start, end] = [node['start'], node['end']]
  return {
    ...(isObject(start) && typeof start['offset'] === 'number' ? { start: start['offset'] } : {}),
    ...(isObject(end) && typeof end['offset'] === 'number' ? { end: end['offset'] } : {}),
  }
}

const unsupported = (what: string, node: JsonObject) =>
  new HogqlError(`Unsupported syntax: ${what}`, positionOf(node), 'hogql_syntax_error')
