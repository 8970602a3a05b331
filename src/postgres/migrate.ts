import { sql } from 'kysely'
import { refuseNewer, statementsOf } from '../lib/sql-file.ts'
import { MIGRATION_TABLE, migrationFiles } from './migration-files.ts'
import type { Postgres } from './postgres.ts'

/** Any number, the same in every process, so that two starting at once take turns. */
const MIGRATION_LOCK = 727_001

/** Applies the numbered `.sql` files that this store has not seen, all in one transaction. */
export async function migratePostgres(postgres: Postgres): Promise<void> {
  await postgres.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
    await sql.raw(MIGRATION_TABLE).execute(tx)
    const { rows } = await sql<{ name: string }>`SELECT name FROM migration`.execute(tx)
    const seen = new Set(rows.map(({ name }) => name))
    const files = migrationFiles()
    refuseNewer(
      [...seen],
      files.map(({ name }) => name),
    )
    for (const { name, text } of files) {
      if (seen.has(name)) continue
      for (const statement of statementsOf(text)) await sql.raw(statement).execute(tx)
      await sql`INSERT INTO migration (name) VALUES (${name})`.execute(tx)
    }
  })
}
