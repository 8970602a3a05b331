import { sql } from 'kysely'
import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { AnyQuery, ListQuery, type Page, paginated } from '../http/pagination.ts'
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
    values(deps, '/events/values', 'properties'),
    values(deps, '/persons/values', 'person_properties'),
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

/** The most frequent values of a property in the last week, for completing a filter. */
function values(deps: DefinitionDeps, path: string, column: 'properties' | 'person_properties'): Route {
  return projectRoute({
    method: 'GET',
    path,
    scopes: ['query:read'],
    query: AnyQuery,
    handle: async ({ team, query, signal }) => {
      const { key, value } = query
      if (typeof key !== 'string' || key === '') throw invalid('You must provide a key', 'key', 'required')
      const source = `toJSONString(${column})`
      const { rows } = await deps.clickhouse.rows(
        `SELECT v, count() AS n FROM (
           SELECT JSONExtractRaw(${source}, {key:String}) AS raw,
             if(startsWith(raw, '"'), JSONExtractString(${source}, {key:String}), raw) AS v
           FROM events WHERE team_id = {team:Int64} AND timestamp > {since:DateTime64(3, 'UTC')}
           ORDER BY timestamp DESC LIMIT 20000)
         WHERE v NOT IN ('', 'null') AND positionCaseInsensitive(v, {value:String}) > 0
         GROUP BY v ORDER BY n DESC LIMIT 20`,
        {
          key,
          team: team.id,
          value: typeof value === 'string' ? value : '',
          since: new Date(deps.clock().getTime() - 7 * 86_400_000).toISOString().replace('T', ' ').replace('Z', ''),
        },
        { signal },
      )
      return rows.map(([name, count]) => (column === 'properties' ? { name } : { name, count }))
    },
  })
}
