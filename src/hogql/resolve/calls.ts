import { isTimezone, parseIso, toWall } from '../../lib/time-zone.ts'
import { type Expr, type Call as HogqlCall, isQuery } from '../ast.ts'
import { moment } from '../build.ts'
import { HogqlError } from '../errors.ts'
import { findFunction, isAggregate } from '../functions.ts'
import { LANGUAGE_CODES, languageName } from '../languages.ts'
import { type PropertyRead, type Sql, sql, type Type, type TypeName } from '../sql.ts'
import { EXPANSIONS } from './expansions.ts'
import { propertyAs } from './field.ts'
import { emptyScope, type Resolver, type Scope } from './scope.ts'

/** A call of HogQL as a call of the engine. Most functions only change their name; the others have a rewriting below. */
export function resolveCall(node: HogqlCall, scope: Scope, resolver: Resolver): Sql {
  const args = node.name.toLowerCase() === 'count' && isStar(node.args) ? [] : node.args
  const definition = findFunction(node.name, args.length, node.params?.length, node)
  const special = Object.hasOwn(REWRITES, definition.engine) ? REWRITES[definition.engine] : undefined
  if (special) return special(args, scope, resolver)
  const given = args.map((arg) => resolver.value(arg, scope))
  const values = definition.engine === 'windowFunnel' ? inSeconds(given) : given
  const result = typeOfResult(definition.returns, definition.nullable, values)
  return {
    ...sql.call(definition.engine, values, result),
    ...(node.params ? { params: node.params.map((param) => resolver.value(param, scope)) } : {}),
    ...(node.distinct ? { distinct: true } : {}),
  }
}

/** The engine's `windowFunnel` counts whole seconds, and takes no moments that are finer. */
const inSeconds = ([moment = sql.null(), ...steps]: Sql[]): Sql[] => [
  moment.type.name === 'datetime' ? sql.call('toDateTime', [moment], moment.type) : moment,
  ...steps,
]

export function typeOfResult(
  returns: TypeName | 'argument',
  nullable: 'arguments' | 'never' | 'always',
  args: Sql[],
): Type {
  const name = returns === 'argument' ? (args[0]?.type.name ?? 'unknown') : returns
  return sql.type(name, nullable === 'always' || (nullable === 'arguments' && args.some((arg) => arg.type.nullable)))
}

type Rewrite = (args: Expr[], scope: Scope, resolver: Resolver) => Sql

/** A rewriting that needs its arguments' values only. */
const ofValues =
  (rewrite: (values: Sql[], resolver: Resolver) => Sql): Rewrite =>
  (args, scope, resolver) =>
    rewrite(
      args.map((arg) => resolver.value(arg, scope)),
      resolver,
    )

/**
 * The time between two moments of the project's time zone, which the engine is told by name. To it types of different zones
 * are the same type, and where a condition moves inwards, one constant stands for another of the same moment: so a moment
 * that also stands in the WHERE would be one of UTC.
 */
function inZone(name: string): Rewrite {
  return ofValues((values, { ctx }) => {
    const [unit = sql.null(), from, to, ...zone] = values
    const [start, end] = [from, to].map((moment) => moment && storedIn(moment, ctx.timezone))
    const args = start && end && zone.length === 0 ? [unit, start, end, sql.text(ctx.timezone)] : values
    return sql.call(name, args, typeOfResult('integer', 'arguments', values))
  })
}

/** What was converted to this time zone to be computed with. */
const storedIn = (moment: Sql, timezone: string): Sql | undefined =>
  moment.node === 'Call' && moment.name === 'toTimeZone' && textOf(moment.args[1]) === timezone
    ? moment.args[0]
    : undefined

const textOf = (value: Sql | undefined) => (value?.node === 'Value' ? value.value : undefined)

const REWRITES: Record<string, Rewrite> = {
  toInt: ofValues(([value = sql.null()]) => accurateCast(value, 'Int64', 'integer')),
  toFloat: ofValues(([value = sql.null()]) =>
    value.node === 'Property' && value.as !== 'datetime' && value.as !== 'boolean'
      ? propertyAs(value.column, value.path, 'number')
      : accurateCast(value, 'Float64', 'float'),
  ),
  toUUID: ofValues(([value = sql.null()]) => accurateCast(value, 'UUID', 'uuid')),
  toDecimal: ofValues(([value = sql.null(), scale]) =>
    accurateCast(value, `Decimal64(${smallInteger(scale, 18)})`, 'float'),
  ),
  toDate: ofValues(([value = sql.null(), zone]) => toDate(value, zone)),
  toDateTime: ofValues(([value = sql.null(), zone], resolver) => toDateTime(value, zone, resolver)),
  toDateTime64: ofValues(([value = sql.null(), scale, zone], { ctx }) =>
    sql.call(
      'toDateTime64',
      [value, scale ? sql.small(smallInteger(scale, 9)) : digits, zone ?? sql.text(ctx.timezone)],
      sql.type('datetime', value.type.nullable),
    ),
  ),
  toDateTimeUS: ofValues(([value = sql.null(), zone], { ctx }) =>
    sql.call('parseDateTime64BestEffortUSOrNull', [value, digits, zone ?? sql.text(ctx.timezone)], maybeMoment),
  ),
  UUIDv7ToDateTime: ofValues(([value = sql.null()], { ctx }) =>
    sql.call('UUIDv7ToDateTime', [value, sql.text(ctx.timezone)], sql.type('datetime', value.type.nullable)),
  ),
  date_bin: ofValues(([stride = sql.null(), value = sql.null(), origin = sql.null()]) =>
    sql.call('toStartOfInterval', [value, stride, origin], sql.type('datetime', value.type.nullable)),
  ),
  toNullableString: ofValues(([value = sql.null()]) => accurateCast(value, 'String', 'string')),
  languageCodeToName: ofValues(([code = sql.null()]) =>
    sql.call('transform', [textOrEmpty(code), ...LANGUAGES, sql.text('Unknown')], sql.type('string')),
  ),
  ...Object.fromEntries(
    Object.entries(EXPANSIONS).map(([name, expand]): [string, Rewrite] => [
      name,
      (args, scope, resolver) => resolver.value(expand(args, scope), scope),
    ]),
  ),
  parseDateTimeBestEffort: ofValues(([value = sql.null(), zone], resolver) =>
    sql.call('parseDateTime64BestEffortOrNull', [value, digits, zone ?? sql.text(resolver.ctx.timezone)], maybeMoment),
  ),
  parseDateTime: ofValues(([value = sql.null(), format = sql.text('')], resolver) =>
    sql.call('parseDateTimeOrNull', [value, format, sql.text(resolver.ctx.timezone)], maybeMoment),
  ),
  fromUnixTimestamp: ofValues(([value = sql.null()], { ctx }) =>
    sql.call('toDateTime', [value, sql.text(ctx.timezone)], sql.type('datetime', value.type.nullable)),
  ),
  now: (_args, scope, resolver) => resolver.value(moment(resolver.ctx.now), scope),
  exists: ([query], scope, resolver) => {
    if (!query || !isQuery(query)) throw new HogqlError('exists(...) takes a subquery', query)
    return sql.call('exists', [resolver.value(query, scope)], sql.type('boolean'))
  },
  today: (_args, _scope, resolver) => day(resolver, 0),
  yesterday: (_args, _scope, resolver) => day(resolver, -1),
  dateAdd: ofValues((values) => shifted('plus', values)),
  dateSub: ofValues((values) => shifted('minus', values)),
  dateDiff: inZone('dateDiff'),
  age: inZone('age'),
  make_interval: ofValues((values) => {
    const parts = INTERVAL_PARTS.map((unit, i) =>
      sql.call(`toInterval${unit}`, [values[i] ?? sql.small(0)], sql.type('interval')),
    )
    return parts.reduce((sum, part) => sql.call('plus', [sum, part], sum.type))
  }),
  date_part: ofValues(([unit, value = sql.null()]) =>
    sql.call(partOf(unit), [value], sql.type('integer', value.type.nullable)),
  ),
  timezone: ofValues(([zone = sql.text('UTC'), value = sql.null()]) =>
    sql.call('toTimeZone', [value, zone], value.type),
  ),
  toStartOfWeek: ofValues(([value = sql.null(), mode], { ctx }) =>
    sql.call('toStartOfWeek', [value, mode ?? sql.small(ctx.week_start_day)], sql.type('date', value.type.nullable)),
  ),
  split_part: ofValues(([text = sql.null(), separator = sql.text(''), index = sql.integer(1)]) => {
    const parts = sql.call('splitByString', [separator, text], sql.type('array'))
    return sql.call('arrayElement', [parts, index], sql.type('string'))
  }),
  extractIPv4Substrings: ofValues(([text = sql.null()]) =>
    sql.call('extractAll', [text, sql.text(IPV4)], sql.type('array')),
  ),
  md5: ofValues(([text = sql.null()]) => lowerHex(sql.call('MD5', [text], text.type))),
  concat: ofValues((values) => sql.call('concat', values.map(textOrEmpty), sql.type('string'))),
  string_agg: ofValues(([value = sql.null(), separator = sql.text(',')]) => {
    const texts = sql.call('groupArray', [sql.call('toString', [value], sql.type('string'))], sql.type('array'))
    return sql.call('arrayStringConcat', [texts, separator], sql.type('string'))
  }),
  json_agg: ofValues(([value = sql.null()]) =>
    sql.call('toJSONString', [sql.call('groupArray', [value], sql.type('array'))], sql.type('string')),
  ),
  arrayReduce: (args, scope, resolver) => {
    const [name] = args
    const word = name?.node === 'Constant' ? String(name.value) : ''
    if (!isAggregate(word)) throw new HogqlError(`Unsupported aggregate '${word}' in 'arrayReduce'`, name)
    return sql.call(
      'arrayReduce',
      args.map((arg) => resolver.value(arg, scope)),
      sql.type('unknown', true),
    )
  },
  _caseWithExpression: ofValues((values) => sql.call('caseWithExpression', values, sql.type('unknown', true))),
  if: ofValues(([condition = sql.null(), yes = sql.null(), no = sql.null()]) =>
    sql.call('if', [condition, yes, no], eitherOf(yes, no)),
  ),
  ifNull: ofValues(([value = sql.null(), other = sql.null()]) =>
    sql.call('ifNull', [value, other], sql.type(value.type.name, other.type.nullable)),
  ),
  coalesce: ofValues((values) => {
    const name = values[0]?.type.name ?? 'unknown'
    return sql.call(
      'coalesce',
      values,
      sql.type(
        name,
        values.every((value) => value.type.nullable),
      ),
    )
  }),
  matchesAction: (args, scope, resolver) => {
    const [wanted] = args
    const key = wanted?.node === 'Constant' ? wanted.value : undefined
    const action = resolver.ctx.actions.find(({ id, name }) => (typeof key === 'number' ? id === key : name === key))
    if (!action) throw new HogqlError(`Could not find action with ID or name ${JSON.stringify(key ?? null)}`, wanted)
    resolver.spend()
    // Beside other tables, the event is that of the first table of events, whatever else is called so. A subquery of events
    // that leaves out what the action asks for must not be helped out by the properties of persons.
    const { sources } = scope
    const events = ['elements_chain', 'event']
      .map((name) => sources.find((source) => source.column(name)))
      .find(Boolean)
    return resolver.value(action.condition, events ? { ...scope, sources: [events], aliases: new Map() } : scope)
  },
  JSONHas: json('JSONHas', 'exists', (value) => value),
  JSONExtractString: json('JSONExtractString', 'text', (value) => orDefault(value, sql.text(''))),
  JSONExtractRaw: json('JSONExtractRaw', 'raw', (value) => orDefault(value, sql.text(''))),
  JSONExtractFloat: json('JSONExtractFloat', 'number', (value) => orDefault(value, sql.small(0))),
  JSONExtractInt: json('JSONExtractInt', 'number', (value) =>
    sql.call('toInt64', [orDefault(value, sql.small(0))], sql.type('integer')),
  ),
  JSONExtractUInt: json('JSONExtractUInt', 'number', (value) =>
    sql.call('toUInt64', [orDefault(value, sql.small(0))], sql.type('integer')),
  ),
  JSONExtractBool: json('JSONExtractBool', 'boolean', (value) => orDefault(value, sql.boolean(false))),
}

/**
 * Functions that never reach the engine under their own names: the test that asks the engine for every function leaves them
 * out.
 */
export const rewrittenFunctions: readonly string[] = Object.keys(REWRITES)

/** JSON functions on a property column with constant keys are path reads; on anything else they stay as they are. */
function json(name: string, as: PropertyRead, finish: (value: Sql) => Sql): Rewrite {
  return (args, scope, resolver) => {
    const [subject, ...keys] = args
    const column = subject && resolver.raw(subject, scope)
    const path = keys.flatMap((key) =>
      key.node === 'Constant' && (typeof key.value === 'string' || typeof key.value === 'number') ? [key.value] : [],
    )
    if (column?.node === 'Column' && column.type.name === 'json' && path.length === keys.length && path.length > 0) {
      return finish(propertyAs(column, path, as))
    }
    const type = sql.type(as === 'text' || as === 'raw' ? 'string' : 'unknown')
    return sql.call(
      name,
      args.map((arg) => resolver.value(arg, scope)),
      type,
    )
  }
}

const LANGUAGES = [sql.texts(LANGUAGE_CODES), sql.texts(LANGUAGE_CODES.map(languageName))]

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
/** Four numbers up to 255 with dots between them, which are not part of a longer number. */
const IPV4 = `\\b(?:${OCTET}[.]){3}${OCTET}\\b`
const INTERVAL_PARTS = ['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second']

/** Moments are stored to the microsecond, which is six digits of a second. */
const digits = sql.small(6)
const maybeMoment = sql.type('datetime', true)

const isStar = ([arg, ...more]: Expr[]) => more.length === 0 && arg?.node === 'Field' && arg.chain.join('.') === '*'

const orDefault = (value: Sql, fallback: Sql) => sql.call('ifNull', [value, fallback], sql.type(value.type.name))

const lowerHex = (value: Sql) =>
  sql.call('lower', [sql.call('hex', [value], value.type)], sql.type('string', value.type.nullable))

const accurateCast = (value: Sql, to: string, name: TypeName) =>
  sql.call('accurateCastOrNull', [value, sql.text(to)], sql.type(name, true))

const textOrEmpty = (value: Sql) =>
  value.type.name === 'string' && !value.type.nullable
    ? value
    : sql.call('ifNull', [sql.call('toString', [value], value.type), sql.text('')], sql.type('string'))

const eitherOf = (a: Sql, b: Sql) =>
  sql.type(a.node === 'Null' ? b.type.name : a.type.name, a.type.nullable || b.type.nullable)

function toDate(value: Sql, zone: Sql | undefined): Sql {
  if (value.type.name === 'string') return sql.call('toDateOrNull', [value], sql.type('date', true))
  return sql.call('toDate', zone ? [value, zone] : [value], sql.type('date', value.type.nullable))
}

function toDateTime(value: Sql, zone: Sql | undefined, resolver: Resolver): Sql {
  const timezone = zone ?? sql.text(resolver.ctx.timezone)
  if (value.node === 'Value' && typeof value.value === 'string' && value.clickhouseType === 'String') {
    const named = zone?.node === 'Value' ? String(zone.value) : resolver.ctx.timezone
    if (!isTimezone(named)) throw new HogqlError(`There is no time zone '${named}'`)
    const parsed = parseIso(value.value, named)
    if (parsed) return resolver.value(moment(parsed.instant, parsed.microseconds), emptyScope())
  }
  // Of a number, which may be seconds or milliseconds, the engine's conversion takes seconds only and fails at the other.
  if (value.node === 'Property' && value.as === 'number')
    return toDateTime(propertyAs(value.column, value.path, 'text'), zone, resolver)
  if (value.type.name === 'string')
    return sql.call('parseDateTime64BestEffortOrNull', [value, digits, timezone], maybeMoment)
  return sql.call('toDateTime64', [value, digits, timezone], sql.type('datetime', value.type.nullable))
}

/** A calendar day of the project, `days` from today. */
function day({ ctx }: Resolver, days: number): Sql {
  const wall = toWall(ctx.now, ctx.timezone)
  wall.setUTCDate(wall.getUTCDate() + days)
  return { node: 'Value', value: wall.toISOString().slice(0, 10), clickhouseType: 'Date', type: sql.type('date') }
}

/** `dateAdd('day', 1, x)` and `dateAdd(x, interval)`. */
function shifted(name: 'plus' | 'minus', [first = sql.null(), second = sql.null(), third]: Sql[]): Sql {
  if (!third) return sql.call(name, [first, second], sql.type('datetime', first.type.nullable))
  const interval = sql.call(`toInterval${unitOf(first)}`, [second], sql.type('interval'))
  return sql.call(name, [third, interval], sql.type('datetime', third.type.nullable))
}

const UNITS = ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Quarter', 'Year']

function unitOf(unit: Sql | undefined): string {
  const word = unit?.node === 'Value' ? String(unit.value).toLowerCase().replace(/s$/, '') : ''
  const found = UNITS.find((candidate) => candidate.toLowerCase() === word)
  if (!found) throw new HogqlError(`Unsupported unit of time: '${word}'`)
  return found
}

const PARTS: Record<string, string> = {
  year: 'toYear',
  quarter: 'toQuarter',
  month: 'toMonth',
  week: 'toISOWeek',
  day: 'toDayOfMonth',
  dow: 'toDayOfWeek',
  doy: 'toDayOfYear',
  hour: 'toHour',
  minute: 'toMinute',
  second: 'toSecond',
  epoch: 'toUnixTimestamp',
}

function partOf(unit: Sql | undefined): string {
  const word = unit?.node === 'Value' ? String(unit.value).toLowerCase() : ''
  const found = Object.hasOwn(PARTS, word) ? PARTS[word] : undefined
  if (!found) throw new HogqlError(`Unsupported part of a date: '${word}'`)
  return found
}

function smallInteger(value: Sql | undefined, most: number): number {
  const number = value?.node === 'Value' ? Number(value.value) : Number.NaN
  if (!Number.isInteger(number) || number < 0 || number > most) throw new HogqlError('Expected a small whole number')
  return number
}
