import { z } from 'zod'
import { activityRoutes } from '../activity/routes.ts'
import { readOptionalBody } from '../http/body.ts'
import { invalid, methodNotAllowed, notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { eventStream } from '../http/sse.ts'
import { validateBody } from '../http/validate.ts'
import { characters } from '../lib/characters.ts'
import type { JsonObject } from '../lib/json.ts'
import { Flag } from '../schema/form.ts'
import { AnalyzeInput, analyzeRefreshResult } from './analyze-refresh-result.ts'
import { collaboratorRoutes } from './collaborators.ts'
import { dataColorThemeRoutes } from './data-color-themes.ts'
import type { DashboardDeps } from './deps.ts'
import { presentListItem } from './present.ts'
import { quickFilterRoutes } from './quick-filters.ts'
import { runInsights } from './run-insights.ts'
import { ChangedDashboard, changeDashboard, createDashboard, NewDashboard } from './save.ts'
import { SnapshotInput, takeSnapshot } from './snapshot.ts'
import { findDashboard, listDashboards, noteDashboardView, updateDashboard } from './store.ts'
import { streamTiles } from './stream-tiles.ts'
import { fromTemplateRoutes } from './templates/dashboard-routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { tileRoutes } from './tile-routes.ts'
import {
  contextOf,
  DashboardParams,
  DashboardQuery,
  metadataOf,
  presentWhole,
  requestOf,
  requireDashboard,
  requireEditable,
} from './whole.ts'

export function dashboardRoutes(deps: DashboardDeps): Route[] {
  return [
    ...collection(deps),
    ...historyRoutes(deps),
    ...single(deps),
    ...actions(deps),
    ...tileRoutes(deps),
    ...collaboratorRoutes(deps),
    ...fromTemplateRoutes(deps),
    ...templateRoutes(deps),
    ...dataColorThemeRoutes(deps),
    ...quickFilterRoutes(deps),
  ]
}

/** The query string, with the `refresh` of the body where it has none of its own. */
const refreshed = (query: JsonObject, { refresh }: { refresh?: string | undefined }): JsonObject =>
  refresh === undefined ? query : { refresh, ...query }

function collection(deps: DashboardDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboards',
      scopes: ['dashboard:read'],
      query: DashboardQuery.pipe(ListQuery),
      handle: async ({ team, principal, query, request, origin }) => {
        const search = typeof query['search'] === 'string' ? query['search'].trim() : undefined
        if (characters(search ?? '') > 200) throw invalid('Search query must be 200 characters or fewer.', 'search')
        const tags = [query['tags']].flat().filter((tag) => typeof tag === 'string')
        const creation_mode = typeof query['creation_mode'] === 'string' ? query['creation_mode'] : undefined
        const exclude_generated = Flag.safeParse(query['exclude_generated']).data === true
        const filters = { search, creation_mode, tags, exclude_generated }
        const { count, dashboards } = await listDashboards(deps.postgres, team.id, filters, query)
        const context = await contextOf(deps.postgres, team, principal, dashboards)
        const results = dashboards.map((dashboard) => presentListItem(dashboard, context))
        return paginated({ url: request.url, origin }, query, count, results)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards',
      scopes: ['dashboard:write'],
      query: DashboardQuery,
      body: NewDashboard,
      handle: async ({ team, principal, body, query, signal }) => {
        const dashboard = await createDashboard(deps, team.id, body, principal.user.id)
        return created(await presentWhole(deps, team, principal, dashboard, refreshed(query, body), signal))
      },
    }),
  ]
}

/** What was done to dashboards; a deleted one keeps its history. */
const historyRoutes = (deps: DashboardDeps) =>
  activityRoutes(deps, {
    path: '/dashboards',
    scope: 'Dashboard',
    itemId: async (team, id) => {
      const key = DashboardParams.parse({ id }).id
      if (!(await findDashboard(deps.postgres, team.id, key, { deleted: true }))) throw notFound()
      return String(key)
    },
  })

function single(deps: DashboardDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboards/:id',
      scopes: ['dashboard:read'],
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, principal, params, query, signal }) => {
        const found = await requireDashboard(deps.postgres, team, params.id)
        const dashboard = await updateDashboard(deps.postgres, found, { last_accessed_at: deps.clock() })
        return presentWhole(deps, team, principal, dashboard, query, signal)
      },
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/dashboards/:id',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: ChangedDashboard,
      handle: async ({ team, principal, params, body, query, signal }) => {
        const found = await findDashboard(deps.postgres, team.id, params.id, { deleted: body.deleted === false })
        if (!found) throw notFound()
        const dashboard = await changeDashboard(deps, found, body, principal.user.id)
        return presentWhole(deps, team, principal, dashboard, refreshed(query, body), signal)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/dashboards/:id',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, principal, params }) => {
        await requireEditable(deps.postgres, team, principal, params.id)
        throw methodNotAllowed(
          'Hard delete of this model is not allowed. Use a patch API call to set "deleted" to true',
        )
      },
    }),
  ]
}

function actions(deps: DashboardDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboards/:id/run_insights',
      scopes: ['query:read'],
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, params, query, signal }) => {
        const dashboard = await requireDashboard(deps.postgres, team, params.id)
        return runInsights(deps, requestOf(team, dashboard, query, signal), query)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/dashboards/:id/stream_tiles',
      scopes: ['dashboard:read'],
      strict: 'session',
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, principal, params, query, signal }) => {
        const found = await requireDashboard(deps.postgres, team, params.id)
        const dashboard = await updateDashboard(deps.postgres, found, { last_accessed_at: deps.clock() })
        const request = { ...requestOf(team, dashboard, query, signal), user_id: principal.user.id }
        const context = await contextOf(deps.postgres, team, principal, [dashboard])
        const metadata = await metadataOf(deps.postgres, dashboard, context, request.overrides)
        return eventStream(streamTiles(deps, request, { metadata, tile: ({ shown }) => shown }))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/snapshot',
      scopes: ['dashboard:write'],
      strict: 'session',
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, principal, params, query, request: sent, signal }) => {
        const dashboard = await requireEditable(deps.postgres, team, principal, params.id)
        const body = validateBody(SnapshotInput, await readOptionalBody(sent))
        const request = { ...requestOf(team, dashboard, query, signal), user_id: principal.user.id }
        return takeSnapshot(deps, request, body)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/analyze_refresh_result',
      scopes: ['dashboard:write'],
      strict: 'session',
      params: DashboardParams,
      query: DashboardQuery,
      body: AnalyzeInput,
      handle: async ({ team, principal, params, query, body, signal }) => {
        const dashboard = await requireEditable(deps.postgres, team, principal, params.id)
        const request = { ...requestOf(team, dashboard, query, signal), user_id: principal.user.id }
        return analyzeRefreshResult(deps, request, body)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/file_system/log_view',
      scopes: ['dashboard:read'],
      body: z.object({ type: z.string(), ref: z.string() }),
      handle: async ({ team, principal, body }) => {
        const id = body.type === 'dashboard' ? DashboardParams.parse({ id: body.ref }).id : -1
        const dashboard = await findDashboard(deps.postgres, team.id, id)
        if (dashboard) await noteDashboardView(deps.postgres, principal.user.id, id, deps.clock())
        return created({})
      },
    }),
  ]
}
