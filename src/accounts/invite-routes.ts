import { z } from 'zod'
import { invalid, notFound } from '../http/errors.ts'
import { Page, pageOf } from '../http/pagination.ts'
import { created, noContent, publicRoute, type Route, route } from '../http/route.ts'
import { networkOf } from '../lib/networks.ts'
import { numberAmong } from '../schema/form.ts'
import { type AccessDeps, managedOrganization } from './access.ts'
import { Attempts } from './attempts.ts'
import {
  acceptInvite,
  createInvite,
  type Invite,
  invitesOf,
  isExpired,
  masked,
  openInvite,
  requireLevel,
  revokeInvite,
} from './invites.ts'
import { inTurn, LEVEL, membershipLevel } from './organizations.ts'
import { requireStrong } from './passwords.ts'
import { presentUserBasic } from './present.ts'
import { signedIn } from './sessions.ts'
import { findUserByEmail } from './users.ts'

const Organization = z.object({ organization_id: z.string() })
const EmailOfSomeHost = z.email()
/** People of `localhost` too: so is called the first administrator where nobody says otherwise. */
const isEmail = (text: string) => EmailOfSomeHost.safeParse(text.replace(/@localhost$/i, '@localhost.local')).success
const Email = z.string().trim().max(254).refine(isEmail, { message: 'Enter a valid email address.' })
/** Nobody is invited as the owner: there is one, who passes that on to a member. */
const Level = numberAmong([LEVEL.member, LEVEL.admin])
const InviteInput = z.object({
  target_email: Email,
  first_name: z.string().trim().max(30).default(''),
  level: Level.default(LEVEL.member),
})
const InviteParams = z.object({ invite_id: z.string() })
const SignUp = z.object({ first_name: z.string().trim().max(128).optional(), password: z.string().min(1).max(1000) })

/**
 * Invitations: made and taken back by members, used by whoever has the link. No mail is sent: members pass links on. Nobody
 * sees an invitation to a higher level than their own, because they could use it.
 */
export function inviteRoutes(deps: AccessDeps): Route[] {
  return [...ownRoutes(deps), ...signUpRoutes(deps)]
}

function ownRoutes(deps: AccessDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/organizations/:organization_id/invites',
      // The id of an invite is the way in: whoever reads it can make themselves a member.
      scopes: ['organization_member:write'],
      params: Organization,
      query: Page,
      handle: async ({ principal, params, query, request, origin }) => {
        const { id, level } = await managedOrganization(deps, principal, params.organization_id)
        const all = (await invitesOf(deps, id)).filter((invite) => invite.level <= level)
        return pageOf({ query, request, origin }, all, (page) => page.map((invite) => presentInvite(deps, invite)))
      },
    }),
    route({
      method: 'POST',
      path: '/api/organizations/:organization_id/invites',
      scopes: ['organization_member:write'],
      params: Organization,
      body: InviteInput,
      handle: async ({ principal, params, body }) => {
        const { id } = await managedOrganization(deps, principal, params.organization_id)
        const by = principal.user
        const invite = await inTurn(deps, id, async (inside) => {
          const most = await membershipLevel(inside, by.id, id)
          if (most === undefined) throw notFound()
          requireLevel(most, body.level)
          return createInvite(inside, { organization_id: id, by, most, ...body })
        })
        return created(presentInvite(deps, invite))
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/organizations/:organization_id/invites/:invite_id',
      scopes: ['organization_member:write'],
      params: Organization.extend(InviteParams.shape),
      handle: async ({ principal, params }) => {
        const { id, level } = await managedOrganization(deps, principal, params.organization_id)
        if (!(await revokeInvite(deps, { organization_id: id, most: level }, params.invite_id))) throw notFound()
        return noContent()
      },
    }),
  ]
}

function signUpRoutes(deps: AccessDeps): Route[] {
  const byAddress = new Attempts({ clock: deps.clock, limit: 10 })
  const byInvite = new Attempts({ clock: deps.clock, limit: 10 })
  return [
    publicRoute({
      method: 'GET',
      path: '/api/signup/:invite_id',
      params: InviteParams,
      handle: async ({ params }) => {
        const { id, target_email, first_name, organization_name } = await openInvite(deps, params.invite_id)
        return { id, target_email: masked(target_email), first_name, organization_name }
      },
    }),
    publicRoute({
      method: 'POST',
      path: '/api/signup/:invite_id',
      starts_session: true,
      params: InviteParams,
      body: SignUp,
      handle: async ({ params, body, ip, origin }) => {
        byAddress.require(networkOf(ip))
        const invite = await openInvite(deps, params.invite_id)
        byInvite.require(invite.id)
        const user = await acceptInvite(deps, invite, await whoComes(deps, invite.target_email, body))
        return signedIn(deps, user.id, origin, created(presentUserBasic(user)))
      },
    }),
  ]
}

/** Somebody who has an account proves it with its password, because a public route knows no session. */
async function whoComes(deps: AccessDeps, email: string, { first_name, password }: z.output<typeof SignUp>) {
  const known = await findUserByEmail(deps, email)
  if (known) {
    if (await deps.passwords.verify(password, known.password_hash)) return known
    throw invalid('There is an account with this address. Enter its password.', 'password', 'account_exists')
  }
  if (!first_name) throw invalid('This field is required.', 'first_name', 'required')
  return { first_name, password_hash: await deps.passwords.hash(requireStrong(password)) }
}

function presentInvite(deps: AccessDeps, { organization_id: _, created_by, created_at, ...invite }: Invite) {
  return {
    ...invite,
    emailing_attempt_made: false,
    is_expired: isExpired(deps, { created_at }),
    created_by: presentUserBasic(created_by),
    created_at,
    updated_at: created_at,
    message: null,
    private_project_access: null,
  }
}
