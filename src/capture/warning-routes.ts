import { sql } from 'kysely'
import { Page, paginated } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { DAY_MS } from '../lib/durations.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { KEPT_DAYS } from './expiry.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

interface WarningRow {
  type: string
  count: number
  last_seen_at: Date
  samples: { timestamp: string; details: unknown }[]
}

const MAX_SAMPLES = 10

/** Warnings about events that were changed or dropped. They need `query:read`, because samples show values of events. */
export function warningRoutes(deps: Deps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/ingestion_warnings',
      scopes: ['query:read'],
      query: Page,
      handle: async ({ team, query, request, origin }) => {
        const { count, rows } = await listWarnings(deps, team.id, query)
        const results = rows.map((row) => ({
          ...row,
          count: Number(row.count),
          samples: row.samples.map(({ timestamp, details }) => ({ timestamp: new Date(timestamp), details })),
        }))
        return paginated({ query, request, origin }, count, results)
      },
    }),
  ]
}

/** The types of the last month, the one seen last first, each with its newest samples. */
async function listWarnings({ postgres, clock }: Deps, teamId: number, { limit, offset }: Page) {
  const since = new Date(clock().getTime() - KEPT_DAYS * DAY_MS)
  const { rows: counted } = await sql<{ count: number }>`
    SELECT count(DISTINCT type) AS count FROM ingestion_warning_count
    WHERE team_id = ${teamId} AND hour >= ${since}`.execute(postgres)
  const { rows } = await sql<WarningRow>`
    SELECT type, sum(count) AS count, max(last_seen_at) AS last_seen_at,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('timestamp', timestamp, 'details', details) ORDER BY timestamp DESC, id DESC)
        FROM (
          SELECT id, timestamp, details FROM ingestion_warning AS w
          WHERE w.team_id = ${teamId} AND w.type = c.type
          ORDER BY timestamp DESC, id DESC LIMIT ${MAX_SAMPLES}
        ) AS newest
      ), '[]') AS samples
    FROM ingestion_warning_count AS c WHERE team_id = ${teamId} AND hour >= ${since}
    GROUP BY type ORDER BY max(last_seen_at) DESC, type LIMIT ${limit} OFFSET ${offset}`.execute(postgres)
  return { count: Number(counted[0]?.count ?? 0), rows }
}
