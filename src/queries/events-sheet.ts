import { invalid } from '../http/errors.ts'
import { PRIVATE } from '../http/route.ts'
import { textStream } from '../http/text-stream.ts'
import { csvLine } from '../lib/csv.ts'
import type { JsonObject } from '../lib/json.ts'
import { takingTurns } from '../lib/turns.ts'

/** How many events a sheet holds where the request does not say. */
export const SHEET_EVENTS = '3500'
/** Events that share few properties would make a sheet of nearly nothing but empty cells, without end. */
const MOST_CELLS = 3_000_000

/**
 * Events as a sheet, in PostHog's form: what is inside of an object or a list has a column of its own, called by its path
 * (`properties.plan`, `elements.0.text`), and the columns are in the order of their names. Throws 400 for too many cells.
 */
export async function eventsSheet(events: readonly JsonObject[]): Promise<Response> {
  const columns = await columnsOf(events)
  if (columns.length * events.length > MOST_CELLS)
    throw invalid(
      `A sheet of ${columns.length} columns and ${events.length} rows is too large. Ask for fewer events with limit.`,
      'limit',
    )
  const body = textStream(linesOf(events, columns))
  return new Response(body, { headers: { ...PRIVATE, 'content-type': 'text/csv; charset=utf-8' } })
}

async function columnsOf(events: readonly JsonObject[]): Promise<string[]> {
  const turn = takingTurns()
  const columns = new Set<string>()
  for (const event of events) {
    for (const [path] of cellsOf(event, '')) columns.add(path)
    const wait = turn()
    if (wait) await wait
  }
  return [...columns].sort()
}

/** The lines of a turn of the event loop together. */
async function* linesOf(events: readonly JsonObject[], columns: readonly string[]): AsyncGenerator<string> {
  const turn = takingTurns()
  let lines = columns.length === 0 ? '' : csvLine(columns)
  for (const event of events) {
    const cells = new Map(cellsOf(event, ''))
    lines += csvLine(columns.map((column) => cells.get(column)))
    const wait = turn()
    if (!wait) continue
    yield lines
    lines = ''
    await wait
  }
  yield lines
}

function* cellsOf(value: unknown, path: string): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value]
  else for (const [key, inner] of Object.entries(value)) yield* cellsOf(inner, path === '' ? key : `${path}.${key}`)
}
