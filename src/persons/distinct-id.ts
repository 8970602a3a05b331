import { type Json, storableText } from '../lib/json.ts'
import { isLossless } from '../lib/lossless.ts'

const MAX_DISTINCT_ID = 200

/** An id as it is stored: text, well formed, at most 200 characters. */
export function cleanDistinctId(value: Json): string {
  const text = typeof value === 'string' ? value : isLossless(value) ? String(value) : JSON.stringify(value)
  const clean = storableText(text)
  return clean.length <= MAX_DISTINCT_ID ? clean : [...clean].slice(0, MAX_DISTINCT_ID).join('')
}
