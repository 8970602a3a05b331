import { invalid } from '../http/errors.ts'
import { DAY_MS } from '../lib/durations.ts'
import { isUuid } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, jsonIn, objectOr } from '../lib/json.ts'
import { parseIso } from '../lib/time-zone.ts'
import { takingTurns } from '../lib/turns.ts'
import type { Team } from '../schema/team.ts'
import { readElementsChain } from './elements-chain.ts'
import { DEFAULT_LIMIT, MAX_LIMIT } from './page.ts'
import type { RunQuery } from './run.ts'

interface EventDeps {
  runQuery: RunQuery
  clock: () => Date
}

interface EventsPage {
  events: JsonObject[]
  offset: number
  hasMore: boolean
}

/**
 * The next page begins with the moment of the last event and skips those of it that were shown: imports put many events
 * on one moment. Where the whole page is of one moment, the page behind it is asked for by offset alone.
 */
export function nextPage(request: Request, origin: string, { events, offset }: EventsPage): string {
  const { pathname, searchParams } = new URL(request.url)
  const last = String(events.at(-1)?.['timestamp'])
  const shown = events.filter(({ timestamp }) => timestamp === last).length
  if (shown < events.length) {
    const forward = isOldestFirst(searchParams.get('orderBy') ?? undefined)
    searchParams.set(forward ? 'after' : 'before', utcText(microsOf(last) + (forward ? -1 : 1)))
  }
  searchParams.set('offset', String(shown < events.length ? shown : offset + shown))
  return `${origin}${pathname}?${searchParams}`
}

/** `["timestamp"]` or `["-timestamp"]`, also without the list: there is no other order. */
function isOldestFirst(orderBy: Json | undefined): boolean {
  if (orderBy === undefined || orderBy === '') return false
  const asked = typeof orderBy === 'string' ? (jsonIn(orderBy) ?? orderBy) : orderBy
  const [order, ...more] = Array.isArray(asked) ? asked : [asked]
  if (more.length > 0 || (order !== 'timestamp' && order !== '-timestamp'))
    throw invalid('orderBy must be ["timestamp"] or ["-timestamp"].', 'orderBy')
  return order === 'timestamp'
}

/** Without `after`, the last day is read first: only where it does not fill the page, all events are. */
export async function listEvents(
  deps: EventDeps,
  team: Team,
  query: JsonObject,
  signal: AbortSignal,
): Promise<EventsPage> {
  const { event, action_id, distinct_id, person_id, after, before, orderBy } = query
  if (person_id !== undefined && !isUuid(String(person_id))) throw invalid('Invalid UUID', 'person_id')
  requireDates({ after, before })
  const limit = numberOf(query['limit'], MAX_LIMIT) || DEFAULT_LIMIT
  const wanted = {
    ...(event === undefined || event === '' ? {} : { event }),
    ...(action_id === undefined || action_id === '' ? {} : { actionId: actionIn(action_id) }),
    ...(person_id === undefined ? {} : { personId: person_id }),
    fixedProperties: distinct_id === undefined ? [] : [idFilter(distinct_id)],
    properties: propertiesIn(query['properties']),
    ...(before === undefined ? {} : { before }),
    // Events of one moment have an order too, or pages by `offset` would repeat some and miss others.
    orderBy: isOldestFirst(orderBy) ? ['timestamp ASC', 'uuid ASC'] : ['timestamp DESC', 'uuid DESC'],
    limit,
    offset: numberOf(query['offset'], Number.MAX_SAFE_INTEGER),
  }
  if (after !== undefined) return readEvents(deps, team, { ...wanted, after }, signal)
  const dayAgo = new Date(deps.clock().getTime() - DAY_MS).toISOString()
  const recent = await readEvents(deps, team, { ...wanted, after: dayAgo }, signal)
  return recent.events.length < limit ? readEvents(deps, team, { ...wanted, after: 'all' }, signal) : recent
}

/** A number of a URL as a whole number above zero, at most `most`; zero where it is none. */
function numberOf(value: Json | undefined, most: number): number {
  const number = Number(value ?? 0)
  return Number.isSafeInteger(number) && number > 0 ? Math.min(number, most) : 0
}

function actionIn(value: Json): number {
  const id = Number(value)
  if (!Number.isSafeInteger(id)) throw invalid('A valid integer is required.', 'action_id')
  return id
}

const idFilter = (value: Json): JsonObject => ({
  type: 'event_metadata',
  key: 'distinct_id',
  operator: 'exact',
  value: [value],
})

/** A wrong date is refused rather than taken for now. */
function requireDates(dates: Record<string, Json | undefined>): void {
  for (const [name, value] of Object.entries(dates))
    if (value !== undefined && !parseIso(String(value), 'UTC')) throw invalid(`${name} must be a date.`, name)
}

function propertiesIn(text: Json | undefined): Json {
  if (text === undefined || text === '') return []
  const value = typeof text === 'string' ? jsonIn(text) : text
  if (Array.isArray(value) || isObject(value)) return value
  throw invalid('Properties are unparsable!', 'properties')
}

export async function readEvents(
  deps: EventDeps,
  team: Team,
  query: JsonObject,
  signal: AbortSignal,
): Promise<EventsPage> {
  const { response } = await deps.runQuery({
    team_id: team.id,
    query: { kind: 'EventsQuery', select: ['*', 'person'], ...query },
    mode: 'force_blocking',
    signal,
    // Pages of a pipeline are long, and no two begin at the same moment.
    kept_seconds: 0,
  })
  const rows = Array.isArray(response?.['results']) ? response['results'] : []
  const turn = takingTurns()
  const events: JsonObject[] = []
  for (const row of rows) {
    const [event, person] = Array.isArray(row) ? row.map(objectOr) : []
    events.push(presentEvent(event ?? {}, person ?? {}))
    const wait = turn()
    if (wait) await wait
  }
  return { events, offset: Number(response?.['offset']), hasMore: response?.['hasMore'] === true }
}

function presentEvent(event: JsonObject, person: JsonObject): JsonObject {
  const { uuid, distinct_id, properties, timestamp, elements_chain } = event
  const chain = typeof elements_chain === 'string' ? elements_chain : ''
  const known = person['uuid'] === undefined ? null : { distinct_ids: [distinct_id ?? null], ...person }
  return {
    id: uuid,
    uuid,
    distinct_id,
    properties,
    event: event['event'],
    timestamp: utcText(microsOf(String(timestamp))),
    person: known,
    elements: readElementsChain(chain).map((element) => ({ ...element })),
    elements_chain: chain,
  }
}

/**
 * `2026-01-02T03:04:05.678901+00:00`, without a fraction where that is zero: clients keep these texts to continue from,
 * read them by exactly these two forms and compare them as text, whatever the time zone of the project.
 */
function utcText(micros: number): string {
  const ms = Math.floor(micros / 1_000)
  const [seconds, fraction] = new Date(ms).toISOString().slice(0, -1).split('.')
  const part = `${fraction}${String(micros - ms * 1_000).padStart(3, '0')}`
  return `${seconds}${part === '000000' ? '' : `.${part}`}+00:00`
}

function microsOf(text: string): number {
  const found = parseIso(text, 'UTC')
  if (!found) throw new Error(`Not a moment: ${text}`)
  return found.instant.getTime() * 1_000 + found.microseconds
}
