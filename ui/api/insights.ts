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

/** What a link lays over an insight for one look, as the API takes it. */
interface LinkedOverrides {
  filters_override?: object | undefined
  variables_override?: object | undefined
}

/** The insight under the overrides of a link: its `query` is what is asked then. */
export const overriddenInsightQuery = (project: number, id: number | undefined, overrides: LinkedOverrides) =>
  queryOptions({
    queryKey: ['overridden-insight', project, id, overrides],
    queryFn: ({ signal }) => {
      const texts = Object.entries(overrides).map(([key, value]) => [key, value && JSON.stringify(value)])
      const params = search({ refresh: 'force_cache', ...Object.fromEntries(texts) })
      return request<Insight>('GET', `${base(project)}/${id}/${params}`, { signal })
    },
    enabled: id !== undefined && Object.values(overrides).some((value) => value !== undefined),
    staleTime: 30_000,
    retry: false,
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
