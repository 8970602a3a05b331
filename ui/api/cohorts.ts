import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Rule, RuleGroup } from '../cohorts/rule.ts'
import { request, search } from './client.ts'
import { PAGE_SIZE } from './definitions.ts'
import type { Person } from './people.ts'
import type { Page, UserBasic } from './types.ts'

const base = (project: number) => `/api/projects/${project}/cohorts`

export interface Cohort {
  id: number
  name: string | null
  description: string
  filters: { properties?: Partial<RuleGroup> } | null
  is_static: boolean
  deleted: boolean
  /** Grows with every list of members that is published. */
  version: number | null
  is_calculating: boolean
  last_calculation: string | null
  errors_calculating: number
  last_error_message: string | null
  count: number | null
  created_by: UserBasic | null
  created_at: string
}

export const nameOfCohort = ({ id, name }: { id: number; name: string | null }) => name || `Cohort ${id}`

export const cohortsKey = (project: number) => ['cohorts', project] as const

/** While somebody is being counted, the page asks again this often. */
const ASK_MS = 1_000

export const cohortsQuery = (project: number, text: string, offset: number) =>
  queryOptions({
    queryKey: [...cohortsKey(project), 'list', text, offset],
    queryFn: ({ signal }) =>
      request<Page<Cohort>>('GET', `${base(project)}/${search({ search: text, limit: PAGE_SIZE, offset })}`, {
        signal,
      }),
    refetchInterval: ({ state }) => (state.data?.results.some(({ is_calculating }) => is_calculating) ? ASK_MS : false),
    placeholderData: keepPreviousData,
  })

const MOST = 1_000

/** All cohorts by name, for pickers and for the words of a rule. */
export const cohortNamesQuery = (project: number) =>
  queryOptions({
    queryKey: [...cohortsKey(project), 'names'],
    queryFn: ({ signal }) =>
      request<Page<Pick<Cohort, 'id' | 'name' | 'count'>>>(
        'GET',
        `${base(project)}/${search({ basic: true, limit: MOST })}`,
        { signal },
      ),
    select: ({ results }) => results,
  })

/** One cohort, deleted or not; asked again until it is calculated. */
export const cohortQuery = (project: number, id: number) =>
  queryOptions({
    queryKey: [...cohortsKey(project), 'one', id],
    queryFn: ({ signal }) => request<Cohort>('GET', `${base(project)}/${id}/`, { signal }),
    refetchInterval: ({ state }) => (state.data?.is_calculating ? ASK_MS : false),
  })

type MembersPage = Page<Person>

export const membersQuery = (
  project: number,
  { id, version, is_calculating }: Cohort,
  { text, offset }: { text: string; offset: number },
) =>
  queryOptions({
    queryKey: [...cohortsKey(project), 'members', id, version, is_calculating, text, offset],
    queryFn: ({ signal }) =>
      request<MembersPage>(
        'GET',
        `${base(project)}/${id}/persons/${search({ search: text, limit: PAGE_SIZE, offset, include_total: true })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })

/** The address of a file with everybody in a cohort. */
export const membersFile = (project: number, id: number) =>
  `${base(project)}/${id}/persons/${search({ format: 'csv' })}`

interface CalculationRun {
  id: number
  count: number | null
  started_at: string
  duration_seconds: number | null
  is_completed: boolean
  error: string | null
}

export const calculationsQuery = (project: number, { id, version, is_calculating, errors_calculating }: Cohort) =>
  queryOptions({
    queryKey: [...cohortsKey(project), 'runs', id, version, is_calculating, errors_calculating],
    queryFn: ({ signal }) =>
      request<Page<CalculationRun>>('GET', `${base(project)}/${id}/calculation_history/${search({ limit: 5 })}`, {
        signal,
      }),
    select: ({ results }) => results,
    placeholderData: keepPreviousData,
  })

export interface CohortChange {
  name?: string
  description?: string
  filters?: { properties: Rule }
  is_static?: boolean
  deleted?: boolean
}

export const createCohort = (project: number, body: CohortChange) =>
  request<Cohort>('POST', `${base(project)}/`, { body })

export const changeCohort = (project: number, id: number, body: CohortChange) =>
  request<Cohort>('PATCH', `${base(project)}/${id}/`, { body })

function formWith(sheet: Blob, fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('csv', sheet, 'people.csv')
  return form
}

/** A list of people, made of a sheet that names them. */
export const createFromSheet = (project: number, sheet: Blob, words: { name: string; description: string }) =>
  request<Cohort>('POST', `${base(project)}/`, { body: formWith(sheet, { ...words, is_static: 'true' }) })

/** Adds the people that a sheet names. */
export const addSheet = (project: number, id: number, sheet: Blob) =>
  request<Cohort>('PATCH', `${base(project)}/${id}/`, { body: formWith(sheet, {}) })

export const addMember = (project: number, id: number, uuid: string) =>
  request<unknown>('PATCH', `${base(project)}/${id}/add_persons_to_static_cohort/`, { body: { person_ids: [uuid] } })

export const removeMember = (project: number, id: number, uuid: string) =>
  request<unknown>('PATCH', `${base(project)}/${id}/remove_person_from_static_cohort/`, { body: { person_id: uuid } })

export const duplicateAsStatic = (project: number, id: number) =>
  request<Cohort>('GET', `${base(project)}/${id}/duplicate_as_static_cohort/`)

/** Calculates a cohort anew, as it is. */
export const recalculateCohort = (project: number, id: number) =>
  request<Cohort>('POST', `${base(project)}/${id}/recalculate/`)

/** How many people a rule finds now, whatever it asks. */
export const countQuery = (project: number, properties: Rule) =>
  queryOptions({
    queryKey: ['persons', project, 'counted', properties],
    queryFn: ({ signal }) =>
      request<{ count: number }>('POST', `${base(project)}/count_members/`, {
        body: { filters: { properties } },
        signal,
      }),
    select: ({ count }) => count,
    staleTime: 15_000,
    retry: false,
  })

/** How many people fit filters now. */
export const fittingQuery = (project: number, filters: { type: string; values: unknown[] }) =>
  queryOptions({
    queryKey: ['persons', project, 'fitting', filters],
    queryFn: ({ signal }) =>
      request<{ count: number }>(
        'GET',
        `/api/projects/${project}/persons/${search({ properties: JSON.stringify(filters), limit: 1, include_total: true })}`,
        { signal },
      ),
    select: ({ count }) => count,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    retry: false,
  })
