import { allTiles, type ReadyTile } from '../dashboards/run-tiles.ts'
import { readQuery } from '../http/body.ts'
import { ApiError, notFound, permissionDenied } from '../http/errors.ts'
import { fail } from '../http/mount.ts'
import { Page, pageOf } from '../http/pagination.ts'
import { PRIVATE } from '../http/route.ts'
import { runInsightSafely } from '../insights/run.ts'
import { findInsight } from '../insights/store.ts'
import type { JsonObject } from '../lib/json.ts'
import { visibleTiles } from '../tiles/store.ts'
import { entryOf, findShare, type Share } from './access.ts'
import type { SharingDeps } from './deps.ts'
import { sharedRefresh, tileRequest } from './exported-data.ts'
import { publicInsight } from './public-shape.ts'

const PATH = /^\/api\/(?:projects|environments)\/([^/]+)\/(\w+)(?:\/([^/]+))?\/?$/

/**
 * The JSON interface as a viewer with `?sharing_access_token=` sees it: the insights that the link shows, in its public
 * shape, to be read and nothing more. Undefined for every other request.
 */
export function sharedApi(deps: SharingDeps): (request: Request, origin: string) => Promise<Response | undefined> {
  return async (request, origin) => {
    const query = readQuery(new URL(request.url))
    const token = query['sharing_access_token']
    if (token === undefined) return undefined
    try {
      return Response.json(await answer(deps, request, origin, String(token), query), { headers: PRIVATE })
    } catch (error) {
      return fail(error, deps)
    }
  }
}

const refused = (detail: string) => new ApiError(401, 'authentication_error', 'authentication_failed', detail)

async function answer(deps: SharingDeps, request: Request, origin: string, token: string, query: JsonObject) {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw refused('Sharing access token can only be used for GET requests.')
  const share = await findShare(deps, token)
  if (!share || (await entryOf(deps, share, request)).locked) throw refused('Sharing access token is invalid.')
  const [, project, resource, id] = PATH.exec(new URL(request.url).pathname) ?? []
  if (resource !== 'insights' || project !== String(share.team.id))
    throw permissionDenied('Sharing access token can only be used to read the insights that are shared.')
  const shown = await shownInsights(deps, share, id, query, request.signal)
  if (id !== undefined) {
    if (!shown[0]) throw notFound()
    return shown[0]
  }
  const wanted = shown.filter(({ short_id }) => query['short_id'] === undefined || query['short_id'] === short_id)
  return pageOf({ query: Page.parse(query), request, origin }, wanted, (page) => page)
}

/** What the link shows, of one insight (by id or short id) or of all. */
async function shownInsights(
  deps: SharingDeps,
  { shared, team }: Share,
  id: string | undefined,
  query: JsonObject,
  signal: AbortSignal,
) {
  const viewing = { refresh: sharedRefresh(query['refresh']), filters: {}, signal, embedded: false, whitelabel: false }
  const isWanted = (insight: { id: number; short_id: string }) =>
    id === undefined || id === insight.short_id || id === String(insight.id)
  if (shared.insight) {
    if (!isWanted(shared.insight)) return []
    const run = await runInsightSafely(deps, shared.insight, { ...viewing, team, variables: {} })
    return [publicInsight(shared.insight, run)]
  }
  const only = id === undefined ? undefined : await tilesOf(deps, shared.dashboard, id)
  const shown = ({ insight, run }: ReadyTile) => (insight && run ? [publicInsight(insight, run)] : [])
  return (await allTiles(deps, { ...tileRequest(shared.dashboard, team, viewing), only })).flatMap(shown)
}

/** The tiles that show an insight, by its id or short id. */
async function tilesOf(
  deps: SharingDeps,
  dashboard: { id: number; team_id: number },
  id: string,
): Promise<Set<number>> {
  const insight = await findInsight(deps.postgres, dashboard.team_id, id)
  const tiles = await visibleTiles(deps.postgres, dashboard.team_id, dashboard.id)
  return new Set(tiles.flatMap((tile) => (insight && tile.insight_id === insight.id ? [tile.id] : [])))
}
