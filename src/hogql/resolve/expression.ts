import type { Constant, Expr, TypeCast, WindowExpr, WindowFunction } from '../ast.ts'
import { and, call, compare, not } from '../build.ts'
import { HogqlError, unreachable } from '../errors.ts'
import { findFunction } from '../functions.ts'
import { type Sql, sql, type Value, type Window } from '../sql.ts'
import { childrenOf } from '../walk.ts'
import { resolveCall, typeOfResult } from './calls.ts'
import { inCohort } from './cohorts.ts'
import { resolveCompare } from './compare.ts'
import { access, propertyAs, resolveField } from './field.ts'
import type { Resolver, Scope } from './scope.ts'

/** A value to show or compute with. */
export function resolveValue(expr: Expr, scope: Scope, resolver: Resolver): Sql {
  const raw = resolveRaw(expr, scope, resolver)
  if (raw.node === 'Column' && raw.type.name === 'json') return propertyAs(raw, [], 'object')
  if (raw.type.name !== 'datetime' || resolver.ctx.timezone === 'UTC') return raw
  const stored = raw.node === 'Value' || (raw.node === 'Column' && raw.utc)
  return stored ? sql.call('toTimeZone', [raw, sql.text(resolver.ctx.timezone)], raw.type) : raw
}

/** A condition of WHERE, which drops NULL as it drops false: so ANDs and ORs of comparisons need not say what NULL means. */
export function resolveCondition(expr: Expr, scope: Scope, resolver: Resolver): Sql {
  if (expr.node === 'Lambda') throw lambdaAlone(expr)
  refuseLambdas(expr)
  if (expr.node === 'And' || expr.node === 'Or') {
    const parts = expr.exprs.map((part) => resolveCondition(part, scope, resolver))
    return sql.call(expr.node === 'And' ? 'and' : 'or', parts, sql.type('boolean'))
  }
  if (expr.node === 'CompareOperation' && !expr.op.endsWith('cohort'))
    return resolveCompare(expr, scope, resolver, true)
  return resolveValue(expr, scope, resolver)
}

/** What the engine reads as operators, also where it is written as functions. */
const OPERATORS = new Set(['and', 'or', 'not'])

/** Only functions take lambdas: next to an operator the engine cannot even read one. */
function refuseLambdas(expr: Expr): void {
  const isFunction = expr.node === 'Call' && !OPERATORS.has(expr.name.toLowerCase())
  if (!isFunction && childrenOf(expr).some(({ node }) => node === 'Lambda')) throw lambdaAlone(expr)
}

const lambdaAlone = (expr: Expr) => new HogqlError('A lambda can only be an argument of a function', expr)

/** A value as it is stored: JSON columns as columns, moments in UTC. */
export function resolveRaw(expr: Expr, scope: Scope, resolver: Resolver): Sql {
  refuseLambdas(expr)
  const value = (child: Expr) => resolver.value(child, scope)
  switch (expr.node) {
    case 'Constant':
      return resolveConstant(expr)
    case 'Field':
      return resolveField(expr, scope, resolver)
    case 'Call':
      return resolveCall(expr, scope, resolver)
    case 'WindowFunction':
      return resolveWindowFunction(expr, scope, resolver)
    case 'ArithmeticOperation':
      return arithmetic(expr.op, value(expr.left), value(expr.right))
    case 'CompareOperation':
      if (expr.op === 'in cohort' || expr.op === 'not in cohort') {
        resolver.spend()
        return value(inCohort(expr.left, expr.right, expr.op === 'not in cohort', resolver.ctx))
      }
      return resolveCompare(expr, scope, resolver, false)
    case 'BetweenExpr': {
      const within = and(compare('>=', expr.expr, expr.low), compare('<=', expr.expr, expr.high))
      return value(expr.negated ? not(within) : within)
    }
    case 'IsDistinctFrom':
      return value(compare(expr.negated ? '==' : '!=', expr.left, expr.right))
    case 'And':
    case 'Or': {
      const parts = expr.exprs.map(value)
      return sql.call(
        expr.node.toLowerCase(),
        parts,
        sql.type(
          'boolean',
          parts.some((part) => part.type.nullable),
        ),
      )
    }
    case 'Not': {
      const inner = value(expr.expr)
      return sql.call('not', [inner], sql.type('boolean', inner.type.nullable))
    }
    case 'Alias':
      throw new HogqlError('An alias is only allowed in the SELECT list', expr)
    case 'Array':
      return sql.call('array', expr.exprs.map(value), sql.type('array'))
    case 'Tuple':
      return sql.call('tuple', expr.exprs.map(value), sql.type('tuple'))
    case 'ArrayAccess':
      return arrayAccess(resolver.raw(expr.array, scope), expr.property, scope, resolver)
    case 'ArraySlice':
      return arraySlice(
        value(expr.array),
        expr.start_expr && value(expr.start_expr),
        expr.end_expr && value(expr.end_expr),
      )
    case 'TupleAccess':
      return access(resolver.raw(expr.tuple, scope), [expr.index], resolver)
    case 'Lambda':
      return resolveLambda(expr.args, expr.expr, scope, resolver)
    case 'TypeCast':
      return value(castCall(expr))
    case 'ColumnsExpr':
      throw new HogqlError('* is only allowed in the SELECT list', expr)
    case 'Placeholder':
      throw new HogqlError(`Unresolved placeholder: {${expr.chain.join('.')}}`, expr)
    case 'SelectQuery':
    case 'SelectSetQuery': {
      const { query, columns } = resolver.query(expr, scope)
      return { node: 'Subquery', query, type: sql.type(columns[0]?.type.name ?? 'unknown', true) }
    }
    default:
      return unreachable(expr)
  }
}

function resolveConstant({ value, value_type }: Constant): Sql {
  if (value === null) return sql.null()
  if (value_type === 'datetime') return sql.moment(String(value))
  if (value_type === 'number') return wideNumber(String(value))
  if (typeof value === 'string') return sql.text(value)
  if (typeof value === 'boolean') return sql.boolean(value)
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    return wideNumber(String(value))
  return {
    node: 'Value',
    value,
    clickhouseType: numberType(value),
    type: sql.type(Number.isInteger(value) ? 'integer' : 'float'),
  }
}

/** `inf`, `nan` and integers beyond 2^53, which JSON cannot carry as numbers; what no integer holds is a float. */
function wideNumber(text: string): Value {
  const float = {
    node: 'Value',
    value: text === 'NaN' ? 'nan' : text.replace('Infinity', 'inf'),
    type: sql.type('float'),
  } as const
  const size = /^-?\d+$/.test(text) ? BigInt(text) : undefined
  const bits =
    size !== undefined && [64, 128].find((bits) => (size < 0n ? BigInt.asIntN : BigInt.asUintN)(bits, size) === size)
  if (size === undefined || !bits) return { ...float, clickhouseType: 'Float64' }
  return { ...float, clickhouseType: `${size < 0n ? 'Int' : 'UInt'}${bits}`, type: sql.type('integer') }
}

/** The smallest type that holds it, as the engine types its own literals. */
function numberType(value: number): string {
  if (!Number.isSafeInteger(value)) return 'Float64'
  const bits = [8, 16, 32].find((size) => (value < 0 ? -value <= 2 ** (size - 1) : value < 2 ** size)) ?? 64
  return value < 0 ? `Int${bits}` : `UInt${bits}`
}

const ARITHMETIC = { '+': 'plus', '-': 'minus', '*': 'multiply', '/': 'divide', '%': 'modulo' } as const

/** Adding an interval to a moment gives a moment; so does subtracting one. */
function arithmetic(op: keyof typeof ARITHMETIC, left: Sql, right: Sql): Sql {
  const sides = [left, right]
  const nullable = sides.some((side) => side.type.nullable)
  const moved =
    sides.some((side) => side.type.name === 'interval') && sides.some((side) => side.type.name === 'datetime')
  return sql.call(ARITHMETIC[op], sides, sql.type(moved ? 'datetime' : 'float', nullable))
}

function arrayAccess(array: Sql, index: Expr, scope: Scope, resolver: Resolver): Sql {
  const json = array.node === 'Property' || (array.node === 'Column' && array.type.name === 'json')
  if (json && index.node === 'Constant' && (typeof index.value === 'string' || typeof index.value === 'number')) {
    if (typeof index.value === 'number' && !Number.isSafeInteger(index.value))
      throw new HogqlError('The index of a list must be a whole number', index)
    return access(array, [index.value], resolver)
  }
  const subject = array.node === 'Column' && array.type.name === 'json' ? propertyAs(array, [], 'object') : array
  return sql.call('arrayElement', [subject, resolver.value(index, scope)], sql.type('unknown', true))
}

function arraySlice(array: Sql, start: Sql | undefined, end: Sql | undefined): Sql {
  const from = start ?? sql.integer(1)
  if (!end) return sql.call('arraySlice', [array, from], sql.type('array'))
  const last = sql.call('minus', [end, from], sql.type('integer'))
  return sql.call('arraySlice', [array, from, sql.call('plus', [last, sql.integer(1)], last.type)], sql.type('array'))
}

function resolveLambda(args: string[], body: Expr, scope: Scope, resolver: Resolver): Sql {
  const locals = new Map(scope.locals)
  for (const name of args) locals.set(name, { node: 'Name', name, type: sql.type('unknown', true) })
  return { node: 'Lambda', args, body: resolver.value(body, { ...scope, locals }), type: sql.type('unknown') }
}

/**
 * Unless a frame is written, `lag` and `lead` see the whole partition; the engine's own default frame ends at the row
 * itself.
 */
const WHOLE_FRAME = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING'

function resolveWindowFunction(node: WindowFunction, scope: Scope, resolver: Resolver): Sql {
  const star = node.exprs.length === 1 && node.exprs[0]?.node === 'Field' && node.exprs[0].chain[0] === '*'
  const exprs = star ? [] : node.exprs
  const definition = findFunction(node.name, exprs.length, undefined, node)
  const args = exprs.map((arg) => resolver.value(arg, scope))
  const type = typeOfResult(definition.returns, definition.nullable, args)
  const window = node.over_expr && resolveWindow(node.over_expr, scope, resolver)
  const looksAround = definition.engine === 'lagInFrame' || definition.engine === 'leadInFrame'
  const over = window ? (looksAround ? { frame: WHOLE_FRAME, ...window } : window) : (node.over_identifier ?? '')
  return { ...sql.call(definition.engine, args, type), over }
}

export function resolveWindow(window: WindowExpr, scope: Scope, resolver: Resolver): Window {
  return {
    partitionBy: window.partition_by.map((expr) => resolver.value(expr, scope)),
    orderBy: window.order_by.map(({ expr, order }) => ({
      expr: resolver.value(expr, scope),
      descending: order === 'DESC',
    })),
    ...(window.frame_method ? { frame: frameText(window) } : {}),
  }
}

function frameText({ frame_method, frame_start, frame_end }: WindowExpr): string {
  const edge = (frame: WindowExpr['frame_start']) => {
    if (!frame || frame.frame_type === 'CURRENT ROW') return 'CURRENT ROW'
    return `${frame.frame_value === undefined ? 'UNBOUNDED' : Math.trunc(frame.frame_value)} ${frame.frame_type}`
  }
  return frame_end
    ? `${frame_method} BETWEEN ${edge(frame_start)} AND ${edge(frame_end)}`
    : `${frame_method} ${edge(frame_start)}`
}

/** The function that casts to each type. */
const CASTS = new Map(
  Object.entries({
    toInt: ['int', 'integer', 'bigint', 'smallint', 'int64', 'int32'],
    toFloat: ['float', 'double', 'real', 'float64', 'numeric', 'decimal'],
    toString: ['text', 'string', 'varchar'],
    toBool: ['bool', 'boolean'],
    toUUID: ['uuid'],
    toDate: ['date'],
    toDateTime: ['datetime', 'timestamp', 'timestamptz'],
  }).flatMap(([name, types]) => types.map((type) => [type, name] as const)),
)

function castCall(node: TypeCast): Expr {
  const name = CASTS.get(node.type_name.toLowerCase())
  if (!name) throw new HogqlError(`Unsupported type in cast: ${node.type_name}`, node)
  return { ...call(name, node.expr), ...(node.start === undefined ? {} : { start: node.start }) }
}
