import { z } from 'zod'
import type { UserPrincipal } from '../http/auth.ts'
import { notFound } from '../http/errors.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { requireEdit } from '../rights/boards.ts'
import type { Team } from '../schema/team.ts'
import { readOverrides, withReadableOverrides } from '../tiles/overrides.ts'
import { findVisibleTile, type Tile } from '../tiles/store.ts'
import type { TileRequest } from './run-tiles.ts'
import { type Dashboard, findDashboard } from './store.ts'

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
