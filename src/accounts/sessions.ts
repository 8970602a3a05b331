import { Reply } from '../http/route.ts'
import { cookieOf } from '../lib/cookies.ts'
import { DAY_MS, MINUTE_MS } from '../lib/durations.ts'
import { randomText, sha256 } from '../lib/ids.ts'
import type { AccountsDeps } from './deps.ts'
import { ASKING } from './users.ts'

/** A session ends 14 days after its last use. */
const SESSION_MS = 14 * DAY_MS
const LINK_MS = 15 * MINUTE_MS
const COOKIE = 'sessionid'

/** Starts a session and returns the value of its cookie; only a hash is stored. */
export async function startSession(deps: AccountsDeps, userId: number): Promise<string> {
  const token = randomText(43)
  const now = deps.clock()
  await deps.postgres
    .insertInto('login_session')
    .values({
      token_hash: sha256(token),
      user_id: userId,
      created_at: now,
      expires_at: new Date(now.getTime() + SESSION_MS),
    })
    .execute()
  return token
}

/**
 * The same for who gave the password of this hash; undefined when it is no longer theirs. To compare takes a while, in which
 * the password may be changed: a session that began after the others were ended would stay.
 */
export async function startSessionBy(deps: AccountsDeps, userId: number, password_hash: string | null) {
  return deps.postgres.transaction().execute(async (postgres) => {
    const user = postgres.selectFrom('app_user').select('password_hash').where('id', '=', userId)
    const now = await user.forShare().executeTakeFirst()
    return now?.password_hash === password_hash ? startSession({ ...deps, postgres }, userId) : undefined
  })
}

/** The session of this cookie by its hash, with its user, whether it has ended or not. */
export async function findSession(deps: AccountsDeps, token_hash: string) {
  return deps.postgres
    .selectFrom('login_session as s')
    .innerJoin('app_user as u', 'u.id', 's.user_id')
    .select(['s.token_hash', 's.expires_at'])
    .select(ASKING)
    .where('s.token_hash', '=', token_hash)
    .where('u.is_active', '=', true)
    .executeTakeFirst()
}

/** Whether a session goes on; its use moves its end, at most once a day. */
export async function goesOn(deps: AccountsDeps, session: { token_hash: string; expires_at: Date }): Promise<boolean> {
  const now = deps.clock()
  if (session.expires_at <= now) return false
  if (session.expires_at.getTime() - now.getTime() < SESSION_MS - DAY_MS)
    await deps.postgres
      .updateTable('login_session')
      .set({ expires_at: new Date(now.getTime() + SESSION_MS) })
      .where('token_hash', '=', session.token_hash)
      .execute()
  return true
}

export async function endSession(deps: AccountsDeps, tokenHash: string): Promise<void> {
  await deps.postgres.deleteFrom('login_session').where('token_hash', '=', tokenHash).execute()
}

/**
 * Ends a user's log-in links and sessions, all but the one that is `kept`: somebody who knew the old password may hold one of
 * them.
 */
export async function endSessions(deps: AccountsDeps, userId: number, kept?: string): Promise<void> {
  await deps.postgres
    .deleteFrom('login_session')
    .where('user_id', '=', userId)
    .$if(kept !== undefined, (query) => query.where('token_hash', '<>', String(kept)))
    .execute()
  await deps.postgres.deleteFrom('login_link').where('user_id', '=', userId).execute()
}

/** Deletes the sessions and log-in links that are over; runs every hour. */
export async function forgetEnded({ postgres, clock }: Pick<AccountsDeps, 'postgres' | 'clock'>): Promise<void> {
  const now = clock()
  await postgres.deleteFrom('login_session').where('expires_at', '<=', now).execute()
  await postgres.deleteFrom('login_link').where('expires_at', '<=', now).execute()
}

/** A link that signs its user in once, for 15 minutes. */
export async function createLoginLink(deps: AccountsDeps, userId: number): Promise<string> {
  const token = randomText(43)
  await deps.postgres
    .insertInto('login_link')
    .values({ token_hash: sha256(token), user_id: userId, expires_at: new Date(deps.clock().getTime() + LINK_MS) })
    .execute()
  return token
}

/** Uses a link up. Returns its user, or undefined when it is unknown, used or too old. */
export async function useLoginLink(deps: AccountsDeps, token: string): Promise<number | undefined> {
  const row = await deps.postgres
    .deleteFrom('login_link')
    .where('token_hash', '=', sha256(token))
    .returning(['user_id', 'expires_at'])
    .executeTakeFirst()
  return row && row.expires_at > deps.clock() ? row.user_id : undefined
}

/** The `Set-Cookie` of a session, or the one that removes it. */
export function sessionCookie(token: string | undefined, secure: boolean): string {
  const age = token === undefined ? 0 : SESSION_MS / 1000
  return `${COOKIE}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** A reply that also starts a session of this user. */
export async function signedIn(deps: AccountsDeps, userId: number, origin: string, reply: Reply): Promise<Reply> {
  return withSession(await startSession(deps, userId), origin, reply)
}

/** A reply that hands a session over. */
export function withSession(token: string, origin: string, reply: Reply): Reply {
  const cookie = sessionCookie(token, origin.startsWith('https'))
  return new Reply(reply.status, reply.body, { ...reply.headers, 'set-cookie': cookie })
}

/** The session cookie of a request. */
export const sessionOf = (request: Request): string | undefined => cookieOf(request, COOKIE)
