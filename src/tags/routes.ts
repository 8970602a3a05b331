import { projectRoute, type Route } from '../http/route.ts'
import type { Postgres } from '../postgres/postgres.ts'

/** The names of all tags that something in the project carries, sorted. */
export function tagRoutes({ postgres }: { postgres: Postgres }): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/tags',
      scopes: ['project:read'],
      handle: async ({ team }) => {
        const rows = await postgres
          .selectFrom('tag')
          .select('name')
          .where('team_id', '=', team.id)
          .orderBy('name')
          .execute()
        return rows.map(({ name }) => name)
      },
    }),
  ]
}
