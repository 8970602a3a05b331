import { LEVEL, membershipLevel } from '../accounts/organizations.ts'
import { permissionDenied } from '../http/errors.ts'
import { noContent, projectRoute, type Route } from '../http/route.ts'
import { type DeleteProjectDeps, deleteProject } from './delete.ts'
import { type StoredDataDeps, storedData } from './stored-data.ts'

/** What a project holds, and its end. Its settings are the room of accounts'. */
export function projectRoutes(deps: DeleteProjectDeps & StoredDataDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/stored_data',
      scopes: ['project:read'],
      handle: ({ team, signal }) => storedData(deps, team, signal),
    }),
    projectRoute({
      method: 'DELETE',
      path: '',
      scopes: ['project:write'],
      handle: async ({ principal, team }) => {
        const level = await membershipLevel(deps, principal.user.id, team.organization_id)
        if (level === undefined || level < LEVEL.admin)
          throw permissionDenied('Your organization access level is insufficient.')
        await deleteProject(deps, team, principal.user.id)
        return noContent()
      },
    }),
  ]
}
