import { z } from 'zod'
import type { User, UserPrincipal } from '../http/auth.ts'
import { invalid, notFound, permissionDenied } from '../http/errors.ts'
import { Page, paginated } from '../http/pagination.ts'
import { created, noContent, publicRoute, Reply, type Route, route } from '../http/route.ts'
import { defined } from '../lib/json.ts'
import { Flag, Integer } from '../schema/form.ts'
import { currentOrganization, isInReach, managedOrganization, organizationOf, visibleTeams } from './access.ts'
import { Attempts } from './attempts.ts'
import type { AccountsDeps } from './deps.ts'
import { inviteRoutes } from './invite-routes.ts'
import { createKey, listKeys, revokeKey, updateKey } from './keys.ts'
import { memberRoutes } from './member-routes.ts'
import {
  findUserByEmail,
  LEVEL,
  membershipLevel,
  organizationsOf,
  passwordOf,
  updateOrganization,
  updateUser,
} from './organizations.ts'
import { hashPassword, requireStrong, verifyPassword } from './passwords.ts'
import { presentKey, presentOrganization, presentTeam, presentUserBasic } from './present.ts'
import { isKnownScope } from './scopes.ts'
import { endOtherSessions, endSession, sessionCookie, signedIn, useLoginLink } from './sessions.ts'
import { withFacts } from './team-facts.ts'
import type { Teams } from './teams.ts'

type Deps = AccountsDeps & { teams: Teams }

/** Their lengths are limited because tries are remembered by address: whoever has no account must not fill the memory. */
const Login = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1000) })

const Scopes = z
  .array(z.string().refine(isKnownScope, { message: 'Invalid scope.' }))
  .min(1)
  .max(500)
const KeyInput = z.object({
  label: z.string().trim().min(1).max(40),
  scopes: Scopes,
  scoped_teams: z.array(z.int()).nullish(),
  scoped_organizations: z.array(z.string()).nullish(),
})
const KeyParams = z.object({ id: z.string() })
const OrganizationChanges = z.object({
  name: z.string().trim().min(1).max(64).optional(),
  allow_publicly_shared_resources: Flag.optional(),
})
const Name = z.string().trim().max(150)
const UserChanges = z.object({
  first_name: Name.min(1).optional(),
  last_name: Name.optional(),
  password: z.string().max(1000).optional(),
  current_password: z.string().max(1000).optional(),
  set_current_team: Integer.optional(),
})

export function accountRoutes(deps: Deps): Route[] {
  return [...loginRoutes(deps), ...userRoutes(deps), ...memberRoutes(deps), ...inviteRoutes(deps), ...keyRoutes(deps)]
}

function loginRoutes(deps: Deps): Route[] {
  const byAccount = new Attempts({ clock: deps.clock, limit: 10 })
  const byAddress = new Attempts({ clock: deps.clock, limit: 10 })
  return [
    publicRoute({
      method: 'POST',
      path: '/api/login',
      body: Login,
      handle: async ({ body, ip, origin }) => {
        byAddress.require(ip)
        byAccount.require(body.email.toLowerCase())
        const user = await findUserByEmail(deps, body.email)
        if (!(await verifyPassword(body.password, user?.password_hash ?? null)) || !user)
          throw invalid('Invalid email or password.', null, 'invalid_credentials')
        return signedIn(deps, user.id, origin, new Reply(200, { success: true }))
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/login/link/:token',
      params: z.object({ token: z.string() }),
      handle: async ({ params, origin, request }) => {
        // Who asks for the headers alone looks where the link leads, and does not come.
        if (request.method === 'HEAD') return new Reply(200, undefined)
        const userId = await useLoginLink(deps, params.token)
        if (userId === undefined) return new Reply(302, undefined, { location: '/login?expired=1' })
        return signedIn(deps, userId, origin, new Reply(302, undefined, { location: '/' }))
      },
    }),
    route({
      method: 'POST',
      path: '/logout',
      scopes: 'session',
      handle: async ({ principal, origin }) => {
        if (principal.kind === 'user') await endSession(deps, principal.session)
        return new Reply(200, { success: true }, { 'set-cookie': sessionCookie(undefined, origin.startsWith('https')) })
      },
    }),
  ]
}

function userRoutes(deps: Deps): Route[] {
  const byUser = new Attempts({ clock: deps.clock, limit: 10 })
  return [
    route({
      method: 'GET',
      path: '/api/users/@me',
      scopes: ['user:read'],
      handle: ({ principal }) => presentMe(deps, principal),
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
    route({
      method: 'GET',
      path: '/api/organizations/:organization_id',
      scopes: ['organization:read'],
      params: z.object({ organization_id: z.string() }),
      handle: async ({ principal, params }) => {
        const found = await organizationOf(deps, principal, params.organization_id)
        return presentOrganization(found, found.level, await knownTeams(deps, principal, found.id))
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/organizations/:organization_id',
      scopes: ['organization:write'],
      params: z.object({ organization_id: z.string() }),
      body: OrganizationChanges,
      handle: async ({ principal, params, body }) => {
        const found = await managedOrganization(deps, principal, params.organization_id)
        if (found.level < LEVEL.admin) throw permissionDenied('Your organization access level is insufficient.')
        const changed = await updateOrganization(deps, found.id, body)
        return presentOrganization({ ...found, ...changed }, found.level, await knownTeams(deps, principal, found.id))
      },
    }),
    route({
      method: 'GET',
      path: '/api/organizations',
      scopes: ['organization:read'],
      query: Page,
      handle: async ({ principal, query, request, origin }) => {
        const all = (await organizationsOf(deps, principal.user.id)).filter(({ id }) => isInReach(principal, id))
        const results = await Promise.all(
          all
            .slice(query.offset, query.offset + query.limit)
            .map(async (o) => presentOrganization(o, o.level, await knownTeams(deps, principal, o.id))),
        )
        return paginated({ url: request.url, origin }, query, all.length, results)
      },
    }),
  ]
}

/** Changes the one who is logged in. A new password ends their other sessions. Throws 400, and then nothing is changed. */
async function changeUser(deps: Deps, principal: UserPrincipal, body: z.output<typeof UserChanges>): Promise<User> {
  const { user } = principal
  const { set_current_team: teamId, password, current_password, ...names } = body
  const team = teamId === undefined ? undefined : await deps.teams.get(teamId)
  if (teamId !== undefined && (!team || (await membershipLevel(deps, user.id, team.organization_id)) === undefined))
    throw invalid('Team not found.', 'set_current_team')
  if (password !== undefined) await requireCurrentPassword(deps, user.id, current_password)
  const changes = {
    ...defined(names),
    ...(team ? { current_team_id: team.id } : {}),
    ...(password === undefined ? {} : { password_hash: await hashPassword(requireStrong(password)) }),
  }
  const changed = await updateUser(deps, user.id, changes)
  if (password !== undefined && principal.kind === 'user') await endOtherSessions(deps, user.id, principal.session)
  return changed
}

async function requireCurrentPassword(deps: Deps, userId: number, given: string | undefined): Promise<void> {
  const stored = await passwordOf(deps, userId)
  if (stored === null) return
  if (given === undefined)
    throw invalid('This field is required when updating your password.', 'current_password', 'required')
  if (!(await verifyPassword(given, stored)))
    throw invalid('Your current password is incorrect.', 'current_password', 'incorrect_password')
}

const knownTeams = async (deps: Deps, principal: UserPrincipal, organizationId: string) =>
  withFacts(deps, await visibleTeams(deps, principal, organizationId))

async function presentMe(deps: Deps, principal: UserPrincipal) {
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

function keyRoutes(deps: Deps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/personal_api_keys/@current',
      scopes: [],
      handle: async ({ principal }) => {
        if (principal.kind !== 'key') throw notFound()
        const key = (await listKeys(deps, principal.user.id)).find(({ id }) => id === principal.key_id)
        if (!key) throw notFound()
        return presentKey(key, null)
      },
    }),
    route({
      method: 'GET',
      path: '/api/personal_api_keys',
      scopes: 'session',
      handle: async ({ principal }) => (await listKeys(deps, principal.user.id)).map((key) => presentKey(key, null)),
    }),
    route({
      method: 'POST',
      path: '/api/personal_api_keys',
      scopes: 'session',
      body: KeyInput,
      handle: async ({ principal, body }) => {
        const { key, value } = await createKey(deps, { user_id: principal.user.id, ...defined(body) })
        return created(presentKey(key, value))
      },
    }),
    route({
      method: 'GET',
      path: '/api/personal_api_keys/:id',
      scopes: 'session',
      params: KeyParams,
      handle: async ({ principal, params }) => {
        const key = (await listKeys(deps, principal.user.id)).find(({ id }) => id === params.id)
        if (!key) throw notFound()
        return presentKey(key, null)
      },
    }),
    route({
      method: ['PATCH', 'PUT'],
      path: '/api/personal_api_keys/:id',
      scopes: 'session',
      params: KeyParams,
      body: KeyInput.partial(),
      handle: async ({ principal, params, body }) => {
        const key = await updateKey(deps, principal.user.id, params.id, body)
        if (!key) throw notFound()
        return presentKey(key, null)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/personal_api_keys/:id',
      scopes: 'session',
      params: KeyParams,
      handle: async ({ principal, params }) => {
        if (!(await revokeKey(deps, params.id, principal.user.id))) throw notFound()
        return noContent()
      },
    }),
  ]
}
