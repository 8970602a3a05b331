import { escapePathKey } from './escape.ts'
import { type Column, type Property, type Sql, sql, type Type } from './sql.ts'

/**
 * How a value inside a JSON column is read, decided here alone.
 *
 * Hinted keys are columns of Nullable text, and are read directly. Any other key holds a Dynamic value. Numbers and
 * booleans of it are read as their JSON text; arrays as JSON, because a plain cast would print ClickHouse's own notation;
 * objects from the sub-object `^key`. What is absent, null or `{}` reads as NULL, and `''` as `''`. `toString` is never
 * used, because it makes `''` of an absent value. Moments without an offset are those of the project's clocks.
 */
export function lowerProperty(property: Property, timezone: string): Sql {
  const { column, path, as } = property
  if (path.length === 0) return wholeObject(column)
  const cut = path.findIndex((part) => typeof part === 'number')
  if (cut === 0) return sql.null()
  if (cut > 0) {
    return insideArray(anyText(column, path.slice(0, cut).map(String)), path.slice(cut), as)
  }
  const keys = path.map(String)
  if (keys.includes('')) return sql.null() // The engine has no way to write such a path.
  switch (as) {
    case 'text':
      return isHinted(column, keys) ? subcolumn(column, keys, maybeText) : anyText(column, keys)
    case 'string':
      return isHinted(column, keys) ? subcolumn(column, keys, maybeText) : stringOnly(column, keys)
    case 'scalar':
      return scalarText(column, keys)
    case 'number':
      return sql.call('toFloat64OrNull', [scalarText(column, keys)], sql.type('float', true))
    case 'boolean':
      return truth(scalarText(column, keys))
    case 'datetime':
      return sql.call(
        'parseDateTime64BestEffortOrNull',
        [scalarText(column, keys), sixDigits, sql.text(timezone)],
        sql.type('datetime', true),
      )
    case 'raw':
      return rawJson(column, keys)
    case 'object':
    case 'exists':
      return exists(column, keys)
  }
}

const maybeText: Type = sql.type('string', true)
const sixDigits = sql.small(6)

/** The path as one column name of the engine: `properties.a.b`; a dot inside a key is stored escaped. */
function subcolumn(column: Column, keys: string[], type: Type, prefix = ''): Sql {
  const [first = '', ...rest] = keys
  const path = [prefix + escapePathKey(first), ...rest.map(escapePathKey)].join('.')
  return { node: 'Column', from: column.from, name: column.name, type, path }
}

const isHinted = (column: Column, keys: string[]) =>
  keys.length === 1 && keys[0] !== undefined && column.json?.hints.has(keys[0]) === true

/**
 * The text of a string, number or boolean. Of a list or an object it is NULL or the engine's notation: nothing to rely on.
 */
function scalarText(column: Column, keys: string[]): Sql {
  if (isHinted(column, keys)) return subcolumn(column, keys, maybeText)
  return cast(subcolumn(column, keys, sql.type('unknown', true)))
}

function anyText(column: Column, keys: string[]): Sql {
  if (isHinted(column, keys)) return subcolumn(column, keys, maybeText)
  const value = subcolumn(column, keys, sql.type('unknown', true))
  const text = cast(value)
  // Telling the type of a value takes longer than reading it, so only what looks like a list is asked.
  const isList = sql.call('and', [startsWith(text, '['), isArray(value)], sql.type('boolean'))
  const listOrText = sql.call('if', [isList, json(value), text], maybeText)
  const isAbsent = sql.call('isNull', [text], sql.type('boolean'))
  return sql.call('if', [isAbsent, objectText(column, keys), listOrText], maybeText)
}

/** Values stored as strings, NULL where there is anything else. */
function stringOnly(column: Column, keys: string[]): Sql {
  const read = subcolumn(column, keys, maybeText)
  return read.node === 'Column' ? { ...read, path: `${read.path}.:String` } : read
}

function rawJson(column: Column, keys: string[]): Sql {
  if (isHinted(column, keys)) return json(subcolumn(column, keys, maybeText))
  const value = subcolumn(column, keys, sql.type('unknown', true))
  const present = sql.call('isNotNull', [value], sql.type('boolean'))
  return sql.call('if', [present, json(value), objectText(column, keys)], maybeText)
}

const objectOf = (column: Column, keys: string[]) => subcolumn(column, keys, sql.type('json'), '^')

/** NULL of an object without keys, which is what an absent one is read as. Looking for keys takes less than printing `{}`. */
const objectText = (column: Column, keys: string[]) =>
  sql.call('if', [hasKeys(objectOf(column, keys)), json(objectOf(column, keys)), sql.null()], maybeText)

const hasKeys = (object: Sql) =>
  sql.call('notEmpty', [sql.call('JSONAllPaths', [object], sql.type('array'))], sql.type('boolean'))

/** Also true of keys whose value only the residue can hold: null and `{}`. */
function exists(column: Column, keys: string[]): Sql {
  const value = subcolumn(column, keys, isHinted(column, keys) ? maybeText : sql.type('unknown', true))
  const isValue = sql.call('isNotNull', [value], sql.type('boolean'))
  const present = isHinted(column, keys)
    ? isValue
    : sql.call('or', [isValue, hasKeys(objectOf(column, keys))], sql.type('boolean'))
  if (!column.json?.residue) return present
  const residue = sql.column(column.from, column.json.residue, sql.type('string'))
  const hidden = sql.call('JSONHas', [residue, ...keys.map(sql.text)], sql.type('boolean'))
  return sql.call('or', [present, hidden], sql.type('boolean'))
}

/** The whole object as text inside an expression. Declared keys that are absent print as null, so they are cast away. */
function wholeObject(column: Column): Sql {
  const bare = sql.call('CAST', [column, sql.text('JSON')], sql.type('json'))
  if (!column.json?.residue) return json(bare)
  const residue = sql.column(column.from, column.json.residue, sql.type('string'))
  const some = sql.call('if', [sql.equals(residue, sql.text('')), sql.text('{}'), residue], sql.type('string'))
  return sql.call('jsonMergePatch', [json(bare), some], sql.type('string'))
}

/** `properties.list.1.name`: positions need the array's text; they count from 1. */
function insideArray(text: Sql, path: (string | number)[], as: Property['as']): Sql {
  const steps = path.map((part): Sql => (typeof part === 'number' ? sql.integer(part) : sql.text(part)))
  const whole = sql.call('ifNull', [text, sql.text('')], sql.type('string'))
  const read = (name: string) => sql.call(name, [whole, ...steps], sql.type('string'))
  const isString = sql.equals(sql.call('toString', [read('JSONType')], sql.type('string')), sql.text('String'))
  const raw = sql.call(
    'nullIf',
    [sql.call('nullIf', [read('JSONExtractRaw'), sql.text('')], maybeText), sql.text('null')],
    maybeText,
  )
  const value = sql.call('if', [isString, read('JSONExtractString'), raw], maybeText)
  if (as === 'number') return sql.call('toFloat64OrNull', [value], sql.type('float', true))
  if (as === 'boolean') return truth(value)
  if (as === 'exists') return sql.call('JSONHas', [whole, ...steps], sql.type('boolean'))
  return as === 'raw' ? raw : value
}

const json = (value: Sql) => sql.call('toJSONString', [value], sql.type('string'))

const cast = (value: Sql) => sql.call('CAST', [value, sql.text('Nullable(String)')], maybeText)

const isArray = (value: Sql) => startsWith(sql.call('dynamicType', [value], sql.type('string')), 'Array')

const startsWith = (text: Sql, prefix: string) => sql.call('startsWith', [text, sql.text(prefix)], sql.type('boolean'))

/** Bool of the texts `true` and `false`, NULL of everything else. */
function truth(text: Sql): Sql {
  const is = (word: string) => sql.call('equals', [text, sql.text(word)], sql.type('boolean', true))
  return sql.call(
    'multiIf',
    [is('true'), sql.boolean(true), is('false'), sql.boolean(false), sql.null()],
    sql.type('boolean', true),
  )
}
