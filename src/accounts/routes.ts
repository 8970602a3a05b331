import type { Route } from '../http/route.ts'
import type { AccessDeps } from './access.ts'
import { inviteRoutes } from './invite-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { loginRoutes } from './login-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { organizationRoutes } from './organization-routes.ts'
import { userRoutes } from './user-routes.ts'

/** Who people are, what they belong to and how they prove it. */
export function accountRoutes(deps: AccessDeps): Route[] {
  return [
    ...loginRoutes(deps),
    ...userRoutes(deps),
    ...organizationRoutes(deps),
    ...memberRoutes(deps),
    ...inviteRoutes(deps),
    ...keyRoutes(deps),
  ]
}
