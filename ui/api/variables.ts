import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Page } from './types.ts'

/** A variable of SQL insights: `{variables.code_name}`. */
export interface InsightVariable {
  id: string
  name: string
  code_name: string
  type: 'String' | 'Number' | 'Boolean' | 'List' | 'Date'
  default_value: unknown
  values: unknown
  is_multi: boolean
}

export const variablesQuery = (project: number) =>
  queryOptions({
    queryKey: ['insight-variables', project],
    queryFn: ({ signal }) =>
      request<Page<InsightVariable>>('GET', `/api/projects/${project}/insight_variables/`, { signal }),
    select: (page) => page.results,
    staleTime: 60_000,
  })
