import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request, search } from './client.ts'
import { PAGE_SIZE } from './definitions.ts'
import { readEvents } from './events.ts'
import { rowsOf } from './query.ts'
import { whileEmpty } from './while-empty.ts'

/** Persons and the groups that they belong to. */

const base = (project: number) => `/api/projects/${project}`

export interface Person {
  uuid: string
  name: string
  distinct_ids: string[]
  properties: Record<string, unknown>
  created_at: string
  is_identified?: boolean
}

interface OpenPage<T> {
  results: T[]
  next: string | null
  previous: string | null
}

interface PersonFilters {
  text: string
  offset: number
  cohort: number | undefined
}

/** A page of persons; who looks for one gives an address, a name or an id. */
export const personsQuery = (project: number, { text, offset, cohort }: PersonFilters) =>
  queryOptions({
    queryKey: ['persons', project, 'list', text, offset, cohort],
    queryFn: ({ signal }) =>
      request<OpenPage<Person>>(
        'GET',
        `${base(project)}/persons/${search({ search: text, limit: PAGE_SIZE, offset, cohort })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: whileEmpty(text !== '' || cohort !== undefined || offset > 0),
    staleTime: 15_000,
  })

export const personQuery = (project: number, uuid: string) =>
  queryOptions({
    queryKey: ['persons', project, 'one', uuid],
    queryFn: ({ signal }) => request<Person>('GET', `${base(project)}/persons/${uuid}/`, { signal }),
    staleTime: 15_000,
  })

const EVENTS_PAGE = 100

/** What a person did, the newest first, under every id that is theirs. */
export const timelineQuery = (project: number, uuid: string) =>
  infiniteQueryOptions({
    queryKey: ['persons', project, 'timeline', uuid],
    queryFn: async ({ pageParam, signal }) => {
      const wanted = { personId: uuid, after: 'all', limit: EVENTS_PAGE, offset: pageParam }
      const { events, hasMore } = await readEvents(project, wanted, { refresh: 'blocking', signal })
      return { events, next: hasMore ? pageParam + EVENTS_PAGE : undefined }
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    staleTime: 15_000,
  })

const ACTIVITY_DAYS = 30

/** Events a day for which a condition holds, the oldest first. */
async function activityWhere(project: number, condition: string, values: Record<string, unknown>, signal: AbortSignal) {
  const query = `select dateDiff('day', toStartOfDay(timestamp), today()) as ago, count() from events
    where timestamp >= toStartOfDay(now()) - interval ${ACTIVITY_DAYS - 1} day and ${condition} group by ago`
  const rows = await rowsOf<[number, number]>(project, query, values, signal)
  const days = Array<number>(ACTIVITY_DAYS).fill(0)
  for (const [ago, count] of rows) if (ACTIVITY_DAYS - 1 - ago in days) days[ACTIVITY_DAYS - 1 - ago] = count
  return days
}

/** Events of a person a day. */
export const activityQuery = (project: number, uuid: string) =>
  queryOptions({
    queryKey: ['persons', project, 'activity', uuid],
    queryFn: ({ signal }) => activityWhere(project, 'person_id = {person}', { person: uuid }, signal),
    staleTime: 60_000,
  })

export const cohortsOfPersonQuery = (project: number, uuid: string) =>
  queryOptions({
    queryKey: ['persons', project, 'cohorts', uuid],
    queryFn: ({ signal }) =>
      request<{ results: { id: number; name: string }[] }>(
        'GET',
        `${base(project)}/persons/cohorts/${search({ person_id: uuid })}`,
        { signal },
      ),
    select: ({ results }) => results,
    staleTime: 30_000,
  })

export const setPersonProperty = (project: number, uuid: string, key: string, value: unknown) =>
  request<null>('POST', `${base(project)}/persons/${uuid}/update_property/`, { body: { key, value } })

export const removePersonProperty = (project: number, uuid: string, key: string) =>
  request<null>('POST', `${base(project)}/persons/${uuid}/delete_property/`, { body: { $unset: key } })

export const splitPerson = (project: number, uuid: string, main_distinct_id: string) =>
  request<null>('POST', `${base(project)}/persons/${uuid}/split/`, { body: { main_distinct_id } })

export const deletePerson = (project: number, uuid: string, events: boolean) =>
  request<null>('DELETE', `${base(project)}/persons/${uuid}/${search({ delete_events: events ? 'true' : undefined })}`)

export interface Group {
  group_type_index: number
  group_key: string
  group_properties: Record<string, unknown>
  created_at: string
}

/** The column of events that names their group of this type. */
const groupColumn = ({ group_type_index }: Group) => `$group_${group_type_index}`

/** Events of a group a day. */
export const groupActivityQuery = (project: number, group: Group) =>
  queryOptions({
    queryKey: ['groups', project, 'activity', group.group_type_index, group.group_key],
    queryFn: ({ signal }) => activityWhere(project, `${groupColumn(group)} = {key}`, { key: group.group_key }, signal),
    staleTime: 60_000,
  })

const NEWEST = 5

/** The last events of a group. */
export const groupEventsQuery = (project: number, group: Group) =>
  queryOptions({
    queryKey: ['groups', project, 'events', group.group_type_index, group.group_key],
    queryFn: async ({ signal }) => {
      const mine = { type: 'event', key: groupColumn(group), operator: 'exact', value: [group.group_key] }
      const wanted = { properties: [mine], after: `-${ACTIVITY_DAYS}d`, limit: NEWEST }
      return (await readEvents(project, wanted, { refresh: 'blocking', signal })).events
    },
    staleTime: 15_000,
  })

/** Who did something for a group in 30 days, as the API asks for actors. */
export const groupMembersSource = (group: Group) => ({
  kind: 'HogQLQuery',
  query: `select distinct person_id as actor_id from events
    where ${groupColumn(group)} = {key} and timestamp >= now() - interval ${ACTIVITY_DAYS} day`,
  values: { key: group.group_key },
})

/** Groups of one kind, by name or key; pages follow one another. */
export const groupsQuery = (project: number, type: number, text: string) =>
  infiniteQueryOptions({
    queryKey: ['groups', project, type, text],
    queryFn: ({ pageParam, signal }) =>
      request<OpenPage<Group>>(
        'GET',
        pageParam || `${base(project)}/groups/${search({ group_type_index: type, search: text })}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => {
      if (!next) return undefined
      const { pathname, search: query } = new URL(next)
      return pathname + query
    },
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
