import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { CapturedEvent } from './types.ts'

const KEPT = 500
const OVERLAP_MS = 60_000
const POLL_MS = 2_000

interface EventRows {
  results: [CapturedEvent][]
}

async function readEvents(
  project: number,
  after: string,
  limit: number,
  signal: AbortSignal,
): Promise<CapturedEvent[]> {
  const query = { kind: 'EventsQuery', select: ['*'], orderBy: ['timestamp DESC'], after, limit }
  const rows = await request<EventRows>('POST', `/api/projects/${project}/query/`, {
    body: { query, refresh: 'force_blocking' },
    signal,
  })
  return rows.results.map(([event]) => ({ ...event, properties: readProperties(event.properties) }))
}

/** Some servers answer properties as JSON text. */
function readProperties(properties: Record<string, unknown> | string): Record<string, unknown> {
  return typeof properties === 'string' ? JSON.parse(properties) : (properties ?? {})
}

/** Adds what is new to what is known, newest first, each event once. */
export function merge(known: CapturedEvent[], fresh: CapturedEvent[]): CapturedEvent[] {
  const seen = new Set(known.map((event) => event.uuid))
  const added = fresh.filter((event) => !seen.has(event.uuid))
  if (added.length === 0) return known
  return [...added, ...known].sort((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp)).slice(0, KEPT)
}

const liveEventsKey = (project: number) => ['live-events', project] as const

async function readNext(client: QueryClient, project: number, signal: AbortSignal): Promise<CapturedEvent[]> {
  const known = client.getQueryData<CapturedEvent[]>(liveEventsKey(project)) ?? []
  const newest = known[0]
  // Events may arrive a little out of order, so the minute before the newest one is read again.
  const after = newest ? new Date(Date.parse(newest.timestamp) - OVERLAP_MS).toISOString() : '-24h'
  return merge(known, await readEvents(project, after, 100, signal))
}

/** Events as they come. A tab in the background asks for nothing. */
export const liveEventsQuery = (project: number, listening: boolean) =>
  queryOptions({
    queryKey: liveEventsKey(project),
    queryFn: ({ client, signal }) => readNext(client, project, signal),
    refetchInterval: listening ? POLL_MS : false,
    refetchIntervalInBackground: false,
    staleTime: POLL_MS,
    retry: false,
  })

/** The newest event there is, asked for until there is one. */
export const firstEventQuery = (project: number) =>
  queryOptions({
    queryKey: ['first-event', project],
    queryFn: async ({ signal }) => (await readEvents(project, 'all', 1, signal))[0] ?? null,
    refetchInterval: (query) => (query.state.data ? false : POLL_MS),
    retry: false,
  })
