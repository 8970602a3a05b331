import { userPresenter } from '../accounts/present.ts'
import { notFound } from '../http/errors.ts'
import type { InsightDeps } from '../insights/deps.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { rightsOn } from '../rights/boards.ts'
import { tagsOf } from '../tags/store.ts'
import type { Overrides } from '../tiles/overrides.ts'
import { type DashboardContext, presentMetadata, WRITE_ONLY } from './present.ts'
import { type Asked, requestOf } from './requests.ts'
import { allTiles, variablesOf } from './run-tiles.ts'
import { type Dashboard, lastViewsOf, sharedAmong } from './store.ts'

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
