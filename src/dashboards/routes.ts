import { z } from 'zod'
import { invalid, methodNotAllowed, notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { eventStream } from '../http/sse.ts'
import type { InsightDeps } from '../insights/deps.ts'
import { defined, type JsonObject } from '../lib/json.ts'
import { Flag, Integer } from '../schema/form.ts'
import { setTags } from '../tags/store.ts'
import { readOverrides } from '../tiles/overrides.ts'
import { duplicatedValues, duplicateTiles, sourceOf } from './duplicate.ts'
import { editTiles } from './edit-tiles.ts'
import { presentListItem, presentMetadata } from './present.ts'
import { runTiles } from './run-tiles.ts'
import {
  type Dashboard,
  type DashboardValues,
  findDashboard,
  insertDashboard,
  listDashboards,
  noteDashboardView,
  setTilesDeleted,
  updateDashboard,
} from './store.ts'
import { streamTiles } from './stream-tiles.ts'
import { tileRoutes } from './tile-routes.ts'
import { contextOf, DashboardParams, DashboardQuery, presentWhole, requestOf, requireDashboard } from './whole.ts'

const Moment = z.iso
  .datetime({ offset: true, local: true })
  .transform((text) => new Date(text))
  .nullish()

const DashboardInput = z.object({
  name: z.string().max(400).nullish(),
  description: z.string().optional(),
  pinned: Flag.optional(),
  deleted: Flag.optional(),
  last_accessed_at: Moment,
  last_refresh: Moment,
  breakdown_colors: z.json().optional(),
  data_color_theme_id: z.int().nullish(),
  tags: z.array(z.string()).optional(),
  restriction_level: z.union([z.literal(21), z.literal(37)]).optional(),
  quick_filter_ids: z.array(z.string()).nullish(),
  filters: z.unknown().optional(),
  variables: z.unknown().optional(),
  tiles: z.array(z.json()).optional(),
  delete_insights: Flag.optional(),
  use_dashboard: Integer.nullish(),
  _create_in_folder: z.string().optional(),
})
/** `duplicate_tiles` is a flag here, and a list of tiles in a PATCH. */
const NewDashboard = DashboardInput.extend({ duplicate_tiles: Flag.optional() })
type DashboardInput = z.infer<typeof DashboardInput>

export function dashboardRoutes(deps: InsightDeps): Route[] {
  return [...collection(deps), ...single(deps), ...actions(deps), ...tileRoutes(deps)]
}

function collection(deps: InsightDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboards',
      scopes: ['dashboard:read'],
      query: ListQuery,
      handle: async ({ team, principal, query, request, origin }) => {
        const search = typeof query['search'] === 'string' ? query['search'].trim() : undefined
        if ((search?.length ?? 0) > 200) throw invalid('Search query must be 200 characters or fewer.', 'search')
        const tags = [query['tags']].flat().filter((tag) => typeof tag === 'string')
        const creation_mode = typeof query['creation_mode'] === 'string' ? query['creation_mode'] : undefined
        const { count, dashboards } = await listDashboards(
          deps.postgres,
          team.id,
          { search, creation_mode, tags },
          query,
        )
        const context = await contextOf(deps.postgres, team, principal, dashboards)
        const results = dashboards.map((dashboard) => presentListItem(dashboard, context, principal))
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
        const dashboard = await create(deps, team.id, body, principal.user.id)
        return created(await presentWhole(deps, team, principal, dashboard, query, signal))
      },
    }),
  ]
}

function single(deps: InsightDeps): Route[] {
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
      body: DashboardInput,
      handle: async ({ team, principal, params, body, query, signal }) => {
        const found = await findDashboard(deps.postgres, team.id, params.id, { deleted: body.deleted === false })
        if (!found) throw notFound()
        const dashboard = await change(deps, found, body, principal.user.id)
        return presentWhole(deps, team, principal, dashboard, query, signal)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/dashboards/:id',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, params }) => {
        await requireDashboard(deps.postgres, team, params.id)
        throw methodNotAllowed(
          'Hard delete of this model is not allowed. Use a patch API call to set "deleted" to true',
        )
      },
    }),
  ]
}

function actions(deps: InsightDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboards/:id/run_insights',
      scopes: ['query:read'],
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, params, query, signal }) => {
        const dashboard = await requireDashboard(deps.postgres, team, params.id)
        const results: object[] = []
        for await (const { tile, order, insight, run } of runTiles(deps, requestOf(team, dashboard, query, signal))) {
          if (!insight?.query || !run) continue
          const { id, short_id, name, derived_name } = insight
          const { result, last_refresh, is_cached } = run.result
          const error = run.error ? { error: run.error } : {}
          results.push({
            id: tile.id,
            insight: { id, short_id, name, derived_name, result },
            order,
            last_refresh,
            is_cached,
            ...error,
          })
        }
        return { results }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/dashboards/:id/stream_tiles',
      scopes: ['dashboard:read'],
      params: DashboardParams,
      query: DashboardQuery,
      handle: async ({ team, principal, params, query, signal }) => {
        const found = await requireDashboard(deps.postgres, team, params.id)
        const dashboard = await updateDashboard(deps.postgres, found, { last_accessed_at: deps.clock() })
        const request = requestOf(team, dashboard, query, signal)
        const context = await contextOf(deps.postgres, team, principal, [dashboard])
        const metadata = presentMetadata(dashboard, context, principal, readOverrides(query))
        return eventStream(streamTiles(deps, request, { metadata, tile: ({ shown }) => shown }))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/file_system/log_view',
      scopes: ['dashboard:read'],
      body: z.object({ type: z.string(), ref: z.string() }),
      handle: async ({ team, principal, body }) => {
        const id = Number(body.ref)
        const dashboard = body.type === 'dashboard' ? await findDashboard(deps.postgres, team.id, id) : undefined
        if (dashboard) await noteDashboardView(deps.postgres, principal.user.id, id, deps.clock())
        return created({})
      },
    }),
  ]
}

async function create(deps: InsightDeps, teamId: number, input: z.infer<typeof NewDashboard>, userId: number) {
  const { duplicate_tiles: deep = false, ...body } = input
  const now = deps.clock()
  return deps.postgres.transaction().execute(async (tx) => {
    const source = body.use_dashboard ? await sourceOf(tx, teamId, body.use_dashboard) : undefined
    const values = source ? duplicatedValues(source, valuesOf(body)) : valuesOf(body)
    const dashboard = await insertDashboard(tx, { ...values, team_id: teamId, created_by: userId, created_at: now })
    if (source) await duplicateTiles(tx, source, dashboard, { deep, userId, now })
    if (body.tags) await setTags(tx, teamId, 'dashboard', dashboard.id, body.tags, now)
    return dashboard
  })
}

async function change(deps: InsightDeps, found: Dashboard, body: DashboardInput, userId: number): Promise<Dashboard> {
  const values = valuesOf(body)
  const now = deps.clock()
  return deps.postgres.transaction().execute(async (tx) => {
    const dashboard = await updateDashboard(tx, found, values)
    if (body.tags) await setTags(tx, found.team_id, 'dashboard', found.id, body.tags, now)
    if (body.deleted !== undefined && body.deleted !== found.deleted) await setTilesDeleted(tx, found.id, body.deleted)
    if (body.tiles) await editTiles(tx, dashboard, body.tiles, { userId, now })
    return dashboard
  })
}

/** The columns the body names; `{}` and null clear filters and variables. */
function valuesOf(body: DashboardInput): DashboardValues {
  const { tags: _, tiles: __, delete_insights, use_dashboard, _create_in_folder, ...columns } = body
  const { filters, variables, breakdown_colors, ...rest } = columns
  return defined({
    ...rest,
    filters: dictionary(filters, 'Filters'),
    variables: dictionary(variables, 'Variables'),
    breakdown_colors,
    quick_filter_ids: rest.quick_filter_ids === null ? [] : rest.quick_filter_ids,
  })
}

function dictionary(value: unknown, what: string): JsonObject | undefined {
  if (value === undefined) return undefined
  if (value === null || value === '' || value === false) return {}
  const parsed = z.record(z.string(), z.json()).safeParse(value)
  if (!parsed.success) throw invalid(`${what} must be a dictionary`)
  return parsed.data
}
