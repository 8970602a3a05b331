import type { Json } from '../lib/json.ts'

export type PropertyType = 'DateTime' | 'String' | 'Numeric' | 'Boolean'

/** Numbers under a key that speaks of time are moments when they are no older than half a year. */
const RECENT_SECONDS = 15_768_000
const TIME_WORDS = ['time', 'date', '_at', '-at', 'createdat', 'updatedat']
const YEAR_FIRST = /^\d{4}([-/])[0-2]\d\1[0-3]\d(?:[ T]\d\d:\d\d:\d\d.*)?$/
const YEAR_LAST = /^[0-2]\d([-/])[0-3]\d\1\d{4}(?:[ T]\d\d:\d\d:\d\d.*)?$/
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/
const RFC2822 = /^([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(:\d\d)? ([A-Z]{1,4}|[+-]\d{4})$/

/** The type that a value suggests for its property, or undefined for null, arrays and objects. First match wins. */
export function detectType(name: string, value: Json, nowSeconds: number): PropertyType | undefined {
  const key = name.toLowerCase()
  if (isAlwaysText(key)) return 'String'
  const speaksOfTime = TIME_WORDS.some((word) => key.includes(word))
  if (typeof value === 'string') return textType(value)
  if (typeof value === 'number')
    return speaksOfTime && Number.isInteger(value) && value >= nowSeconds - RECENT_SECONDS ? 'DateTime' : 'Numeric'
  return typeof value === 'boolean' ? 'Boolean' : undefined
}

function isAlwaysText(key: string): boolean {
  const prefixes = ['utm_', '$initial_utm_', '$feature/', '$survey_response']
  return key === '$feature_flag_response' || prefixes.some((prefix) => key.startsWith(prefix))
}

function textType(value: string): PropertyType {
  const text = value.trim()
  if (['true', 'false', 'TRUE', 'FALSE'].includes(text)) return 'Boolean'
  return isDateLike(text) ? 'DateTime' : 'String'
}

function isDateLike(text: string): boolean {
  return YEAR_FIRST.test(text) || YEAR_LAST.test(text) || RFC3339.test(text) || RFC2822.test(text)
}
