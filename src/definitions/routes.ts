import { z } from 'zod'
import { membershipLevel } from '../accounts/organizations.ts'
import { type Editor, editorOf } from '../activity/editor.ts'
import { activityRoutes } from '../activity/routes.ts'
import { invalid, notFound } from '../http/errors.ts'
import { AnyQuery, ListQuery, paginated } from '../http/pagination.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { isUuid } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { Flag, Integer, Uuid, Whole } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { bulkTagsBody, bulkUpdateTags } from '../tags/bulk-update-tags.ts'
import { setTags } from '../tags/store.ts'
import { bulkUpdateVerified } from './bulk-update-verified.ts'
import { codegenRoutes } from './codegen/routes.ts'
import type { DefinitionDeps } from './deps.ts'
import { currentRequirements } from './enforcement.ts'
import {
  deleteDefinition,
  type EventDefinition,
  findDefinition,
  findDefinitionByName,
  insertDefinition,
  listDefinitions,
  lockDefinitions,
  primaryProperties,
  updateDefinition,
} from './event-definitions.ts'
import { noteChanged, noteCreated, noteDeleted, notedOf, noteTagged } from './event-history.ts'
import { eventSchemaRoutes } from './event-schema-routes.ts'
import { presentDefinition, presentDefinitions } from './present.ts'
import { propertyGroupRoutes, SchemaProperties } from './property-group-routes.ts'
import { propertyRoutes } from './property-routes.ts'
import { rhythmOf } from './rhythm.ts'
import { checkSchema } from './schema-check.ts'
import { requirementsOf } from './schema-errors.ts'
import { useCounts } from './use-counts.ts'
import { whereUsed } from './where-used.ts'

const Id = z.object({ id: z.string() })
const Primary = z.string().trim().min(1).max(400).nullish()

const Changes = z.object({
  description: z.string().nullish(),
  owner: Whole.nullish(),
  tags: z.array(z.string().max(255)).max(100).optional(),
  verified: Flag.optional(),
  hidden: Flag.nullish(),
  enforcement_mode: z.enum(['allow', 'reject']).optional(),
  primary_property: Primary,
  promoted_property: Primary,
  default_columns: z.array(z.string()).optional(),
  post_to_slack: Flag.optional(),
})
type Changes = z.infer<typeof Changes>

const NewDefinition = Changes.extend({ name: z.string().trim().min(1).max(400) })

const CheckRequest = z.object({
  properties: SchemaProperties.optional(),
  days: Integer.pipe(z.number().min(1).max(30)).default(7),
  samples: Integer.pipe(z.number().min(0).max(10)).default(3),
})

export function definitionRoutes(deps: DefinitionDeps): Route[] {
  return [
    // Names come before ids: `by_name` is no id.
    ...codegenRoutes(deps),
    ...namedRoutes(deps),
    ...collectionRoutes(deps),
    ...activityRoutes(deps, {
      path: '/event_definitions',
      scope: 'EventDefinition',
      // A deleted definition keeps its history.
      itemId: async (_team, id) => id,
    }),
    ...singleRoutes(deps),
    ...evidenceRoutes(deps),
    ...propertyRoutes(deps),
    ...propertyGroupRoutes(deps),
    ...eventSchemaRoutes(deps),
  ].map((route) => appliedAtOnce(deps, route))
}

/** Whatever is changed here may change what events are held to: a mode, a schema, a group, a deletion. */
function appliedAtOnce({ enforcement }: DefinitionDeps, route: Route): Route {
  if (route.method === 'GET') return route
  const handle: Route['handle'] = async (asked) => {
    try {
      return await route.handle(asked)
    } finally {
      if (asked.team) enforcement.forget(asked.team.id)
    }
  }
  return { ...route, handle }
}

function collectionRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/event_definitions',
      scopes: ['event_definition:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        requirePage(request.url)
        const { count, rows } = await listDefinitions(deps.postgres, team.id, query, query, deps.clock())
        return paginated({ query, request, origin }, count, await presentDefinitions(deps, team.id, rows))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/event_definitions',
      scopes: ['event_definition:write'],
      body: NewDefinition,
      handle: async ({ team, principal, body }) => {
        const changes = await checked(deps, team, body)
        const editor = editorOf(deps, { principal })
        const made = await deps.postgres.transaction().execute(async (tx) => {
          const row = await insertDefinition(tx, team.id, body.name, changes, editor)
          if (row && body.tags) await setTags(tx, team.id, 'event_definition', row.id, body.tags, editor.now)
          if (row) await noteCreated(tx, row, Object.keys(body), editor)
          return row
        })
        if (!made) throw invalid(`Event definition with name '${body.name}' already exists`, 'name')
        return created(await presentDefinition(deps, made))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/event_definitions/bulk_update_tags',
      scopes: ['event_definition:write'],
      body: bulkTagsBody(Uuid),
      handle: async ({ team, principal, body }) => {
        const ids = body.ids.map((id) => id.toLowerCase())
        const editor = editorOf(deps, { principal })
        return bulkUpdateTags(
          deps,
          { ...body, ids },
          {
            ...{ team_id: team.id, kind: 'event_definition', reason: 'Not found' },
            editable: (tx) => lockDefinitions(tx, team.id, ids),
            note: (tx, changed) => noteTagged(tx, changed, editor),
          },
        )
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/event_definitions/bulk_update_verified',
      scopes: ['event_definition:write'],
      body: z.object({
        ids: z.array(Uuid).min(1).max(500),
        verified: Flag,
      }),
      handle: ({ team, principal, body }) => bulkUpdateVerified(deps, team.id, body, editorOf(deps, { principal })),
    }),
  ]
}

const MAX_COUNTED = 500

const namesOf = (asked: Json | undefined) =>
  [asked].flat().flatMap((name) => (typeof name === 'string' && name !== '' ? [name] : []))

/** What is asked by name, for all names at once. */
function namedRoutes(deps: DefinitionDeps): Route[] {
  const primary = (word: 'primary_properties' | 'promoted_properties') =>
    projectRoute({
      method: 'GET',
      path: `/event_definitions/${word}`,
      scopes: ['event_definition:read'],
      query: AnyQuery,
      handle: async ({ team, query }) => {
        const asked = query['names'] === undefined ? undefined : namesOf(query['names'])
        return { [word]: await primaryProperties(deps.postgres, team.id, asked) }
      },
    })
  return [
    projectRoute({
      method: 'GET',
      path: '/event_definitions/use_counts',
      scopes: ['event_definition:read'],
      query: AnyQuery,
      handle: async ({ team, query }) => {
        const names = namesOf(query['names'])
        if (names.length === 0) throw invalid('Name the events.', 'names', 'required')
        if (names.length > MAX_COUNTED) throw invalid(`Name at most ${MAX_COUNTED} events.`, 'names', 'max_length')
        return { results: await useCounts(deps.postgres, team.id, names) }
      },
    }),
    primary('primary_properties'),
    primary('promoted_properties'),
    projectRoute({
      method: 'GET',
      path: '/event_definitions/by_name',
      scopes: ['event_definition:read'],
      query: AnyQuery,
      handle: async ({ team, query }) => {
        const name = typeof query['name'] === 'string' ? query['name'] : ''
        if (name === '') throw invalid("Query parameter 'name' is required", 'name', 'required')
        const found = await findDefinitionByName(deps.postgres, team.id, name)
        if (!found) throw notFound(`Event definition with name '${name}' not found`)
        return presentDefinition(deps, found)
      },
    }),
  ]
}

function singleRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/event_definitions/:id',
      scopes: ['event_definition:read'],
      params: Id,
      handle: async ({ team, params }) => presentDefinition(deps, await requireDefinition(deps, team.id, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/event_definitions/:id',
      scopes: ['event_definition:write'],
      params: Id,
      body: Changes,
      find: ({ team, params }) => requireDefinition(deps, team.id, params.id),
      handle: async ({ team, principal, params, body }) => {
        const editor = editorOf(deps, { principal })
        return presentDefinition(deps, await change(deps, team, params.id, body, editor))
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/event_definitions/:id',
      scopes: ['event_definition:write'],
      params: Id,
      handle: async ({ team, principal, params }) => {
        const editor = editorOf(deps, { principal })
        const name = await deps.postgres.transaction().execute(async (tx) => {
          const found = await lockDefinition(tx, team.id, params.id)
          await noteDeleted(tx, found, await notedOf(tx, found), editor)
          await setTags(tx, team.id, 'event_definition', found.id, [], deps.clock())
          await deleteDefinition(tx, found)
          return found.name
        })
        deps.observe.forget(team.id, name)
        return noContent()
      },
    }),
  ]
}

/** What stored events and saved objects say about a definition. */
function evidenceRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/event_definitions/:id/metrics',
      scopes: ['event_definition:read'],
      params: Id,
      handle: async ({ team, params }) => {
        const { name } = await requireDefinition(deps, team.id, params.id)
        return { query_usage_30_day: await deps.query_usage.lastMonth(team.id, name) }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/event_definitions/:id/usage',
      scopes: ['event_definition:read'],
      params: Id,
      handle: async ({ team, principal, params, signal }) => {
        const found = await requireDefinition(deps, team.id, params.id)
        const uses = await whereUsed(deps.postgres, team.id, found.name, principal)
        return { ...uses, ...(await rhythmOf(deps, found, { timezone: team.timezone, now: deps.clock(), signal })) }
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/event_definitions/:id/schema_check',
      scopes: ['event_definition:read', 'query:read'],
      params: Id,
      body: CheckRequest,
      find: ({ team, params }) => requireDefinition(deps, team.id, params.id),
      handle: async ({ found, team, body, signal }) => {
        const draft = body.properties?.filter(({ is_required }) => is_required)
        const required = draft ? requirementsOf(draft) : await currentRequirements(deps.postgres, found)
        const events = { team_id: team.id, event: found.name, days: body.days, now: deps.clock() }
        return checkSchema(deps, events, required, { samples: body.samples, signal })
      },
    }),
  ]
}

async function requireDefinition(deps: DefinitionDeps, teamId: number, id: string): Promise<EventDefinition> {
  const found = isUuid(id) ? await findDefinition(deps.postgres, teamId, id) : undefined
  if (!found) throw notFound()
  return found
}

/** The definition as it is now, kept from others until the transaction ends. */
async function lockDefinition(tx: PostgresOrTransaction, teamId: number, id: string): Promise<EventDefinition> {
  const [found] = isUuid(id) ? await lockDefinitions(tx, teamId, [id]) : []
  if (!found) throw notFound()
  return found
}

/** Unlike other lists, this one refuses a page of nothing. */
function requirePage(url: string): void {
  const { searchParams } = new URL(url)
  for (const [name, least] of [
    ['limit', 1],
    ['offset', 0],
  ] as const) {
    const text = searchParams.getAll(name).at(-1)
    if (text === undefined || text === '') continue
    if (!/^-?\d+$/.test(text)) throw invalid('A valid integer is required.', name)
    if (Number(text) < least)
      throw invalid(`Ensure this value is greater than or equal to ${least}.`, name, 'min_value')
  }
}

/** Rules that no schema can hold: the owner is one of us, and nothing is hidden and verified at once. */
async function checked(deps: DefinitionDeps, team: Team, body: Changes) {
  if (body.verified === true && body.hidden === true) throw invalid('An event cannot be both hidden and verified')
  const { owner } = body
  if (typeof owner === 'number') {
    const known = await deps.postgres.selectFrom('app_user').select('id').where('id', '=', owner).executeTakeFirst()
    if (!known) throw invalid(`Invalid pk "${owner}" - object does not exist.`, 'owner', 'does_not_exist')
    if ((await membershipLevel(deps, owner, team.organization_id)) === undefined)
      throw invalid('Owner must be a member of this organization', 'owner')
  }
  return body
}

async function change(deps: DefinitionDeps, team: Team, id: string, body: Changes, editor: Editor) {
  const changes = await checked(deps, team, body)
  return deps.postgres.transaction().execute(async (tx) => {
    const found = await lockDefinition(tx, team.id, id)
    const before = await notedOf(tx, found)
    if (body.tags) await setTags(tx, team.id, 'event_definition', found.id, body.tags, editor.now)
    const changed = await updateDefinition(tx, found, changes, editor)
    await noteChanged(tx, changed, before, editor)
    return changed
  })
}
