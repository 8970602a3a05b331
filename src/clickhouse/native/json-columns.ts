import { type Json, type JsonObject, storableJson, storableText, trusted } from '../../lib/json.ts'
import type { Bytes } from './bytes.ts'
import {
  ArrayColumn,
  type BlockColumn,
  BoolColumn,
  Float64Column,
  Int64Column,
  LowCardinalityColumn,
  NullableColumn,
  StringColumn,
} from './columns.ts'

/** What a type `JSON(…)` says. The paths that it names hold text: `low` few different ones, `plain` many. */
export interface JsonLayout {
  max_dynamic_paths: number
  low: readonly string[]
  plain: readonly string[]
}

/** A column of JSON objects. The keys of `over`, all of which hold strings, replace the same keys of `value`. */
export interface JsonColumn extends BlockColumn<JsonObject> {
  push(value: JsonObject, over?: JsonObject): void
}

/** How JSON is laid out within a block. */
const AS_TEXT = 1
const BY_PATH = 3

/** JSON as texts, which the engine parses: for whatever {@link PathsColumn} does not take. */
export class TextsColumn implements JsonColumn {
  readonly type: string
  private readonly texts = new StringColumn()

  constructor(layout: JsonLayout) {
    this.type = typeOf(typedPaths(layout), layout)
  }

  push(value: JsonObject, over?: JsonObject): void {
    this.texts.push(storableJson(JSON.stringify(over ? { ...value, ...over } : value)))
  }

  writePrefix(out: Bytes): void {
    out.int64(AS_TEXT)
  }

  writeData(out: Bytes): void {
    this.texts.writeData(out)
  }
}

/**
 * JSON by paths, as the engine keeps it. It takes strings, booleans, numbers, lists of one of these (of numbers either
 * all whole or none) and objects of all that; `null` is no value.
 */
export class PathsColumn implements JsonColumn {
  readonly type: string
  private rows = 0
  /** The paths of top-level keys, by these keys as they came: nearly every look-up is one of these. */
  private readonly keys = new Map<string, Path>()
  private readonly typed: readonly Path[]
  private readonly dynamic = new Map<string, Path>()

  constructor(layout: JsonLayout) {
    const typed = typedPaths(layout)
    this.type = typeOf(typed, layout)
    for (const [name, column] of typed) this.keys.set(name, new TypedPath(column))
    this.typed = [...this.keys.values()]
  }

  /** How many paths the values have, those of the type not counted. */
  get paths(): number {
    return this.dynamic.size
  }

  push(value: JsonObject, over?: JsonObject): void {
    if (over) this.pushKeys(over)
    this.pushKeys(value)
    this.rows++
  }

  private pushKeys(value: JsonObject): void {
    for (const key in value) {
      const item = value[key]
      if (item === undefined || item === null) continue
      if (typeof item === 'object' && !Array.isArray(item)) this.pushInner(escaped(key), item)
      else (this.keys.get(key) ?? this.addKey(key)).push(this.rows, item)
    }
  }

  private pushInner(path: string, value: JsonObject): void {
    for (const key in value) {
      const item = value[key]
      if (item === undefined || item === null) continue
      const inner = `${path}.${escaped(key)}`
      if (typeof item === 'object' && !Array.isArray(item)) this.pushInner(inner, item)
      else this.dynamicPath(inner).push(this.rows, item)
    }
  }

  private addKey(key: string): Path {
    const path = this.dynamicPath(escaped(key))
    this.keys.set(key, path)
    return path
  }

  private dynamicPath(name: string): Path {
    const known = this.dynamic.get(name)
    if (known) return known
    const path = new DynamicPath()
    this.dynamic.set(name, path)
    return path
  }

  writePrefix(out: Bytes): void {
    out.int64(BY_PATH)
    out.varint(this.dynamic.size)
    for (const name of this.dynamic.keys()) out.string(name)
    for (const path of this.typed) path.writePrefix(out)
    for (const path of this.dynamic.values()) path.writePrefix(out)
  }

  writeData(out: Bytes): void {
    for (const path of this.typed) path.writeData(out, this.rows)
    for (const path of this.dynamic.values()) path.writeData(out, this.rows)
  }
}

type TextColumn = BlockColumn<string | undefined>

/** The paths that the type names, in the order in which the engine has them. */
function typedPaths({ low, plain }: JsonLayout): [string, TextColumn][] {
  const columns: [string, TextColumn][] = [
    ...low.map((name): [string, TextColumn] => [name, new LowCardinalityColumn(true)]),
    ...plain.map((name): [string, TextColumn] => [name, new NullableColumn(new StringColumn(), '')]),
  ]
  return columns.sort(([a], [b]) => (a < b ? -1 : 1))
}

function typeOf(typed: readonly [string, TextColumn][], { max_dynamic_paths }: JsonLayout): string {
  const paths = typed.map(([name, { type }]) => `\`${name}\` ${type}`)
  return `JSON(${[`max_dynamic_paths=${max_dynamic_paths}`, ...paths].join(', ')})`
}

/** A dot within a key does not begin another step of the path (`json_type_escape_dots_in_keys`). */
const escaped = (key: string) => storableText(key).replaceAll('.', '%2E')

/**
 * The values of one path. They are pushed in the order of their rows. A row that is left out has no value, and of two
 * values for one row the first counts.
 */
interface Path {
  push(row: number, value: Json): void
  writePrefix(out: Bytes): void
  writeData(out: Bytes, rows: number): void
}

/** A path that the column's type names. */
class TypedPath implements Path {
  private readonly column: TextColumn
  private length = 0

  constructor(column: TextColumn) {
    this.column = column
  }

  push(row: number, value: Json): void {
    if (row < this.length) return
    this.skipTo(row)
    this.column.push(String(value))
    this.length++
  }

  private skipTo(row: number): void {
    for (; this.length < row; this.length++) this.column.push(undefined)
  }

  writePrefix(out: Bytes): void {
    this.column.writePrefix(out)
  }

  writeData(out: Bytes, rows: number): void {
    this.skipTo(rows)
    this.column.writeData(out)
  }
}

/** The column for each kind of value. The engine infers the same types when it parses JSON text. */
const COLUMNS = {
  string: () => new StringColumn(),
  int64: () => new Int64Column(),
  float64: () => new Float64Column(),
  boolean: () => new BoolColumn(),
  strings: () => new ArrayColumn(new NullableColumn(new StringColumn(), '')),
  int64s: () => new ArrayColumn(new NullableColumn(new Int64Column(), 0)),
  float64s: () => new ArrayColumn(new NullableColumn(new Float64Column(), 0)),
  booleans: () => new ArrayColumn(new NullableColumn(new BoolColumn(), false)),
} as const

type Kind = keyof typeof COLUMNS

const INT64_LIMIT = 2 ** 63
/** The place of a row that has no value. */
const NONE = 0xff

/** The kind of a value. A list is of the kind of its first element; to the engine an empty one is a list of strings. */
function kindOf(value: Json): Kind {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'boolean'
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < INT64_LIMIT ? 'int64' : 'float64'
    default: {
      const [first = ''] = Array.isArray(value) ? value : []
      return trusted<Kind>(`${kindOf(first)}s`)
    }
  }
}

/** A path that the column's type does not name: for each row the place of its value's kind, and for each kind its values. */
class DynamicPath implements Path {
  private readonly places = new Map<Kind, number>()
  private readonly columns: BlockColumn<never>[] = []
  private rows = new Uint8Array(64)
  private length = 0

  push(row: number, value: Json): void {
    if (row < this.length) return
    this.skipTo(row + 1)
    const kind = kindOf(value)
    const place = this.places.get(kind) ?? this.add(kind)
    this.rows[row] = place
    this.columns[place]?.push(trusted(value))
  }

  private add(kind: Kind): number {
    const place = this.columns.push(COLUMNS[kind]()) - 1
    this.places.set(kind, place)
    return place
  }

  private skipTo(row: number): void {
    if (row > this.rows.length) {
      const larger = new Uint8Array(2 * row)
      larger.set(this.rows)
      this.rows = larger
    }
    for (; this.length < row; this.length++) this.rows[this.length] = NONE
  }

  writePrefix(out: Bytes): void {
    out.int64(BY_PATH)
    out.varint(this.columns.length)
    for (const { type } of this.columns) out.string(type)
    for (const column of this.columns) column.writePrefix(out)
  }

  writeData(out: Bytes, rows: number): void {
    this.skipTo(rows)
    const none = this.columns.length
    out.bytes(this.rows.subarray(0, rows).map((place) => (place === NONE ? none : place)))
    for (const column of this.columns) column.writeData(out)
  }
}
