import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { Integer } from '../schema/form.ts'
import type { IngestDeps } from './ingest.ts'
import { countQuarantined, type QuarantinedEvent, readQuarantined } from './quarantined-events.ts'
import { replay } from './replay.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1_000

const Wanted = z.object({ ids: z.array(Integer).min(1).max(500).optional(), event: z.string().min(1).optional() })

/** The events that their schema refused: looking at them, and trying them again. */
export function quarantineRoutes(deps: IngestDeps & { postgres: Postgres }): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/quarantined_events',
      scopes: ['query:read'],
      query: AnyQuery,
      handle: async ({ team, query, request, origin }) => {
        const event = typeof query['event'] === 'string' && query['event'] !== '' ? query['event'] : undefined
        const filter = { event, before: cursorIn(query) }
        const page = await readQuarantined(deps.postgres, team.id, filter, 'newest first', limitIn(query))
        return {
          count: await countQuarantined(deps.postgres, team.id, { event }),
          next: page.has_more ? nextPage(request, origin, page.events) : null,
          previous: null,
          results: page.events.map(present),
        }
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/quarantined_events/replay',
      scopes: ['event_definition:write'],
      body: Wanted,
      handle: ({ team, body, signal }) => {
        if ((body.ids === undefined) === (body.event === undefined)) throw invalid('Give either ids or event.')
        return replay(deps, team, body, signal)
      },
    }),
  ]
}

/** The list runs from new to old: the next page holds events that arrived earlier. */
function cursorIn({ after }: JsonObject): number | undefined {
  if (after === undefined || after === '') return undefined
  if (!/^\d{1,15}$/.test(String(after))) throw invalid('A valid integer is required.', 'after')
  return Number(after)
}

function limitIn(query: JsonObject): number {
  const wanted = Number(query['limit'] ?? DEFAULT_LIMIT)
  return Number.isSafeInteger(wanted) && wanted > 0 ? Math.min(wanted, MAX_LIMIT) : DEFAULT_LIMIT
}

function nextPage(request: Request, origin: string, events: readonly QuarantinedEvent[]): string {
  const { pathname, searchParams } = new URL(request.url)
  searchParams.set('after', String(events.at(-1)?.id))
  return `${origin}${pathname}?${searchParams}`
}

const present = ({
  id,
  uuid,
  event,
  distinct_id,
  timestamp,
  properties,
  errors,
  quarantined_at,
}: QuarantinedEvent) => ({
  id,
  uuid,
  event,
  distinct_id,
  timestamp: new Date(timestamp / 1000),
  sent_at: properties['$sent_at'] ?? null,
  properties,
  errors,
  quarantined_at,
})
