import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import { ClickHouseError, UNREACHABLE } from '../clickhouse/clickhouse.ts'
import type { Json } from '../lib/json.ts'
import { jsonParts } from '../lib/json-text.ts'
import type { Log } from '../lib/log.ts'
import { takingTurns } from '../lib/turns.ts'
import { isProjectGone, isShort } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import {
  type Authentication,
  type Principal,
  requireNoOtherOrigin,
  requireSameOrigin,
  requireScopes,
  requireSession,
} from './auth.ts'
import { MAX_BODY_BYTES, readBody, readQuery, STRANGERS_BYTES } from './body.ts'
import { withBodyOfGet } from './body-of-get.ts'
import { ApiError, methodNotAllowed, notFound, notPersisted } from './errors.ts'
import type { RateLimits } from './rate-limits.ts'
import { type Method, PRIVATE, Reply, type Route } from './route.ts'
import { textStream } from './text-stream.ts'
import { asUnfitValue, isOutOfRange, LARGEST } from './unfit-values.ts'
import { validate, validateBody } from './validate.ts'

export interface MountOptions {
  authentication: Authentication
  log: Log
  /** Take the client's address from `X-Forwarded-For`; only behind a proxy that sets it. */
  trust_proxy: boolean
  /** The public URL, when it is configured. */
  site_url: string | undefined
  /** Also check what handlers answer against the route's response schema: in tests and development. */
  check_responses: boolean
  /** Refuse keys where PostHog does, by the `strict` of the routes. */
  strict_api_key_actions: boolean
  /** Counts the requests of personal keys, where they are limited. */
  rate_limits: RateLimits | undefined
}

const PROJECTS = '/api/projects/:project_id'
const ENVIRONMENTS = '/api/environments/:project_id'

/** Addresses from before there were several projects, which PostHog still answers: for the one that the user looks at. */
const FLAT = new Map([
  ['events', '/api/event'],
  ['events.csv', '/api/event.csv'],
  ['persons', '/api/person'],
  ['cohorts', '/api/cohort'],
  ['dashboards', '/api/dashboard'],
  ['insights', '/api/dashboard_item'],
])

/** Registers every route of the table, below both base paths, and says which methods a path takes where another is used. */
export function mount(hono: Hono, routes: readonly Route[], options: MountOptions): void {
  // Words come before parameters, with every method: `bulk_update_tags` is no id of a dashboard, whoever GETs it.
  for (const some of [routes.filter(endsInWord), routes.filter((route) => !endsInWord(route))]) {
    const taken = new Map<string, Method[]>()
    for (const route of some) {
      for (const path of pathsOf(route)) {
        taken.set(path, [...(taken.get(path) ?? []), ...methodsOf(route)])
        hono.on([...methodsOf(route)], path, (c) => answer(c, route, options))
      }
    }
    for (const [path, methods] of taken) hono.all(path, (c) => otherMethod(c, allowed(methods), options))
  }
}

/** The methods that a path takes, as the header `Allow` lists them. HEAD is a GET without its body. */
function allowed(methods: readonly Method[]): string {
  const head = methods.includes('GET') ? ['HEAD'] : []
  return [...new Set([...methods, ...head, 'OPTIONS'])].join(', ')
}

/**
 * OPTIONS asks what a path takes, and is told without a key: the answer is the same for everybody. It lets no page of another
 * site in, because it says nothing of origins.
 */
function otherMethod({ req }: Context, allow: string, options: MountOptions): Response {
  if (req.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
  return fail(methodNotAllowed(`Method "${req.method}" not allowed.`, { allow }), options)
}

/** `@current` stands for an id. */
const endsInWord = ({ path }: Route) => !/[:@][^/]*$/.test(path)

const methodsOf = (route: Route): readonly Method[] =>
  typeof route.method === 'string' ? [route.method] : route.method

function pathsOf({ path }: Route): string[] {
  if (path.startsWith(PROJECTS)) return [path, path.replace(PROJECTS, ENVIRONMENTS), ...flatPathsOf(path)]
  // Clients that encode whole segments ask for `/api/users/%40me/`; parameters are decoded, fixed text is not.
  return path.includes('@') ? [path, path.replaceAll('@', '%40')] : [path]
}

function flatPathsOf(path: string): string[] {
  const [room = '', ...rest] = path.slice(PROJECTS.length + 1).split('/')
  const flat = FLAT.get(room)
  return flat ? [[flat, ...rest].join('/')] : []
}

async function answer(c: Context, route: Route, options: MountOptions): Promise<Response> {
  let sent: Json | undefined
  try {
    const request = c.req.raw
    const origin = originOf(c, options)
    const principal = route.access === 'public' ? anonymous : await options.authentication.authenticate(request)
    admit(principal, route, request, origin, options)
    const team = await teamOf(c, principal, route, options)
    if (principal.kind === 'key') options.rate_limits?.take(principal.key_id, request.method, route.path)
    const query = readQuery(new URL(request.url))
    if (route.body) sent = await bodyOf(c, route)
    const asked = {
      principal,
      team,
      params: route.params ? validate(route.params, c.req.param()) : c.req.param(),
      query: route.query ? validate(route.query, query) : query,
      body: sent,
      ip: ipOf(c, options),
      signal: request.signal,
      request,
      origin,
    }
    const found = await route.find?.(asked)
    const body = route.body && sent !== undefined ? validateBody(route.body, sent) : undefined
    const response = respond(await route.handle({ ...asked, found, body }), route, options)
    // Nobody reads the body of a HEAD: a stream ends with it, and the work behind the stream.
    if (request.method === 'HEAD') response.body?.cancel().catch(() => undefined)
    return response
  } catch (error) {
    const id = c.req.param('id') ?? ''
    return fail(isBeyondIds(id) && isAboutSize(error) ? notFound() : error, options, sent)
  }
}

async function bodyOf(c: Context, route: Route): Promise<Json> {
  const most = route.access === 'public' ? STRANGERS_BYTES : MAX_BODY_BYTES
  return readBody(await withBodyOfGet(c.req.raw, c.env?.incoming, most), most)
}

/** A path with a number larger than any id is one where nothing can be, not a mistake. */
const isBeyondIds = (id: string) => /^\d+$/.test(id) && Number(id) > LARGEST

const isAboutSize = (error: unknown) =>
  error instanceof ApiError ? error.status === 400 && error.attr === 'id' : isOutOfRange(error)

const anonymous: Principal = { kind: 'anonymous' }

function admit(principal: Principal, route: Route, request: Request, origin: string, options: MountOptions): void {
  const sites = options.site_url ? [origin, options.site_url] : [origin]
  if (route.starts_session) requireNoOtherOrigin(request, sites)
  if (route.access === 'public') return
  if (route.path.startsWith(PROJECTS) && route.access !== 'session') requireScopes(principal, [])
  else requireAccess(principal, route, options)
  requireSameOrigin(request, principal, sites)
}

function requireAccess(principal: Principal, route: Route, options: MountOptions): void {
  const access = (options.strict_api_key_actions ? route.strict : undefined) ?? route.access
  if (access === 'session') requireSession(principal)
  else if (access !== 'public') requireScopes(principal, access)
}

/** The project comes before the scope: a stranger to the project learns only that. */
async function teamOf(
  c: Context,
  principal: Principal,
  route: Route,
  options: MountOptions,
): Promise<Team | undefined> {
  if (principal.kind === 'anonymous' || !route.path.startsWith(PROJECTS)) return undefined
  const team = await options.authentication.resolveTeam(principal, c.req.param('project_id') ?? '@current')
  requireAccess(principal, route, options)
  return team
}

function respond(result: unknown, route: Route, options: MountOptions): Response {
  if (result instanceof Response) return result
  const reply = result instanceof Reply ? result : new Reply(200, result)
  if (options.check_responses && route.response && reply.status < 300) route.response.parse(reply.body)
  if (reply.body === undefined) return new Response(null, { status: reply.status, headers: reply.headers })
  const headers = {
    ...(route.access === 'public' ? {} : PRIVATE),
    'content-type': 'application/json',
    ...reply.headers,
  }
  return new Response(jsonBody(reply.body), { status: reply.status, headers })
}

/** A body of one part is sent as it is, a larger one part by part. */
function jsonBody(body: unknown): string | ReadableStream<Uint8Array> {
  const parts = jsonParts(body)
  const first = parts.next().value ?? ''
  const second = parts.next()
  if (second.done) return first
  return textStream(inTurns(first, second.value, parts))
}

async function* inTurns(first: string, second: string, parts: Generator<string>): AsyncGenerator<string> {
  yield first
  yield second
  const turn = takingTurns()
  for (const part of parts) {
    yield part
    await turn()
  }
}

/** The one place where an error becomes a response. What is not of the catalogue is logged and shown as nothing more. */
export function fail(error: unknown, options: Pick<MountOptions, 'log'>, sent?: Json): Response {
  const known = error instanceof ApiError ? error : unknownError(error, options.log, sent)
  if (known === error && known.cause !== undefined) options.log.error('a request failed', known.cause)
  return new Response(JSON.stringify(known.body()), {
    status: known.status,
    headers: { 'content-type': 'application/json', ...known.headers },
  })
}

const CLOSED = 'Client connection prematurely closed.'
/** The reasons with which the server aborts the signal of a request whose client has gone: texts, and no errors. */
const ABORTED: unknown[] = [CLOSED, 'Error: aborted']

/** The client went away, before its body was whole or while the answer was made: nothing failed here. */
function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return ABORTED.includes(error)
  const { name, message } = error
  if (name === 'AbortError' || message === CLOSED) return true
  return message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
}

/** A store is short of something that may come back. 243 is ClickHouse without room. */
const isShortage = (error: unknown) =>
  isShort(error) || (error instanceof ClickHouseError && (error.code === UNREACHABLE || error.code === 243))

function unknownError(error: unknown, log: Log, sent: Json | undefined): ApiError {
  if (isGone(error)) return new ApiError(408, 'invalid_request', 'request_aborted', 'The request was aborted.')
  if (isProjectGone(error)) return notFound()
  const unfit = asUnfitValue(error, sent)
  if (unfit) return unfit
  if (isShortage(error))
    return notPersisted('This cannot be done now: the store is short of something. Try again.', error)
  log.error('a request failed', error)
  return new ApiError(500, 'server_error', 'error', 'A server error occurred.')
}

/** The URL the caller used, from the configured site or the request. */
export function originOf(c: Context, options: Pick<MountOptions, 'site_url' | 'trust_proxy'>): string {
  // Each of several proxies may have added its own; the first is what the caller used.
  const said = (name: string) => (options.trust_proxy ? c.req.header(name)?.split(',')[0]?.trim() : undefined)
  const forwarded = said('x-forwarded-proto')
  const url = new URL(c.req.url)
  const host = said('x-forwarded-host') ?? c.req.header('host') ?? url.host
  if (options.site_url && new URL(options.site_url).host === host) return options.site_url
  return `${forwarded ?? url.protocol.replace(':', '')}://${host}`
}

/** The caller's address; forwarded headers are believed only when the configuration says so. */
export function ipOf(c: Context, options: Pick<MountOptions, 'trust_proxy'>): string {
  const address = options.trust_proxy ? forwardedFor(c) : undefined
  if (address !== undefined) return asIPv4(address)
  try {
    return asIPv4(getConnInfo(c).remote.address ?? '127.0.0.1')
  } catch {
    return '127.0.0.1' // a request made in process, in tests
  }
}

/** The first address that a header of a proxy names. */
function forwardedFor(c: Context): string | undefined {
  const standard = /^[^,]*?\bfor="?([^",;]+)/i.exec(c.req.header('forwarded') ?? '')?.[1]
  const said = [c.req.header('x-forwarded-for')?.split(',')[0], c.req.header('x-real-ip'), standard]
  return said.map(addressIn).find(isIP)
}

/** An address without its port. Of one of IPv6 without brackets the last group is no port. */
function addressIn(said = ''): string {
  const text = said.trim()
  return /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
}

/** Sockets of both kinds write an address of IPv4 as one of IPv6. */
const asIPv4 = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** What unknown API paths answer. */
export const unknownPath = (options: Pick<MountOptions, 'log'>) => fail(notFound('Endpoint not found.'), options)
