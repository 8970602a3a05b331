import { z } from 'zod'
import type { Teams } from '../accounts/teams.ts'
import { publicRoute, Reply, type Route } from '../http/route.ts'

/**
 * The links that SDKs put into error reports and logs. They name a project by its token, and pages by its id. Whoever follows
 * one sees what their own account may see; there are no recordings, so a link to one leads to the project.
 */
export function sdkLinkRoutes({ teams }: { teams: Teams }): Route[] {
  const link = (rest: string, pageOf: (name: string) => string) =>
    publicRoute({
      method: 'GET',
      path: `/project/:token{(?!\\d+(?:/|$))[^/]+}/${rest}`,
      params: z.object({ token: z.string(), name: z.string() }),
      handle: async ({ params }) => {
        const team = await teams.byApiToken(params.token)
        return new Reply(302, undefined, { location: team ? `/project/${team.id}${pageOf(params.name)}` : '/' })
      },
    })
  return [link('person/:name', (name) => `/people?q=${encodeURIComponent(name)}`), link('replay/:name', () => '')]
}
