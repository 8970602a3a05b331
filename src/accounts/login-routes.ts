import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { publicRoute, Reply, type Route, route } from '../http/route.ts'
import { networkOf } from '../lib/networks.ts'
import type { AccessDeps } from './access.ts'
import { Attempts } from './attempts.ts'
import { endSession, sessionCookie, signedIn, startSessionBy, useLoginLink, withSession } from './sessions.ts'
import { findUserByEmail } from './users.ts'

/** Lengths are limited, because tries are remembered by address: strangers must not be able to fill the memory. */
const Login = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1000) })

/** How people come in, by a password or by a link, and leave. */
export function loginRoutes(deps: AccessDeps): Route[] {
  const byAccount = new Attempts({ clock: deps.clock, limit: 10 })
  const byAddress = new Attempts({ clock: deps.clock, limit: 10 })
  return [
    publicRoute({
      method: 'POST',
      path: '/api/login',
      starts_session: true,
      body: Login,
      handle: async ({ body, ip, origin }) => {
        byAddress.require(networkOf(ip))
        byAccount.require(body.email.toLowerCase())
        const user = await findUserByEmail(deps, body.email)
        const isRight = await deps.passwords.verify(body.password, user?.password_hash ?? null)
        const token = isRight && user ? await startSessionBy(deps, user.id, user.password_hash) : undefined
        if (token === undefined) throw invalid('Invalid email or password.', null, 'invalid_credentials')
        return withSession(token, origin, new Reply(200, { success: true }))
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/login/link/:token',
      params: z.object({ token: z.string() }),
      handle: async ({ params, origin, request }) => {
        // A HEAD request only looks where the link leads: it must not use the link up.
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
