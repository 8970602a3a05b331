import type { UserPrincipal } from '../http/auth.ts'
import { notFound, permissionDenied } from '../http/errors.ts'
import type { AccountsDeps } from './deps.ts'
import { LEVEL, membershipLevel, organizationsOf } from './organizations.ts'
import type { Passwords } from './passwords.ts'
import { withFacts } from './team-facts.ts'
import type { Teams } from './teams.ts'

export type AccessDeps = AccountsDeps & { teams: Teams; passwords: Passwords }

/** False for a key that is for other organizations alone. */
export function isInReach(principal: UserPrincipal, organizationId: string): boolean {
  const only = principal.kind === 'key' ? principal.scoped_organizations : null
  return !only || only.length === 0 || only.includes(organizationId)
}

/** The organization a path names, if this user belongs to it. Throws 404, and 403 for a key that is for others. */
export async function organizationOf(deps: AccessDeps, principal: UserPrincipal, id: string) {
  const all = await organizationsOf(deps, principal.user.id)
  const found = id === '@current' ? await currentOrganization(deps, principal, all) : all.find((o) => o.id === id)
  if (!found) throw notFound()
  if (!isInReach(principal, found.id))
    throw permissionDenied(`API key does not have access to the requested organization: ID ${found.id}.`)
  return found
}

/** The same for what concerns all projects of the organization: keys for some projects are refused. */
export async function managedOrganization(deps: AccessDeps, principal: UserPrincipal, id: string) {
  const found = await organizationOf(deps, principal, id)
  if (principal.kind === 'key' && principal.scoped_teams && principal.scoped_teams.length > 0)
    throw permissionDenied('API keys with scoped projects are only supported on project-based endpoints.')
  return found
}

export async function currentOrganization<O extends { id: string }>(
  deps: AccessDeps,
  principal: UserPrincipal,
  all: O[],
) {
  const team =
    principal.user.current_team_id === null ? undefined : await deps.teams.get(principal.user.current_team_id)
  return all.find((organization) => organization.id === team?.organization_id) ?? all[0]
}

/** The projects of an organization that this principal may enter. */
export async function visibleTeams(deps: Pick<AccessDeps, 'teams'>, principal: UserPrincipal, organizationId: string) {
  if (!isInReach(principal, organizationId)) return []
  const teams = await deps.teams.ofOrganization(organizationId)
  const only = principal.kind === 'key' ? principal.scoped_teams : null
  return only && only.length > 0 ? teams.filter((team) => only.includes(team.id)) : teams
}

/** The same, with what was captured for each. */
export const knownTeams = async (deps: AccessDeps, principal: UserPrincipal, organizationId: string) =>
  withFacts(deps, await visibleTeams(deps, principal, organizationId))

/** What this user may do in an organization: member 1, administrator 8, owner 15. */
export const levelIn = async (deps: AccessDeps, principal: UserPrincipal, organizationId: string) =>
  (await membershipLevel(deps, principal.user.id, organizationId)) ?? 1

/** Throws 403 for members, and for people outside the organization. */
export function requireAdmin(level: number | undefined): void {
  if (level === undefined || level < LEVEL.admin)
    throw permissionDenied('Your organization access level is insufficient.')
}
