import { sql } from 'kysely'
import { ApiError } from '../http/errors.ts'
import { DAY_MS, MINUTE_MS } from '../lib/durations.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { SharingConfiguration } from './configuration.ts'
import { tooManyAtOnce } from './passwords.ts'

const KNOWN_MS = 90 * DAY_MS

const A_MINUTE = 10
const A_DAY = 100
/** Of all addresses together; beyond, only those are heard that have unlocked this share before. */
const A_DAY_BY_ALL = 1000

const MOST_WAITING = 20

/**
 * The guesses of one address at one share are judged one after the other: many who share an address and know the password
 * are not taken for wrong ones while they are compared. Throws 503 where too many wait.
 */
export class GuessesInTurn {
  private readonly lines = new Map<string, { last: Promise<unknown>; waiting: number }>()

  async judge<T>({ id }: SharingConfiguration, address: string, judged: () => Promise<T>): Promise<T> {
    const key = `${id} ${address}`
    const line = this.lines.get(key) ?? { last: Promise.resolve(), waiting: 0 }
    if (line.waiting > MOST_WAITING) throw tooManyAtOnce()
    line.waiting++
    this.lines.set(key, line)
    const turn = line.last.then(judged, judged)
    line.last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      line.waiting--
      if (line.waiting === 0) this.lines.delete(key)
    }
  }
}

/**
 * Counts a guess before it is compared, so that guesses at the same moment cannot slip through together. All routes
 * and tokens of a resource share the count. Throws 429 with `Retry-After`. Returns the guess, to be marked when right.
 */
export async function countGuess(
  postgres: Postgres,
  { id }: SharingConfiguration,
  guess: { address: string; now: Date; holdsProof: boolean },
): Promise<number> {
  const { address, now } = guess
  return postgres.transaction().execute(async (tx) => {
    await tx.selectFrom('sharing_configuration').select('id').where('id', '=', id).forUpdate().execute()
    await tx
      .deleteFrom('share_guess')
      .where('configuration_id', '=', id)
      .where((eb) =>
        eb.or([
          eb('guessed_at', '<', new Date(now.getTime() - KNOWN_MS)),
          eb.and([eb('guessed_at', '<', new Date(now.getTime() - DAY_MS)), eb('right_one', '=', false)]),
          // The clock was set back since: nobody is to wait until then.
          eb.and([eb('guessed_at', '>', new Date(now.getTime() + MINUTE_MS)), eb('right_one', '=', false)]),
        ]),
      )
      .execute()
    const minute = new Date(now.getTime() - MINUTE_MS)
    const counts = await tx
      .selectFrom('share_guess')
      .select([
        sql<string>`count(*) FILTER (WHERE NOT right_one AND address = ${address} AND guessed_at > ${minute})`.as(
          'minute',
        ),
        sql<string>`count(*) FILTER (WHERE NOT right_one AND address = ${address})`.as('day'),
        sql<string>`count(*) FILTER (WHERE NOT right_one)`.as('all'),
        sql<string>`count(*) FILTER (WHERE right_one AND address = ${address})`.as('known'),
      ])
      .where('configuration_id', '=', id)
      .executeTakeFirstOrThrow()
    if (Number(counts.minute) >= A_MINUTE) throw throttled(MINUTE_MS)
    if (Number(counts.day) >= A_DAY) throw throttled(DAY_MS)
    if (Number(counts.all) >= A_DAY_BY_ALL && Number(counts.known) === 0 && !guess.holdsProof) throw throttled(DAY_MS)
    const row = await tx
      .insertInto('share_guess')
      .values({ configuration_id: id, address, guessed_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return Number(row.id)
  })
}

export async function markRight(postgres: Postgres, guess: number): Promise<void> {
  await postgres.updateTable('share_guess').set({ right_one: true }).where('id', '=', guess).execute()
}

/** True when so much was guessed today that strangers are no longer heard: the owner is told. */
export async function isUnderAttack(postgres: Postgres, configurationId: number, now: Date): Promise<boolean> {
  const { count } = await postgres
    .selectFrom('share_guess')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('configuration_id', '=', configurationId)
    .where('right_one', '=', false)
    .where('guessed_at', '>', new Date(now.getTime() - DAY_MS))
    .executeTakeFirstOrThrow()
  return Number(count) >= A_DAY_BY_ALL
}

const throttled = (ms: number) =>
  new ApiError(429, 'throttled_error', 'throttled', 'Too many wrong passwords. Try again later.', {
    headers: { 'retry-after': String(Math.ceil(ms / 1000)) },
  })
