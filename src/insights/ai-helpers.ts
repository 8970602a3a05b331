import { noAi } from '../http/errors.ts'
import { projectRoute, type Route } from '../http/route.ts'

const METHODS: [method: 'GET' | 'POST', path: string][] = [
  ['GET', '/insights/:id/analyze'],
  ['GET', '/insights/:id/suggestions'],
  ['POST', '/insights/:id/suggestions'],
  ['POST', '/insights/generate_metadata'],
]

/** What PostHog's own model would write. */
export function aiHelperRoutes(): Route[] {
  return METHODS.map(([method, path]) =>
    projectRoute({
      method,
      path,
      scopes: [],
      handle: () => {
        throw noAi()
      },
    }),
  )
}
