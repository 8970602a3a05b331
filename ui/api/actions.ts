import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import { readEvents } from './events.ts'
import { ask } from './query.ts'
import type { PropertyFilter, UserBasic } from './types.ts'

const base = (project: number) => `/api/projects/${project}/actions`

export type Matching = 'contains' | 'regex' | 'exact'

/** An event fits a step when it fits everything that the step says. */
export interface ActionStep {
  event: string | null
  properties: PropertyFilter[] | null
  selector: string | null
  tag_name: string | null
  text: string | null
  text_matching: Matching | null
  href: string | null
  href_matching: Matching | null
  url: string | null
  url_matching: Matching | null
}

/** A named matcher of events: an event is the action when it fits any of its steps. */
export interface Action {
  id: number
  name: string | null
  description: string
  tags: string[]
  steps: ActionStep[]
  created_at: string
  created_by: UserBasic | null
  deleted: boolean
}

export interface ActionChange {
  name?: string
  description?: string
  tags?: string[]
  steps?: ActionStep[]
  deleted?: boolean
}

export const actionsKey = (project: number) => ['actions', project] as const

/** All actions that are not deleted. */
export const actionsQuery = (project: number) =>
  queryOptions({
    queryKey: [...actionsKey(project), 'all'],
    queryFn: ({ signal }) =>
      request<{ count: number; results: Action[] }>('GET', `${base(project)}/?ordering=name`, { signal }),
    select: (page) => page.results,
  })

/** One action, deleted or not. */
export const actionQuery = (project: number, id: number) =>
  queryOptions({
    queryKey: [...actionsKey(project), 'one', id],
    queryFn: ({ signal }) => request<Action>('GET', `${base(project)}/${id}/`, { signal }),
  })

export const createAction = (project: number, body: ActionChange) =>
  request<Action>('POST', `${base(project)}/`, { body })

export const changeAction = (project: number, id: number, body: ActionChange) =>
  request<Action>('PATCH', `${base(project)}/${id}/`, { body })

interface LastChange {
  at: string
  by: UserBasic | null
}

interface Activities {
  results: { item_id: string; created_at: string; user: UserBasic | null }[]
}

const CHANGES = 1000

/** When each action was changed last and by whom, as far as the newest thousand changes tell. */
export const lastChangesQuery = (project: number) =>
  queryOptions({
    queryKey: [...actionsKey(project), 'changes'],
    queryFn: ({ signal }) => request<Activities>('GET', `${base(project)}/activity/?limit=${CHANGES}`, { signal }),
    select: ({ results }) => {
      const last = new Map<number, LastChange>()
      for (const { item_id, created_at, user } of results)
        if (!last.has(Number(item_id))) last.set(Number(item_id), { at: created_at, by: user })
      return last
    },
  })

interface ActionReference {
  type: string
  id: string | number
  name: string
}

/** What is asked about the action: it changes its answer when the action changes. */
export const actionReferencesQuery = (project: number, id: number) =>
  queryOptions({
    queryKey: [...actionsKey(project), 'references', id],
    queryFn: ({ signal }) => request<ActionReference[]>('GET', `${base(project)}/${id}/references/`, { signal }),
  })

const SHOWN = 6
const LATELY = '-7d'

/** The newest events that fit any of these steps, before anything is saved. */
export const matchingEventsQuery = (project: number, steps: ActionStep[]) =>
  queryOptions({
    queryKey: ['matching-events', project, steps],
    queryFn: async ({ signal }) => {
      const wanted = { actionSteps: steps, after: LATELY, limit: SHOWN }
      return (await readEvents(project, wanted, { refresh: 'blocking', signal })).events
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })

/** How many events fit, and how many people sent them. */
export const matchingCountQuery = (project: number, steps: ActionStep[]) =>
  queryOptions({
    queryKey: ['matching-count', project, steps],
    queryFn: async ({ signal }) => {
      const select = ['count()', 'count(DISTINCT person_id)']
      const query = { kind: 'EventsQuery', select, actionSteps: steps, after: LATELY }
      const { results } = await ask(project, query, { refresh: 'blocking', signal })
      const [row] = Array.isArray(results) ? results : []
      const [events, people] = Array.isArray(row) ? row : []
      return { events: Number(events ?? 0), people: Number(people ?? 0) }
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
