import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { invalid, notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { characters } from '../lib/characters.ts'
import { isUuid } from '../lib/ids.ts'
import { defined } from '../lib/json.ts'
import { Flag } from '../schema/form.ts'
import type { DefinitionDeps } from './deps.ts'
import {
  deletePropertyGroup,
  findPropertyGroups,
  insertPropertyGroup,
  listPropertyGroups,
  lockPropertyGroup,
  type PropertyGroup,
  SCHEMA_PROPERTY_TYPES,
  setProperties,
  updatePropertyGroup,
} from './property-groups.ts'

const Id = z.object({ id: z.string() })

const Property = z.object({
  id: z.string().optional().catch(undefined),
  name: z
    .string()
    .trim()
    .refine((name) => name !== '', 'Property name is required')
    .refine((name) => characters(name) <= 200, 'Property name must be 200 characters or less'),
  property_type: z.enum(SCHEMA_PROPERTY_TYPES),
  is_required: Flag.default(false),
  is_optional_in_types: Flag.default(false),
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
})

/** The properties of a group, as somebody describes them. */
export const SchemaProperties = z
  .array(Property)
  .max(1_000)
  .superRefine((properties, context) => {
    const names = properties.map(({ name }) => name)
    const twice = names.find((name, i) => names.indexOf(name) !== i)
    if (twice === undefined) return
    context.addIssue({ code: 'custom', message: `A property named '${twice}' already exists in this group`, path: [] })
  })

const NewGroup = z.object({
  name: z.string().trim().min(1).max(400),
  description: z.string().optional(),
  properties: SchemaProperties.optional(),
})
const GroupChanges = NewGroup.partial()

/** Groups of properties that events share. */
export function propertyGroupRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/schema_property_groups',
      scopes: ['event_definition:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, groups } = await listPropertyGroups(deps.postgres, team.id, query)
        return paginated({ query, request, origin }, count, await presentPropertyGroups(deps, groups))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/schema_property_groups',
      scopes: ['event_definition:write'],
      body: NewGroup,
      handle: async ({ team, principal, body }) => {
        const now = deps.clock()
        const { name, description = '', properties = [] } = body
        const id = await deps.postgres.transaction().execute(async (tx) => {
          const values = { team_id: team.id, name, description, created_by: principal.user.id }
          const made = await insertPropertyGroup(tx, values, now)
          if (made) await setProperties(tx, made, [], properties, now)
          return made
        })
        if (!id) throw invalid('A property group with this name already exists for this team', 'name')
        return created(await one(deps, await requireGroup(deps, team.id, id)))
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/schema_property_groups/:id',
      scopes: ['event_definition:read'],
      params: Id,
      handle: async ({ team, params }) => one(deps, await requireGroup(deps, team.id, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/schema_property_groups/:id',
      scopes: ['event_definition:write'],
      params: Id,
      body: GroupChanges,
      find: ({ team, params }) => requireGroup(deps, team.id, params.id),
      handle: async ({ found: group, team, params, body }) => {
        const now = deps.clock()
        const { name, description, properties } = body
        await deps.postgres.transaction().execute(async (tx) => {
          if (!(await lockPropertyGroup(tx, group))) throw notFound()
          const free = await updatePropertyGroup(tx, group, defined({ name, description }), now)
          if (!free) throw invalid('A property group with this name already exists', 'name')
          const [current] = await findPropertyGroups(tx, team.id, [group.id])
          if (properties) await setProperties(tx, group.id, current?.properties ?? [], properties, now)
        })
        return one(deps, await requireGroup(deps, team.id, params.id))
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/schema_property_groups/:id',
      scopes: ['event_definition:write'],
      params: Id,
      handle: async ({ team, params }) => {
        if (!isUuid(params.id) || !(await deletePropertyGroup(deps.postgres, team.id, params.id))) throw notFound()
        return noContent()
      },
    }),
  ]
}

async function requireGroup(deps: DefinitionDeps, teamId: number, id: string): Promise<PropertyGroup> {
  const [group] = isUuid(id) ? await findPropertyGroups(deps.postgres, teamId, [id]) : []
  if (!group) throw notFound()
  return group
}

async function one(deps: DefinitionDeps, group: PropertyGroup): Promise<object> {
  const [shown] = await presentPropertyGroups(deps, [group])
  return shown ?? {}
}

export async function presentPropertyGroups(deps: DefinitionDeps, groups: readonly PropertyGroup[]) {
  const userOf = await userPresenter(
    deps,
    groups.map(({ created_by }) => created_by),
  )
  return groups.map(({ team_id: _, created_by, properties, ...group }) => ({
    ...group,
    properties: properties.map(({ property_group_id: __, ...property }) => property),
    created_by: userOf(created_by),
  }))
}
