import type { ZodType, z } from 'zod'
import { isObject } from '../lib/json.ts'
import { tellingIssue } from './issue.ts'

type Issue = z.core.$ZodIssue

/** More texts in the place of numbers than anybody sends by mistake: each costs a reading of the whole value. */
const MOST = 100

/**
 * Reads a value as PostHog does, where a number or a boolean may come as text: forms know nothing else, and language models
 * write it. A text is only taken for what the schema asks for in its place. Throws the schema's error for what is wrong
 * besides.
 */
export function readLenient<Read>(schema: ZodType<Read>, sent: unknown): Read {
  const first = schema.safeParse(sent)
  if (first.success) return first.data
  let value = sent
  let { error } = first
  for (let i = 0; i < MOST; i++) {
    const issue = tellingIssue(error)
    const meant = issue && meantAt(value, issue)
    if (!issue || meant === undefined) break
    value = replaced(value, issue.path, meant)
    const next = schema.safeParse(value)
    if (next.success) return next.data
    error = next.error
  }
  throw error
}

/** The number or boolean that stands at the issue's place in another form, where that is all that is wrong. */
function meantAt(value: unknown, issue: Issue): number | boolean | undefined {
  if (issue.code !== 'invalid_type') return undefined
  const written = issue.path.reduce<unknown>(childOf, value)
  if (issue.expected === 'boolean') return BOOLEANS.get(typeof written === 'string' ? written.toLowerCase() : written)
  if (issue.expected !== 'number' && issue.expected !== 'int') return undefined
  const number = typeof written === 'string' && DECIMAL.test(written) ? Number(written) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

/** Not `0x10` or `0b1`, which PostHog refuses. */
const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/

const BOOLEANS = new Map<unknown, boolean>([
  ...['true', 't', 'yes', 'y', 'on', '1', 1].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0', 0].map((word) => [word, false] as const),
])

function childOf(value: unknown, key: PropertyKey): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isObject(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined
}

/** The value with another one at a path. */
function replaced(value: unknown, [key, ...path]: PropertyKey[], by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((item, i) => (i === Number(key) ? replaced(item, path, by) : item))
  return isObject(value) ? { ...value, [String(key)]: replaced(value[String(key)], path, by) } : value
}
