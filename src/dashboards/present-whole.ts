import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import type { UserPrincipal } from '../http/auth.ts'
import { notFound } from '../http/errors.ts'
import type { InsightDeps } from '../insights/deps.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { requireEdit, rightsOn } from '../rights/boards.ts'
import type { Team } from '../schema/team.ts'
import { tagsOf } from '../tags/store.ts'
import { type Overrides, readOverrides, withReadableOverrides } from '../tiles/overrides.ts'
import { findVisibleTile, type Tile } from '../tiles/store.ts'
import { type DashboardContext, presentMetadata, WRITE_ONLY } from './present.ts'
import { allTiles, type TileRequest, variablesOf } from './run-tiles.ts'
import { type Dashboard, findDashboard, lastViewsOf, sharedAmong } from './store.ts'

/** Who asks for dashboards, where, and how they are to be shown. */
export interface Asked {
  team: Team
  principal: UserPrincipal
  query: JsonObject
  signal: AbortSignal
}

/** The dashboard of a path; what is no number is no dashboard. */
export const DashboardParams = z.object({
  id: z.string().regex(/^\d+$/).transform(Number).catch(-1),
})

/**
 * The query string of every dashboards route. `format` names a renderer, as in PostHog: `txt` is the one of event
 * streams and changes nothing elsewhere, any other than the two is 404.
 */
export const DashboardQuery = z.record(z.string(), z.json()).transform((query) => {
  if (query['format'] !== undefined && query['format'] !== 'json' && query['format'] !== 'txt') throw notFound()
  return withReadableOverrides(query)
})

/** The project's dashboard. Throws 404. */
export async function requireDashboard(db: Postgres, team: Team, id: number): Promise<Dashboard> {
  const dashboard = await findDashboard(db, team.id, id)
  if (!dashboard) throw notFound()
  return dashboard
}

/** The same, for a change. Throws 403 where the user may only look. */
export async function requireEditable(
  db: Postgres,
  { team, principal }: Pick<Asked, 'team' | 'principal'>,
  id: number,
): Promise<Dashboard> {
  const dashboard = await requireDashboard(db, team, id)
  await requireEdit(db, { team_id: team.id, user_id: principal.user.id }, id)
  return dashboard
}

/** The visible tile of a dashboard with this id. Throws 404. */
export async function requireTile(db: PostgresOrTransaction, dashboard: Dashboard, id: number): Promise<Tile> {
  const tile = await findVisibleTile(db, dashboard.team_id, dashboard.id, id)
  if (!tile) throw notFound()
  return tile
}

/** How the tiles of a request are to be run. */
export function requestOf(asked: Asked, dashboard: Dashboard): TileRequest & { user_id: number } {
  const { team, principal, query, signal } = asked
  const size = (query['layoutSize'] ?? query['layout_size']) === 'xs' ? 'xs' : 'sm'
  const refresh = typeof query['refresh'] === 'string' ? query['refresh'] : 'force_cache'
  const user_id = principal.user.id
  return { team, dashboard, user_id, refresh, overrides: readOverrides(query), size, signal }
}

/** What dashboards are shown with: people, tags, what this user may do with them, and when they were seen. */
export async function contextOf(
  db: Postgres,
  { team, principal }: Pick<Asked, 'team' | 'principal'>,
  dashboards: Dashboard[],
) {
  const ids = dashboards.map(({ id }) => id)
  const makers = dashboards.map(({ created_by }) => created_by)
  const [userOf, tags, views, shared, rights] = await Promise.all([
    userPresenter({ postgres: db }, makers),
    tagsOf(db, team.id, 'dashboard', ids),
    lastViewsOf(db, principal.user.id, ids),
    sharedAmong(db, ids),
    rightsOn(db, { team_id: team.id, user_id: principal.user.id }, ids),
  ])
  return { userOf, tags, views, shared, rights }
}

/** A dashboard without its tiles. */
export async function metadataOf(db: Postgres, dashboard: Dashboard, context: DashboardContext, overrides: Overrides) {
  return presentMetadata(dashboard, context, overrides, await variablesOf(db, dashboard, overrides))
}

/** A dashboard with its tiles, as every route that answers one does. */
export async function presentWhole(deps: InsightDeps, asked: Asked, dashboard: Dashboard) {
  const request = requestOf(asked, dashboard)
  const tiles = dashboard.deleted ? [] : (await allTiles(deps, request)).map(({ shown }) => shown)
  const context = await contextOf(deps.postgres, asked, [dashboard])
  const metadata = await metadataOf(deps.postgres, dashboard, context, request.overrides)
  return { ...metadata, tiles, ...WRITE_ONLY }
}

/** One tile of a dashboard as the dashboard shows it. Throws 404 where it is no longer there. */
export async function presentTile(
  deps: InsightDeps,
  asked: Asked,
  dashboard: Dashboard,
  tileId: number,
): Promise<object> {
  const [tile] = await allTiles(deps, { ...requestOf(asked, dashboard), only: new Set([tileId]) })
  if (!tile) throw notFound()
  return tile.shown
}
