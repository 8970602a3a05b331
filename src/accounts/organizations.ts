import type { User } from '../http/auth.ts'
import { uuidV7 } from '../lib/ids.ts'
import { defined } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { AccountsDeps } from './deps.ts'
import { usersById } from './users.ts'

export const LEVEL = { member: 1, admin: 8, owner: 15 } as const

export interface Organization {
  id: string
  name: string
  slug: string
  created_at: Date
  allow_publicly_shared_resources: boolean
}

export async function createOrganization(deps: AccountsDeps, name: string): Promise<Organization> {
  const now = deps.clock()
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return deps.postgres
    .insertInto('organization')
    .values({ id: uuidV7(now.getTime()), name, slug, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function updateOrganization(
  deps: Pick<AccountsDeps, 'postgres'>,
  id: string,
  changes: Partial<Pick<Organization, 'name' | 'allow_publicly_shared_resources'>>,
): Promise<Organization> {
  return deps.postgres
    .updateTable('organization')
    .set({ ...defined(changes), id })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function addMember(
  deps: AccountsDeps,
  organizationId: string,
  userId: number,
  level: number,
): Promise<void> {
  const now = deps.clock()
  await deps.postgres
    .insertInto('organization_membership')
    .values({ id: uuidV7(now.getTime()), organization_id: organizationId, user_id: userId, level, joined_at: now })
    .execute()
}

/** The user's level in the organization (1 member, 8 admin, 15 owner), or undefined. */
export async function membershipLevel(
  deps: Pick<AccountsDeps, 'postgres'>,
  userId: number,
  organizationId: string,
): Promise<number | undefined> {
  const row = await deps.postgres
    .selectFrom('organization_membership')
    .select('level')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row?.level
}

export interface Member {
  id: string
  level: number
  joined_at: Date
  user: User
}

/** The members of an organization, in the order in which they joined. */
export async function membersOf(deps: Pick<AccountsDeps, 'postgres'>, organizationId: string): Promise<Member[]> {
  const rows = await deps.postgres
    .selectFrom('organization_membership as m')
    .select(['m.id', 'm.level', 'm.joined_at', 'm.user_id'])
    .where('m.organization_id', '=', organizationId)
    .orderBy('m.joined_at')
    .orderBy('m.user_id')
    .execute()
  const users = await usersById(
    deps,
    rows.map(({ user_id }) => user_id),
  )
  return rows.flatMap(({ user_id, ...row }) => {
    const user = users.get(user_id)
    return user ? [{ ...row, user }] : []
  })
}

/**
 * Changes who belongs to an organization, one change after the other. Two that read the levels at once and then write would
 * leave it with two owners, or with none, and nobody could name one again.
 */
export async function inTurn<T>(
  deps: AccountsDeps,
  organizationId: string,
  change: (inside: AccountsDeps) => Promise<T>,
): Promise<T> {
  return deps.postgres.transaction().execute(async (tx) => {
    await tx.selectFrom('organization').select('id').where('id', '=', organizationId).forNoKeyUpdate().execute()
    return change({ ...deps, postgres: tx })
  })
}

/**
 * Changes somebody's level, {@link inTurn}. Who makes another the owner becomes an administrator: there is one owner. Invites
 * that somebody made and that give more than they have by now end.
 */
export async function changeLevel(
  deps: AccountsDeps,
  organizationId: string,
  change: { user_id: number; level: number; by: number },
): Promise<void> {
  const set = (userId: number, level: number) =>
    deps.postgres
      .updateTable('organization_membership')
      .set({ level })
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute()
  await set(change.user_id, change.level)
  if (change.level === LEVEL.owner) await set(change.by, LEVEL.admin)
  await endInvitesBy(deps, organizationId, change.user_id, change.level)
}

/**
 * Takes somebody out of an organization, {@link inTurn}: their keys and sessions no longer reach it, and the invites they made
 * end, by one of which they could come back. What else they made stays.
 */
export async function removeMember(deps: AccountsDeps, organizationId: string, userId: number): Promise<void> {
  await deps.postgres
    .deleteFrom('organization_membership')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  await deps.postgres
    .updateTable('app_user')
    .set({ current_team_id: null })
    .where('id', '=', userId)
    .where('current_team_id', 'in', (eb) =>
      eb.selectFrom('team').select('id').where('organization_id', '=', organizationId),
    )
    .execute()
  await endInvitesBy(deps, organizationId, userId, 0)
}

/** Ends the invites this user made that give more than `most`. */
async function endInvitesBy(deps: AccountsDeps, organizationId: string, userId: number, most: number): Promise<void> {
  await deps.postgres
    .deleteFrom('organization_invite')
    .where('organization_id', '=', organizationId)
    .where('created_by', '=', userId)
    .where('level', '>', most)
    .execute()
}

/** True for admins of the organization that the server started with: they look after what every project sees. */
export async function isInstanceAdmin(db: PostgresOrTransaction, userId: number): Promise<boolean> {
  const first = await db
    .selectFrom('organization')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const member = await db
    .selectFrom('organization_membership')
    .select('level')
    .where('organization_id', '=', first.id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return member !== undefined && member.level >= LEVEL.admin
}

/** The organizations a user belongs to, oldest first, with the user's level. */
export async function organizationsOf(deps: AccountsDeps, userId: number) {
  return deps.postgres
    .selectFrom('organization_membership as m')
    .innerJoin('organization as o', 'o.id', 'm.organization_id')
    .select(['o.id', 'o.name', 'o.slug', 'o.created_at', 'o.allow_publicly_shared_resources', 'm.level'])
    .select((eb) =>
      eb
        .selectFrom('organization_membership as all')
        .whereRef('all.organization_id', '=', 'o.id')
        .select((one) => one.fn.countAll<number>().as('count'))
        .as('member_count'),
    )
    .where('m.user_id', '=', userId)
    .orderBy('m.joined_at')
    .orderBy('o.id')
    .execute()
}
