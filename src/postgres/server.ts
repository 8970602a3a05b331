import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Postgres } from './postgres.ts'
import type { Tables } from './tables.ts'

const INT8 = 20

/** A PostgreSQL server. Values come back in the types the embedded driver gives: bigint as a number. */
export async function openPostgresServer(url: string): Promise<Postgres> {
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      id === INT8 ? Number : pg.types.getTypeParser(id, format ?? 'text'),
  }
  const pool = new pg.Pool({ connectionString: url, max: 10, types })
  pool.on('error', () => undefined) // an idle connection that breaks is replaced by the pool
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
