import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { QueryAnswer, QueryNode } from './types.ts'

export const runQuery = (
  project: number,
  query: QueryNode | Record<string, unknown>,
  refresh: 'blocking' | 'force_blocking',
  signal?: AbortSignal,
) =>
  request<QueryAnswer>('POST', `/api/projects/${project}/query/`, {
    body: { query, refresh },
    ...(signal ? { signal } : {}),
  })

/** A live result. Who shows it keeps the last one, with its question, until the next is there. */
export const liveResultQuery = (project: number, query: QueryNode) =>
  queryOptions({
    queryKey: ['result', project, query],
    queryFn: ({ signal }) => runQuery(project, query, 'blocking', signal),
    staleTime: 60_000,
    retry: false,
  })
