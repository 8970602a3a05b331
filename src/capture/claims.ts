import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Postgres } from '../postgres/postgres.ts'

/** What a process is storing now, by a key of each event. */
interface Claim {
  id: string
  left: number
}

const CLAIMING_LOCK = 727_009
/**
 * For how long a claim holds without being extended: the events of a process that died can be stored by another then. One that
 * seems to hold for longer was made before the clock was set back.
 */
const HOLDS = sql`interval '10 seconds'`
const EXTEND_MS = 2_000

/**
 * Which events are being stored now by which of the processes that share the stores. While one stores an event, no other
 * does: it is asked for again when the first is done. One row for each group of events, because a row for each event would
 * cost as much as storing them.
 */
export class Claims {
  private readonly postgres: Postgres
  private readonly claims = new Map<string, Claim>()
  private readonly open = new Set<string>()
  private timer: NodeJS.Timeout | undefined

  constructor({ postgres }: { postgres: Postgres }) {
    this.postgres = postgres
  }

  /** Claims what nobody else has claimed until it is released, and returns the keys that another process holds. */
  async take(keys: readonly string[]): Promise<Set<string>> {
    const wanted = keys.filter((key) => !this.claims.has(key))
    if (wanted.length === 0) return new Set()
    const id = randomUUID()
    const { rows } = await this.postgres.transaction().execute(async (transaction) => {
      // One after the other: else two processes would each claim what the other has not written yet.
      await sql`SELECT pg_advisory_xact_lock(${CLAIMING_LOCK}::bigint)`.execute(transaction)
      return sql<{ key: string }>`
        WITH wanted AS (SELECT unnest(${wanted}::text[]) AS key),
          held AS (
            SELECT DISTINCT key FROM event_claim CROSS JOIN unnest(keys) AS key
            WHERE until > clock_timestamp() AND until <= clock_timestamp() + ${HOLDS} AND key IN (SELECT key FROM wanted)
          ),
          claimed AS (
            INSERT INTO event_claim (id, keys, until)
            SELECT ${id}::uuid, array_agg(key), clock_timestamp() + ${HOLDS} FROM wanted
            WHERE key NOT IN (SELECT key FROM held) HAVING count(*) > 0
          )
        SELECT key FROM held`.execute(transaction)
    })
    const elsewhere = new Set(rows.map(({ key }) => key))
    const mine = wanted.filter((key) => !elsewhere.has(key))
    if (mine.length > 0) this.hold({ id, left: mine.length }, mine)
    return elsewhere
  }

  /** The event is stored, or it is not going to be. */
  release(key: string): void {
    const claim = this.claims.get(key)
    if (!claim) return
    this.claims.delete(key)
    claim.left--
    if (claim.left > 0) return
    this.open.delete(claim.id)
    if (this.open.size === 0) clearInterval(this.timer)
    // One that cannot be taken away runs out.
    sql`DELETE FROM event_claim WHERE id = ${claim.id}::uuid OR until < clock_timestamp()`
      .execute(this.postgres)
      .catch(() => undefined)
  }

  private hold(claim: Claim, keys: readonly string[]): void {
    for (const key of keys) this.claims.set(key, claim)
    this.open.add(claim.id)
    if (this.open.size > 1) return
    this.timer = setInterval(() => this.extend(), EXTEND_MS)
    this.timer.unref()
  }

  private extend(): void {
    sql`UPDATE event_claim SET until = clock_timestamp() + ${HOLDS} WHERE id = ANY(${[...this.open]}::uuid[])`
      .execute(this.postgres)
      .catch(() => undefined)
  }
}
