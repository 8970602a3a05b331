import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { request, search } from './client.ts'
import { type Override, overrideParams } from './dashboards.ts'
import type { Insight, Page, QueryNode } from './types.ts'

const base = (project: number) => `/api/projects/${project}/insights`

export const insightsQuery = (project: number) =>
  queryOptions({
    queryKey: ['insights', project],
    queryFn: ({ signal }) =>
      request<Page<Insight>>(
        'GET',
        `${base(project)}/?limit=500&offset=0&basic=true&saved=true&order=-last_modified_at`,
        {
          signal,
        },
      ),
    select: (page) => page.results,
  })

export const insightKey = (project: number, shortId: string) => ['insight', project, shortId] as const

export const insightQuery = (project: number, shortId: string) =>
  queryOptions({
    queryKey: insightKey(project, shortId),
    queryFn: async ({ signal }) => {
      const page = await request<Page<Insight>>(
        'GET',
        `${base(project)}/${search({ short_id: shortId, limit: 1, offset: 0 })}`,
        {
          signal,
        },
      )
      return page.results[0] ?? null
    },
    staleTime: 30_000,
  })

interface InsightChange {
  name?: string
  derived_name?: string
  description?: string
  query?: QueryNode
  dashboards?: number[]
  tags?: string[]
  favorited?: boolean
  saved?: boolean
  deleted?: boolean
}

/** Reads whatever shows insights anew: their list, and the boards. */
export const rereadInsights = (cache: QueryClient, project: number) =>
  Promise.all(['insights', 'board', 'tiles'].map((key) => cache.invalidateQueries({ queryKey: [key, project] })))

export const createInsight = (project: number, body: InsightChange) =>
  request<Insight>('POST', `${base(project)}/`, { body: { saved: true, ...body } })

export const changeInsight = (project: number, id: number, body: InsightChange) =>
  request<Insight>('PATCH', `${base(project)}/${id}/`, { body })

/** Computes one tile anew, in the context of its board. */
export const refreshInsight = (project: number, id: number, dashboard: number, override: Override) => {
  const params = search({ refresh: 'force_blocking', from_dashboard: dashboard, ...overrideParams(override) })
  return request<Insight>('GET', `${base(project)}/${id}/${params}`)
}
