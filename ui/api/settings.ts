import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Project } from './types.ts'

/** What belongs to a project or to whoever is logged in, beside the data. */

export interface PersonalKey {
  id: string
  label: string
  /** The key itself, in the answer that made it and never again. */
  value: string | null
  mask_value: string
  created_at: string
  last_used_at: string | null
  scopes: string[]
}

export const personalKeysQuery = queryOptions({
  queryKey: ['personal-keys'],
  queryFn: ({ signal }) => request<PersonalKey[]>('GET', '/api/personal_api_keys/', { signal }),
  staleTime: 15_000,
})

export const createPersonalKey = (body: { label: string; scopes: string[] }) =>
  request<PersonalKey>('POST', '/api/personal_api_keys/', { body })

export const revokePersonalKey = (id: string) => request<null>('DELETE', `/api/personal_api_keys/${id}/`)

export interface ProjectSettings extends Project {
  week_start_day: number | null
  anonymize_ips: boolean
  person_processing_opt_out?: boolean
  aggregate_users_by_distinct_id: boolean
  /** 8 is an administrator's. */
  effective_membership_level: number
  /** How queries are computed where they do not say. */
  modifiers: Record<string, unknown> | null
}

export const projectSettingsQuery = (id: number) =>
  queryOptions({
    queryKey: ['project', id, 'settings'],
    queryFn: ({ signal }) => request<ProjectSettings>('GET', `/api/projects/${id}/`, { signal }),
    staleTime: 15_000,
  })

type Changeable =
  | 'name'
  | 'timezone'
  | 'week_start_day'
  | 'anonymize_ips'
  | 'aggregate_users_by_distinct_id'
  | 'modifiers'
export type ProjectChange = Partial<Pick<ProjectSettings, Changeable>>

export const changeProject = (id: number, body: ProjectChange) =>
  request<ProjectSettings>('PATCH', `/api/projects/${id}/`, { body })

/** Gives the project a token in place of the one that it has. */
export const resetToken = (id: number) => request<ProjectSettings>('PATCH', `/api/projects/${id}/reset_token/`)

export const deleteProject = (id: number) => request<null>('DELETE', `/api/projects/${id}/`)

export interface StoredData {
  events: number
  persons: number
  first_event: string | null
  last_event: string | null
  bytes_on_disk: number
  /** Other projects have rows in the same files. */
  is_estimate: boolean
}

export const storedDataQuery = (project: number) =>
  queryOptions({
    queryKey: ['project', project, 'stored-data'],
    queryFn: ({ signal }) => request<StoredData>('GET', `/api/projects/${project}/stored_data/`, { signal }),
    staleTime: 60_000,
  })

export interface PublicLink {
  dashboard: { id: number; name: string | null } | null
  insight: { id: number; short_id: string; name: string | null } | null
  access_token: string
  password_required: boolean
  expires_at: string | null
  created_at: string
}

export const publicLinksQuery = (project: number) =>
  queryOptions({
    queryKey: ['public-links', project],
    queryFn: ({ signal }) =>
      request<{ results: PublicLink[] }>('GET', `/api/projects/${project}/sharing_configurations/`, { signal }),
    select: ({ results }) => results,
    staleTime: 15_000,
  })
