import { sql } from 'kysely'
import { z } from 'zod'
import { usersById } from '../accounts/organizations.ts'
import { presentUserBasic } from '../accounts/present.ts'
import { invalid, notFound } from '../http/errors.ts'
import { ListQuery, type Page, paginated } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { setTags, tagsOf } from '../tags/store.ts'
import { type EventDefinition, findDefinition, listDefinitions, updateDefinition } from './event-definitions.ts'

export interface DefinitionDeps {
  postgres: Postgres
  clock: () => Date
}

const Id = z.object({ id: z.string() })

const Changes = z.object({
  description: z.string().nullish(),
  owner: z.int().nullish(),
  tags: z.array(z.string().max(255)).optional(),
  verified: z.boolean().optional(),
  hidden: z.boolean().nullish(),
  enforcement_mode: z.enum(['allow', 'reject']).optional(),
  primary_property: z.string().min(1).max(400).nullish(),
  promoted_property: z.string().min(1).max(400).nullish(),
  default_columns: z.array(z.string()).optional(),
})

export function definitionRoutes(deps: DefinitionDeps): Route[] {
  return [...eventRoutes(deps), ...propertyRoutes(deps)]
}

function eventRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/event_definitions',
      scopes: ['event_definition:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, rows } = await listDefinitions(deps.postgres, team.id, query, query, deps.clock())
        return paginated({ url: request.url, origin }, query, count, await present(deps, team.id, rows))
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/event_definitions/:id',
      scopes: ['event_definition:read'],
      params: Id,
      handle: async ({ team, params }) => one(deps, team.id, await require_(deps, team.id, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/event_definitions/:id',
      scopes: ['event_definition:write'],
      params: Id,
      body: Changes,
      handle: async ({ team, principal, params, body }) => {
        const found = await require_(deps, team.id, params.id)
        if (body.verified === true && body.hidden === true) throw invalid('An event cannot be both hidden and verified')
        const now = deps.clock()
        const changed = await deps.postgres.transaction().execute(async (tx) => {
          if (body.tags) await setTags(tx, team.id, 'event_definition', found.id, body.tags, now)
          return updateDefinition(tx, found, body, { by: principal.user.id, at: now })
        })
        return one(deps, team.id, changed)
      },
    }),
  ]
}

async function require_(deps: DefinitionDeps, teamId: number, id: string): Promise<EventDefinition> {
  const found = isUuid(id) ? await findDefinition(deps.postgres, teamId, id) : undefined
  if (!found) throw notFound()
  return found
}

async function one(deps: DefinitionDeps, teamId: number, definition: EventDefinition): Promise<object> {
  const [shown] = await present(deps, teamId, [definition])
  return shown ?? {}
}

async function present(deps: DefinitionDeps, teamId: number, rows: EventDefinition[]): Promise<object[]> {
  const users = await usersById(
    deps,
    rows.flatMap((row) => [row.owner_id, row.updated_by, row.verified_by, row.created_by]),
  )
  const tags = await tagsOf(
    deps.postgres,
    teamId,
    'event_definition',
    rows.map(({ id }) => id),
  )
  const user = (id: number | null) => presentUserBasic(users.get(id ?? -1))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    owner: user(row.owner_id),
    description: row.description,
    tags: tags.get(row.id) ?? [],
    created_at: row.created_at,
    updated_at: row.updated_at,
    updated_by: user(row.updated_by),
    last_seen_at: row.last_seen_at,
    last_updated_at: row.updated_at,
    verified: row.verified,
    verified_at: row.verified_at,
    verified_by: user(row.verified_by),
    hidden: row.hidden,
    enforcement_mode: row.enforcement_mode,
    primary_property: row.primary_property,
    promoted_property: row.primary_property,
    is_action: false,
    action_id: null,
    is_calculating: false,
    last_calculated_at: null,
    created_by: user(row.created_by),
    post_to_slack: false,
    default_columns: row.default_columns ?? [],
    media_preview_urls: [],
  }))
}

const KINDS: Record<string, number> = { event: 1, person: 2, group: 3, session: 4 }

function propertyRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/property_definitions',
      scopes: ['property_definition:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, rows } = await listProperties(deps.postgres, team.id, query, query)
        return paginated({ url: request.url, origin }, query, count, rows)
      },
    }),
  ]
}

async function listProperties(db: Postgres, teamId: number, filters: JsonObject, page: Page) {
  const type = KINDS[String(filters['type'] ?? 'event')] ?? 1
  const events = typeof filters['event_names'] === 'string' ? namesOf(filters['event_names']) : []
  const search = String(filters['search'] ?? '').trim()
  const where = sql`team_id = ${teamId} AND type = ${type}
    AND (${search} = '' OR name ILIKE ${`%${search}%`})
    AND (${events.length} = 0 OR name IN (
      SELECT property FROM event_property WHERE team_id = ${teamId} AND event = ANY(${events}::text[])))`
  const { rows: counted } = await sql<{
    count: number
  }>`SELECT count(*)::int AS count FROM property_definition WHERE ${where}`.execute(db)
  const { rows } = await sql<JsonObject>`
    SELECT id, name, is_numerical, property_type, description, verified, coalesce(hidden, false) AS hidden,
      updated_at, true AS is_seen_on_filtered_events
    FROM property_definition WHERE ${where} ORDER BY name LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  return { count: counted[0]?.count ?? 0, rows: rows.map((row) => ({ ...row, tags: [] })) }
}

function namesOf(text: string): string[] {
  const names = z.array(z.string()).catch([])
  try {
    return names.parse(JSON.parse(text))
  } catch {
    return []
  }
}
