import { sql } from 'kysely'
import type { Postgres } from './postgres.ts'

/**
 * Does what background processes do on a server, and embedded Postgres, which has none, never would: it frees the room of
 * dead rows, so that a table that is written all day does not grow for ever, and tells the planner how large tables are. A
 * table is due by the server's own rule, when a fifth of it has changed. Everybody waits meanwhile, about 3 ms for each MB
 * that changed, so this is done often and a little at a time.
 */
export async function autovacuum(postgres: Postgres): Promise<void> {
  // First, because it gives room back on a full disk, where the rest may fail.
  await checkpoint(postgres)
  // The counters of what changed are otherwise up to a second old.
  await sql`SELECT pg_stat_force_next_flush()`.execute(postgres)
  const { rows } = await sql<{ name: string }>`
    SELECT quote_ident(s.relname) AS name
    FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
    WHERE s.schemaname = 'public'
      AND greatest(s.n_dead_tup, s.n_ins_since_vacuum, s.n_mod_since_analyze) > 1000 + 0.2 * greatest(c.reltuples, 0)
    ORDER BY 1`.execute(postgres)
  for (const { name } of rows) await sql`VACUUM (ANALYZE) ${sql.raw(name)}`.execute(postgres)
}

/** What the log may hold beyond the last checkpoint, in bytes. */
const MOST_LOG = 64 * 2 ** 20

/** Until there is a checkpoint the log only grows, and a start after a crash goes through all of it. */
async function checkpoint(postgres: Postgres): Promise<void> {
  const { rows } = await sql<{ is_long: boolean }>`
    SELECT pg_current_wal_lsn() - redo_lsn > ${MOST_LOG}::numeric AS is_long FROM pg_control_checkpoint()`.execute(
    postgres,
  )
  if (rows[0]?.is_long) await sql`CHECKPOINT`.execute(postgres)
}
