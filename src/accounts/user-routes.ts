import { z } from 'zod'
import type { User, UserPrincipal } from '../http/auth.ts'
import { invalid } from '../http/errors.ts'
import { ListQuery, pageOf } from '../http/pagination.ts'
import { type Route, route } from '../http/route.ts'
import { defined, type JsonObject } from '../lib/json.ts'
import { Integer } from '../schema/form.ts'
import { type AccessDeps, currentOrganization, knownTeams } from './access.ts'
import { Attempts } from './attempts.ts'
import { membershipLevel, organizationsOf } from './organizations.ts'
import { requireStrong } from './passwords.ts'
import { presentOrganization, presentTeam, presentUserBasic } from './present.ts'
import { endSessions } from './sessions.ts'
import { passwordOf, updateUser } from './users.ts'

const Name = z.string().trim().max(150)
const UserChanges = z.object({
  first_name: Name.min(1).optional(),
  last_name: Name.optional(),
  password: z.string().max(1000).optional(),
  current_password: z.string().max(1000).optional(),
  set_current_team: Integer.optional(),
})

/** The one who asks: what they may enter, and what they change of themselves. */
export function userRoutes(deps: AccessDeps): Route[] {
  const byUser = new Attempts({ clock: deps.clock, limit: 10 })
  return [
    route({
      method: 'GET',
      path: '/api/users/@me',
      scopes: ['user:read'],
      handle: ({ principal }) => presentMe(deps, principal),
    }),
    route({
      method: 'GET',
      path: '/api/users',
      scopes: ['user:read'],
      query: ListQuery,
      handle: ({ principal, query, request, origin }) => {
        const shown = isAskedFor(principal.user, query) ? [principal] : []
        return pageOf({ query, request, origin }, shown, (page) => Promise.all(page.map((me) => presentMe(deps, me))))
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/users/@me',
      scopes: 'session',
      body: UserChanges,
      handle: async ({ principal, body }) => {
        if (body.current_password !== undefined) byUser.require(String(principal.user.id))
        const changed = await changeUser(deps, principal, body)
        return presentMe(deps, { ...principal, user: changed })
      },
    }),
  ]
}

/** A list of users holds nobody but the one who asks, and not even them where another is looked for. */
const isAskedFor = ({ email }: User, query: JsonObject) =>
  (query['email'] ?? email) === email && query['is_staff'] !== 'true'

/** Changes the one who is logged in. A new password ends their other sessions. Throws 400, and then nothing is changed. */
async function changeUser(
  deps: AccessDeps,
  principal: UserPrincipal,
  body: z.output<typeof UserChanges>,
): Promise<User> {
  const { user } = principal
  const { set_current_team: teamId, password, current_password, ...names } = body
  const team = teamId === undefined ? undefined : await deps.teams.get(teamId)
  if (teamId !== undefined && (!team || (await membershipLevel(deps, user.id, team.organization_id)) === undefined))
    throw invalid('Team not found.', 'set_current_team')
  if (password !== undefined) await requireCurrentPassword(deps, user.id, current_password)
  const changes = {
    ...defined(names),
    ...(team ? { current_team_id: team.id } : {}),
    ...(password === undefined ? {} : { password_hash: await deps.passwords.hash(requireStrong(password)) }),
  }
  return deps.postgres.transaction().execute(async (postgres) => {
    const inside = { ...deps, postgres }
    const changed = await updateUser(inside, user.id, changes)
    if (password !== undefined && principal.kind === 'user') await endSessions(inside, user.id, principal.session)
    return changed
  })
}

async function requireCurrentPassword(deps: AccessDeps, userId: number, given: string | undefined): Promise<void> {
  const stored = await passwordOf(deps, userId)
  if (stored === null) return
  if (given === undefined)
    throw invalid('This field is required when updating your password.', 'current_password', 'required')
  if (!(await deps.passwords.verify(given, stored)))
    throw invalid('Your current password is incorrect.', 'current_password', 'incorrect_password')
}

async function presentMe(deps: AccessDeps, principal: UserPrincipal) {
  const { user } = principal
  const organizations = await organizationsOf(deps, user.id)
  const current = await currentOrganization(deps, principal, organizations)
  const teams = current ? await knownTeams(deps, principal, current.id) : []
  const team = teams.find(({ id }) => id === user.current_team_id)
  return {
    ...presentUserBasic(user),
    email_opt_in: false,
    has_password: (await passwordOf(deps, user.id)) !== null,
    is_staff: false,
    is_impersonated: false,
    toolbar_mode: 'disabled',
    scoped_organizations: principal.kind === 'key' ? principal.scoped_organizations : null,
    scoped_teams: principal.kind === 'key' ? principal.scoped_teams : null,
    team: team ? presentTeam(team, current?.level ?? 1) : null,
    organization: current ? presentOrganization(current, current.level, teams) : null,
    organizations: organizations.map(({ id, name, slug, level }) => ({ id, name, slug, membership_level: level })),
    notification_settings: {},
    theme_mode: null,
    has_seen_product_intro_for: {},
  }
}
