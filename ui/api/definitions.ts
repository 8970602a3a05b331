import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request, search } from './client.ts'
import { rowsOf } from './query.ts'
import type { EventDefinition, Page, PropertyDefinition } from './types.ts'
import { whileEmpty } from './while-empty.ts'

const base = (project: number) => `/api/projects/${project}`

export const PAGE_SIZE = 50

const MOST_NAMES = 100

/** Events for pickers, the most recently seen first; hidden ones are found by those who type their names. */
export const eventNamesQuery = (project: number, text = '', limit = MOST_NAMES) =>
  queryOptions({
    queryKey: ['event-definitions', project, 'names', text, limit],
    queryFn: ({ signal }) => {
      const exclude_hidden = text === '' ? 'true' : undefined
      const query = { search: text, limit, ordering: '-last_seen_at', exclude_hidden }
      return request<Page<EventDefinition>>('GET', `${base(project)}/event_definitions/${search(query)}`, { signal })
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

/** What the list of events may be narrowed to; the server does it, so that ten thousand names stay quick. */
interface EventFilters {
  text: string
  offset: number
  order: string | undefined
  status: string | undefined
  tag: string | undefined
  owner: string | undefined
}

const STATUS: Record<string, { verified?: string; hidden?: string; exclude_hidden?: string }> = {
  verified: { verified: 'true' },
  unverified: { verified: 'false', exclude_hidden: 'true' },
  hidden: { hidden: 'true' },
  all: {},
}

export const eventListQuery = (project: number, { text, offset, order, status, tag, owner }: EventFilters) =>
  queryOptions({
    queryKey: ['event-definitions', project, 'list', text, offset, order, status, tag, owner],
    queryFn: ({ signal }) => {
      const tags = tag === undefined ? undefined : JSON.stringify([tag])
      const narrowed = STATUS[status ?? ''] ?? { exclude_hidden: 'true' }
      const query = { search: text, limit: PAGE_SIZE, offset, ordering: order, tags, owner, ...narrowed }
      return request<Page<EventDefinition>>('GET', `${base(project)}/event_definitions/${search(query)}`, { signal })
    },
    placeholderData: keepPreviousData,
    refetchInterval: whileEmpty(Boolean(text || status || tag || owner)),
    staleTime: 30_000,
  })

export const eventByNameQuery = (project: number, name: string) =>
  queryOptions({
    queryKey: ['event-definitions', project, 'by-name', name],
    queryFn: ({ signal }) =>
      request<EventDefinition>('GET', `${base(project)}/event_definitions/by_name/${search({ name })}`, { signal }),
    staleTime: 30_000,
  })

export const eventByIdQuery = (project: number, id: string) =>
  queryOptions({
    queryKey: ['event-definitions', project, 'by-id', id],
    queryFn: ({ signal }) => request<EventDefinition>('GET', `${base(project)}/event_definitions/${id}/`, { signal }),
    staleTime: 30_000,
  })

const VOLUME_DAYS = 30

/** Events a day, the oldest first, of all these names with one question. */
export const volumeQuery = (project: number, names: readonly string[]) =>
  queryOptions({
    queryKey: ['event-volume', project, names],
    queryFn: async ({ signal }) => {
      const query = `select event, dateDiff('day', toStartOfDay(timestamp), today()) as ago, count() from events
        where timestamp >= toStartOfDay(now()) - interval ${VOLUME_DAYS - 1} day and event in {names}
        group by event, ago limit ${VOLUME_DAYS * PAGE_SIZE + 1}`
      const rows = await rowsOf<[string, number, number]>(project, query, { names }, signal)
      const volumes = new Map(names.map((name) => [name, Array<number>(VOLUME_DAYS).fill(0)]))
      for (const [name, ago, count] of rows) {
        const days = volumes.get(name)
        const day = VOLUME_DAYS - 1 - ago
        if (days && day in days) days[day] = count
      }
      return volumes
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: names.length > 0,
  })

export interface UseCounts {
  insights: number
  dashboards: number
  actions: number
  cohorts: number
}

/** How much is saved that asks for each of these events. */
export const useCountsQuery = (project: number, names: readonly string[]) =>
  queryOptions({
    queryKey: ['event-uses', project, names],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams(names.map((name) => ['names', name]))
      return request<{ results: Record<string, UseCounts> }>(
        'GET',
        `${base(project)}/event_definitions/use_counts/?${query}`,
        { signal },
      )
    },
    select: ({ results }) => results,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: names.length > 0,
  })

export const tagsQuery = (project: number) =>
  queryOptions({
    queryKey: ['tags', project],
    queryFn: ({ signal }) => request<string[]>('GET', `${base(project)}/tags/`, { signal }),
    staleTime: 60_000,
  })

export type EventDefinitionChange = Partial<
  Pick<EventDefinition, 'description' | 'verified' | 'hidden' | 'tags' | 'enforcement_mode' | 'primary_property'>
> & { owner?: number | null }

export const tagDefinitions = (
  project: number,
  kind: 'event_definitions' | 'property_definitions',
  ids: readonly string[],
  action: 'add' | 'remove',
  tag: string,
) =>
  request<unknown>('POST', `${base(project)}/${kind}/bulk_update_tags/`, {
    body: { ids, action, tags: [tag] },
  })

export const verifyEvents = (project: number, ids: readonly string[], verified: boolean) =>
  request<{ updated: { id: string }[] }>('POST', `${base(project)}/event_definitions/bulk_update_verified/`, {
    body: { ids, verified },
  })

export const changeEventDefinition = (project: number, id: string, body: EventDefinitionChange) =>
  request<EventDefinition>('PATCH', `${base(project)}/event_definitions/${id}/`, { body })

/** Properties of events or persons; those seen on the given events are told apart by `is_seen_on_filtered_events`. */
export const propertyDefinitionsQuery = (
  project: number,
  type: 'event' | 'person',
  text: string,
  events: string[] = [],
) =>
  queryOptions({
    queryKey: ['property-definitions', project, type, text, events],
    queryFn: ({ signal }) => {
      const event_names = type === 'event' && events.length > 0 ? JSON.stringify(events) : undefined
      return request<Page<PropertyDefinition>>(
        'GET',
        `${base(project)}/property_definitions/${search({ type, search: text, limit: 200, offset: 0, event_names })}`,
        { signal },
      )
    },
    select: (page) =>
      page.results.toSorted(
        (a, b) => Number(b.is_seen_on_filtered_events === true) - Number(a.is_seen_on_filtered_events === true),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

export type PropertyKind = 'event' | 'person' | 'group' | 'session'

interface PropertyFilters {
  type: PropertyKind
  text: string
  offset: number
  show: string | undefined
}

/** What the list of properties may be narrowed to. */
const SHOWN: Record<string, { is_numerical?: string; is_feature_flag?: string; exclude_core_properties?: string }> = {
  numbers: { is_numerical: 'true' },
  own: { exclude_core_properties: 'true' },
  flags: { is_feature_flag: 'true' },
}

/** A page of properties of one kind; of groups, those of the first group type and so on are told by its index. */
export const propertyListQuery = (project: number, { type, text, offset, show }: PropertyFilters, groupType = 0) =>
  queryOptions({
    queryKey: ['property-definitions', project, 'list', type, groupType, text, offset, show],
    queryFn: ({ signal }) => {
      const group_type_index = type === 'group' ? groupType : undefined
      const narrowed = show === 'all' ? {} : { exclude_hidden: 'true', ...SHOWN[show ?? ''] }
      const query = { type, search: text, limit: PAGE_SIZE, offset, group_type_index, ...narrowed }
      return request<Page<PropertyDefinition>>('GET', `${base(project)}/property_definitions/${search(query)}`, {
        signal,
      })
    },
    placeholderData: keepPreviousData,
    refetchInterval: whileEmpty(Boolean(text || show)),
    staleTime: 30_000,
  })

/** The kinds of groups that events belong to, by their index. */
export const groupTypesQuery = (project: number) =>
  queryOptions({
    queryKey: ['group-types', project],
    queryFn: ({ signal }) =>
      request<{ group_type: string; group_type_index: number }[]>('GET', `${base(project)}/groups_types/`, { signal }),
    staleTime: 60_000,
  })

export type PropertyDefinitionChange = Partial<
  Pick<PropertyDefinition, 'description' | 'tags' | 'verified' | 'hidden' | 'property_type'>
>

export const changePropertyDefinition = (project: number, id: string, body: PropertyDefinitionChange) =>
  request<PropertyDefinition>('PATCH', `${base(project)}/property_definitions/${id}/`, { body })

type Values = { name: string | number | boolean | null }[] | { results: { name: string | number | boolean | null }[] }

/** What a property has been lately, for the value field of a filter. */
export const propertyValuesQuery = (project: number, type: 'event' | 'person', key: string, text: string) =>
  queryOptions({
    queryKey: ['property-values', project, type, key, text],
    queryFn: ({ signal }) =>
      request<Values>(
        'GET',
        `${base(project)}/${type === 'person' ? 'persons' : 'events'}/values/${search({ key, value: text })}`,
        { signal },
      ),
    select: (values) =>
      (Array.isArray(values) ? values : values.results)
        .map((value) => String(value.name))
        .filter((name) => name !== 'null'),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
