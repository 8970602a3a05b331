import type { output, ZodType } from 'zod'
import { type Json, trusted } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import type { Principal, UserPrincipal } from './auth.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'OPTIONS'

/**
 * Who may call: everyone (`public`), a signed-in user but no key (`session`), or a user whose key holds these scopes.
 * An empty list means any signed-in user or key. A route without scopes does not compile.
 */
export type Access = 'public' | 'session' | readonly string[]

/** The parsed parts of a request, and who sent it. */
export interface Asked<Params, Query, Body> {
  params: Params
  query: Query
  body: Body
  /** The address of the caller. */
  ip: string
  /** Aborted when the client goes away. */
  signal: AbortSignal
  request: Request
  /** The URL under which the caller reached us, without a trailing slash. */
  origin: string
}

/** An endpoint as data, from which `mount` makes the validation, the scope check and the call of the handler. */
export interface Route {
  method: Method | readonly Method[]
  path: string
  params?: ZodType
  query?: ZodType
  body?: ZodType
  response?: ZodType
  access: Access
  /** Logs somebody in, so that pages of other sites are refused. */
  starts_session?: true
  /** Who may call under `--strict-api-key-actions`, which refuses keys where PostHog does. */
  strict?: 'session'
  /**
   * What the path names. It is looked for before the body is checked, which is given as it was sent: where nothing is,
   * the answer is 404 whatever one sends.
   */
  find?(asked: Asked<unknown, unknown, Json | undefined> & Asking): Promise<unknown>
  handle(asked: Asked<unknown, unknown, unknown> & Asking & { found: unknown }): unknown
}

interface Asking {
  principal: Principal
  team: Team | undefined
}

type Shape = ZodType | undefined
type Output<S extends Shape> = S extends ZodType ? output<S> : unknown

/** What one writes of a route; the handler is given what the schemas read, who asks, and what was found. */
interface Entry<P extends Shape, Q extends Shape, B extends Shape, Who, Found> {
  method: Method | readonly Method[]
  path: string
  params?: P
  query?: Q
  body?: B
  response?: ZodType
  find?(asked: Asked<Output<P>, Output<Q>, Json | undefined> & Who): Promise<Found>
  handle(asked: Asked<Output<P>, Output<Q>, Output<B>> & Who & { found: Found }): unknown
}

/** A route for everyone. */
export function publicRoute<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  Found = undefined,
>(entry: Entry<P, Q, B, unknown, Found> & { starts_session?: true }): Route {
  return trusted<Route>({ ...entry, access: 'public' })
}

/** A route for a user, by session or key. */
export function route<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  Found = undefined,
>(entry: Entry<P, Q, B, { principal: UserPrincipal }, Found> & { scopes: readonly string[] | 'session' }): Route {
  return trusted<Route>({ ...entry, access: entry.scopes })
}

/**
 * A route below a project: `path` is what follows `/api/projects/:project_id`, and it answers below
 * `/api/environments/:project_id` too. The handler is given the project.
 */
export function projectRoute<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  Found = undefined,
>(
  entry: Entry<P, Q, B, { principal: UserPrincipal; team: Team }, Found> & {
    scopes: readonly string[] | 'session'
    strict?: 'session'
  },
): Route {
  return trusted<Route>({ ...entry, path: `/api/projects/:project_id${entry.path}`, access: entry.scopes })
}

/** A success other than 200 with a JSON body. */
export class Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Record<string, string>
  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}

export const created = (body: unknown) => new Reply(201, body)
export const noContent = () => new Reply(204, undefined)

/** What is for who asked alone is kept by no cache on the way or in the browser, and is read as nothing but what it is. */
export const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } as const
