import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { defined } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { type ActivityScope, listActivities, listLog } from './store.ts'

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
    const at = (number: number) => {
      url.searchParams.set('page', String(number))
      return url.href
    }
    return {
      results: await presented(deps, rows),
      next: page.page * limit < count ? at(page.page + 1) : null,
      previous: page.page > 1 ? at(page.page - 1) : null,
      total_count: count,
    }
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

function urlOf(request: Request, origin: string): URL {
  const { pathname, search } = new URL(request.url)
  return new URL(`${origin}${pathname}${search}`)
}

async function presented(deps: { postgres: Postgres }, rows: Awaited<ReturnType<typeof listLog>>) {
  const userOf = await userPresenter(
    deps,
    rows.map(({ user_id }) => user_id),
  )
  return rows.map(({ user_id, team_id: _, place: __, ...row }) => ({
    ...row,
    user: userOf(user_id),
    unread: false,
    is_system: user_id === null,
    was_impersonated: false,
    client: null,
  }))
}

const whole = z.coerce.number().int().positive()
const LogQuery = z.object({
  scope: z.string().optional(),
  /** Several, with commas between. */
  scopes: z.string().optional(),
  item_id: z.string().optional(),
  user: whole.optional(),
  cursor: whole.optional(),
  page_size: positive(100, 1000),
})

/** The log of a project: everything that was done to anything in it, the newest first. */
export function activityLogRoute(deps: { postgres: Postgres }): Route {
  return projectRoute({
    method: 'GET',
    path: '/activity_log',
    scopes: ['activity_log:read'],
    query: LogQuery,
    handle: async ({ team, query, request, origin }) => {
      const scopes = (query.scope || query.scopes || '').split(',').filter((scope) => scope !== '')
      const wanted = {
        team_id: team.id,
        ...defined({ item_id: query.item_id, user_id: query.user, before: query.cursor }),
        ...(scopes.length > 0 ? { scopes } : {}),
      }
      const rows = await listLog(deps.postgres, wanted, query.page_size + 1)
      const page = rows.slice(0, query.page_size)
      const next = urlOf(request, origin)
      next.searchParams.set('cursor', String(page.at(-1)?.place))
      // Entries are only ever added before the first page, so that a way back would lead past them.
      return {
        next: rows.length > page.length ? next.href : null,
        previous: null,
        results: await presented(deps, page),
      }
    },
  })
}
