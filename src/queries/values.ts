import { isObject } from '../lib/json.ts'
import { parseIso, toWall } from '../lib/time-zone.ts'
import { isoWithOffset } from './buckets.ts'

/** How a value of a ClickHouse type looks in an answer; undefined where it stays as the engine printed it. */
export type Present = (value: unknown) => unknown

/** Moments become ISO with the offset of their zone; containers are looked into; everything else is JSON already. */
export function presenterOf(type: string, timezone: string): Present | undefined {
  const [outer, inner] = split(type)
  const [first = ''] = inner
  if (outer === 'Nullable' || outer === 'LowCardinality') return presenterOf(first, timezone)
  if (outer === 'DateTime' || outer === 'DateTime64') return momentIn(zoneOf(inner.at(-1)) ?? timezone)
  if (outer === 'Array') {
    const present = presenterOf(first, timezone)
    return present && ((value) => (Array.isArray(value) ? value.map(present) : value))
  }
  if (outer === 'Map') {
    const present = presenterOf(inner[1] ?? '', timezone)
    return present && ((value) => (isObject(value) ? mapped(value, present) : value))
  }
  if (outer !== 'Tuple') return undefined
  const presents = inner.map((part) => presenterOf(part.replace(/^(`[^`]*`|\w+) (?=[A-Z])/, ''), timezone))
  if (presents.every((present) => present === undefined)) return undefined
  return (value) => (Array.isArray(value) ? value.map((item, i) => presents[i]?.(item) ?? item) : value)
}

const mapped = (object: object, present: Present) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, present(value)]))

const zoneOf = (argument: string | undefined): string | undefined => /^'(.*)'$/.exec(argument ?? '')?.[1]

/** `2024-03-04T09:00:00.000000Z` → `2024-03-04T10:00:00+01:00` in a zone; fractions are kept where there are any. */
const momentIn =
  (timezone: string): Present =>
  (value) => {
    const parsed = typeof value === 'string' ? parseIso(value, 'UTC') : undefined
    if (!parsed || typeof value !== 'string') return value
    const second = new Date(Math.floor(parsed.instant.getTime() / 1000) * 1000)
    const [time = '', offset = 'Z'] = isoWithOffset(second, toWall(second, timezone)).split(/(?=Z$|[+-]\d\d:\d\d$)/)
    const fraction = /\.(\d+)Z$/.exec(value)?.[1]?.replace(/0+$/, '') ?? ''
    return `${time}${fraction === '' ? '' : `.${fraction.padEnd(6, '0')}`}${offset}`
  }

/** `Tuple(String, Array(Int64))` → its name and its arguments. */
function split(type: string): [string, string[]] {
  const open = type.indexOf('(')
  if (open < 0) return [type, []]
  const parts: string[] = []
  let depth = 0
  let from = open + 1
  for (let i = from; i < type.length; i++) {
    if (type[i] === '(') depth++
    else if (type[i] === ')' && depth-- === 0) parts.push(type.slice(from, i).trim())
    else if (type[i] === ',' && depth === 0) {
      parts.push(type.slice(from, i).trim())
      from = i + 1
    }
  }
  return [type.slice(0, open), parts]
}
