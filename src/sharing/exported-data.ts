import { themesFor } from '../dashboards/data-color-themes.ts'
import { allTiles, type TileRequest } from '../dashboards/run-tiles.ts'
import type { Dashboard } from '../dashboards/store.ts'
import { runInsightSafely } from '../insights/run.ts'
import type { JsonObject } from '../lib/json.ts'
import { tagsOf } from '../tags/store.ts'
import { NO_OVERRIDES } from '../tiles/overrides.ts'
import type { Entry, Share } from './access.ts'
import type { SharingDeps } from './deps.ts'
import { publicDashboard, publicInsight, publicTile } from './public-shape.ts'
import { shownSettings } from './settings.ts'

/** How the page is asked to look. */
export interface Look {
  embedded: boolean
  whitelabel: boolean
}

/** What a viewer asks for, as far as the link allows it. */
export interface Viewing extends Look {
  refresh: string
  /** Filters the viewer chose, when the owner lets them. */
  filters: JsonObject
  signal: AbortSignal
}

/** The refresh that a stranger gets: never more than what is missing or stale. */
export function sharedRefresh(asked: unknown): string {
  if (asked === 'blocking' || asked === 'true' || asked === 'force_blocking') return 'blocking'
  return asked === 'async' ? 'async' : 'lazy_async'
}

export const lockedData = ({ configuration }: Share, { embedded, whitelabel }: Look) => {
  const { theme, whitelabel: bare } = shownSettings(configuration.settings)
  return {
    type: 'unlock',
    rootClassName: `export-type-${embedded ? 'embed' : 'unlock'}`,
    ...(bare || whitelabel ? { whitelabel: true } : {}),
    ...(theme ? { theme } : {}),
  }
}

/** All that the page of an open link needs, and all that its `.json` form answers. */
export async function exportedData(
  deps: SharingDeps,
  share: Share,
  entry: Extract<Entry, { locked: false }>,
  viewing: Viewing,
) {
  const type = viewing.embedded ? 'embed' : 'scene'
  return {
    type,
    accessToken: share.token,
    rootClassName: `export-type-${type}`,
    ...(await sharedThing(deps, share, viewing)),
    ...shownSettings(share.configuration.settings),
    ...(viewing.whitelabel ? { whitelabel: true } : {}),
    ...(share.configuration.limits.viewer_date_range ? { viewer_date_range: true } : {}),
    ...(entry.proof?.by === 'cookie' ? { shareToken: entry.proof.proof } : {}),
    cohorts: [],
  }
}

async function sharedThing(deps: SharingDeps, { shared, team }: Share, viewing: Viewing) {
  if (shared.insight) {
    const { refresh, filters, signal } = viewing
    const run = await runInsightSafely(deps, shared.insight, { team, refresh, filters, variables: {}, signal })
    const themes = await themesFor(deps.postgres, { team_id: team.id, data_color_theme_id: null })
    return { insight: publicInsight(shared.insight, run), themes }
  }
  const tiles = (await allTiles(deps, tileRequest(shared.dashboard, team, viewing))).map(publicTile)
  const themes = await themesFor(deps.postgres, shared.dashboard)
  return { dashboard: { ...(await publicMetadata(deps, shared.dashboard)), tiles }, themes }
}

export function tileRequest(dashboard: Dashboard, team: Share['team'], viewing: Viewing): TileRequest {
  const { refresh, filters, signal } = viewing
  return { team, dashboard, refresh, overrides: { ...NO_OVERRIDES, filters_override: filters }, size: 'sm', signal }
}

/** The dashboard without its tiles. */
export async function publicMetadata(deps: Pick<SharingDeps, 'postgres'>, dashboard: Dashboard) {
  const tags = await tagsOf(deps.postgres, dashboard.team_id, 'dashboard', [dashboard.id])
  return publicDashboard(dashboard, tags.get(String(dashboard.id)) ?? [])
}
