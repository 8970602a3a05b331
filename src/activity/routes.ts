import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { projectRoute, type Route } from '../http/route.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { type ActivityScope, listActivities } from './store.ts'

const positive = (fallback: number, most: number) =>
  z.coerce
    .number()
    .int()
    .positive()
    .catch(fallback)
    .transform((value) => Math.min(value, most))
const PageQuery = z.object({ limit: positive(10, 1000), page: positive(1, 1_000_000) })

const History = z.object({
  results: z.array(z.looseObject({ id: z.string(), activity: z.string(), scope: z.string(), detail: z.unknown() })),
  next: z.string().nullable(),
  previous: z.string().nullable(),
  total_count: z.int(),
})

/**
 * The history of a resource: of all its objects, and of each. `itemId` turns what stands in the path into the id under
 * which activities are noted, and throws 404 for what is not there.
 */
export function activityRoutes(
  deps: { postgres: Postgres },
  resource: { path: string; scope: ActivityScope; itemId(team: Team, id: string): Promise<string> },
): Route[] {
  const list = async (team: Team, item_id: string | undefined, page: z.infer<typeof PageQuery>, url: URL) => {
    const { limit } = page
    const wanted = { team_id: team.id, scope: resource.scope, item_id }
    const { count, rows } = await listActivities(deps.postgres, wanted, { limit, offset: (page.page - 1) * limit })
    const userOf = await userPresenter(
      deps,
      rows.map(({ user_id }) => user_id),
    )
    const at = (number: number) => {
      url.searchParams.set('page', String(number))
      return url.href
    }
    return {
      results: rows.map(({ user_id, team_id: _, place: __, ...row }) => ({
        ...row,
        user: userOf(user_id),
        unread: false,
        is_system: user_id === null,
        was_impersonated: false,
        client: null,
      })),
      next: page.page * limit < count ? at(page.page + 1) : null,
      previous: page.page > 1 ? at(page.page - 1) : null,
      total_count: count,
    }
  }
  const urlOf = (request: Request, origin: string) => {
    const { pathname, search } = new URL(request.url)
    return new URL(`${origin}${pathname}${search}`)
  }
  return [
    projectRoute({
      method: 'GET',
      path: `${resource.path}/activity`,
      scopes: ['activity_log:read'],
      query: PageQuery,
      response: History,
      handle: ({ team, query, request, origin }) => list(team, undefined, query, urlOf(request, origin)),
    }),
    projectRoute({
      method: 'GET',
      path: `${resource.path}/:id/activity`,
      scopes: ['activity_log:read'],
      params: z.object({ id: z.string() }),
      query: PageQuery,
      response: History,
      handle: async ({ team, params, query, request, origin }) =>
        list(team, await resource.itemId(team, params.id), query, urlOf(request, origin)),
    }),
  ]
}
