import { LosslessNumber } from 'lossless-json'

/** Any value JSON can carry. */
export type Json = null | boolean | number | string | Json[] | JsonObject
/** A JSON object; a missing key is `undefined`. */
export type JsonObject = { [key: string]: Json | undefined }

/** Parses JSON text. Throws `SyntaxError` on anything else; the one place where text becomes a typed value. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json
}

/** The value that a text spells; undefined where it is not JSON. */
export function jsonIn(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** True for a plain JSON object: not null, not an array, and no number that is too long for JavaScript. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)
}

/** The value as an object, or `{}` when it is anything else. */
export function objectOr(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** The objects of a list; none when it is anything else. */
export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** How deep a value that somebody sends may be. Deeper ones exhaust the stack of some versions of Node, and not of others. */
export const MOST_LEVELS = 2_500

/** Whether lists and objects stand in each other at more than so many levels. */
export function isDeeperThan(levels: number, value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeperThan(levels - 1, item)) return true
  } else {
    for (const key in value) if (isDeeperThan(levels - 1, value[key])) return true
  }
  return false
}

/** JSON text with keys sorted at every depth: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

/** Sets a key of an object, also the one whose assignment would change the object's prototype. */
export function put(object: JsonObject, key: string, value: Json | undefined): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  else object[key] = value
}

/** Takes a value for the type it was written with. Only for sources we trust, such as rows of our own tables. */
export function trusted<T>(value: unknown): T {
  return value as T
}

/** The keys that have a value: an absent key of a PATCH changes nothing. */
export function defined<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return trusted(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)))
}

/** The text without signs that the stores cannot hold: see {@link storableJson}. */
export const storableText = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd')

/**
 * JSON text without signs that the stores cannot hold: lone surrogates and NUL, which `JSON.stringify` writes as escapes,
 * become U+FFFD.
 */
export function storableJson(text: string): string {
  if (!/\\u(0000|d[89a-f])/i.test(text)) return text
  // Only at the start of a run of backslashes: a long run that ends otherwise would be walked again from each of them.
  return text.replace(/(?<!\\)(\\+)u(0000|d[89a-f][0-9a-f]{2})/gi, (whole, slashes: string) =>
    slashes.length % 2 === 1 ? `${slashes.slice(1)}\ufffd` : whole,
  )
}
