import { z } from 'zod'
import { Page, pageOf } from '../http/pagination.ts'
import { type Route, route } from '../http/route.ts'
import { Flag } from '../schema/form.ts'
import { type AccessDeps, isInReach, knownTeams, managedOrganization, organizationOf, requireAdmin } from './access.ts'
import { organizationsOf, updateOrganization } from './organizations.ts'
import { presentOrganization } from './present.ts'

const OrganizationChanges = z.object({
  name: z.string().trim().min(1).max(64).optional(),
  allow_publicly_shared_resources: Flag.optional(),
})

/** The organizations of the one who asks, with their projects. */
export function organizationRoutes(deps: AccessDeps): Route[] {
  return [
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
      find: async ({ principal, params }) => {
        const found = await managedOrganization(deps, principal, params.organization_id)
        requireAdmin(found.level)
        return found
      },
      handle: async ({ found, principal, body }) => {
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
        const present = async (o: (typeof all)[number]) =>
          presentOrganization(o, o.level, await knownTeams(deps, principal, o.id))
        return pageOf({ query, request, origin }, all, (page) => Promise.all(page.map(present)))
      },
    }),
  ]
}
