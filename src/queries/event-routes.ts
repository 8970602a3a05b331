import { z } from 'zod'
import {
  alias,
  and,
  ascending,
  call,
  compare,
  constant,
  descending,
  field,
  moment,
  or,
  select,
} from '../hogql/build.ts'
import { invalid, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { isUuid } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, objectOr, parseJson } from '../lib/json.ts'
import { parseIso } from '../lib/time-zone.ts'
import type { Team } from '../schema/team.ts'
import { type AskDeps, ask } from './ask.ts'
import { readElementsChain } from './elements-chain.ts'
import { eventIs, likeContains } from './filters.ts'
import { DAY_SECONDS, type RunQuery } from './run.ts'

interface Deps {
  runQuery: RunQuery
  asking: AskDeps
  clock: () => Date
}

const DAY_MS = 86_400_000
const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1_000

/** The older way to read events, and the values of their properties. */
export function eventRoutes(deps: Deps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/events/values',
      scopes: ['query:read'],
      query: AnyQuery,
      handle: ({ team, query, signal }) => eventValues(deps, team, query, signal),
    }),
    projectRoute({
      method: 'GET',
      path: '/events',
      scopes: ['query:read'],
      query: AnyQuery,
      handle: async ({ team, query, request, origin, signal }) => {
        const { results, limit } = await listEvents(deps, team, query, signal)
        return { next: results.length < limit ? null : nextPage(request, origin, results), results }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/events/:id',
      scopes: ['query:read'],
      params: z.object({ id: z.string() }),
      handle: async ({ team, params, signal }) => {
        if (!isUuid(params.id)) throw invalid('Invalid UUID', 'id')
        const where = [`uuid = toUUID('${params.id}')`]
        const [event] = await readEvents(deps, team, { where, after: 'all', limit: 1 }, signal)
        if (!event) throw notFound()
        return event
      },
    }),
  ]
}

/** The next page begins before the last event of this one. */
function nextPage(request: Request, origin: string, results: readonly JsonObject[]): string {
  const { pathname, searchParams } = new URL(request.url)
  searchParams.set('before', String(results.at(-1)?.['timestamp']))
  return `${origin}${pathname}?${searchParams}`
}

async function listEvents(deps: Deps, team: Team, query: JsonObject, signal: AbortSignal) {
  const { event, distinct_id, person_id, orderBy } = query
  const wanted = Number(query['limit'] ?? DEFAULT_LIMIT)
  const limit = Number.isSafeInteger(wanted) && wanted > 0 ? Math.min(wanted, MAX_LIMIT) : DEFAULT_LIMIT
  if (person_id !== undefined && !isUuid(String(person_id))) throw invalid('Invalid UUID', 'person_id')
  const properties = propertiesIn(query['properties'])
  const own = distinct_id === undefined ? [] : [idFilter(distinct_id)]
  const isOldest = String(orderBy ?? '').replace(/[[\]"]/g, '') === 'timestamp'
  const results = await readEvents(
    deps,
    team,
    {
      ...(event === undefined || event === '' ? {} : { event }),
      ...(person_id === undefined ? {} : { personId: person_id }),
      fixedProperties: own,
      properties,
      ...timeIn(query, deps),
      orderBy: [isOldest ? 'timestamp ASC' : 'timestamp DESC'],
      limit,
    },
    signal,
  )
  return { results, limit }
}

const idFilter = (value: Json): JsonObject => ({
  type: 'event_metadata',
  key: 'distinct_id',
  operator: 'exact',
  value: [value],
})

/** Without dates the last day is shown; a wrong one is refused rather than taken for now. */
function timeIn({ after, before }: JsonObject, { clock }: Deps): JsonObject {
  for (const [name, value] of Object.entries({ after, before }))
    if (value !== undefined && !parseIso(String(value), 'UTC')) throw invalid(`${name} must be a date.`, name)
  const from = after === undefined ? new Date(clock().getTime() - DAY_MS).toISOString() : after
  return { after: from, ...(before === undefined ? {} : { before }) }
}

function propertiesIn(text: Json | undefined): Json {
  if (text === undefined || text === '') return []
  try {
    const value = typeof text === 'string' ? parseJson(text) : text
    if (Array.isArray(value) || isObject(value)) return value
  } catch {
    // falls through to the error
  }
  throw invalid('Properties are unparsable!', 'properties')
}

async function readEvents(deps: Deps, team: Team, query: JsonObject, signal: AbortSignal): Promise<JsonObject[]> {
  const { response } = await deps.runQuery({
    team_id: team.id,
    query: { kind: 'EventsQuery', select: ['*', 'person'], ...query },
    mode: 'force_blocking',
    signal,
    kept_seconds: DAY_SECONDS,
  })
  const rows = Array.isArray(response?.['results']) ? response['results'] : []
  return rows.map((row) => {
    const [event, person] = Array.isArray(row) ? row.map(objectOr) : []
    return presentEvent(event ?? {}, person ?? {})
  })
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
    timestamp,
    person: known,
    elements: readElementsChain(chain).map((element) => ({ ...element })),
    elements_chain: chain,
  }
}

const WEEK_MS = 7 * DAY_MS
const MOST = 20
const READ = 200_000

/** The commonest values of a property in the last week, to complete a filter. */
async function eventValues({ asking, clock }: Deps, team: Team, query: JsonObject, signal: AbortSignal) {
  const { key, value, event_name } = query
  if (typeof key !== 'string' || key === '') throw invalid('You must provide a key', 'key', 'required')
  const since = compare('>=', field('timestamp'), moment(new Date(clock().getTime() - WEEK_MS)))
  const events = (Array.isArray(event_name) ? event_name : event_name === undefined ? [] : [event_name]).map(String)
  const isNames = key === 'custom_event'
  const text = isNames ? field('event') : call('toString', field('properties', key))
  const search = typeof value === 'string' ? value : ''
  const read = select({
    select: [alias('v', text)],
    from: 'events',
    where: and(
      since,
      ...(events.length > 0 ? [or(...events.map(eventIs))] : []),
      compare('!=', call('ifNull', text, constant('')), constant('')),
      ...(search === '' ? [] : [compare('ilike', text, constant(likeContains(search)))]),
      ...(isNames ? [compare('not like', text, constant('$%'))] : []),
    ),
    limit: constant(READ),
  })
  const counted = select({
    select: [field('v'), alias('n', call('count'))],
    from: read,
    as: 'found',
    group_by: [field('v')],
    order_by: [descending(field('n')), ascending(field('v'))],
    limit: constant(MOST),
  })
  const rows = await ask(asking, team.id, () => counted, { signal })
  return rows.map(([name]) => ({ name }))
}
