import { z } from 'zod'
import { activityRoutes } from '../activity/routes.ts'
import { invalid, methodNotAllowed } from '../http/errors.ts'
import { AnyQuery, ListQuery } from '../http/pagination.ts'
import { projectRoute, Reply, type Route } from '../http/route.ts'
import { canonicalUuid, isUuid } from '../lib/ids.ts'
import { isObject } from '../lib/json.ts'
import { bulkDelete } from './bulk-delete.ts'
import { type DeletionDeps, deletePerson } from './delete.ts'
import { deletionStatus } from './deletion-status.ts'
import { missingField, removeProperty, setProperties } from './edit.ts'
import { groupRoutes } from './group-routes.ts'
import { listPersons } from './list.ts'
import { presentPerson } from './present.ts'
import { propertiesAtTime } from './properties-at-time.ts'
import { personsByDistinctId, personsByUuid, requirePerson } from './read.ts'
import { splitPerson } from './split.ts'
import { personValues } from './values.ts'

const Id = z.object({ id: z.string() })
const AnyBody = z.record(z.string(), z.json())
const accepted = () => new Reply(202, undefined)

const Person = z.object({
  id: z.number(),
  name: z.string(),
  distinct_ids: z.array(z.string()),
  properties: z.record(z.string(), z.unknown()),
  created_at: z.date(),
  uuid: z.string(),
  last_seen_at: z.date().nullable(),
})
const PersonMap = z.object({ results: z.record(z.string(), Person) })

/** Everything about people that the API offers, groups included. */
export function personRoutes(deps: DeletionDeps): Route[] {
  return [
    ...listRoutes(deps),
    ...batchRoutes(deps),
    ...activityRoutes(deps, {
      path: '/persons',
      scope: 'Person',
      itemId: async (team, id) => canonicalUuid(id) ?? (await requirePerson(deps.postgres, team.id, id)).uuid,
    }),
    ...oneRoutes(deps),
    ...editRoutes(deps),
    ...groupRoutes(deps),
  ]
}

function listRoutes(deps: DeletionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/persons',
      scopes: ['person:read'],
      query: ListQuery,
      handle: ({ team, ...asked }) => listPersons(deps, team, asked),
    }),
    projectRoute({
      method: 'GET',
      path: '/persons.csv',
      scopes: ['person:read'],
      query: ListQuery,
      handle: ({ team, ...asked }) => listPersons(deps, team, { ...asked, query: { ...asked.query, format: 'csv' } }),
    }),
    projectRoute({
      method: 'POST',
      path: '/persons',
      scopes: ['person:write'],
      handle: () => {
        throw methodNotAllowed(
          'Creating persons via this API is not allowed. Please create persons by sending an $identify event. See https://posthog.com/docs/product-analytics/identify for details.',
        )
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/persons/values',
      scopes: ['person:read'],
      query: AnyQuery,
      handle: async ({ team, query, signal }) =>
        new Reply(200, await personValues(deps, team.id, query, signal), { 'cache-control': 'private, max-age=10' }),
    }),
    projectRoute({
      method: 'GET',
      path: '/persons/properties_at_time',
      scopes: ['person:read'],
      query: AnyQuery,
      handle: ({ team, query, signal }) => propertiesAtTime(deps, team, query, signal),
    }),
    projectRoute({
      method: 'GET',
      path: '/persons/deletion_status',
      scopes: ['person:read'],
      query: ListQuery,
      handle: ({ team, ...asked }) => deletionStatus(deps.postgres, team, asked),
    }),
  ]
}

function batchRoutes(deps: DeletionDeps): Route[] {
  return [
    projectRoute({
      method: 'POST',
      path: '/persons/batch_by_distinct_ids',
      scopes: ['person:read'],
      body: AnyBody,
      response: PersonMap,
      handle: async ({ team, body }) => {
        const found = await personsByDistinctId(deps.postgres, team.id, firstTexts(body['distinct_ids']))
        return { results: Object.fromEntries([...found].map(([id, person]) => [id, presentPerson(person, team)])) }
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/batch_by_uuids',
      scopes: ['person:read'],
      body: AnyBody,
      response: PersonMap,
      handle: async ({ team, body }) => {
        const uuids = firstTexts(body['uuids'])
        if (!uuids.every(isUuid)) throw invalid('One or more UUIDs are invalid.', 'uuids')
        const found = await personsByUuid(deps.postgres, team.id, uuids)
        return { results: Object.fromEntries(found.map((person) => [person.uuid, presentPerson(person, team)])) }
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/bulk_delete',
      scopes: ['person:write'],
      body: AnyBody,
      handle: async ({ team, principal, body }) =>
        new Reply(202, await bulkDelete(deps, team, body, principal.user.id)),
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/reset_person_distinct_id',
      scopes: ['person:write'],
      body: AnyBody,
      handle: ({ body }) => {
        // A deleted id is made anew above its deletion, so there is never anything to reset.
        if (typeof body['distinct_id'] !== 'string') throw invalid('distinct_id is required', 'distinct_id')
        return accepted()
      },
    }),
  ]
}

const MAX_BATCH = 200
const firstTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string').slice(0, MAX_BATCH) : []

/** Presence is a yes, unless it says no. */
const isAsked = (value: unknown) => value !== undefined && !['false', '0', 'no'].includes(String(value).toLowerCase())

function oneRoutes(deps: DeletionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/persons/:id',
      scopes: ['person:read'],
      params: Id,
      response: Person,
      handle: async ({ team, params }) => presentPerson(await requirePerson(deps.postgres, team.id, params.id), team),
    }),
    projectRoute({
      method: 'DELETE',
      path: '/persons/:id',
      scopes: ['person:write'],
      params: Id,
      query: AnyQuery,
      handle: async ({ team, principal, params, query }) => {
        const found = await requirePerson(deps.postgres, team.id, params.id)
        const options = { events: isAsked(query['delete_events']), keep_person: isAsked(query['keep_person']) }
        await deletePerson(deps, found, options, principal.user.id)
        return accepted()
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/:id/delete_events',
      scopes: ['person:write'],
      params: Id,
      handle: async ({ team, principal, params }) => {
        const found = await requirePerson(deps.postgres, team.id, params.id)
        await deletePerson(deps, found, { events: true, keep_person: true }, principal.user.id)
        return accepted()
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/:id/delete_recordings',
      scopes: ['person:write'],
      params: Id,
      handle: async ({ team, params }) => {
        await requirePerson(deps.postgres, team.id, params.id)
        return accepted()
      },
    }),
  ]
}

function editRoutes(deps: DeletionDeps): Route[] {
  return [
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/persons/:id',
      scopes: ['person:write'],
      params: Id,
      body: AnyBody,
      find: ({ team, params }) => requirePerson(deps.postgres, team.id, params.id),
      handle: async ({ found, team, principal, body }) => {
        if (!isObject(body['properties'])) throw missingField('properties')
        await setProperties(deps, team, found, body['properties'], principal.user.id)
        return accepted()
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/:id/update_property',
      scopes: ['person:write'],
      params: Id,
      body: AnyBody,
      find: ({ team, params }) => requirePerson(deps.postgres, team.id, params.id),
      handle: async ({ found, team, principal, body }) => {
        const { key, value } = body
        if (value === undefined) throw missingField('value')
        if (typeof key !== 'string' || key === '') throw missingField('key')
        await setProperties(deps, team, found, { [key]: value }, principal.user.id)
        return accepted()
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/:id/delete_property',
      scopes: ['person:write'],
      params: Id,
      body: AnyBody,
      find: ({ team, params }) => requirePerson(deps.postgres, team.id, params.id),
      handle: async ({ found, team, principal, body }) => {
        const key = body['$unset']
        if (typeof key !== 'string' || key === '') throw invalid('This field is required.', '$unset', 'required')
        const done = await removeProperty(deps, team, found, key, principal.user.id)
        return done
          ? new Reply(201, { success: true })
          : new Reply(502, { success: false, detail: 'Unable to delete property' })
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/persons/:id/split',
      scopes: ['person:write'],
      params: Id,
      body: AnyBody,
      find: ({ team, params }) => requirePerson(deps.postgres, team.id, params.id),
      handle: async ({ found, principal, body }) => {
        await splitPerson(deps, found, body, principal.user.id)
        return new Reply(201, { success: true })
      },
    }),
  ]
}
