import { randomUUID } from 'node:crypto'
import { corsHeaders, corsJson, preflight } from '../http/cors.ts'
import { invalid } from '../http/errors.ts'
import { etagOf, hasVersion } from '../http/etag.ts'
import { Page, paginated } from '../http/pagination.ts'
import { projectRoute, publicRoute, type Route, route } from '../http/route.ts'
import { isObject, type JsonObject, objectOr } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import { readBytes } from './body.ts'
import { bytesOfField, codingOf, decode } from './decode.ts'
import type { CaptureDeps } from './deps.ts'
import { checkedToken, unauthorized } from './normalize.ts'
import { remoteConfig } from './remote-config.ts'

type Handle = (request: Request, ip: string) => Promise<Response>
type Register = (path: string, handle: Handle, preflightStatus: number) => Route

const MAX_BYTES = 2 * 1024 * 1024

/**
 * Flags and what else SDKs ask for beside them. None are stored, so the truthful answer is that none exist; a 404 would be
 * an error in every SDK.
 */
export function flagRoutes(deps: CaptureDeps, register: Register): Route[] {
  return [
    register('/flags', (request) => flags(deps, request), 204),
    register('/decide', (request) => flags(deps, request), 204),
    ...['/flags/definitions', '/api/feature_flag/local_evaluation'].map(localEvaluation),
    emptyList('/api/surveys', { surveys: [] }),
    emptyList('/api/early_access_features', { earlyAccessFeatures: [] }),
    emptyList('/api/web_experiments', { experiments: [] }),
    emptyList('/api/product_tours', { product_tours: [] }),
    ...['/feature_flags', '/experiments', '/surveys'].map(noneStored),
    oldFlags(),
  ]
}

async function flags(deps: CaptureDeps, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const isDecide = url.pathname.startsWith('/decide')
  const withConfig = isDecide || url.searchParams.get('config') === 'true' || !url.searchParams.has('v')
  const common = { errorsWhileComputingFlags: false, requestId: randomUUID(), evaluatedAt: deps.clock().getTime() }
  const noFlags = { ...(isDecide ? noneDecided(url) : noneEvaluated(url)), ...common }
  if (request.method !== 'POST' && !url.searchParams.has('data'))
    return corsJson(request, 200, { ...noFlags, ...configOf() })
  const team = await teamOf(deps, request, url, isDecide)
  return corsJson(request, 200, { ...(withConfig ? configOf(team) : {}), ...noFlags })
}

const configOf = (team?: Team) => ({ ...remoteConfig(team), config: { enable_collect_everything: true } })

/** "There are no flags" in the form of each version of the protocol. */
function noneEvaluated(url: URL): JsonObject {
  return url.searchParams.get('v') === '1' ? { featureFlags: {}, featureFlagPayloads: {} } : { flags: {} }
}

/** The same in the forms of the older protocol. */
function noneDecided(url: URL): JsonObject {
  const version = url.searchParams.get('v') ?? '1'
  if (version === '1') return { featureFlags: [] }
  if (version === '2') return { featureFlags: {} }
  if (version === '3') return { featureFlags: {}, featureFlagPayloads: {} }
  return { flags: {} }
}

async function teamOf(deps: CaptureDeps, request: Request, url: URL, isDecide: boolean): Promise<Team> {
  const parameter = url.searchParams.get('data')
  const { body } = await decode({
    bytes: parameter ? bytesOfField(parameter) : await readBytes(request, MAX_BYTES),
    content_type: request.headers.get('content-type') ?? '',
    content_encoding: codingOf(request.headers),
    hint: url.searchParams.get('compression') ?? '',
    max_bytes: deps.limits.inflated_bytes,
  })
  const asked = isObject(body) ? body : {}
  const token = asked['token'] ?? asked['api_key'] ?? url.searchParams.get('token')
  if (typeof token !== 'string') throw unauthorized('The request has no project API key.')
  const team = await deps.teams.byApiToken(checkedToken(token))
  if (!team) throw unauthorized('The project API key belongs to no project.')
  const distinctId = asked['distinct_id'] ?? objectOr(asked['properties'])['distinct_id']
  if (!isDecide && (distinctId === undefined || distinctId === null || distinctId === ''))
    throw invalid('The request has no distinct_id.', 'distinct_id', 'missing_distinct_id')
  return team
}

function localEvaluation(path: string): Route {
  const body = JSON.stringify({ flags: [], group_type_mapping: {}, cohorts: {} })
  const etag = etagOf(body)
  return route({
    method: 'GET',
    path,
    scopes: ['feature_flag:read'],
    handle: ({ request }) => {
      if (hasVersion(request, etag)) return new Response(null, { status: 304, headers: { etag } })
      return new Response(body, { headers: { 'content-type': 'application/json', etag } })
    },
  })
}

/** An empty list. Data pipelines and agents' tools read these with everything else, and would take a 404 for a failure. */
function noneStored(path: string): Route {
  const entry = { method: 'GET', path, scopes: [`${path.slice(1, -1)}:read`], query: Page } as const
  return projectRoute({ ...entry, handle: (asked) => paginated(asked, 0, []) })
}

/** Here the Python SDK before 2.0 loads flags when it has a personal key; a 404 would throw in its user's code. */
const oldFlags = (): Route =>
  route({
    method: 'GET',
    path: '/api/feature_flag',
    scopes: ['feature_flag:read'],
    query: Page,
    handle: (asked) => paginated(asked, 0, []),
  })

function emptyList(path: string, body: JsonObject): Route {
  return publicRoute({
    method: ['GET', 'OPTIONS'],
    path,
    handle: ({ request }) =>
      request.method === 'OPTIONS'
        ? preflight(request, 200, null)
        : new Response(JSON.stringify(body), {
            headers: { 'content-type': 'application/json', ...corsHeaders(request) },
          }),
  })
}
