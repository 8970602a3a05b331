import { z } from 'zod'
import { holdDashboard } from '../accounts/hold-dashboard.ts'
import { constant, equals, field } from '../hogql/build.ts'
import { invalid, methodNotAllowed, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { defined, type JsonObject, jsonIn } from '../lib/json.ts'
import { Integer } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import type { PersonDeps } from './deps.ts'
import {
  findGroup,
  type GroupPlace,
  groupPropertyNames,
  holdGroupKey,
  listGroups,
  listGroupTypes,
  releaseGroupKey,
  removeGroupProperty,
  updateGroupType,
} from './group-store.ts'
import type { Group } from './groups.ts'
import { groupLine } from './outbox.ts'
import { relatedActors } from './related.ts'
import { valuesOf } from './values.ts'

const Index = Integer.pipe(z.int().min(0).max(4))
const AnyBody = z.record(z.string(), z.json())
const TypeChange = z.object({
  group_type_index: Index,
  name_singular: z.string().max(400).nullish(),
  name_plural: z.string().max(400).nullish(),
  detail_dashboard: z.int().nullish(),
  default_columns: z.array(z.string()).nullish(),
})
const GroupObject = z.object({
  group_type_index: z.int(),
  group_key: z.string(),
  group_properties: z.record(z.string(), z.unknown()),
  created_at: z.date(),
})

/** Groups and their types. */
export function groupRoutes(deps: PersonDeps): Route[] {
  return [...typeRoutes(deps), ...readRoutes(deps), ...writeRoutes(deps)]
}

function typeRoutes({ postgres }: PersonDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/groups_types',
      scopes: ['group:read'],
      handle: ({ team }) => listGroupTypes(postgres, team.id),
    }),
    projectRoute({
      method: 'PATCH',
      path: '/groups_types/update_metadata',
      scopes: ['group:write'],
      body: z.array(TypeChange),
      handle: async ({ team, body }) => {
        await postgres.transaction().execute(async (tx) => {
          for (const { group_type_index, ...values } of body) {
            const { detail_dashboard: board } = values
            if (typeof board === 'number') await holdDashboard(tx, team.id, board, 'detail_dashboard')
            await updateGroupType(tx, team.id, group_type_index, defined(values))
          }
        })
        return listGroupTypes(postgres, team.id)
      },
    }),
    projectRoute({
      method: 'PUT',
      path: '/groups_types/set_default_columns',
      scopes: ['group:write'],
      body: z.object({ group_type_index: Index, default_columns: z.array(z.string()) }),
      handle: async ({ team, body: { group_type_index, default_columns } }) => {
        await updateGroupType(postgres, team.id, group_type_index, { default_columns })
        const types = await listGroupTypes(postgres, team.id)
        return types.find((type) => type.group_type_index === group_type_index)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/groups_types/:index',
      scopes: ['group:write'],
      handle: () => {
        throw methodNotAllowed('A group type cannot be deleted: events are stored under its number.')
      },
    }),
  ]
}

const present = ({ group_type_index, group_key, group_properties, created_at }: Group) => ({
  group_type_index,
  group_key,
  group_properties,
  created_at,
})

function readRoutes(deps: PersonDeps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'GET',
      path: '/groups',
      scopes: ['group:read'],
      query: AnyQuery,
      handle: async ({ team, query, request, origin }) => {
        const group_type_index = indexIn(query)
        const wanted = { group_type_index, search: textIn(query, 'search'), group_key: textIn(query, 'group_key') }
        const { groups, next } = await listGroups(postgres, team.id, wanted, placeOf(textIn(query, 'cursor')))
        const url = new URL(request.url)
        if (next) url.searchParams.set('cursor', cursorOf(next))
        return {
          next: next ? `${origin}${url.pathname}${url.search}` : null,
          previous: null,
          results: groups.map(present),
        }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/groups/find',
      scopes: ['group:read'],
      query: AnyQuery,
      response: GroupObject.extend({ notebook: z.null() }),
      handle: async ({ team, query }) => ({ ...present(await named(deps, team, query)), notebook: null }),
    }),
    projectRoute({
      method: 'GET',
      path: '/groups/related',
      scopes: ['group:read', 'person:read'],
      query: AnyQuery,
      handle: ({ team, query, signal }) => {
        const group_type_index = textIn(query, 'group_type_index') === undefined ? undefined : indexIn(query)
        return relatedActors(deps, team, { id: requiredText(query, 'id'), group_type_index }, signal)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/groups/property_definitions',
      scopes: ['group:read'],
      handle: ({ team }) => groupPropertyNames(postgres, team.id),
    }),
    projectRoute({
      method: 'GET',
      path: '/groups/property_values',
      scopes: ['group:read'],
      query: AnyQuery,
      handle: async ({ team, query, signal }) => {
        const index = indexIn(query)
        const key = requiredText(query, 'key')
        const where = [equals(field('index'), constant(index))]
        return valuesOf(deps, team.id, { from: 'groups', key, value: query['value'], where }, signal)
      },
    }),
  ]
}

function writeRoutes(deps: PersonDeps): Route[] {
  return [
    projectRoute({
      method: 'POST',
      path: '/groups',
      scopes: ['group:write'],
      body: z.object({
        group_type_index: Index,
        group_key: z.string().min(1).max(400),
        group_properties: z.record(z.string(), z.json()).nullish(),
      }),
      response: GroupObject,
      handle: async ({ team, body: { group_type_index, group_key, group_properties } }) => {
        await makeGroup(deps, team, group_type_index, group_key, group_properties ?? {})
        return created(present(await requireGroup(deps, team, group_type_index, group_key)))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/groups/update_property',
      scopes: ['group:write'],
      query: AnyQuery,
      body: AnyBody,
      response: GroupObject,
      handle: async ({ team, query, body }) => {
        const group = await named(deps, team, query)
        const key = requiredText(body, 'key')
        if (body['value'] === undefined) throw invalid('This field is required.', 'value', 'required')
        await identifyGroup(deps, team, group.group_type_index, group.group_key, { [key]: body['value'] })
        return present(await requireGroup(deps, team, group.group_type_index, group.group_key))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/groups/delete_property',
      scopes: ['group:write'],
      query: AnyQuery,
      body: AnyBody,
      response: GroupObject,
      handle: async ({ team, query, body }) => {
        const group = await named(deps, team, query)
        const key = requiredText(body, '$unset')
        if (!Object.hasOwn(group.group_properties, key)) throw invalid(`The group has no property '${key}'.`, '$unset')
        return present(await unsetProperty(deps, team, group, key))
      },
    }),
  ]
}

/** Of several requests for one key, which may come at the same moment, one makes the group. Throws 400 for the others. */
async function makeGroup(deps: PersonDeps, team: Team, index: number, key: string, set: JsonObject): Promise<void> {
  await typeAt(deps, team, index)
  const group = { team_id: team.id, group_type_index: index, group_key: key }
  if (!(await holdGroupKey(deps.postgres, group, deps.clock())))
    throw invalid('A group with this key already exists.', 'group_key', 'unique')
  try {
    await identifyGroup(deps, team, index, key, set)
  } catch (error) {
    await releaseGroupKey(deps.postgres, group)
    throw error
  }
}

/** Writes the event that makes or changes a group: what it sets is merged into what is there. */
async function identifyGroup(deps: PersonDeps, team: Team, index: number, key: string, set: JsonObject): Promise<void> {
  const type = await typeAt(deps, team, index)
  const properties = { $group_type: type, $group_key: key, $group_set: set }
  if (!(await deps.capture(team, '$groupidentify', `$${type}_${key}`, properties)))
    throw invalid('The group could not be changed now.')
}

async function unsetProperty(deps: PersonDeps, team: Team, group: Group, key: string): Promise<Group> {
  const type = await typeAt(deps, team, group.group_type_index)
  const { changed, posted } = await deps.postgres.transaction().execute(async (tx) => {
    const changed = await removeGroupProperty(tx, group, key)
    return { changed, posted: await deps.outbox.post(tx, new Map([['groups', [groupLine(changed, deps.clock())]]])) }
  })
  await deps.outbox.sendNow(posted)
  const properties = { $group_type: type, $group_key: group.group_key, $group_unset: [key] }
  await deps.capture(team, '$delete_group_property', `$${type}_${group.group_key}`, {
    ...properties,
    $process_person_profile: false,
  })
  return changed
}

async function typeAt(deps: PersonDeps, team: Team, index: number): Promise<string> {
  const types = await deps.group_types.of(team.id)
  const type = [...types].find(([, at]) => at === index)?.[0]
  if (type === undefined) throw notFound()
  return type
}

async function requireGroup(deps: PersonDeps, team: Team, index: number, key: string): Promise<Group> {
  const group = await findGroup(deps.postgres, team.id, index, key)
  if (!group) throw notFound()
  return group
}

const named = (deps: PersonDeps, team: Team, query: JsonObject) =>
  requireGroup(deps, team, indexIn(query), requiredText(query, 'group_key'))

function indexIn(query: JsonObject): number {
  if (query['group_type_index'] === undefined || query['group_type_index'] === '')
    throw invalid('This field is required.', 'group_type_index', 'required')
  const index = Index.safeParse(query['group_type_index'])
  if (!index.success) throw invalid('A valid integer is required.', 'group_type_index')
  return index.data
}

const textIn = (query: JsonObject, name: string) =>
  typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined

function requiredText(from: JsonObject, name: string): string {
  const text = textIn(from, name)
  if (text === undefined) throw invalid('This field is required.', name, 'required')
  return text
}

const cursorOf = (place: GroupPlace) =>
  Buffer.from(JSON.stringify([place.microseconds, place.group_key])).toString('base64url')

function placeOf(cursor: string | undefined): GroupPlace | undefined {
  if (cursor === undefined) return undefined
  const read = jsonIn(Buffer.from(cursor, 'base64url').toString())
  const [microseconds, group_key] = Array.isArray(read) ? read : []
  if (typeof microseconds !== 'number' || !Number.isSafeInteger(microseconds) || typeof group_key !== 'string')
    throw notFound('Invalid cursor')
  return { microseconds, group_key }
}
