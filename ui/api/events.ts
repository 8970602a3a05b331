import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { ask } from './query.ts'
import type { CapturedEvent } from './types.ts'

const KEPT = 500
const READ_AT_ONCE = 100
const OVERLAP_MS = 60_000
const POLL_MS = 2_000

/** Events with all that is known of them, the newest first, and whether there are more. */
export async function readEvents(project: number, wanted: Record<string, unknown>, asking: Parameters<typeof ask>[2]) {
  const query = { kind: 'EventsQuery', select: ['*'], orderBy: ['timestamp DESC'], ...wanted }
  const { results, hasMore } = await ask<{ results: [CapturedEvent][]; hasMore: boolean }>(project, query, asking)
  return { events: results.map(([event]) => event), hasMore }
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
  const { events } = await readEvents(project, { after, limit: READ_AT_ONCE }, { refresh: 'force_blocking', signal })
  return merge(known, events)
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
    queryFn: async ({ signal }) => {
      const { events } = await readEvents(project, { after: 'all', limit: 1 }, { refresh: 'force_blocking', signal })
      return events[0] ?? null
    },
    refetchInterval: (query) => (query.state.data ? false : POLL_MS),
    retry: false,
  })
