import { queryOptions } from '@tanstack/react-query'
import { request, search } from './client.ts'
import { rowsOf } from './query.ts'
import type { CapturedEvent, Page } from './types.ts'

/** What an event should carry, what it does carry, and the code that is made of it. */

const base = (project: number) => `/api/projects/${project}`

export const SCHEMA_TYPES = ['String', 'Numeric', 'Boolean', 'DateTime', 'Object'] as const
export type SchemaType = (typeof SCHEMA_TYPES)[number]

export interface SchemaProperty {
  id?: string
  name: string
  property_type: SchemaType
  is_required: boolean
  is_optional_in_types?: boolean
  description?: string
}

export interface PropertyGroup {
  id: string
  name: string
  description: string
  properties: SchemaProperty[]
  events?: { id: string; name: string }[]
}

export interface EventSchema {
  id: string
  property_group: PropertyGroup
}

export interface SchemaCheck {
  total: number
  checked: number
  rejected: number
  reasons: { property: string; reason: string; count: number }[]
  samples: { uuid: string; timestamp: string; distinct_id: string; properties: Record<string, unknown> }[]
}

interface Use {
  id: number
  name: string
  short_id?: string
}

export interface EventUsage {
  insights: Use[]
  dashboards: Use[]
  actions: Use[]
  cohorts: Use[]
  daily: { day: string; count: number }[]
  silent_since: string | null
}

export interface Activity {
  id: string
  activity: string
  created_at: string
  user: { first_name: string; email: string } | null
  detail: { changes?: { field: string; before: unknown; after: unknown }[] }
}

export const eventUsageQuery = (project: number, id: string) =>
  queryOptions({
    queryKey: ['event-usage', project, id],
    queryFn: ({ signal }) => request<EventUsage>('GET', `${base(project)}/event_definitions/${id}/usage/`, { signal }),
    staleTime: 60_000,
  })

export const eventHistoryQuery = (project: number, id: string) =>
  queryOptions({
    queryKey: ['event-definitions', project, 'history', id],
    queryFn: ({ signal }) =>
      request<{ results: Activity[] }>('GET', `${base(project)}/event_definitions/${id}/activity/?limit=20`, {
        signal,
      }),
    select: ({ results }) => results,
  })

export const eventSchemasQuery = (project: number, id: string) =>
  queryOptions({
    queryKey: ['event-schemas', project, id],
    queryFn: ({ signal }) =>
      request<Page<EventSchema>>(
        'GET',
        `${base(project)}/event_schemas/${search({ event_definition: id, limit: 500 })}`,
        { signal },
      ),
    select: (page) => page.results,
  })

export const propertyGroupsQuery = (project: number) =>
  queryOptions({
    queryKey: ['property-groups', project],
    queryFn: ({ signal }) =>
      request<Page<PropertyGroup>>('GET', `${base(project)}/schema_property_groups/?limit=500`, { signal }),
    select: (page) => page.results,
  })

export const savePropertyGroup = (project: number, id: string | undefined, body: Partial<PropertyGroup>) =>
  id === undefined
    ? request<PropertyGroup>('POST', `${base(project)}/schema_property_groups/`, { body })
    : request<PropertyGroup>('PATCH', `${base(project)}/schema_property_groups/${id}/`, { body })

export const deletePropertyGroup = (project: number, id: string) =>
  request<unknown>('DELETE', `${base(project)}/schema_property_groups/${id}/`)

export const addSchema = (project: number, event_definition: string, property_group_id: string) =>
  request<EventSchema>('POST', `${base(project)}/event_schemas/`, { body: { event_definition, property_group_id } })

export const removeSchema = (project: number, id: string) =>
  request<unknown>('DELETE', `${base(project)}/event_schemas/${id}/`)

/** What would have been refused lately, had the schema been in force. */
export const schemaCheckQuery = (project: number, id: string, days: number) =>
  queryOptions({
    queryKey: ['schema-check', project, id, days],
    queryFn: ({ signal }) =>
      request<SchemaCheck>('POST', `${base(project)}/event_definitions/${id}/schema_check/`, {
        body: { days, samples: 3 },
        signal,
      }),
    staleTime: 60_000,
    retry: false,
  })

export const codeQuery = (project: number, language: string) =>
  queryOptions({
    queryKey: ['typed-code', project, language],
    queryFn: ({ signal }) =>
      request<{ content: string; event_count: number }>('GET', `${base(project)}/event_definitions/${language}/`, {
        signal,
      }),
  })

/** The last events of a name, as they were sent. */
export const examplesQuery = (project: number, name: string) =>
  queryOptions({
    queryKey: ['event-examples', project, name],
    queryFn: async ({ signal }): Promise<CapturedEvent[]> => {
      const query = `select uuid, distinct_id, timestamp, properties from events
        where event = {name} and timestamp > now() - interval 30 day order by timestamp desc limit 5`
      const rows = await rowsOf<[string, string, string, string]>(project, query, { name }, signal)
      return rows.map(([uuid, distinct_id, timestamp, properties]) => ({
        ...{ uuid, event: name, distinct_id, timestamp },
        properties: JSON.parse(properties),
      }))
    },
    staleTime: 30_000,
  })
