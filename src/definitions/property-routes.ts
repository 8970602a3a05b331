import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { type Editor, editorOf } from '../activity/editor.ts'
import { activityRoutes } from '../activity/routes.ts'
import { type Activity, changesBetween, noteActivities, noteActivity } from '../activity/store.ts'
import { invalid, notFound } from '../http/errors.ts'
import { AnyQuery, ListQuery, paginated } from '../http/pagination.ts'
import { noContent, projectRoute, type Route } from '../http/route.ts'
import { isUuid } from '../lib/ids.ts'
import { type Json, type JsonObject, jsonIn } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { Flag, Uuid } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { bulkTagsBody, bulkUpdateTags } from '../tags/bulk-update-tags.ts'
import { setTags, tagsOf } from '../tags/store.ts'
import type { DefinitionDeps } from './deps.ts'
import {
  deleteProperty,
  findProperty,
  type ListedProperty,
  listProperties,
  lockProperties,
  PROPERTY_TYPES,
  type PropertyDefinition,
  seenTogether,
  updateProperty,
  virtualProperties,
} from './property-definitions.ts'

const Id = z.object({ id: z.string() })
const Changes = z.object({
  description: z.string().nullish(),
  tags: z.array(z.string().max(255)).max(100).optional(),
  property_type: z.enum(['DateTime', 'String', 'Numeric', 'Boolean', 'Duration']).nullish(),
  verified: Flag.optional(),
  hidden: Flag.nullish(),
})

/** A name, or several as a JSON list, which is how the list of properties takes them. */
function namesOf(text: Json | undefined): string[] {
  if (typeof text !== 'string') return []
  // A name may begin with a bracket.
  const names = text.startsWith('[') ? jsonIn(text) : undefined
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [text]
}

/** Property definitions: listed, described, verified, hidden, deleted. */
export function propertyRoutes(deps: DefinitionDeps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'GET',
      path: '/property_definitions',
      scopes: ['property_definition:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, rows } = await listProperties(postgres, team.id, query, query)
        const virtual = virtualProperties(query)
        // They come after all that was sent, on the last page, which may be longer for it.
        const last = query.offset < Math.max(1, count) && query.offset + query.limit >= count ? virtual : []
        const results = [...(await present(deps, team.id, rows)), ...last]
        const page = paginated({ query, request, origin }, count, results)
        return { ...page, count: count + virtual.length }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/property_definitions/seen_together',
      scopes: ['property_definition:read'],
      query: AnyQuery,
      handle: async ({ team, query }) => {
        const events = [query['event_names']].flat().flatMap(namesOf)
        const property = query['property_name']
        if (events.length === 0) throw required('event_names')
        if (typeof property !== 'string' || property === '') throw required('property_name')
        return seenTogether(postgres, team.id, property, events)
      },
    }),
    bulkTagsRoute(deps),
    ...activityRoutes(deps, {
      path: '/property_definitions',
      scope: 'PropertyDefinition',
      itemId: async (team, id) => (await requireProperty(deps, team, id)).id,
    }),
    projectRoute({
      method: 'GET',
      path: '/property_definitions/:id',
      scopes: ['property_definition:read'],
      params: Id,
      handle: async ({ team, params }) => presentOne(deps, await requireProperty(deps, team, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/property_definitions/:id',
      scopes: ['property_definition:write'],
      params: Id,
      body: Changes,
      find: ({ team, params }) => requireProperty(deps, team, params.id),
      handle: async ({ team, principal, params, body }) => {
        if (body.verified === true && body.hidden === true)
          throw invalid('A property cannot be both hidden and verified')
        const editor = editorOf(deps, { principal })
        const changed = await postgres.transaction().execute(async (tx) => {
          const found = await lockProperty(tx, team, params.id)
          const before = await shownOf(tx, found)
          if (body.tags) await setTags(tx, team.id, 'property_definition', found.id, body.tags, editor.now)
          const updated = await updateProperty(tx, found, body, editor)
          const changes = changesBetween('PropertyDefinition', before, await shownOf(tx, updated), NOTED)
          if (changes.length > 0) await note(tx, updated, 'changed', changes, editor)
          return updated
        })
        return presentOne(deps, changed)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/property_definitions/:id',
      scopes: ['property_definition:write'],
      params: Id,
      handle: async ({ team, principal, params }) => {
        const editor = editorOf(deps, { principal })
        await postgres.transaction().execute(async (tx) => {
          const found = await lockProperty(tx, team, params.id)
          await note(tx, found, 'deleted', [], editor)
          await setTags(tx, team.id, 'property_definition', found.id, [], editor.now)
          await deleteProperty(tx, found)
        })
        deps.observe.forgetAll()
        return noContent()
      },
    }),
  ]
}

/** The tags of many properties at once. */
function bulkTagsRoute(deps: DefinitionDeps): Route {
  return projectRoute({
    method: 'POST',
    path: '/property_definitions/bulk_update_tags',
    scopes: ['property_definition:write'],
    body: bulkTagsBody(Uuid),
    handle: async ({ team, principal, body }) => {
      const editor = editorOf(deps, { principal })
      const ids = body.ids.map((id) => id.toLowerCase())
      return bulkUpdateTags(
        deps,
        { ...body, ids },
        {
          ...{ team_id: team.id, kind: 'property_definition', reason: 'Not found' },
          editable: (tx) => lockProperties(tx, team.id, ids),
          note: (tx, changed) => {
            const activities = changed.map(({ object, before, after }) => {
              const changes = changesBetween('PropertyDefinition', { tags: before }, { tags: after }, ['tags'])
              return activityOf(object, 'changed', changes)
            })
            return noteActivities(tx, editor, activities)
          },
        },
      )
    },
  })
}

const required = (attr: string) => invalid('This field is required.', attr, 'required')

async function requireProperty(deps: DefinitionDeps, team: Team, id: string): Promise<PropertyDefinition> {
  const found = isUuid(id) ? await findProperty(deps.postgres, team.id, id) : undefined
  if (!found) throw notFound()
  return found
}

/** The property as it is now, kept from others until the transaction ends. */
async function lockProperty(tx: PostgresOrTransaction, team: Team, id: string): Promise<PropertyDefinition> {
  const [found] = isUuid(id) ? await lockProperties(tx, team.id, [id]) : []
  if (!found) throw notFound()
  return found
}

const NOTED = ['description', 'property_type', 'verified', 'hidden', 'tags']

async function shownOf(tx: PostgresOrTransaction, property: PropertyDefinition): Promise<JsonObject> {
  const { id, team_id, description, property_type, verified, hidden } = property
  const tags = (await tagsOf(tx, team_id, 'property_definition', [id])).get(id) ?? []
  return { description, property_type, verified, hidden, tags }
}

const note = (
  tx: PostgresOrTransaction,
  property: PropertyDefinition,
  activity: string,
  changes: JsonObject[],
  editor: Editor,
) => noteActivity(tx, editor, activityOf(property, activity, changes))

function activityOf(property: PropertyDefinition, activity: string, changes: JsonObject[]): Activity {
  const { id, name, team_id } = property
  const type = Object.entries(PROPERTY_TYPES).find(([, number]) => number === property.type)?.[0] ?? 'event'
  return { team_id, scope: 'PropertyDefinition', item_id: id, activity, detail: { name, type, changes } }
}

async function present(deps: DefinitionDeps, teamId: number, rows: readonly ListedProperty[]): Promise<object[]> {
  const people = rows.flatMap(({ updated_by, verified_by }) => [updated_by, verified_by])
  const userOf = await userPresenter(deps, people)
  const ids = rows.map(({ id }) => id)
  const tags = await tagsOf(deps.postgres, teamId, 'property_definition', ids)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description ?? '',
    tags: tags.get(row.id) ?? [],
    is_numerical: row.is_numerical,
    updated_at: row.updated_at,
    updated_by: userOf(row.updated_by),
    is_seen_on_filtered_events: row.is_seen_on_filtered_events,
    property_type: row.property_type,
    verified: row.verified,
    verified_at: row.verified_at,
    verified_by: userOf(row.verified_by),
    hidden: row.hidden ?? false,
  }))
}

async function presentOne(deps: DefinitionDeps, property: PropertyDefinition): Promise<object> {
  const [shown] = await present(deps, property.team_id, [{ ...property, is_seen_on_filtered_events: null }])
  return shown ?? {}
}
