import { projectRoute, type Route } from '../http/route.ts'
import { objectOr } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'

/** Every public link of a project that is on: of which board or insight, since when, and what guards it. */
export function overviewRoute({ postgres }: { postgres: Postgres }): Route {
  return projectRoute({
    method: 'GET',
    path: '/sharing_configurations',
    scopes: ['sharing_configuration:read'],
    handle: async ({ team }) => {
      const rows = await postgres
        .selectFrom('sharing_configuration as c')
        .leftJoin('dashboard as d', 'd.id', 'c.dashboard_id')
        .leftJoin('insight as i', 'i.id', 'c.insight_id')
        .select(['c.access_token', 'c.password_required', 'c.limits', 'c.created_at'])
        .select(['d.id as dashboard_id', 'd.name as dashboard_name', 'd.deleted as dashboard_deleted'])
        .select(['i.id as insight_id', 'i.short_id', 'i.deleted as insight_deleted'])
        .select(({ fn }) => fn.coalesce('i.name', 'i.derived_name').as('insight_name'))
        .where('c.team_id', '=', team.id)
        .where('c.enabled', '=', true)
        .orderBy('c.created_at', 'desc')
        .orderBy('c.id', 'desc')
        .execute()
      const alive = rows.filter((row) => row.dashboard_deleted === false || row.insight_deleted === false)
      return {
        results: alive.map((row) => ({
          dashboard: row.dashboard_id === null ? null : { id: row.dashboard_id, name: row.dashboard_name },
          insight:
            row.insight_id === null ? null : { id: row.insight_id, short_id: row.short_id, name: row.insight_name },
          access_token: row.access_token,
          password_required: row.password_required,
          expires_at: objectOr(row.limits)['expires_at'] ?? null,
          created_at: row.created_at,
        })),
      }
    },
  })
}
