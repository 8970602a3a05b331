import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { QueryAnswer, QueryNode, TrendsItem, TrendsQuery } from './types.ts'

interface Asking {
  /** Whether an answer that is kept will do; the server decides where it is not said. */
  refresh?: 'blocking' | 'force_blocking'
  /** Aborting ends the question in the engine too. */
  signal?: AbortSignal
}

/** Every question to the events and persons of a project goes through here. */
export const ask = <Answer = QueryAnswer>(
  project: number,
  query: QueryNode | Record<string, unknown>,
  { refresh, signal }: Asking = {},
) => request<Answer>('POST', `/api/projects/${project}/query/`, { body: { query, refresh }, signal })

/** The rows of SQL, with its values apart from its text. */
export async function rowsOf<Row>(
  project: number,
  query: string,
  values: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Row[]> {
  const asked = { kind: 'HogQLQuery', query, values }
  return (await ask<{ results: Row[] }>(project, asked, { refresh: 'blocking', signal })).results
}

/** The same question once more, telling how it was asked of the engine and how long that took. Nobody keeps it for others. */
export const runQuery = (project: number, source: QueryNode) =>
  queryOptions({
    queryKey: ['run', project, source],
    queryFn: ({ signal }) => {
      const own = 'modifiers' in source && typeof source.modifiers === 'object' ? source.modifiers : {}
      const asked = { ...source, modifiers: { ...own, debug: true, timings: true } }
      return ask(project, asked, { refresh: 'blocking', signal })
    },
    staleTime: 60_000,
    retry: false,
  })

/** How many events each series of a question reads in its range. */
export const eventCountsQuery = (project: number, query: TrendsQuery | undefined) =>
  queryOptions({
    queryKey: ['event counts', project, query],
    queryFn: ({ signal }) => ask<{ results: TrendsItem[] }>(project, query ?? {}, { refresh: 'blocking', signal }),
    enabled: query !== undefined,
    staleTime: 60_000,
    retry: false,
  })

/** A live result. Who shows it keeps the last one, with its question, until the next is there. */
export const liveResultQuery = (project: number, query: QueryNode) =>
  queryOptions({
    queryKey: ['result', project, query],
    queryFn: ({ signal }) => ask(project, query, { refresh: 'blocking', signal }),
    staleTime: 60_000,
    retry: false,
  })
