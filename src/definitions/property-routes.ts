import { sql } from 'kysely'
import { z } from 'zod'
import { ListQuery, type Page, paginated } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { DefinitionDeps } from './deps.ts'

const KINDS: Record<string, number> = { event: 1, person: 2, group: 3, session: 4 }

/** Property definitions, and the values that properties have. */
export function propertyRoutes(deps: DefinitionDeps): Route[] {
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
  const excludeCore = type === KINDS['event'] && filters['exclude_core_properties'] === 'true'
  const where = sql`team_id = ${teamId} AND type = ${type}
    AND NOT (${excludeCore} AND (name LIKE '$%' OR name LIKE 'utm\\_%' OR name = 'gclid'))
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
