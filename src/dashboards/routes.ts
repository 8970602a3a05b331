import { z } from 'zod'
import { editorOf } from '../activity/editor.ts'
import { activityRoutes } from '../activity/routes.ts'
import { readOptionalBody } from '../http/body.ts'
import { deletedByPatchOnly, invalid, notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { eventStream } from '../http/sse.ts'
import { validateBody } from '../http/validate.ts'
import { characters } from '../lib/characters.ts'
import { requireEdit } from '../rights/boards.ts'
import { Flag, isRestoring } from '../schema/form.ts'
import { AnalyzeInput, analyzeRefreshResult } from './analyze-refresh-result.ts'
import { collaboratorRoutes } from './collaborators.ts'
import { dataColorThemeRoutes } from './data-color-themes.ts'
import type { DashboardDeps } from './deps.ts'
import { presentListItem } from './present.ts'
import { contextOf, metadataOf, presentWhole } from './present-whole.ts'
import { quickFilterRoutes } from './quick-filters.ts'
import {
  type Asked,
  DashboardParams,
  DashboardQuery,
  requestOf,
  requireDashboard,
  requireEditable,
} from './requests.ts'
import { runInsights } from './run-insights.ts'
import { ChangedDashboard, changeDashboard, createDashboard, NewDashboard } from './save.ts'
import { SnapshotInput, takeSnapshot } from './snapshot.ts'
import { findDashboard, listDashboards, noteDashboardView, updateDashboard } from './store.ts'
import { streamTiles } from './stream-tiles.ts'
import { fromTemplateRoutes } from './templates/dashboard-routes.ts'
import { templateRoutes } from './templates/routes.ts'
import { tileRoutes } from './tile-routes.ts'

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

/** What is asked, with the `refresh` of the body where the query string has none. */
const refreshed = (asked: Asked, { refresh }: { refresh?: string | undefined }): Asked =>
  refresh === undefined ? asked : { ...asked, query: { refresh, ...asked.query } }

function collection(deps: DashboardDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboards',
      scopes: ['dashboard:read'],
      query: DashboardQuery.pipe(ListQuery),
      handle: async ({ request, origin, ...asked }) => {
        const { team, query } = asked
        const search = typeof query['search'] === 'string' ? query['search'].trim() : undefined
        if (characters(search ?? '') > 200) throw invalid('Search query must be 200 characters or fewer.', 'search')
        const tags = [query['tags']].flat().filter((tag) => typeof tag === 'string')
        const creation_mode = typeof query['creation_mode'] === 'string' ? query['creation_mode'] : undefined
        const exclude_generated = Flag.safeParse(query['exclude_generated']).data === true
        const pinned = Flag.safeParse(query['pinned']).data
        const filters = { search, creation_mode, tags, exclude_generated, pinned }
        const { count, dashboards, matches } = await listDashboards(deps.postgres, team.id, filters, query)
        const context = await contextOf(deps.postgres, asked, dashboards)
        const results = dashboards.map((dashboard) => {
          const search_match_type = matches.get(dashboard.id)
          return { ...presentListItem(dashboard, context), ...(search_match_type ? { search_match_type } : {}) }
        })
        return paginated({ query, request, origin }, count, results)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards',
      scopes: ['dashboard:write'],
      query: DashboardQuery,
      body: NewDashboard,
      handle: async ({ body, ...asked }) => {
        const dashboard = await createDashboard(deps, asked.team.id, body, editorOf(deps, asked))
        return created(await presentWhole(deps, refreshed(asked, body), dashboard))
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
      handle: async ({ params, ...asked }) => {
        const found = await requireDashboard(deps.postgres, asked.team, params.id)
        const dashboard = await updateDashboard(deps.postgres, found, { last_accessed_at: deps.clock() })
        return presentWhole(deps, asked, dashboard)
      },
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/dashboards/:id',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: ChangedDashboard,
      find: async ({ team, principal, params, body }) => {
        const dashboard = await findDashboard(deps.postgres, team.id, params.id, { deleted: isRestoring(body) })
        if (!dashboard) throw notFound()
        const viewer = { team_id: team.id, user_id: principal.user.id }
        return { dashboard, rights: await requireEdit(deps.postgres, viewer, dashboard.id) }
      },
      handle: async ({ found, body, ...asked }) => {
        const dashboard = await changeDashboard(deps, found, body, editorOf(deps, asked))
        return presentWhole(deps, refreshed(asked, body), dashboard)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/dashboards/:id',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      find: ({ params, ...asked }) => requireEditable(deps.postgres, asked, params.id),
      handle: deletedByPatchOnly,
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
      handle: async ({ params, ...asked }) => {
        const dashboard = await requireDashboard(deps.postgres, asked.team, params.id)
        return runInsights(deps, requestOf(asked, dashboard), asked.query)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/dashboards/:id/stream_tiles',
      scopes: ['dashboard:read'],
      strict: 'session',
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ params, ...asked }) => {
        const found = await requireDashboard(deps.postgres, asked.team, params.id)
        const dashboard = await updateDashboard(deps.postgres, found, { last_accessed_at: deps.clock() })
        const request = requestOf(asked, dashboard)
        const context = await contextOf(deps.postgres, asked, [dashboard])
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
      handle: async ({ params, request, ...asked }) => {
        const dashboard = await requireEditable(deps.postgres, asked, params.id)
        const body = validateBody(SnapshotInput, await readOptionalBody(request))
        return takeSnapshot(deps, requestOf(asked, dashboard), body)
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
      find: ({ params, ...asked }) => requireEditable(deps.postgres, asked, params.id),
      handle: async ({ found: dashboard, body, ...asked }) => {
        return analyzeRefreshResult(deps, requestOf(asked, dashboard), body)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/file_system/log_view',
      scopes: ['dashboard:read'],
      body: z.object({ type: z.string(), ref: z.union([z.string(), z.int()], { error: 'Not a valid string.' }) }),
      handle: async ({ team, principal, body }) => {
        const id = body.type === 'dashboard' ? DashboardParams.parse({ id: String(body.ref) }).id : -1
        const dashboard = await findDashboard(deps.postgres, team.id, id)
        if (dashboard) await noteDashboardView(deps.postgres, principal.user.id, id, deps.clock())
        return created({})
      },
    }),
  ]
}
