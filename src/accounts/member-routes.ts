import { z } from 'zod'
import type { UserPrincipal } from '../http/auth.ts'
import { notFound, permissionDenied } from '../http/errors.ts'
import { Page, pageOf } from '../http/pagination.ts'
import { noContent, type Route, route } from '../http/route.ts'
import { numberAmong } from '../schema/form.ts'
import { type AccessDeps, managedOrganization, organizationOf } from './access.ts'
import type { AccountsDeps } from './deps.ts'
import { changeLevel, inTurn, LEVEL, type Member, membershipLevel, membersOf, removeMember } from './organizations.ts'
import { presentMember } from './present.ts'

const Organization = z.object({ organization_id: z.string() })
const OneMember = Organization.extend({ user_uuid: z.string() })
const Changes = z.object({ level: numberAmong([LEVEL.member, LEVEL.admin, LEVEL.owner]).optional() })

/** Who belongs to an organization, and what each may do. */
export function memberRoutes(deps: AccessDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/organizations/:organization_id/members',
      scopes: ['organization_member:read'],
      params: Organization,
      query: Page,
      handle: async ({ principal, params, query, request, origin }) => {
        const found = await organizationOf(deps, principal, params.organization_id)
        const members = await membersOf(deps, found.id)
        return pageOf({ query, request, origin }, members, (page) => page.map(presentMember))
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/organizations/:organization_id/members/:user_uuid',
      scopes: ['organization_member:write'],
      params: OneMember,
      body: Changes,
      find: async ({ principal, params }) => {
        const found = await managedOrganization(deps, principal, params.organization_id)
        await memberOf(deps, principal, found.id, params.user_uuid)
        return found
      },
      handle: async ({ found: { id }, principal, params, body }) => {
        return inTurn(deps, id, async (inside) => {
          const { own, member } = await memberOf(inside, principal, id, params.user_uuid)
          const { level = member.level } = body
          if (member.user.id === principal.user.id) throw permissionDenied("You can't change your own access level.")
          requireAbove(own, member)
          if (level > own)
            throw permissionDenied('You can only change access level of others to lower or equal to your current one.')
          await changeLevel(inside, id, { user_id: member.user.id, level, by: principal.user.id })
          return presentMember({ ...member, level })
        })
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/organizations/:organization_id/members/:user_uuid',
      scopes: ['organization_member:write'],
      params: OneMember,
      handle: async ({ principal, params }) => {
        const { id } = await managedOrganization(deps, principal, params.organization_id)
        return inTurn(deps, id, async (inside) => {
          const { own, member } = await memberOf(inside, principal, id, params.user_uuid)
          if (member.user.id !== principal.user.id) requireAbove(own, member)
          else if (member.level === LEVEL.owner)
            throw permissionDenied('The owner cannot leave. Make somebody else the owner first.')
          await removeMember(inside, id, member.user.id)
          return noContent()
        })
      },
    }),
  ]
}

/** The member a path names, and the level of who asks. Throws 404. */
async function memberOf(deps: AccountsDeps, { user }: UserPrincipal, organizationId: string, uuid: string) {
  const own = await membershipLevel(deps, user.id, organizationId)
  const wanted = uuid === '@me' ? user.uuid : uuid
  const member = (await membersOf(deps, organizationId)).find((one) => one.user.uuid === wanted)
  if (own === undefined || !member) throw notFound()
  return { own, member }
}

/** Only administrators change other members, and nobody changes a member of a higher level. */
function requireAbove(own: number, { level }: Member): void {
  if (own < LEVEL.admin) throw permissionDenied('You can only edit others if you are an admin.')
  if (level > own) throw permissionDenied('You can only edit others with level lower or equal to you.')
}
