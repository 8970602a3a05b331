import { sign, verify } from 'hono/jwt'
import { z } from 'zod'
import { cookieOf } from '../lib/cookies.ts'
import { DAY_SECONDS } from '../lib/durations.ts'
import type { SharingConfiguration } from './configuration.ts'

/** A viewer who gave a password keeps this for a day: by cookie on reloads, by `Authorization` in what the page asks. */

const AUDIENCE = 'posthog:sharing_password_protected'
const PROOF_COOKIE = 'posthog_sharing_token'

const Claims = z.object({
  aud: z.literal(AUDIENCE),
  share_password_id: z.int(),
  team_id: z.int(),
  access_token: z.string(),
  exp: z.number(),
})

export function signProof(
  secret: string,
  configuration: SharingConfiguration,
  token: string,
  passwordOrigin: number,
  now: Date,
): Promise<string> {
  const claims: z.infer<typeof Claims> = {
    aud: AUDIENCE,
    share_password_id: passwordOrigin,
    team_id: configuration.team_id,
    access_token: token,
    exp: Math.floor(now.getTime() / 1000) + DAY_SECONDS,
  }
  return sign(claims, secret, 'HS256')
}

/** The password (its origin) that a proof for this token names, or undefined when it proves nothing here and now. */
export async function provenPassword(
  secret: string,
  proof: string,
  { team_id }: SharingConfiguration,
  token: string,
  now: Date,
): Promise<number | undefined> {
  const options = { alg: 'HS256', aud: AUDIENCE, exp: false, nbf: false, iat: false } as const
  const payload = await verify(proof, secret, options).catch(() => undefined)
  const claims = Claims.safeParse(payload).data
  if (!claims || claims.team_id !== team_id || claims.access_token !== token) return undefined
  return claims.exp > now.getTime() / 1000 ? claims.share_password_id : undefined
}

/** The proof of a request, and how it came. */
export function proofOf(request: Request): { proof: string; by: 'cookie' | 'bearer' } | undefined {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (bearer) return { proof: bearer, by: 'bearer' }
  const cookie = cookieOf(request, PROOF_COOKIE)
  return cookie === undefined ? undefined : { proof: cookie, by: 'cookie' }
}

/** The `Set-Cookie` of a proof, good for this page alone. */
export function proofCookie(proof: string, path: string, secure: boolean): string {
  const where = path.split('.')[0]
  return `${PROOF_COOKIE}=${proof}; Path=${where}; Max-Age=${DAY_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
