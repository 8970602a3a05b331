import type { Replayed, SchemaError } from '../api/ingestion.ts'

const TYPES: Record<string, string> = {
  String: 'text',
  Numeric: 'a number',
  Boolean: 'true or false',
  DateTime: 'a date',
  Object: 'a list or an object',
}

const SHOWN = 60

const clipped = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)

/** What was asked of the property, without the value that came. */
function demandWords({ property, reason, expectedTypes = [] }: SchemaError): string {
  if (reason === 'missing_required') return `${property} is missing`
  return `${property}: expected ${expectedTypes.map((type) => TYPES[type] ?? type).join(' or ')}`
}

/** `amount: expected a number, got “abc”`. */
export function reasonWords(error: SchemaError): string {
  if (error.reason === 'missing_required') return demandWords(error)
  const value = error.actualValue ?? ''
  return `${demandWords(error)}, got ${value === '' ? 'an empty text' : `“${clipped(value)}”`}`
}

/** Every demand that was not met, the most frequent first. */
export function demandsOf(events: { errors: SchemaError[] }[]): { words: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { errors } of events)
    for (const words of errors.map(demandWords)) counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts].map(([words, count]) => ({ words, count })).toSorted((a, b) => b.count - a.count)
}

export const eventsWords = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`

/** What came of a replay. */
export function replayWords({ replayed, still_rejected: refused }: Replayed): string {
  if (replayed === 0 && refused === 0) return 'Nothing was left to replay'
  if (refused === 0) return `${eventsWords(replayed)} replayed, each under its own time`
  if (replayed === 0) return `${eventsWords(refused)} still ${refused === 1 ? 'does' : 'do'} not fit the schema`
  return `${eventsWords(replayed)} replayed, ${refused.toLocaleString('en')} still ${refused === 1 ? 'does' : 'do'} not fit the schema`
}
