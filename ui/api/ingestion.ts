import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request, search } from './client.ts'
import type { Page } from './types.ts'

const base = (project: number) => `/api/projects/${project}`

/** Why an event does not fit its schema. */
export interface SchemaError {
  property: string
  reason: 'missing_required' | 'type_mismatch'
  expectedTypes?: string[]
  actualValue?: string
}

export interface WarningSample {
  timestamp: string
  details: Record<string, unknown>
}

/** Warnings about events that were changed or dropped, by type. */
export interface IngestionWarning {
  type: string
  count: number
  last_seen_at: string
  samples: WarningSample[]
}

export const warningsQuery = (project: number) =>
  queryOptions({
    queryKey: ['ingestion-warnings', project],
    queryFn: ({ signal }) =>
      request<Page<IngestionWarning>>('GET', `${base(project)}/ingestion_warnings/?limit=100`, { signal }),
    select: (page) => page.results,
  })

/** An event that its schema refused. */
export interface QuarantinedEvent {
  id: number
  uuid: string
  event: string
  distinct_id: string
  timestamp: string
  properties: Record<string, unknown>
  errors: SchemaError[]
  quarantined_at: string
}

const PAGE = 100
/** As many as one request may name. */
const MOST_IDS = 500

export const quarantineKey = (project: number) => ['quarantine', project] as const

/** Refused events, the newest first, of one name or of all. */
export const quarantineQuery = (project: number, event: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...quarantineKey(project), 'list', event ?? ''],
    queryFn: ({ pageParam, signal }) =>
      request<Page<QuarantinedEvent>>(
        'GET',
        `${base(project)}/quarantined_events/${search({ event, after: pageParam || undefined, limit: PAGE })}`,
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.next ? last.results.at(-1)?.id : undefined),
  })

/** How many of one name there are, however many of them are shown. */
export const quarantineCountQuery = (project: number, event: string) =>
  queryOptions({
    queryKey: [...quarantineKey(project), 'count', event],
    queryFn: ({ signal }) =>
      request<Page<QuarantinedEvent>>('GET', `${base(project)}/quarantined_events/${search({ event, limit: 1 })}`, {
        signal,
      }),
    select: (page) => page.count,
  })

export interface Replayed {
  replayed: number
  still_rejected: number
}

/** Tries refused events again: those chosen, or all of a name. */
export async function replayQuarantined(project: number, wanted: { ids: number[] } | { event: string }) {
  const send = (body: object) => request<Replayed>('POST', `${base(project)}/quarantined_events/replay/`, { body })
  if ('event' in wanted) return send(wanted)
  const done: Replayed = { replayed: 0, still_rejected: 0 }
  for (let at = 0; at < wanted.ids.length; at += MOST_IDS) {
    const part = await send({ ids: wanted.ids.slice(at, at + MOST_IDS) })
    done.replayed += part.replayed
    done.still_rejected += part.still_rejected
  }
  return done
}
