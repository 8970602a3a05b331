import { z } from 'zod'
import { noteActivity } from '../activity/store.ts'
import { streamTiles } from '../dashboards/stream-tiles.ts'
import { readBody, STRANGERS_BYTES } from '../http/body.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { publicRoute, Reply, type Route } from '../http/route.ts'
import { eventStream } from '../http/sse.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'
import { networkOf } from '../lib/networks.ts'
import { entryOf, findShare, type Share } from './access.ts'
import { scopeOf } from './configuration.ts'
import type { SharingDeps } from './deps.ts'
import {
  exportedData,
  type Look,
  lockedData,
  publicMetadata,
  sharedRefresh,
  tileRequest,
  type Viewing,
} from './exported-data.ts'
import { countGuess, GuessesInTurn, markRight } from './guesses.ts'
import { missingPage, sharedPage, shareHeaders } from './page.ts'
import { matchingPassword, passwordsOf, type SharePassword } from './passwords.ts'
import { proofCookie, signProof } from './proof.ts'
import { publicTile } from './public-shape.ts'
import { ViewerRanges } from './viewer-ranges.ts'
import { noteView } from './views.ts'

/** Pages of links: no log-in, and no session is read. */
export function publicRoutes(deps: SharingDeps): Route[] {
  const kept = { ranges: new ViewerRanges(deps), guesses: new GuessesInTurn() }
  return ['/shared', '/embedded', '/shared_dashboard'].flatMap((prefix) => linkRoutes(deps, kept, prefix))
}

/** What is remembered of viewers between requests, of all routes together. */
interface Kept {
  ranges: ViewerRanges
  guesses: GuessesInTurn
}

const Name = z.object({ name: z.string() })

function linkRoutes(deps: SharingDeps, { ranges, guesses }: Kept, prefix: string): Route[] {
  const lookOf = (query: JsonObject): Look => ({
    embedded: prefix === '/embedded' || query['embedded'] !== undefined,
    whitelabel: query['whitelabel'] !== undefined,
  })
  /** Only for who may enter: it spends from what the link allows. */
  const viewingOf = (share: Share, query: JsonObject, signal: AbortSignal): Viewing => ({
    ...lookOf(query),
    refresh: sharedRefresh(query['refresh']),
    filters: ranges.filtersOf(share, query),
    signal,
  })
  return [
    publicRoute({
      method: 'GET',
      path: `${prefix}/:name`,
      params: Name,
      query: AnyQuery,
      handle: async ({ params, query, request, signal }) => {
        const [token = '', ending] = params.name.split('.')
        const share = await findShare(deps, token)
        if (ending === 'png') return share ? preview() : missingPage()
        if (!share && ending === 'json') throw notFound()
        if (!share) return missingPage()
        const entry = await entryOf(deps, share, request)
        const look = lookOf(query)
        const wantsJson = ending === 'json' || (request.headers.get('accept') ?? '').startsWith('application/json')
        const data = entry.locked
          ? lockedData(share, look)
          : await exportedData(deps, share, entry, viewingOf(share, query, signal))
        if (!entry.locked) await noteView(deps, share, { password_id: entry.password_id, embedded: look.embedded })
        if (wantsJson) return new Reply(200, data, shareHeaders(share))
        return sharedPage(200, share, data, entry.locked ? LOCKED : wordsOf(share))
      },
    }),
    publicRoute({
      method: 'POST',
      path: `${prefix}/:name`,
      params: Name,
      handle: async ({ params, request, ip, origin }) => {
        const [token = ''] = params.name.split('.')
        const share = await findShare(deps, token)
        if (!share) return missingPage()
        const proof = await unlock(deps, share, request, { ip, guesses })
        if (!proof) throw incorrectPassword(share)
        const cookie = proofCookie(proof, new URL(request.url).pathname, origin.startsWith('https'))
        return new Reply(200, { shareToken: proof }, { ...shareHeaders(share), 'set-cookie': cookie })
      },
    }),
    publicRoute({
      method: 'GET',
      path: `${prefix}/:name/tiles`,
      params: Name,
      query: AnyQuery,
      handle: async ({ params, query, request, signal }) => {
        const share = await findShare(deps, params.name)
        if (!share?.shared.dashboard) throw notFound()
        const entry = await entryOf(deps, share, request)
        if (entry.locked) return new Reply(401, { type: 'unlock' }, shareHeaders(share))
        const { dashboard } = share.shared
        const viewing = { ...viewingOf(share, query, signal), refresh: 'blocking' }
        const metadata = await publicMetadata(deps, dashboard)
        return eventStream(
          streamTiles(deps, tileRequest(dashboard, share.team, viewing), { metadata, tile: publicTile }),
        )
      },
    }),
  ]
}

/** With `error` beside the four keys, which is all that PostHog's page reads. */
const incorrectPassword = (share: Share) =>
  new ApiError(401, 'authentication_error', 'authentication_failed', 'Incorrect password', {
    extra: { error: 'Incorrect password' },
    headers: shareHeaders(share),
  })

const LOCKED = { title: 'Password needed', description: '' }

function wordsOf({ shared }: Share) {
  const { name, description } = shared.dashboard ?? shared.insight
  return { title: name ?? 'Shared insight', description: description ?? '' }
}

/** No picture is drawn of a board yet: messengers get ours, and are told to ask again. */
const preview = () => new Reply(302, undefined, { location: '/shared-preview.png', 'cache-control': 'no-store' })

/** Longer than any that can be set. */
const LONGEST = 1024

/** The proof for a right password, undefined for a wrong or missing one. Throws 429 and 503. */
async function unlock(
  deps: SharingDeps,
  share: Share,
  request: Request,
  { ip, guesses }: { ip: string; guesses: GuessesInTurn },
): Promise<string | undefined> {
  const { configuration, token } = share
  const given = await readBody(request, STRANGERS_BYTES).then(
    (body) => objectOr(body)['password'],
    () => undefined,
  )
  if (!configuration.password_required || typeof given !== 'string' || given === '' || given.length > LONGEST)
    return undefined
  const now = deps.clock()
  const holdsProof = !(await entryOf(deps, share, request)).locked
  const address = networkOf(ip)
  const password = await guesses.judge(configuration, address, async () => {
    const guess = await countGuess(deps.postgres, configuration, { address, now, holdsProof })
    const found = await matchingPassword(deps, given, await passwordsOf(deps.postgres, configuration.id))
    if (found) await markRight(deps.postgres, guess)
    return found
  })
  await noteAttempt(deps, share, ip, password)
  return password && signProof(deps.secret, configuration, token, password.origin, now)
}

async function noteAttempt(deps: SharingDeps, share: Share, client_ip: string, password: SharePassword | undefined) {
  const { configuration, shared, team, token } = share
  const kind = shared.dashboard ? 'dashboard' : 'insight'
  const scope = scopeOf({ kind })
  const { id, name } = shared.dashboard ?? shared.insight
  const after = {
    access_token_suffix: token.slice(-6),
    client_ip,
    success: password !== undefined,
    resource_type: kind,
    ...(password ? { password_id: password.id, password_note: password.note } : {}),
  }
  const activity = password ? 'share_login_success' : 'share_login_failed'
  const changes = [{ type: scope, action: 'changed', field: 'authentication_attempt', after }]
  const about = { team_id: configuration.team_id, scope, item_id: id, activity }
  const stranger = { userId: null, now: deps.clock() }
  await noteActivity(deps.postgres, stranger, { ...about, detail: { name, type: kind, changes } })
  if (!password) deps.log.debug(`a wrong password was given for a share of project ${team.id}`)
}
