import { sql } from 'kysely'
import { HOUR_MS } from '../lib/durations.ts'
import { randomText, sha256, uuidV7 } from '../lib/ids.ts'
import type { AccountsDeps } from './deps.ts'
import { ASKING } from './users.ts'

/** A personal key as its owner sees it; the value itself is known only at the moment of creation. */
export interface PersonalApiKey {
  id: string
  user_id: number
  label: string
  mask_value: string
  scopes: string[]
  scoped_teams: number[] | null
  scoped_organizations: string[] | null
  created_at: Date
  last_used_at: Date | null
  last_rolled_at: Date | null
}

const VISIBLE = [
  'id',
  'user_id',
  'label',
  'mask_value',
  'scopes',
  'scoped_teams',
  'scoped_organizations',
  'created_at',
  'last_used_at',
  'last_rolled_at',
] as const

export const newProjectToken = () => `phc_${randomText(43)}`
const newPersonalKey = () => `phx_${randomText(43)}`
const maskOf = (value: string) => `${value.slice(0, 4)}...${value.slice(-4)}`

/** Makes a key and returns its value, of which only a hash is stored. Scripts may give a `value` of their own. */
export async function createKey(
  deps: AccountsDeps,
  values: {
    user_id: number
    label: string
    scopes: string[]
    scoped_teams?: number[] | null
    scoped_organizations?: string[] | null
    value?: string | undefined
  },
): Promise<{ key: PersonalApiKey; value: string }> {
  const value = values.value ?? newPersonalKey()
  const now = deps.clock()
  const key = await deps.postgres
    .insertInto('personal_api_key')
    .values({
      id: uuidV7(now.getTime()),
      user_id: values.user_id,
      label: values.label,
      secure_value: hashOf(value),
      mask_value: maskOf(value),
      scopes: values.scopes,
      scoped_teams: values.scoped_teams ?? null,
      scoped_organizations: values.scoped_organizations ?? null,
      created_at: now,
    })
    .returning(VISIBLE)
    .executeTakeFirstOrThrow()
  return { key, value }
}

/** What is stored of a key: its value is known to its owner alone. */
export const hashOf = (value: string) => `sha256$${sha256(value)}`

/** The key with this {@link hashOf hash} and its user; undefined when there is none or the user is inactive. */
export async function findKey(deps: AccountsDeps, hash: string) {
  return deps.postgres
    .selectFrom('personal_api_key as k')
    .innerJoin('app_user as u', 'u.id', 'k.user_id')
    .select(['k.id as key_id', 'k.scopes', 'k.scoped_teams', 'k.scoped_organizations', 'k.last_used_at'])
    .select(ASKING)
    .where('k.secure_value', '=', hash)
    .where('u.is_active', '=', true)
    .executeTakeFirst()
}

/** True when a key's last noted use is an hour old: most requests need not write. */
export function isUseWorthNoting(now: Date, lastUsed: Date | null): boolean {
  return lastUsed === null || lastUsed.getTime() < now.getTime() - HOUR_MS
}

/** Notes a use, at most once an hour per key. */
export async function noteKeyUse(deps: AccountsDeps, keyId: string): Promise<void> {
  const now = deps.clock()
  await deps.postgres
    .updateTable('personal_api_key')
    .set({ last_used_at: now })
    .where('id', '=', keyId)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', new Date(now.getTime() - HOUR_MS))]))
    .execute()
}

export async function listKeys(deps: AccountsDeps, userId?: number): Promise<PersonalApiKey[]> {
  return deps.postgres
    .selectFrom('personal_api_key')
    .select(VISIBLE)
    .$if(userId !== undefined, (q) => q.where('user_id', '=', userId ?? 0))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function updateKey(
  deps: AccountsDeps,
  userId: number,
  id: string,
  changes: {
    label?: string | undefined
    scopes?: string[] | undefined
    scoped_teams?: number[] | null | undefined
    scoped_organizations?: string[] | null | undefined
  },
): Promise<PersonalApiKey | undefined> {
  return deps.postgres
    .updateTable('personal_api_key')
    .set({ ...changes, id: sql`id` })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning(VISIBLE)
    .executeTakeFirst()
}

/** True when there was such a key. Without a user any key may be revoked: for the command line. */
export async function revokeKey(deps: AccountsDeps, id: string, userId?: number): Promise<boolean> {
  const { numDeletedRows } = await deps.postgres
    .deleteFrom('personal_api_key')
    .where('id', '=', id)
    .$if(userId !== undefined, (q) => q.where('user_id', '=', userId ?? 0))
    .executeTakeFirst()
  return numDeletedRows > 0n
}
