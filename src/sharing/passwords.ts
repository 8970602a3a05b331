import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Passwords } from '../accounts/passwords.ts'
import { ApiError, invalid } from '../http/errors.ts'
import { characters } from '../lib/characters.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** A password of a share; all that are stored are active. */
export interface SharePassword {
  id: number
  /** The same for all copies that rotations of the link made: what proofs of unlocking name. */
  origin: number
  note: string
  created_at: Date
  created_by: number | null
  password_hash: string
}

const MOST = 20
const SHORTEST = 8

/** 22 characters, 128 bits. */
const generatePassword = () => randomBytes(16).toString('base64url')

/**
 * The given password, or a new one where none is given. Throws 400 when it is too short without the spaces around it.
 */
export function chosenPassword(raw: string | null | undefined): string {
  if (!raw) return generatePassword()
  if (characters(raw.trim()) < SHORTEST) throw invalid('Password must be at least 8 characters long.', 'raw_password')
  return raw
}

const ORIGIN = sql<number>`coalesce(origin_id, id)`.as('origin')

/** The passwords of a share, the newest first. */
export async function passwordsOf(db: PostgresOrTransaction, configurationId: number): Promise<SharePassword[]> {
  return db
    .selectFrom('share_password')
    .select(['id', 'note', 'created_at', 'created_by', 'password_hash', ORIGIN])
    .where('configuration_id', '=', configurationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export async function addPassword(
  tx: PostgresOrTransaction,
  configurationId: number,
  values: { password_hash: string; note: string; created_by: number; created_at: Date },
): Promise<number> {
  if ((await passwordsOf(tx, configurationId)).length >= MOST) throw invalid('A share can have at most 20 passwords')
  const { id } = await tx
    .insertInto('share_password')
    .values({ ...values, configuration_id: configurationId, origin_id: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Removes a password and returns it; undefined when the share has no password with this id. */
export async function removePassword(
  tx: PostgresOrTransaction,
  configurationId: number,
  id: number,
): Promise<{ id: number; note: string } | undefined> {
  return tx
    .deleteFrom('share_password')
    .where('configuration_id', '=', configurationId)
    .where('id', '=', id)
    .returning(['id', 'note'])
    .executeTakeFirst()
}

/** New rows in place of the old ones: the same secrets, notes and makers under new ids. */
export async function copyPasswords(tx: PostgresOrTransaction, configurationId: number): Promise<void> {
  const old = await passwordsOf(tx, configurationId)
  if (old.length === 0) return
  await tx.deleteFrom('share_password').where('configuration_id', '=', configurationId).execute()
  const copies = old
    .toReversed()
    .map(({ id: _, origin, ...rest }) => ({ ...rest, configuration_id: configurationId, origin_id: origin }))
  await tx.insertInto('share_password').values(copies).execute()
}

const AT_ONCE = 2
const WAITING = 20

/**
 * Work that is costly by design, such as comparing passwords: two at once and a queue of twenty, so that a flood of
 * guesses neither takes the processors nor the memory. Throws 503 beyond.
 */
class Narrow {
  private running = 0
  private readonly queue: (() => void)[] = []

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw tooManyAtOnce()
      await new Promise<void>((resolve) => this.queue.push(resolve))
    }
    this.running++
    try {
      return await work()
    } finally {
      this.running--
      this.queue.shift()?.()
    }
  }
}

/** Too many passwords are being checked: 503 with `Retry-After`. */
export const tooManyAtOnce = () =>
  new ApiError(503, 'server_error', 'overloaded', 'Too many passwords are being checked. Try again.', {
    headers: { 'retry-after': '5' },
  })

const narrow = new Narrow()

export const hashSharePassword = ({ passwords }: { passwords: Passwords }, password: string) =>
  narrow.run(() => passwords.hash(password))

/** The password of the share that was given, each of them compared in constant time. */
export async function matchingPassword(
  { passwords }: { passwords: Passwords },
  given: string,
  all: SharePassword[],
): Promise<SharePassword | undefined> {
  return narrow.run(async () => {
    for (const password of all) if (await passwords.verify(given, password.password_hash)) return password
    return undefined
  })
}
