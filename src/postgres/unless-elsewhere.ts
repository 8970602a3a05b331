import { sql } from 'kysely'
import type { Postgres } from './postgres.ts'

/** What no two processes may do to the same thing at once. Any numbers, the same in every process. */
const LOCKS = { erasing: 727_007, calculating: 727_008 } as const

type Kind = keyof typeof LOCKS

/**
 * Does some work to the thing with this id, unless another process does it now: then it returns false. The work has a
 * connection of its own, which holds the lock, so that what a process began is free again when it dies. An embedded store has
 * one process and one connection.
 */
export async function unlessElsewhere(
  postgres: Postgres,
  { kind, id = 0 }: { kind: Kind; id?: number },
  work: () => Promise<void>,
): Promise<boolean> {
  if (postgres.writes) {
    await work()
    return true
  }
  return postgres.connection().execute(async (holder) => {
    const { rows } = await sql<{ free: boolean }>`
      SELECT pg_try_advisory_lock(${LOCKS[kind]}::int, ${id}::int) AS free`.execute(holder)
    if (!rows[0]?.free) return false
    try {
      await work()
    } finally {
      // When that fails the connection is broken, and the lock went with it.
      await sql`SELECT pg_advisory_unlock(${LOCKS[kind]}::int, ${id}::int)`.execute(holder).catch(() => undefined)
    }
    return true
  })
}

/** Whether some process does this work now, to anything. */
export async function isUnderWay(postgres: Postgres, kind: Kind): Promise<boolean> {
  if (postgres.writes) return false
  const { rows } = await sql`
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = ${LOCKS[kind]}::int::oid
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1`.execute(postgres)
  return rows.length > 0
}
