import { corsHeaders, corsJson, preflight } from '../http/cors.ts'
import { ApiError, invalid, methodNotAllowed, notFound, notPersisted } from '../http/errors.ts'
import { type Method, publicRoute, type Route } from '../http/route.ts'
import type { Json } from '../lib/json.ts'
import { readBytes, readInTurn } from './body.ts'
import { bytesOfField, codingOf, type Decoded, decode, tooLarge } from './decode.ts'
import type { CaptureDeps } from './deps.ts'
import { flagRoutes } from './flags.ts'
import { type EventResult, ingest } from './ingest.ts'
import { type CapturedEvent, isRejection, normalize, type Rejection, readPayload, unauthorized } from './normalize.ts'
import { remoteConfigRoutes } from './remote-config.ts'
import { sdkFileRoutes } from './sdk-files.ts'
import { sdkLinkRoutes } from './sdk-links.ts'
import { sentAtOfQuery } from './timestamp.ts'
import { v1Routes } from './v1.ts'
import { Overloaded } from './writer.ts'

const EVENT_PATHS = ['/batch', '/e', '/i/v0/e', '/capture', '/track', '/engage', '/i/v0/ai/batch']
/** What newer SDKs may ask for and we do not serve: a plain 404 stops them. */
const NOT_SERVED = [
  ...['/i/v0/ai', '/i/v0/ai/otel', '/api/push_subscriptions', '/api/conversations/v1/widget/:rest{.+}'],
]
const ANY: Method[] = ['GET', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']
const OK = '{"status":"Ok"}'
const NOT_TAKEN = new Set(['PUT', 'PATCH', 'DELETE'])

/** Everything SDKs call: events, flags, remote config and their own files. Never reads a cookie. */
export function captureRoutes(deps: CaptureDeps): Route[] {
  return [
    ...EVENT_PATHS.map((path) => captureRoute(deps, path, (request, ip) => capture(deps, path, request, ip))),
    captureRoute(deps, '/s', (request) => drop(request, { status: 'Ok' })),
    captureRoute(deps, '/i/v1/logs', (request) => drop(request, notKept('Logs'))),
    captureRoute(deps, '/i/v1/metrics', (request) => drop(request, notKept('Metrics'))),
    ...v1Routes(deps, (path, handle) => captureRoute(deps, path, handle)),
    ...flagRoutes(deps, (path, handle, status) => captureRoute(deps, path, handle, status)),
    ...remoteConfigRoutes(deps),
    ...sdkFileRoutes(),
    ...sdkLinkRoutes(deps),
    ...NOT_SERVED.map((path) => notServed(path)),
  ]
}

type Handle = (request: Request, ip: string) => Promise<Response>

/** A capture path: it answers preflights, and every answer carries CORS headers, errors too. */
function captureRoute(deps: CaptureDeps, path: string, handle: Handle, preflightStatus = 200): Route {
  return publicRoute({
    method: ANY,
    path,
    handle: async ({ request, ip }) => {
      if (request.method === 'OPTIONS') return preflight(request, preflightStatus, preflightStatus === 200 ? OK : null)
      try {
        if (NOT_TAKEN.has(request.method)) throw methodNotAllowed(`Method "${request.method}" not allowed.`)
        return await handle(request, ip)
      } catch (error) {
        return failure(deps, request, error)
      }
    },
  })
}

/** Overload is 503, never 429 and never another 4xx: browsers throw events away on those. */
function failure(deps: CaptureDeps, request: Request, error: unknown): Response {
  if (error instanceof ApiError) return corsJson(request, error.status, error.body(), error.headers)
  if (!(error instanceof Overloaded)) deps.log.error('capture failed', error)
  const busy = notPersisted('Events cannot be stored right now. Try again.')
  return corsJson(request, 503, busy.body(), busy.headers)
}

async function capture(deps: CaptureDeps, path: string, request: Request, ip: string): Promise<Response> {
  const url = new URL(request.url)
  return answer(request, url, await store(deps, path, request, url, ip))
}

/** A function of its own, so that the body that was read can be freed while its sender waits for the events to be durable. */
async function store(deps: CaptureDeps, path: string, request: Request, url: URL, ip: string): Promise<EventResult[]> {
  const now = deps.clock().getTime()
  const { body, size } = await readEvents(deps, request, url)
  const sentAt = sentAtOfQuery(url.searchParams.get('_')) ?? sentAtOfQuery(url.searchParams.get('sent_at'))
  const payload = readPayload(body, { sent_at: sentAt })
  const team = await deps.teams.byApiToken(payload.token)
  if (!team) throw unauthorized('The project API key belongs to no project.')
  const { sent_at, token } = payload
  const arrival = { token, sent_at, now, ip, anonymize_ips: team.anonymize_ips, engage: path === '/engage' }
  const results = payload.events.map((event) => normalize(event, arrival))
  const rejections = results.filter(isRejection)
  const events = results.filter((result): result is CapturedEvent => !isRejection(result))
  const [rejected] = rejections
  if (events.length === 0 && rejected) throw invalid(SENTENCES[rejected.reason], null, rejected.reason)
  report(deps, team.id, rejections)
  return ingest(deps, team, events, size)
}

async function readEvents(deps: CaptureDeps, request: Request, url: URL): Promise<Decoded> {
  const parameter = url.searchParams.get('data')
  const bytes = parameter ? bytesOfField(parameter) : await readInTurn(request, deps.limits.wire_bytes)
  return decode({
    bytes,
    content_type: parameter ? '' : (request.headers.get('content-type') ?? ''),
    content_encoding: parameter ? '' : codingOf(request.headers),
    hint: url.searchParams.get('compression') ?? '',
    max_bytes: deps.limits.inflated_bytes,
  })
}

function answer(request: Request, url: URL, outcomes: EventResult[]): Response {
  if (outcomes.some(({ result }) => result === 'retry')) throw new Overloaded('not persisted')
  if (outcomes.length > 0 && outcomes.every(({ details }) => details === 'event_too_big')) throw tooLarge()
  if (outcomes.length > 0 && outcomes.every(({ details }) => details === 'event_too_big' || details === 'rejected'))
    throw invalid('The event cannot be stored.', null, 'rejected')
  if (url.searchParams.get('beacon') === '1') return new Response(null, { status: 204, headers: corsHeaders(request) })
  return corsJson(request, 200, { status: 'Ok' })
}

function report(deps: CaptureDeps, teamId: number, rejections: Rejection[]): void {
  for (const { uuid, reason } of rejections) deps.warnings.add(teamId, reason, { eventUuid: uuid ?? null, reason })
}

const SENTENCES: Record<Rejection['reason'], string> = {
  invalid_payload: 'An event must be an object.',
  missing_event_name: 'An event needs a name in "event".',
  missing_distinct_id: 'An event needs a "distinct_id".',
  invalid_cookieless_mode: '"$cookieless_mode" must be true or false.',
}

/** Session recordings, logs and metrics are not kept: read and answered, so that the SDK neither repeats nor complains. */
async function drop(request: Request, body: Json): Promise<Response> {
  await readBytes(request, 25 * 1024 * 1024)
  return corsJson(request, 200, body)
}

/** OpenTelemetry's form for a warning: its exporters print it and do not send again; PostHog's SDKs do not read it. */
const notKept = (what: string) => ({ partialSuccess: { errorMessage: `${what} are not kept here.` } })

function notServed(path: string): Route {
  return publicRoute({
    method: ANY,
    path,
    handle: ({ request }) =>
      request.method === 'OPTIONS'
        ? preflight(request, 200, OK)
        : corsJson(request, 404, notFound('This endpoint is not served here.').body()),
  })
}
