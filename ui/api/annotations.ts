import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Page, UserBasic } from './types.ts'

/** What an annotation belongs to; those of recordings are on no chart. */
type AnnotationScope = 'project' | 'organization' | 'dashboard' | 'dashboard_item' | 'recording'

/** A note on a moment. */
export interface Annotation {
  id: number
  content: string | null
  date_marker: string | null
  scope: AnnotationScope
  dashboard_item: number | null
  dashboard_id: number | null
  dashboard_name: string | null
  insight_name: string | null
  insight_derived_name: string | null
  /** Shown in place of the usual sign. */
  emoji: string | null
  /** For programs alone, such as a note for each deployment. */
  hidden_in_user_interface: boolean | null
  created_by: UserBasic | null
  created_at: string
}

export type AnnotationChange = Partial<
  Pick<Annotation, 'content' | 'date_marker' | 'scope' | 'dashboard_item' | 'dashboard_id'>
> & { deleted?: boolean }

const base = (project: number) => `/api/projects/${project}/annotations`

export const annotationsKey = (project: number) => ['annotations', project] as const

/** The newest moments first. */
export const annotationsQuery = (project: number) =>
  queryOptions({
    queryKey: annotationsKey(project),
    queryFn: ({ signal }) => request<Page<Annotation>>('GET', `${base(project)}/?limit=500&offset=0`, { signal }),
    select: (page) => page.results.filter((annotation) => !annotation.hidden_in_user_interface),
    staleTime: 60_000,
  })

export const createAnnotation = (project: number, body: AnnotationChange) =>
  request<Annotation>('POST', `${base(project)}/`, { body })

export const changeAnnotation = (project: number, id: number, body: AnnotationChange) =>
  request<Annotation>('PATCH', `${base(project)}/${id}/`, { body })
