import type { Authentication, Principal, UserPrincipal } from '../http/auth.ts'
import { ApiError, notFound, permissionDenied } from '../http/errors.ts'
import { sha256 } from '../lib/ids.ts'
import { keptUntilWritten } from '../postgres/kept-until-written.ts'
import type { Team } from '../schema/team.ts'
import { isInReach } from './access.ts'
import type { AccountsDeps } from './deps.ts'
import { findKey, hashOf, isUseWorthNoting, noteKeyUse } from './keys.ts'
import { findSession, goesOn, sessionOf } from './sessions.ts'
import type { Teams } from './teams.ts'

/** How requests prove who they are: a personal key (header, or body and query of old clients), else the cookie. */
export function createAuthentication(deps: AccountsDeps & { teams: Teams }): Authentication {
  const known: Known = {
    ...deps,
    key: keptUntilWritten(
      deps.postgres,
      [...USERS, 'personal_api_key'],
      (hash: string) => findKey(deps, hash),
      MAX_KNOWN,
    ),
    session: keptUntilWritten(
      deps.postgres,
      [...USERS, 'login_session'],
      (hash: string) => findSession(deps, hash),
      MAX_KNOWN,
    ),
  }
  return {
    authenticate: (request) => authenticate(known, request),
    resolveTeam: (principal, id) => resolveTeam(deps, principal, id),
  }
}

/** What says who a user is and belongs to; a project that is deleted is nobody's current one any more. */
const USERS = ['app_user', 'organization', 'organization_membership', 'team'] as const
/** Of keys and sessions each. */
const MAX_KNOWN = 1_000

/** Keys and sessions by their hash. */
interface Known extends AccountsDeps {
  key(hash: string): ReturnType<typeof findKey>
  session(hash: string): ReturnType<typeof findSession>
}

async function authenticate(deps: Known, request: Request): Promise<Principal> {
  const key = keyOf(request)
  if (key !== undefined) return byKey(deps, key)
  const token = sessionOf(request)
  if (!token) return { kind: 'anonymous' }
  const row = await deps.session(sha256(token))
  if (!row || !(await goesOn(deps, row))) return { kind: 'anonymous' }
  const { token_hash, expires_at: _, organizations, ...user } = row
  return { kind: 'user', user, organizations, session: token_hash }
}

function keyOf(request: Request): string | undefined {
  const header = request.headers.get('authorization')
  if (header) return /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1] ?? ''
  return new URL(request.url).searchParams.get('personal_api_key') ?? undefined
}

async function byKey(deps: Known, value: string): Promise<Principal> {
  const row = value === '' ? undefined : await deps.key(hashOf(value))
  if (!row)
    throw new ApiError(
      401,
      'authentication_error',
      'authentication_failed',
      'Personal API key found in request Authorization header is invalid.',
    )
  const { key_id, scopes, scoped_teams, scoped_organizations, last_used_at, organizations, ...user } = row
  if (isUseWorthNoting(deps.clock(), last_used_at)) await noteKeyUse(deps, key_id)
  return { kind: 'key', user, organizations, key_id, scopes, scoped_teams, scoped_organizations }
}

async function resolveTeam(deps: AccountsDeps & { teams: Teams }, principal: UserPrincipal, id: string): Promise<Team> {
  const { user, organizations } = principal
  const wanted = id === '@current' ? user.current_team_id : /^[1-9]\d*$/.test(id) ? Number(id) : null
  const team = wanted !== null ? await deps.teams.get(wanted) : undefined
  if (!team) throw notFound()
  if (!organizations.includes(team.organization_id)) throw permissionDenied("You don't have access to the project.")
  if (principal.kind === 'key') requireInScope(principal, team)
  return team
}

function requireInScope(key: Extract<UserPrincipal, { kind: 'key' }>, team: Team): void {
  if (key.scoped_teams && key.scoped_teams.length > 0 && !key.scoped_teams.includes(team.id))
    throw permissionDenied(`API key does not have access to the requested project: ID ${team.id}.`)
  if (!isInReach(key, team.organization_id))
    throw permissionDenied(`API key does not have access to the requested organization: ID ${team.organization_id}.`)
}
