import { invalid } from '../http/errors.ts'
import { PRIVATE } from '../http/route.ts'
import { csvLine } from '../lib/csv.ts'
import type { JsonObject } from '../lib/json.ts'

/** How many events a sheet holds where the request does not say. */
export const SHEET_EVENTS = '3500'
/** Events that share few properties would make a sheet of nearly nothing but empty cells, without end. */
const MOST_CELLS = 3_000_000

/**
 * Events as a sheet, in PostHog's form: what is inside of an object or a list has a column of its own, called by its path
 * (`properties.plan`, `elements.0.text`), and the columns are in the order of their names. Throws 400 for too many cells.
 */
export function eventsSheet(events: readonly JsonObject[]): Response {
  const rows = events.map((event) => new Map(cellsOf(event, '')))
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort()
  if (columns.length * rows.length > MOST_CELLS)
    throw invalid(
      `A sheet of ${columns.length} columns and ${rows.length} rows is too large. Ask for fewer events with limit.`,
      'limit',
    )
  const lines = rows.map((row) => csvLine(columns.map((column) => row.get(column))))
  const text = columns.length === 0 ? '' : csvLine(columns) + lines.join('')
  return new Response(text, { headers: { ...PRIVATE, 'content-type': 'text/csv; charset=utf-8' } })
}

function* cellsOf(value: unknown, path: string): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value]
  else for (const [key, inner] of Object.entries(value)) yield* cellsOf(inner, path === '' ? key : `${path}.${key}`)
}
