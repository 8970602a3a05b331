import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { User } from '../http/auth.ts'
import { invalid, permissionDenied } from '../http/errors.ts'
import { DAY_MS } from '../lib/durations.ts'
import { isUuid } from '../lib/ids.ts'
import type { AccountsDeps } from './deps.ts'
import { addMember, membershipLevel } from './organizations.ts'
import { createUser, findUserByEmail, setCurrentTeam, usersById } from './users.ts'

const VALID_MS = 3 * DAY_MS

/** An open invitation into an organization. Its id is the secret of the link. */
export interface Invite {
  id: string
  organization_id: string
  target_email: string
  first_name: string
  level: number
  created_at: Date
  created_by: User | undefined
}

export const isExpired = (deps: Pick<AccountsDeps, 'clock'>, { created_at }: Pick<Invite, 'created_at'>) =>
  deps.clock().getTime() >= created_at.getTime() + VALID_MS

/** The open invitations of an organization, oldest first. */
export async function invitesOf(deps: AccountsDeps, organizationId: string): Promise<Invite[]> {
  const rows = await deps.postgres
    .selectFrom('organization_invite')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const users = await usersById(
    deps,
    rows.map(({ created_by }) => created_by),
  )
  return rows.map((row) => ({ ...row, created_by: row.created_by === null ? undefined : users.get(row.created_by) }))
}

/**
 * Invites somebody. If they were invited before, the older link ends. Throws 400 for members, and 403 where the older
 * invitation gives more than `most`, because somebody of a higher level made it.
 */
export async function createInvite(
  deps: AccountsDeps,
  {
    by,
    most,
    ...values
  }: Pick<Invite, 'organization_id' | 'target_email' | 'first_name' | 'level'> & { by: User; most: number },
): Promise<Invite> {
  const known = await findUserByEmail(deps, values.target_email)
  if (known && (await membershipLevel(deps, known.id, values.organization_id)) !== undefined)
    throw invalid('A user with this email address already belongs to the organization.', 'target_email')
  const row = { id: randomUUID(), ...values, created_by: by.id, created_at: deps.clock() }
  const made = await deps.postgres
    .insertInto('organization_invite')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .expression(sql`organization_id, lower(target_email)`)
        .doUpdateSet(row)
        .where('organization_invite.level', '<=', most),
    )
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows)
    throw permissionDenied('An administrator has invited this address already. Only they may invite it again.')
  return { ...row, created_by: by }
}

/** Takes an invitation back that gives at most this level. False when there is none. */
export async function revokeInvite(
  deps: AccountsDeps,
  { organization_id, most }: { organization_id: string; most: number },
  id: string,
): Promise<boolean> {
  if (!isUuid(id)) return false
  const { numDeletedRows } = await deps.postgres
    .deleteFrom('organization_invite')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('level', '<=', most)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The invitation of a link, with its organization's name. Throws 400 when there is none or it is too old. */
export async function openInvite(deps: AccountsDeps, id: string) {
  const invite = isUuid(id)
    ? await deps.postgres
        .selectFrom('organization_invite as i')
        .innerJoin('organization as o', 'o.id', 'i.organization_id')
        .selectAll('i')
        .select('o.name as organization_name')
        .where('i.id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!invite) throw invalid('The provided invite ID is not valid.')
  if (isExpired(deps, invite))
    throw invalid('This invite has expired. Please ask your admin for a new one.', null, 'expired')
  return invite
}

type OpenInvite = Awaited<ReturnType<typeof openInvite>>

/**
 * Lets somebody in: who has an account already, or a new user. The link is used up, and of two who use it at once one
 * comes in. Throws 400.
 */
export async function acceptInvite(
  deps: AccountsDeps,
  invite: OpenInvite,
  who: User | { first_name: string; password_hash: string },
): Promise<User> {
  if ('id' in who && (await membershipLevel(deps, who.id, invite.organization_id)) !== undefined)
    throw invalid('You already are a member of this organization.')
  return deps.postgres.transaction().execute(async (tx) => {
    const inside = { ...deps, postgres: tx }
    const used = await tx.deleteFrom('organization_invite').where('id', '=', invite.id).executeTakeFirst()
    if (used.numDeletedRows === 0n) throw invalid('The provided invite ID is not valid.')
    const user = 'id' in who ? who : await createUser(inside, { email: invite.target_email, ...who })
    await addMember(inside, invite.organization_id, user.id, invite.level)
    const team = await tx
      .selectFrom('team')
      .select('id')
      .where('organization_id', '=', invite.organization_id)
      .orderBy('id')
      .executeTakeFirst()
    if (team) await setCurrentTeam(inside, user.id, team.id)
    return { ...user, current_team_id: team?.id ?? user.current_team_id }
  })
}

/** Nobody gives more than they have. */
export function requireLevel(own: number, given: number): void {
  if (given > own) throw permissionDenied('You cannot invite to a higher permission level than your own.')
}

/** `a***b@example.com`: enough for its owner to know it. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@')
  const [name, domain] = [email.slice(0, at), email.slice(at)]
  return `${name.slice(0, 1)}${'*'.repeat(Math.max(1, name.length - 2))}${name.length > 1 ? name.slice(-1) : ''}${domain}`
}
