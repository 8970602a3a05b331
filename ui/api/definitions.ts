import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request, search } from './client.ts'
import type { EventDefinition, Page, PropertyDefinition } from './types.ts'

const base = (project: number) => `/api/projects/${project}`

export const PAGE_SIZE = 50

/** One page of event definitions; without an ordering the server gives the most recently seen first. */
export const eventDefinitionsQuery = (
  project: number,
  text: string,
  offset = 0,
  limit = PAGE_SIZE,
  ordering?: string,
) =>
  queryOptions({
    queryKey: ['event-definitions', project, text, offset, limit, ordering ?? ''],
    queryFn: ({ signal }) =>
      request<Page<EventDefinition>>(
        'GET',
        `${base(project)}/event_definitions/${search({ search: text, limit, offset, ordering, exclude_hidden: text === '' && limit !== PAGE_SIZE ? 'true' : undefined })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

export type EventDefinitionChange = Partial<Pick<EventDefinition, 'description' | 'verified' | 'hidden' | 'tags'>>

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
