import { isObject, type Json, type JsonObject, objectOr, parseJson, put, storableJson } from '../lib/json.ts'
import { isLossless, stringifyLossless } from '../lib/lossless.ts'
import { HINTED_EVENT_KEYS, HINTED_PERSON_KEYS } from '../schema/hinted-keys.ts'
import type { JsonLayout } from './native/json-columns.ts'

/**
 * Properties live in a JSON column, which is fast but not exact: it drops null, `{}` and key order, turns hinted
 * numbers into text and cannot hold every number. Each top-level key whose value it would bend is written, exact, into
 * a residue beside it. Splitting and merging are inverse: any JSON object goes in and comes out equal.
 */

/** The type of `events.properties`, as the migration declares it. */
export const EVENT_LAYOUT: JsonLayout = { max_dynamic_paths: 512, ...HINTED_EVENT_KEYS }
/** The type of person properties. */
export const PERSON_LAYOUT: JsonLayout = { max_dynamic_paths: 128, ...HINTED_PERSON_KEYS }

const MAX_DEPTH = 64
const MAX_SIGNIFICANT_DIGITS = 15
const INT64_LIMIT = 2 ** 63
const SCALAR_CHARS = 8

/** A property object, split in two. */
export interface SplitProperties {
  /** What the JSON column takes. */
  plain: JsonObject
  /** True when all of it can be laid out by paths (see `PathsColumn`), and not only as text. */
  flat: boolean
  /** The rest as JSON text; `''` when there is none. */
  residue: string
  /** How many paths the column's object has. */
  paths: number
  /** About how many characters all of it has. */
  chars: number
}

/**
 * The engine spells out the whole path of each value within objects: a long key above many short ones makes a thousand
 * times as much of what was sent. What would grow by more than this is left out of the column.
 */
const MAX_GROWTH = 8
const FREE_CHARS = 16 * 1024

/** What the JSON column takes, as JSON text. */
export const plainText = ({ plain }: SplitProperties) => storableJson(JSON.stringify(plain))

/**
 * Splits properties into column and residue. The result never makes the engine refuse a batch. `shown` names keys of
 * which the column is to hold another, smaller value (or nothing); the residue has them whole.
 */
export function splitProperties(
  properties: JsonObject,
  hints: ReadonlySet<string>,
  shown?: JsonObject,
): SplitProperties {
  let plain: JsonObject = properties
  let residue: JsonObject | undefined
  let flat = true
  const size = { paths: 0, chars: 0, spelled: 0 }
  for (const key in properties) {
    const value = properties[key]
    if (value === undefined) continue
    const isShown = shown !== undefined && Object.hasOwn(shown, key)
    const fits = !isShown && (hints.has(key) ? typeof value === 'string' : isPlain(value, 0))
    const isNamed = key !== '' && !key.includes('%2E')
    if (fits && isNamed && isTaken(key, value, size)) continue
    residue ??= {}
    put(residue, key, value)
    if (plain === properties) plain = { ...properties }
    const bent = isNamed ? bend(isShown ? shown[key] : value, hints.has(key), 0) : undefined
    if (bent === undefined || !isTaken(key, bent, size)) {
      delete plain[key]
      continue
    }
    put(plain, key, bent)
    flat &&= typeof bent !== 'object' || isPlain(bent, 0) || isEmptyList(bent)
  }
  const rest = residue ? storableJson(residueText(residue)) : ''
  return { plain, flat, residue: rest, paths: size.paths, chars: size.chars + rest.length }
}

/** Numbers beyond all that a double holds are null, as JavaScript writes them: the engine could merge no such text. */
function residueText(residue: JsonObject): string {
  const text = stringifyLossless(residue)
  return MAYBE_HUGE.test(text) ? stringifyLossless(withoutHuge(residue)) : text
}

const MAYBE_HUGE = /[eE]\+?\d{3}|\d{309}/

function withoutHuge(value: Json): Json {
  if (isLossless(value)) return Number.isFinite(Number(String(value))) ? value : null
  if (Array.isArray(value)) return value.map(withoutHuge)
  if (!isObject(value)) return value
  const result: JsonObject = {}
  for (const [key, item] of Object.entries(value)) if (item !== undefined) put(result, key, withoutHuge(item))
  return result
}

/** What values take: their paths, their characters, and those of the paths of inner objects when these are spelled out. */
interface Size {
  paths: number
  chars: number
  spelled: number
}

/** Adds a key of the column to what it takes, unless it would grow too much there. */
function isTaken(key: string, value: Json, size: Size): boolean {
  if (typeof value !== 'object') {
    size.paths++
    size.chars += key.length + (typeof value === 'string' ? value.length : SCALAR_CHARS)
    return true
  }
  const own = { paths: 0, chars: key.length, spelled: 0 }
  if (isObject(value)) measureObject(value, key.length, own)
  else {
    own.paths++
    measure(value, own)
  }
  if (own.spelled > FREE_CHARS + MAX_GROWTH * own.chars) return false
  size.paths += own.paths
  size.chars += own.chars
  return true
}

function measure(value: Json | undefined, size: Size): void {
  if (typeof value === 'string') size.chars += value.length
  else if (Array.isArray(value)) for (const item of value) measure(item, size)
  else if (isObject(value)) measureObject(value, 0, size)
  else size.chars += SCALAR_CHARS
}

function measureObject(value: JsonObject, above: number, size: Size): void {
  for (const key in value) {
    const inner = value[key]
    const path = above + 1 + key.length
    size.chars += key.length
    if (isObject(inner)) measureObject(inner, path, size)
    else {
      size.paths++
      size.spelled += path
      measure(inner, size)
    }
  }
}

/**
 * A residue that begins with a space says: of these properties something was left out that can be worked out from the
 * rest. JSON takes the space as nothing, so whoever reads the residue in SQL is undisturbed.
 */
export const marked = (residue: string) => ` ${residue || '{}'}`
export const isMarked = (residue: string) => residue.startsWith(' ')

/**
 * The properties as they were sent, from the printed column and the residue. Who writes them out again as text reads the
 * residue with `parseExact`, so that no number loses a digit.
 */
export function mergeProperties(plain: string, residue: string, parse: (text: string) => Json = parseJson): JsonObject {
  const column = objectOr(parseJson(plain === '' ? '{}' : plain))
  for (const [key, value] of Object.entries(column)) if (value === null) delete column[key]
  return residue === '' ? column : { ...column, ...objectOr(parse(residue)) }
}

/** True when the column gives this value back unchanged. */
function isPlain(value: Json, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return isExact(value)
    default:
      if (value === null || isLossless(value)) return false
      if (Array.isArray(value)) return isUniform(value)
      return depth < MAX_DEPTH && isPlainObject(value, depth)
  }
}

function isPlainObject(value: JsonObject, depth: number): boolean {
  const entries = Object.entries(value)
  return (
    entries.length > 0 &&
    entries.every(([key, item]) => item !== undefined && key !== '' && !key.includes('%2E') && isPlain(item, depth + 1))
  )
}

const isEmptyList = (value: Json) => Array.isArray(value) && value.length === 0

/** Arrays of one scalar type are kept; anything nested or mixed is bent by the column. */
function isUniform(values: Json[]): boolean {
  const [first] = values
  if (typeof first === 'string' || typeof first === 'boolean')
    return values.every((item) => typeof item === typeof first)
  if (typeof first !== 'number') return false
  const whole = Number.isInteger(first)
  return values.every((item) => typeof item === 'number' && Number.isInteger(item) === whole && isExact(item))
}

function isExact(value: number): boolean {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 && !Object.is(value, -0)
  return (
    String(value)
      .replace(/e.*$/, '')
      .replace(/^-?0?\.?0*/, '')
      .replace('.', '').length <= MAX_SIGNIFICANT_DIGITS
  )
}

/** What the column can take of a value it would bend, so that questions about it still have something to read. */
function bend(value: Json | undefined, hinted: boolean, depth: number): Json | undefined {
  if (value === null || value === undefined) return undefined
  if (isLossless(value)) return bend(Number(String(value)), hinted, depth)
  if (typeof value === 'number') return hinted ? String(value) : bentNumber(value)
  if (hinted) return typeof value === 'string' ? value : JSON.stringify(value)
  if (depth >= MAX_DEPTH) return undefined
  if (Array.isArray(value)) return value.map((item) => bend(item, false, depth + 1) ?? null)
  if (isObject(value)) return bentObject(value, depth)
  return value
}

function bentObject(value: JsonObject, depth: number): JsonObject | undefined {
  const result: JsonObject = {}
  for (const [key, item] of Object.entries(value)) {
    const bent = key === '' || item === undefined ? undefined : bend(item, false, depth + 1)
    if (bent !== undefined) put(result, key, bent)
  }
  return Object.keys(result).length > 0 ? result : undefined
}

/** JavaScript prints 1e20 as digits, which the engine reads as an integer beyond 64 bits and refuses. */
function bentNumber(value: number): number | string {
  if (!Number.isFinite(value)) return String(value)
  return Math.abs(value) >= INT64_LIMIT && Math.abs(value) < 1e21 ? value.toExponential() : value
}
