import { parseIso } from '../../lib/time-zone.ts'
import { type CompareOp, type CompareOperation, type Expr, isQuery } from '../ast.ts'
import { moment } from '../build.ts'
import { HogqlError } from '../errors.ts'
import { type Property, type Sql, sql, type Value } from '../sql.ts'
import type { Resolver, Scope } from './scope.ts'

/**
 * Comparisons as HogQL means them: NULL equals NULL, differs from everything else, and never makes a condition unknown.
 * Inside a filter the engine treats NULL as false already, so there nothing is wrapped and indexes stay usable. In the
 * condition of a JOIN nothing is wrapped at all, and NULL equals nothing.
 */
export function resolveCompare(node: CompareOperation, scope: Scope, resolver: Resolver, inFilter: boolean): Sql {
  const { op } = node
  if (op === 'in' || op === 'not in') return membership(node, scope, resolver)
  const pattern = PATTERNS[op]
  if (pattern) {
    const [left, right] = [resolver.value(node.left, scope), resolver.value(node.right, scope)]
    const wanted = pattern.insensitive ? sql.call('concat', [sql.text('(?i)'), right], right.type) : right
    const matched = sql.call(pattern.name, [left, wanted], truth(left, right))
    const result = pattern.inverted ? sql.call('not', [matched], matched.type) : matched
    return settled(result, pattern.negative, inFilter)
  }
  const [left, right] = [resolver.raw(node.left, scope), resolver.raw(node.right, scope)]
  return equalityOrOrder(op, left, right, { timezone: resolver.ctx.timezone, inFilter, inJoin: scope.inJoin })
}

interface Pattern {
  name: string
  negative: boolean
  insensitive?: true
  /** The engine has no negative form. */
  inverted?: true
}

const PATTERNS: Partial<Record<CompareOp, Pattern>> = {
  like: { name: 'like', negative: false },
  ilike: { name: 'ilike', negative: false },
  'not like': { name: 'notLike', negative: true },
  'not ilike': { name: 'notILike', negative: true },
  '=~': { name: 'match', negative: false },
  '!~': { name: 'match', negative: true, inverted: true },
  '=~*': { name: 'match', negative: false, insensitive: true },
  '!~*': { name: 'match', negative: true, inverted: true, insensitive: true },
}

const OPERATORS: Partial<Record<CompareOp, string>> = {
  '==': 'equals',
  '!=': 'notEquals',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
}

function equalityOrOrder(
  op: CompareOp,
  left: Sql,
  right: Sql,
  { timezone, inFilter, inJoin }: { timezone: string; inFilter: boolean; inJoin: boolean },
): Sql {
  if (op === '==' || op === '!=') {
    const known = right.node === 'Null' ? left : left.node === 'Null' ? right : undefined
    if (known) return sql.call(op === '==' ? 'isNull' : 'isNotNull', [known], sql.type('boolean'))
  }
  const name = OPERATORS[op]
  if (!name) throw new HogqlError(`Unsupported comparison: ${op}`)
  const equality = op === '==' || op === '!='
  const [a, b] = equality ? narrowed(aligned(left, right, true, timezone)) : aligned(left, right, false, timezone)
  const result = sql.call(name, [a, b], truth(a, b))
  if (inJoin) return result
  const bothNullable = a.type.nullable && b.type.nullable
  if (bothNullable && op === '==') return orElse(result, both('isNull', 'and', a, b))
  if (bothNullable && op === '!=') return orElse(result, both('isNotNull', 'or', a, b))
  return settled(result, op === '!=', inFilter)
}

/**
 * The two sides of a comparison. Where one is a constant, a property is read as the constant's type, or the constant is
 * converted.
 */
function aligned(left: Sql, right: Sql, equality: boolean, timezone: string): [Sql, Sql] {
  if (right.node === 'Value') return alignedTo(left, right, equality, timezone)
  if (left.node === 'Value') {
    const [b, a] = alignedTo(right, left, equality, timezone)
    return [a, b]
  }
  return [left, right]
}

function alignedTo(side: Sql, constant: Value, equality: boolean, timezone: string): [Sql, Sql] {
  const { value } = constant
  if (side.type.name === 'datetime' && typeof value === 'string' && constant.type.name === 'string') {
    return [side, localMoment(value, timezone) ?? constant]
  }
  if (side.node !== 'Property') return [side, constant]
  if (constant.type.name === 'integer' || constant.type.name === 'float') {
    if (isText(side) && equality) return [side, sql.text(String(value).replace('e+', 'e'))]
    if (side.as !== 'number' && !isText(side)) return [side, constant]
    return [{ ...side, as: 'number', type: sql.type('float', true) }, likeAProperty(constant)]
  }
  if (isText(side) && typeof value === 'boolean') return [side, sql.text(String(value))]
  if (side.as === 'boolean' && (value === 'true' || value === 'false')) {
    return [side, sql.boolean(value === 'true')]
  }
  if (side.as === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    // As text, because the drivers refuse numbers beyond 2^53.
    return [side, { node: 'Value', value: String(Number(value)), clickhouseType: 'Float64', type: sql.type('float') }]
  }
  if ((side.as === 'boolean' || side.as === 'number') && typeof value === 'string') {
    return [{ ...side, as: 'text', type: sql.type('string', true) }, constant]
  }
  return [side, constant]
}

/**
 * A number beyond 2^53, which stands in a constant as text, is compared as the float that properties are: next to it an
 * integer would be exact.
 */
const likeAProperty = (constant: Value): Value =>
  typeof constant.value === 'string' ? { ...constant, clickhouseType: 'Float64', type: sql.type('float') } : constant

const isText = ({ as }: Property) => as === 'text' || as === 'scalar'

/**
 * Equality of a property with a constant text need not read everything that the property could be. A text that looks
 * neither like a number nor like a boolean can only equal a string, and one that does not look like JSON can only equal a
 * scalar.
 */
function narrowed([side, other]: [Sql, Sql]): [Sql, Sql] {
  if (other.node === 'Property' && side.node === 'Value') {
    const [b, a] = narrowed([other, side])
    return [a, b]
  }
  if (side.node !== 'Property' || !isText(side) || other.node !== 'Value' || typeof other.value !== 'string')
    return [side, other]
  if (side.path.some((part) => typeof part === 'number') || /^[[{]/.test(other.value)) return [side, other]
  const mayBeOther = /^(-?[\d.]|true$|false$|nan|-?inf)/i.test(other.value)
  return [{ ...side, as: mayBeOther ? 'scalar' : 'string' }, other]
}

/** A string that is compared with a moment is read as local time of the project. Undefined where it is not a time. */
function localMoment(text: string, timezone: string): Value | undefined {
  const parsed = parseIso(text, timezone)
  if (!parsed) return undefined
  const { value } = moment(parsed.instant, parsed.microseconds)
  return sql.moment(String(value))
}

/** `transform_null_in` is set for every session, so IN and NOT IN never give NULL. */
function membership(node: CompareOperation, scope: Scope, resolver: Resolver): Sql {
  const name = node.op === 'in' ? 'in' : 'notIn'
  const left = resolver.raw(node.left, scope)
  if (isQuery(node.right)) {
    const query: Sql = { node: 'Subquery', query: resolver.query(node.right, scope).query, type: sql.type('unknown') }
    return sql.call(name, [left, query], sql.type('boolean'))
  }
  const items = itemsOf(node.right, left, scope, resolver)
  if (!items) {
    const right = resolver.raw(node.right, scope)
    const has = sql.call('has', [right, left], truth(left, right))
    return node.op === 'in' ? has : sql.call('not', [has], has.type)
  }
  if (items.length === 0) return { ...sql.small(name === 'in' ? 0 : 1), type: sql.type('boolean') }
  const pairs = items.map((item) => aligned(left, resolver.raw(item, scope), true, resolver.ctx.timezone))
  const values = pairs.map(([, value]) => value)
  const side = pairs[0]?.[0] ?? left
  if (pairs.some(([other]) => readOf(other) !== readOf(side))) return mixedMembership(pairs, node.op === 'in')
  const reads = pairs.map((pair) => narrowed(pair)[0])
  const cheapest = reads.find((read) => readOf(read) !== 'string') ?? reads[0] ?? side
  return sql.call(
    name,
    [reads.some((read) => readOf(read) === 'text') ? side : cheapest, setOf(values)],
    sql.type('boolean'),
  )
}

/**
 * A list with values of several types, for which the property is read in different ways: each value is compared by itself.
 */
function mixedMembership(pairs: [Sql, Sql][], positive: boolean): Sql {
  const each = pairs.map(([a, b]) => settled(sql.call('equals', [a, b], truth(a, b)), false, false))
  const any = sql.call('or', each, sql.type('boolean'))
  return positive ? any : sql.call('not', [any], any.type)
}

const readOf = (side: Sql) => (side.node === 'Property' ? side.as : undefined)

/** Texts travel as one array parameter, however many they are. */
function setOf(values: Sql[]): Sql {
  const texts = values.flatMap((value) =>
    value.node === 'Value' && value.clickhouseType === 'String' && typeof value.value === 'string' ? [value.value] : [],
  )
  return texts.length === values.length ? sql.texts(texts) : sql.call('tuple', values, sql.type('tuple'))
}

/** `(a, b) IN ((1, 2))` arrives without the outer brackets: a tuple is sought among tuples, and so that is one of them. */
function itemsOf(list: Expr, left: Sql, scope: Scope, resolver: Resolver): Expr[] | undefined {
  const items = listOf(list)
  if (left.type.name !== 'tuple' || list.node !== 'Tuple') return items
  return items?.some((item) => resolver.raw(item, scope).type.name === 'tuple') ? items : [list]
}

function listOf(expr: Expr): Expr[] | undefined {
  if (expr.node === 'Tuple' || expr.node === 'Array') return expr.exprs
  return expr.node === 'Constant' ? [expr] : undefined
}

const truth = (...sides: Sql[]) =>
  sql.type(
    'boolean',
    sides.some((side) => side.type.nullable),
  )

/** The comparison with its answer where a side is NULL. In a filter NULL counts as false already. */
function settled(result: Sql, whenNull: boolean, inFilter: boolean): Sql {
  if (!result.type.nullable || (inFilter && !whenNull)) return result
  return orElse(result, sql.small(whenNull ? 1 : 0))
}

const orElse = (result: Sql, answer: Sql) => sql.call('ifNull', [result, answer], sql.type('boolean'))

function both(test: 'isNull' | 'isNotNull', join: 'and' | 'or', a: Sql, b: Sql): Sql {
  const tests = [a, b].map((side) => sql.call(test, [side], sql.type('boolean')))
  return sql.call(join, tests, sql.type('boolean'))
}
