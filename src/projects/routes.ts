import { projectRoute, type Route } from '../http/route.ts'
import { type SettingsDeps, settingsRoutes } from './settings-routes.ts'
import { type StoredDataDeps, storedData } from './stored-data.ts'

/** The projects: made and set up, what one holds, and its end. */
export function projectRoutes(deps: SettingsDeps & StoredDataDeps): Route[] {
  return [
    ...settingsRoutes(deps),
    projectRoute({
      method: 'GET',
      path: '/stored_data',
      scopes: ['project:read'],
      handle: ({ team, signal }) => storedData(deps, team, signal),
    }),
  ]
}
