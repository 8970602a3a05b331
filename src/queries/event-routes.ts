import { z } from 'zod'
import { invalid, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import type { AskDeps } from './ask.ts'
import { eventValues } from './event-values.ts'
import { eventsSheet, SHEET_EVENTS } from './events-sheet.ts'
import { listEvents, nextPage, readEvents } from './list-events.ts'
import type { RunQuery } from './run.ts'

interface Deps {
  runQuery: RunQuery
  asking: AskDeps
  clock: () => Date
}

/** The older way to read events, and the values of their properties. */
export function eventRoutes(deps: Deps): Route[] {
  const sheet = async (team: Team, query: JsonObject, signal: AbortSignal) =>
    eventsSheet((await listEvents(deps, team, { limit: SHEET_EVENTS, ...query }, signal)).events)
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
        if (query['format'] === 'csv') return sheet(team, query, signal)
        const page = await listEvents(deps, team, query, signal)
        return { next: page.hasMore ? nextPage(request, origin, page) : null, results: page.events }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/events.csv',
      scopes: ['query:read'],
      query: AnyQuery,
      handle: ({ team, query, signal }) => sheet(team, query, signal),
    }),
    projectRoute({
      method: 'GET',
      path: '/events/:id',
      scopes: ['query:read'],
      params: z.object({ id: z.string() }),
      handle: async ({ team, params, signal }) => {
        if (!isUuid(params.id)) throw invalid('Invalid UUID', 'id')
        const where = [`uuid = toUUID('${params.id}')`]
        const { events } = await readEvents(deps, team, { where, after: 'all', limit: 1 }, signal)
        const [event] = events
        if (!event) throw notFound()
        return event
      },
    }),
  ]
}
