import { z } from 'zod'
import { isObject, type JsonObject, objectsOf } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { type Tool, type ToolAnswer, type ToolCall, tool } from '../tool.ts'
import {
  AnyOfTags,
  asBody,
  DashboardId,
  layouts,
  Markdown,
  output_format,
  overrides,
  page,
  Search,
  Tags,
  TileId,
  withOverrides,
} from './fields.ts'
import { paged } from './paged.ts'

const id = DashboardId
export const DASHBOARD_ALIASES = { dashboardId: 'id', dashboard_id: 'id' }

const HIDDEN = [
  ...['effective_restriction_level', 'effective_privilege_level', 'user_access_level', 'access_control_version'],
  ...['restriction_level', 'creation_mode', 'deleted', 'breakdown_colors', 'data_color_theme_id', 'quick_filter_ids'],
  ...['use_template', 'use_dashboard', 'delete_insights', '_create_in_folder'],
]
const HIDDEN_OF_TILE = ['color', 'transparent_background', 'show_description', 'button_tile', 'widget', 'is_cached']
const HIDDEN_OF_INSIGHT = [
  ...['result', 'hasMore', 'columns', 'hogql', 'types', 'query_status', 'cache_target_age', 'filters_hash', 'filters'],
  ...['next_allowed_client_refresh', 'dashboards', 'dashboard_tiles', 'effective_restriction_level', 'is_sample'],
  ...['effective_privilege_level', 'user_access_level', 'order', 'deleted', 'alerts', 'timezone'],
  ...['resolved_date_range', 'filter_override_context', 'is_cached', 'refreshing', 'search_match_type', 'result_error'],
]

/** A dashboard with its tiles and what they ask, without results. */
function shortDashboard(dashboard: JsonObject): JsonObject {
  const tiles = objectsOf(dashboard['tiles'])
  return { ...without(dashboard, HIDDEN), tiles: tiles.map(shortTile) }
}

function shortTile(tile: JsonObject): JsonObject {
  const { insight, text } = tile
  return {
    ...without(tile, HIDDEN_OF_TILE),
    ...(isObject(insight) ? { insight: without(insight, HIDDEN_OF_INSIGHT) } : {}),
    ...(isObject(text) ? { text: without(text, ['dashboard_tiles', 'team']) } : {}),
  }
}

export const dashboardUrl = ({ project }: Pick<ToolCall, 'project'>, dashboard: unknown) =>
  `${project.page}/dashboard/${String(dashboard)}`

export const asDashboard = (call: Pick<ToolCall, 'project'>, dashboard: JsonObject): ToolAnswer => ({
  value: shortDashboard(dashboard),
  url: dashboardUrl(call, dashboard['id']),
})

const described = {
  name: z.string().max(400).nullable().optional().describe('Its title'),
  description: z.string().optional().describe('Below its title'),
  pinned: z.boolean().optional().describe('Listed first'),
  tags: Tags,
  restriction_level: z.literal([21, 37]).optional().describe('21: all may edit; 37: only those invited'),
  breakdown_colors: z.array(z.unknown()).optional().describe('Of breakdown values'),
  data_color_theme_id: z.int().nullable().optional().describe('Color theme id'),
  quick_filter_ids: z.array(z.string()).nullable().optional().describe('UUIDs; replaces all'),
  delete_insights: z.boolean().optional().describe('Only while deleting'),
}

const Tile = z.looseObject({
  id: TileId.optional(),
  layouts: layouts.optional(),
  text: z.looseObject({ body: Markdown }).optional().describe('Of a text tile'),
})

const RunInput = z.object({
  id,
  refresh: z
    .enum(['force_cache', 'blocking', 'force_blocking'])
    .default('force_cache')
    .describe('blocking computes what is missing or stale'),
  output_format,
  tile_ids: z.string().optional().describe('Only these tiles: ids with commas'),
  max_result_chars: z.int().min(0).default(2000).describe('Text of a tile at most; 0: all'),
  ...overrides,
})

export const dashboardTools: Tool[] = [
  tool({
    name: 'dashboard-get',
    title: 'Get dashboard',
    description:
      'One dashboard by id: its tiles, layouts and what its insights ask. Results are left out; dashboard-insights-run gives them.',
    feature: 'dashboards',
    scopes: ['dashboard:read'],
    hints: 'RI',
    aliases: DASHBOARD_ALIASES,
    input: z.object({ id, ...overrides, output_format }),
    run: async (call) => {
      const { id: wanted, output_format: _, ...query } = call.args
      return asDashboard(call, await call.rest.get(`${call.project.api}/dashboards/${wanted}/`, query))
    },
  }),
  tool({
    name: 'dashboard-update',
    title: 'Update dashboard',
    description:
      'Changes only what is given. A tile is {id, layouts?: {sm:{x,y,w,h}}, color?, text?: {body}, show_description?} on a grid 12 wide; one without id but with text is new.',
    feature: 'dashboards',
    scopes: ['dashboard:write'],
    hints: 'I',
    aliases: DASHBOARD_ALIASES,
    input: z.object({
      id,
      ...described,
      filters: z.record(z.string(), z.json()).optional().describe('e.g. {"date_from":"-7d"}'),
      tiles: z.array(Tile).optional().describe('Others stay'),
    }),
    run: async (call) => {
      const { id: wanted, ...body } = call.args
      return asDashboard(call, await call.rest.send('PATCH', `${call.project.api}/dashboards/${wanted}/`, asBody(body)))
    },
  }),
  tool({
    name: 'dashboard-delete',
    title: 'Delete dashboard',
    description: 'Soft delete: the dashboard leaves all lists; its insights stay unless delete_insights is true.',
    feature: 'dashboards',
    scopes: ['dashboard:write'],
    hints: 'D',
    aliases: DASHBOARD_ALIASES,
    input: z.object({
      id,
      delete_insights: z.boolean().default(false).describe('Also delete insights that are on no other dashboard'),
    }),
    run: async ({ args, rest, project }) => {
      await rest.send('PATCH', `${project.api}/dashboards/${args.id}/`, {
        deleted: true,
        delete_insights: args.delete_insights,
      })
      return { value: { success: true, message: 'Dashboard deleted successfully', id: args.id } }
    },
  }),
  tool({
    name: 'dashboards-get-all',
    title: 'Get all dashboards',
    description: 'The dashboards of the project, pinned first, without their tiles.',
    feature: 'dashboards',
    scopes: ['dashboard:read'],
    hints: 'RI',
    input: z.object({
      ...page,
      search: Search,
      pinned: z.boolean().optional().describe('Only pinned ones'),
      tags: AnyOfTags,
    }),
    run: async (call) => {
      const { rest, project, args } = call
      const fields = [
        'id',
        'name',
        'description',
        'pinned',
        'tags',
        'created_at',
        'created_by',
        'last_accessed_at',
        'is_shared',
      ]
      const answer = await rest.get(`${project.api}/dashboards/`, args)
      return {
        value: paged(answer, args, fields, (row) => dashboardUrl(call, row['id'])),
        url: `${project.page}/dashboard`,
      }
    },
  }),
  tool({
    name: 'dashboard-create',
    title: 'Create dashboard',
    description: 'A new dashboard: empty, from a template (use_template) or as a copy (use_dashboard).',
    feature: 'dashboards',
    scopes: ['dashboard:write'],
    hints: '',
    input: z.object({
      ...described,
      use_template: z.string().optional().describe('Template key'),
      use_dashboard: z.int().nullable().optional().describe('Dashboard to copy'),
    }),
    run: async (call) =>
      asDashboard(call, await call.rest.send('POST', `${call.project.api}/dashboards/`, asBody(call.args))),
  }),
  tool({
    name: 'dashboard-insights-run',
    title: 'Run dashboard insights',
    description: 'The numbers behind a dashboard: one table for each tile with an insight.',
    feature: 'dashboards',
    scopes: ['query:read'],
    hints: 'RI',
    aliases: DASHBOARD_ALIASES,
    input: RunInput,
    run: runInsights,
  }),
  tool({
    name: 'dashboard-reorder-tiles',
    title: 'Reorder dashboard tiles',
    description: 'Puts the tiles in this order, top left first.',
    feature: 'dashboards',
    scopes: ['dashboard:write'],
    hints: 'I',
    aliases: DASHBOARD_ALIASES,
    input: z.object({
      id,
      tile_order: z.array(z.int()).min(1).describe('Tile ids'),
      layout: z
        .enum(['preserve', 'two_column', 'three_column', 'full_width'])
        .default('preserve')
        .describe('preserve keeps the sizes'),
    }),
    run: async (call) => {
      const { id: wanted, ...body } = call.args
      return asDashboard(
        call,
        await call.rest.send('POST', `${call.project.api}/dashboards/${wanted}/reorder_tiles/`, body),
      )
    },
  }),
  tool({
    name: 'add-insight-to-dashboard',
    title: 'Add insight to dashboard',
    description: 'Puts an insight on a dashboard and leaves it on all others it is on.',
    feature: 'dashboards',
    scopes: ['insight:write', 'dashboard:write'],
    hints: 'I',
    aliases: { insight_id: 'insightId', dashboard_id: 'dashboardId' },
    input: z.object({ insightId: z.string().describe('Id or short id'), dashboardId: DashboardId }),
    run: async (call) => {
      const path = `${call.project.api}/insights/${encodeURIComponent(call.args.insightId)}/`
      const { dashboards } = await call.rest.get(path)
      const known = Array.isArray(dashboards) ? dashboards : []
      await call.rest.send('PATCH', path, { dashboards: [...new Set([...known, call.args.dashboardId])] })
      return {
        value: { success: true, message: 'Insight added to dashboard' },
        url: dashboardUrl(call, call.args.dashboardId),
      }
    },
  }),
]

/** After so much text no further tile is begun. */
const MOST_TEXT = 30_000

async function runInsights(call: ToolCall<z.output<typeof RunInput>>): Promise<ToolAnswer> {
  const { id: wanted, ...query } = call.args
  const answer = await call.rest.get(`${call.project.api}/dashboards/${wanted}/run_insights/`, query)
  const url = withOverrides(dashboardUrl(call, wanted), query)
  if (query.output_format === 'json') return { value: answer, url }
  const results = objectsOf(answer['results'])
  const parts: string[] = []
  const skipped: string[] = []
  for (const tile of results) {
    if (parts.join('\n\n').length >= MOST_TEXT) skipped.push(String(tile['id']))
    else parts.push(tileText(tile))
  }
  if (skipped.length > 0) parts.push(`Not shown: tiles ${skipped.join(',')}. Ask for them with tile_ids.`)
  return `${parts.length > 0 ? parts.join('\n\n') : 'No tile of this dashboard has an insight.'}\n\n_posthogUrl: ${url}`
}

function tileText(tile: JsonObject): string {
  const insight = isObject(tile['insight']) ? tile['insight'] : {}
  const heading = `## ${String(insight['name'] ?? insight['derived_name'] ?? 'Untitled')} (tile ${String(tile['id'])}, ${String(insight['short_id'])})`
  const { result } = insight
  const error = isObject(tile['error']) ? tile['error']['message'] : undefined
  if (error !== undefined) return `${heading}\nError: ${String(error)}`
  if (result === null || result === undefined) return `${heading}\nNot computed yet: ask with refresh=blocking.`
  return `${heading}\n${typeof result === 'string' ? result : JSON.stringify(result)}`
}
