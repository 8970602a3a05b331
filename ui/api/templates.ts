import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Page } from './types.ts'

export interface DashboardTemplate {
  id: string
  template_name: string
  dashboard_description: string | null
  tiles: unknown[]
}

export const templatesQuery = (project: number) =>
  queryOptions({
    queryKey: ['dashboard-templates', project],
    queryFn: ({ signal }) =>
      request<Page<DashboardTemplate>>('GET', `/api/projects/${project}/dashboard_templates/?limit=100`, { signal }),
    select: (page) => page.results,
    staleTime: 60_000,
  })
