import { z } from 'zod'
import { editorOf } from '../activity/editor.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import type { InsightDeps } from '../insights/deps.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { mayEdit, NO_RIGHTS, rightsOn } from '../rights/boards.ts'
import { Integer } from '../schema/form.ts'
import { bulkTagsBody, bulkUpdateTags } from '../tags/bulk-update-tags.ts'
import { dashboardsOf } from '../tiles/store.ts'
import { copyTile } from './copy-tile.ts'
import { deleteTile } from './delete-tile.ts'
import { noteTags } from './history.ts'
import { ARRANGEMENTS } from './layout.ts'
import { moveTile } from './move-tile.ts'
import { presentTile, presentWhole } from './present-whole.ts'
import { reorderTiles } from './reorder-tiles.ts'
import { DashboardParams, DashboardQuery, requireEditable } from './requests.ts'
import { DashboardInput } from './save.ts'
import { takenBy } from './templates/one-per-tag.ts'
import { ChangedTextTile, createTextTile, NewTextTile, updateTextTile } from './text-tiles.ts'

/** Both spellings of a body, the newer one of them required. */
const either = (body: unknown, pairs: Record<string, string>): unknown => {
  if (typeof body !== 'object' || body === null) return body
  const given = Object.entries(pairs).flatMap(([older, newer]) =>
    older in body && !(newer in body) ? [[newer, Reflect.get(body, older)]] : [],
  )
  return { ...body, ...Object.fromEntries(given) }
}

const CopyTile = z.preprocess(
  (body) => either(body, { from_dashboard_id: 'fromDashboardId', tile_id: 'tileId' }),
  z.object({ fromDashboardId: Integer, tileId: Integer }),
)
/** The fields of a dashboard may stand here too: they are checked and have no effect. */
const MoveTile = z.preprocess(
  (body) => either(body, { toDashboard: 'to_dashboard' }),
  DashboardInput.extend({ to_dashboard: Integer, tile: z.object({ id: Integer }) }),
)
const ReorderTiles = z.object({
  tile_order: z.array(Integer).refine((ids) => ids.length > 0, {
    error: 'Ensure this field has at least 1 elements.',
    params: { code: 'min_length' },
  }),
  layout: z.enum(ARRANGEMENTS).default('preserve'),
})

/** Why an unlisted dashboard may not carry these tags: a page of the app would find another one by them. */
async function takenTag(
  tx: PostgresOrTransaction,
  team_id: number,
  dashboard: { id: number },
  tags: readonly string[],
): Promise<string | undefined> {
  const taken = await takenBy(tx, { id: dashboard.id, team_id }, tags)
  return taken && `Unlisted dashboard with tag '${taken.tag}' already exists`
}

/** The same reason where a dashboard does not exist and where it may not be edited: it must not tell which. */
const SKIPPED = 'Not found or no edit access'

/** What is done to the tiles of a dashboard, and to the tags of many dashboards. */
export function tileRoutes(deps: InsightDeps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/copy_tile',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: CopyTile,
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: destination, body, ...asked }) => {
        await copyTile(postgres, destination, body, editorOf(deps, asked))
        return presentWhole(deps, asked, destination)
      },
    }),
    projectRoute({
      method: ['PATCH', 'POST'],
      path: '/dashboards/:id/move_tile',
      scopes: ['dashboard:write'],
      strict: 'session',
      params: DashboardParams,
      query: DashboardQuery,
      body: MoveTile,
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: source, body, ...asked }) => {
        const move = { tileId: body.tile.id, toDashboardId: body.to_dashboard }
        await moveTile(postgres, source, move, editorOf(deps, asked))
        return presentWhole(deps, asked, source)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/reorder_tiles',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: ReorderTiles,
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: dashboard, body, ...asked }) => {
        await reorderTiles(postgres, dashboard, body, editorOf(deps, asked))
        return presentWhole(deps, asked, dashboard)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/delete_tile',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: z.object({ tile_id: Integer }),
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: dashboard, body, ...asked }) => {
        await deleteTile(postgres, dashboard, body.tile_id, editorOf(deps, asked))
        return noContent()
      },
    }),
    ...textTileRoutes(deps),
    projectRoute({
      method: 'POST',
      path: '/dashboards/bulk_update_tags',
      scopes: ['dashboard:write'],
      strict: 'session',
      query: DashboardQuery,
      body: bulkTagsBody(Integer),
      handle: async ({ team, principal, body }) => {
        const viewer = { team_id: team.id, user_id: principal.user.id }
        const editor = editorOf(deps, { principal })
        return bulkUpdateTags(deps, body, {
          ...{ team_id: team.id, kind: 'dashboard', reason: SKIPPED },
          editable: async (tx) => {
            const found = await dashboardsOf(tx, team.id, body.ids)
            const ids = found.map(({ id }) => id)
            const rights = await rightsOn(tx, viewer, ids)
            return found.filter(({ id, deleted }) => !deleted && mayEdit(rights.get(id) ?? NO_RIGHTS))
          },
          note: (tx, changed) => noteTags(tx, team.id, changed, editor),
          isRefusable: ({ creation_mode }) => creation_mode === 'unlisted',
          refusal: (tx, dashboard, wanted) => takenTag(tx, team.id, dashboard, wanted),
        })
      },
    }),
  ]
}

function textTileRoutes(deps: InsightDeps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/create_text_tile',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: NewTextTile,
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: dashboard, body, ...asked }) => {
        const id = await createTextTile(postgres, dashboard, body, editorOf(deps, asked))
        return created(await presentTile(deps, asked, dashboard, id))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboards/:id/update_text_tile',
      scopes: ['dashboard:write'],
      params: DashboardParams,
      query: DashboardQuery,
      body: ChangedTextTile,
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: dashboard, body, ...asked }) => {
        await updateTextTile(postgres, dashboard, body, editorOf(deps, asked))
        return presentTile(deps, asked, dashboard, body.tile_id)
      },
    }),
  ]
}
