import { type Json, storableText } from '../lib/json.ts'
import { textOf } from '../lib/lossless.ts'

const MAX_DISTINCT_ID = 200

/** An id as it is stored: text, well formed, at most 200 characters. */
export function cleanDistinctId(value: Json): string {
  const clean = storableText(textOf(value))
  return clean.length <= MAX_DISTINCT_ID ? clean : [...clean].slice(0, MAX_DISTINCT_ID).join('')
}

/** What posthog-js sends instead of an id in cookieless mode. */
export const COOKIELESS = '$posthog_cookieless'

/** Ids that clients send for many people at once; two persons are never merged through one of them. */
const ANY_CASE = new Set([
  ...['anonymous', 'guest', 'distinctid', 'distinct_id', 'id', 'not_authenticated', 'email', 'undefined', 'true'],
  ...['false', '00000000-0000-0000-0000-000000000000', 'anonymous-user', 'backend', 'system', 'user', COOKIELESS],
])
const EXACT = new Set(['[object Object]', 'NaN', 'None', 'none', 'null', '0', 'undefined'])

/** True for an id that may not take part in a merge; quotes around it do not help. */
export function isIllegalForMerge(id: string): boolean {
  const bare = id.trim().replace(/^(['"])(.*)\1$/, '$2')
  return bare.trim() === '' || EXACT.has(bare) || ANY_CASE.has(bare.toLowerCase())
}

const IN_LOWER_CASE = new Set([...EXACT].map((id) => id.toLowerCase()))

/** The same for the newer protocol of capture, which takes such an id in any case for one that anybody may have. */
export const isAnybodys = (id: string) => isIllegalForMerge(id) || IN_LOWER_CASE.has(id.trim().toLowerCase())
