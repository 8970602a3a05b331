import type { Team } from '../schema/team.ts'
import { notAuthenticated, permissionDenied } from './errors.ts'

/** A user as far as a request needs to know. */
export interface User {
  id: number
  uuid: string
  distinct_id: string
  email: string
  first_name: string
  last_name: string
  current_team_id: number | null
}

/** Who is asking: a signed-in user, a personal API key acting for its user, or nobody. */
export type Principal =
  | { kind: 'user'; user: User; organizations: string[]; session: string }
  | {
      kind: 'key'
      user: User
      /** Whose member the user is. */
      organizations: string[]
      key_id: string
      scopes: string[]
      scoped_teams: number[] | null
      scoped_organizations: string[] | null
    }
  | { kind: 'anonymous' }

/** A principal that stands for a user. */
export type UserPrincipal = Exclude<Principal, { kind: 'anonymous' }>

/** What the HTTP room is given so that it need not know how accounts are stored. */
export interface Authentication {
  /** Reads the key or the cookie. Throws 401 for a key or session that is not valid. */
  authenticate(request: Request): Promise<Principal>
  /** The project a path names (`@current` or a number), if this user may enter it. Throws 403 or 404. */
  resolveTeam(principal: UserPrincipal, id: string): Promise<Team>
}

/** `dashboard:write` also satisfies `dashboard:read`; `*` and a legacy empty list satisfy everything. */
export function hasScope(scopes: readonly string[], wanted: string): boolean {
  if (scopes.length === 0 || scopes.includes('*') || scopes.includes(wanted)) return true
  return wanted.endsWith(':read') && scopes.includes(wanted.replace(/:read$/, ':write'))
}

/** Throws unless the principal is a user, by session or by a key that holds every scope. Sessions need no scopes. */
export function requireScopes(principal: Principal, scopes: readonly string[]): UserPrincipal {
  if (principal.kind === 'anonymous') throw notAuthenticated()
  if (principal.kind === 'user') return principal
  const missing = scopes.find((scope) => !hasScope(principal.scopes, scope))
  if (missing) throw permissionDenied(`API key missing required scope '${missing}'`)
  return principal
}

/** Throws unless the principal is a signed-in user: keys never make keys. */
export function requireSession(principal: Principal): UserPrincipal {
  if (principal.kind === 'anonymous') throw notAuthenticated()
  if (principal.kind === 'key') throw permissionDenied('This action does not support personal API key access')
  return principal
}

/** An unsafe request that carries a cookie must come from this very site: other sites' forms are refused. */
export function requireSameOrigin(request: Request, principal: Principal, siteOrigins: readonly string[]): void {
  if (principal.kind !== 'user' || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  if (request.headers.has('origin')) requireNoOtherOrigin(request, siteOrigins)
  else throw csrfFailed()
}

/**
 * A log-in brings no cookie yet, and scripts name no origin. Only a page of another site is refused: it could log its
 * visitor in as somebody else, who then reads what the visitor does.
 */
export function requireNoOtherOrigin(request: Request, siteOrigins: readonly string[]): void {
  const origin = request.headers.get('origin')
  if (origin !== null && !siteOrigins.includes(origin)) throw csrfFailed()
}

const csrfFailed = () => permissionDenied('CSRF Failed: the Origin header does not name this site.')
