import { requireAdmin } from '../accounts/access.ts'
import { membershipLevel } from '../accounts/organizations.ts'
import { noContent, projectRoute, type Route } from '../http/route.ts'
import { type DeleteProjectDeps, deleteProject } from './delete.ts'
import { type SettingsDeps, settingsRoutes } from './settings-routes.ts'
import { type StoredDataDeps, storedData } from './stored-data.ts'

/** The projects: made and set up, what one holds, and its end. */
export function projectRoutes(deps: SettingsDeps & DeleteProjectDeps & StoredDataDeps): Route[] {
  return [
    ...settingsRoutes(deps),
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
        requireAdmin(await membershipLevel(deps, principal.user.id, team.organization_id))
        await deleteProject(deps, team, principal.user.id)
        return noContent()
      },
    }),
  ]
}
