import { PRIVATE } from '../http/route.ts'
import { csvLine } from '../lib/csv.ts'
import type { JsonObject } from '../lib/json.ts'

/** How many events a sheet holds where the request does not say. */
export const SHEET_EVENTS = '3500'

/**
 * Events as a sheet, in PostHog's form: what is inside of an object or a list has a column of its own, called by its path
 * (`properties.plan`, `elements.0.text`), and the columns are in the order of their names.
 */
export function eventsSheet(events: readonly JsonObject[]): Response {
  const rows = events.map((event) => new Map(cellsOf(event, '')))
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort()
  const lines = rows.map((row) => csvLine(columns.map((column) => row.get(column))))
  const text = columns.length === 0 ? '' : csvLine(columns) + lines.join('')
  return new Response(text, { headers: { ...PRIVATE, 'content-type': 'text/csv; charset=utf-8' } })
}

function* cellsOf(value: unknown, path: string): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value]
  else for (const [key, inner] of Object.entries(value)) yield* cellsOf(inner, path === '' ? key : `${path}.${key}`)
}
