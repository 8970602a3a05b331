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

export const variablesKey = (project: number) => ['insight-variables', project] as const

export const variablesQuery = (project: number) =>
  queryOptions({
    queryKey: variablesKey(project),
    queryFn: ({ signal }) =>
      request<Page<InsightVariable>>('GET', `/api/projects/${project}/insight_variables/`, { signal }),
    select: (page) => page.results,
    staleTime: 60_000,
  })

type NewVariable = Pick<InsightVariable, 'name' | 'type' | 'default_value' | 'values'>

export const createVariable = (project: number, body: NewVariable) =>
  request<InsightVariable>('POST', `/api/projects/${project}/insight_variables/`, { body })

export const deleteVariable = (project: number, id: string) =>
  request<void>('DELETE', `/api/projects/${project}/insight_variables/${id}/`)
