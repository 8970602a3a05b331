import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { statementsOf } from '../lib/sql-file.ts'
import type { Postgres } from './postgres.ts'

const FOLDER = new URL('./migrations/', import.meta.url)
/** Any number, the same in every process, so that two starting at once take turns. */
const MIGRATION_LOCK = 727_001

/** Applies the numbered `.sql` files that this store has not seen, each in one transaction. */
export async function migratePostgres(postgres: Postgres): Promise<void> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()
  await postgres.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
    await sql`CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`.execute(
      tx,
    )
    const { rows } = await sql<{ name: string }>`SELECT name FROM migration`.execute(tx)
    const seen = new Set(rows.map(({ name }) => name))
    for (const file of files) {
      if (seen.has(file)) continue
      for (const statement of statementsOf(await readFile(new URL(file, FOLDER), 'utf8')))
        await sql.raw(statement).execute(tx)
      await sql`INSERT INTO migration (name) VALUES (${file})`.execute(tx)
    }
  })
}
