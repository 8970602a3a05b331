import { sql } from 'kysely'
import type { User } from '../http/auth.ts'
import { isUuid, uuidV7 } from '../lib/ids.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { AccountsDeps } from './deps.ts'

const USER = ['id', 'uuid', 'distinct_id', 'email', 'first_name', 'last_name', 'current_team_id'] as const

/**
 * What is selected of the user `u` who asks, with the organizations they belong to: in the statement that finds them,
 * because every request would wait for a second one.
 */
export const ASKING = [
  'u.id',
  'u.uuid',
  'u.distinct_id',
  'u.email',
  'u.first_name',
  'u.last_name',
  'u.current_team_id',
  sql<string[]>`(
    SELECT coalesce(jsonb_agg(m.organization_id), '[]') FROM organization_membership m WHERE m.user_id = u.id)`.as(
    'organizations',
  ),
] as const

export async function createUser(
  deps: AccountsDeps,
  values: { email: string; first_name: string; password_hash: string | null },
): Promise<User> {
  const now = deps.clock()
  const uuid = uuidV7(now.getTime())
  return deps.postgres
    .insertInto('app_user')
    .values({ ...values, uuid, distinct_id: uuid, date_joined: now })
    .returning(USER)
    .executeTakeFirstOrThrow()
}

export async function findUserByEmail(deps: AccountsDeps, email: string) {
  return deps.postgres
    .selectFrom('app_user')
    .select([...USER, 'password_hash'])
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email.trim().toLowerCase()))
    .where('is_active', '=', true)
    .executeTakeFirst()
}

export async function findUserByUuid(db: PostgresOrTransaction, uuid: string): Promise<User | undefined> {
  if (!isUuid(uuid)) return undefined
  const query = db.selectFrom('app_user').select(USER).where('uuid', '=', uuid)
  return query.where('is_active', '=', true).executeTakeFirst()
}

/** Those of these users that exist. */
export async function usersById(
  deps: Pick<AccountsDeps, 'postgres'>,
  ids: Iterable<number | null>,
): Promise<Map<number, User>> {
  const wanted = [...new Set([...ids].filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows: User[] = await deps.postgres
    .selectFrom('app_user')
    .select(USER)
    .where('id', '=', anyOf(wanted, 'int'))
    .execute()
  return new Map(rows.map((user) => [user.id, user]))
}

/** The hash of a user's password; null where they have none and come by log-in links. */
export async function passwordOf(deps: Pick<AccountsDeps, 'postgres'>, userId: number): Promise<string | null> {
  const row = await deps.postgres
    .selectFrom('app_user')
    .select('password_hash')
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.password_hash ?? null
}

export async function updateUser(
  deps: Pick<AccountsDeps, 'postgres'>,
  userId: number,
  changes: { first_name?: string; last_name?: string; password_hash?: string; current_team_id?: number },
): Promise<User> {
  return deps.postgres
    .updateTable('app_user')
    .set({ ...changes, id: userId })
    .where('id', '=', userId)
    .returning(USER)
    .executeTakeFirstOrThrow()
}

export async function forgetPassword(deps: Pick<AccountsDeps, 'postgres'>, userId: number): Promise<void> {
  await deps.postgres.updateTable('app_user').set({ password_hash: null }).where('id', '=', userId).execute()
}

export async function setCurrentTeam(deps: AccountsDeps, userId: number, teamId: number): Promise<void> {
  await deps.postgres.updateTable('app_user').set({ current_team_id: teamId }).where('id', '=', userId).execute()
}
