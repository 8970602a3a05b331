import { z } from 'zod'
import { isObject, type Json, type JsonObject, jsonIn, objectOr, parseJson, trusted } from '../lib/json.ts'
import type { Tool } from './tool.ts'

/** Arguments that do not fit; the message names each field, never a value. */
export class ArgumentError extends Error {}

const type = 'object' as const

/** The schema that clients are shown: the canonical, flat form. A tool without arguments says that it takes none. */
export function publishedSchema(tool: Tool): JsonObject & { type: 'object' } {
  const known = schemas.get(tool)
  if (known) return known
  // What `$defs` defines is the form of any JSON, which `terse` has taken from where it was referred to.
  const {
    $schema: _,
    $defs: __,
    ...schema
  } = objectOr(
    parseJson(
      JSON.stringify(z.toJSONSchema(tool.input, { io: 'input', override: ({ jsonSchema }) => terse(jsonSchema) })),
    ),
  )
  const published =
    Object.keys(objectOr(schema['properties'])).length > 0 ? { ...schema, type } : { type, additionalProperties: false }
  schemas.set(tool, published)
  return published
}

const schemas = new WeakMap<Tool, JsonObject & { type: 'object' }>()

/** Removes what says nothing from a schema: agents pay for every word. */
export function terse(schema: {
  minimum?: number
  maximum?: number
  propertyNames?: unknown
  additionalProperties?: unknown
}) {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  delete schema.propertyNames
  if (typeof schema.additionalProperties === 'object') delete schema.additionalProperties
}

/**
 * Reads what agents really send: other names for arguments, numbers as text, objects as JSON text, everything one level too
 * deep. Returns the checked arguments and the names that mean nothing here. Throws `ArgumentError`.
 */
export function readArguments(tool: Tool, given: unknown): { args: JsonObject; ignored: string[] } {
  const properties = objectOr(publishedSchema(tool)['properties'])
  const known = new Set(Object.keys(properties))
  const flat = flattened(objectOr(given), known)
  const named: JsonObject = {}
  const ignored: string[] = []
  for (const [key, value] of Object.entries(flat)) {
    const name = known.has(key) ? key : Object.hasOwn(tool.aliases, key) ? tool.aliases[key] : undefined
    if (name === undefined && key === 'output_format') continue // every tool knows it, whether it says so or not
    if (name === undefined && Object.hasOwn(tool.fixed, key)) requireFixed(tool, key, value)
    else if (name === undefined) ignored.push(key)
    else if (named[name] !== undefined && JSON.stringify(named[name]) !== JSON.stringify(value))
      throw new ArgumentError(`Invalid arguments: ${name}: given twice, with different values`)
    else named[name] = fitted(name, value, properties[name])
  }
  const wanted = Object.entries(named).filter(
    ([name, value]) => value !== null || typesOf(properties[name]).has('null'),
  )
  return { args: trusted<JsonObject>(checkedArguments(tool.input, Object.fromEntries(wanted), ignored)), ignored }
}

/** Arguments that fit a schema. Throws `ArgumentError`, which also names those that nobody knows: they may be what is missing. */
export function checkedArguments<T>(schema: z.ZodType<T>, given: unknown, unknown: readonly string[] = []): T {
  const checked = schema.safeParse(given)
  if (checked.success) return checked.data
  const lines = checked.error.issues.map(
    ({ path, message }) => `Invalid arguments: ${path.join('.') || 'args'}: ${plainly(message)}`,
  )
  if (unknown.length > 0) lines.push(`Unknown arguments: ${unknown.join(', ')}`)
  throw new ArgumentError(lines.join('\n'))
}

/** What is not there at all is said to be missing. */
const plainly = (message: string) =>
  message.replace(/^Invalid input: expected (\w+), received undefined$/, 'needed, and missing (type $1)')

function requireFixed({ name, fixed }: Tool, key: string, value: unknown): void {
  if (value !== fixed[key])
    throw new ArgumentError(`Invalid arguments: ${key}: ${name} runs ${fixed[key]} alone; query-run takes others`)
}

/** `{id, data: {name}}` is `{id, name}` where the tool has no `data` of its own. */
function flattened(given: JsonObject, known: ReadonlySet<string>): JsonObject {
  const { data, ...rest } = given
  if (known.has('data') || !isObject(data)) return given
  return { ...data, ...rest }
}

function typesOf(schema: Json | undefined): Set<string> {
  const { type, anyOf, const: only, enum: choices } = objectOr(schema)
  const types = new Set([type].flat().filter((one) => typeof one === 'string'))
  if (typeof only === 'string' || (Array.isArray(choices) && typeof choices[0] === 'string')) types.add('string')
  if (Array.isArray(anyOf)) for (const one of anyOf) for (const inner of typesOf(one)) types.add(inner)
  return types
}

/** The value as the schema wants it, where there is no doubt what was meant; what is inside of it likewise. */
function fitted(name: string, value: Json | undefined, schema: Json | undefined): Json | undefined {
  const { items, properties } = objectOr(schema)
  const fit = ofType(name, value, typesOf(schema))
  const inside = (one: Json | undefined, wanted: Json | undefined) =>
    typesOf(wanted).size === 0 ? one : fitted(name, one, wanted)
  if (Array.isArray(fit)) return fit.map((one) => inside(one, items) ?? one)
  if (!isObject(fit) || !isObject(properties)) return fit
  return Object.fromEntries(Object.entries(fit).map(([key, one]) => [key, inside(one, properties[key]) ?? null]))
}

function ofType(name: string, value: Json | undefined, types: ReadonlySet<string>): Json | undefined {
  if (typeof value === 'number' && types.has('string') && !types.has('number') && !types.has('integer'))
    return String(value)
  if (typeof value !== 'string' || types.has('string')) return value
  if ((types.has('integer') || types.has('number')) && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true'
  if (types.has('object') || types.has('array') || types.size === 0) return jsonOf(name, value, types)
  return value
}

function jsonOf(name: string, text: string, types: ReadonlySet<string>): Json {
  const value = jsonIn(text)
  if (value !== undefined) return value
  const wanted = types.has('array') && !types.has('object') ? 'a list' : 'an object'
  throw new ArgumentError(`Invalid arguments: ${name}: expected ${wanted}, or one as JSON text`)
}
