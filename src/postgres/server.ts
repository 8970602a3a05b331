import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { UsageError } from '../lib/usage-error.ts'
import type { Postgres } from './postgres.ts'
import type { Tables } from './tables.ts'

const INT8 = 20

/** Any number, the same in every process. */
const ALONE_LOCK = 727_003

/**
 * A PostgreSQL server. Values come back in the types that the embedded driver gives: bigint as a number. `exclusive` throws
 * when another process has opened the same database in this way: two embedded ClickHouses would hold different events of
 * the same persons.
 */
export async function openPostgresServer(url: string, options: { exclusive?: boolean } = {}): Promise<Postgres> {
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      id === INT8 ? Number : pg.types.getTypeParser(id, format ?? 'text'),
  }
  const pool = new pg.Pool({ connectionString: url, max: 10, types })
  pool.on('error', () => undefined) // an idle connection that breaks is replaced by the pool
  const connection = await connect(pool)
  if (options.exclusive) await requireAlone(connection)
  else connection.release()
  const end = async () => {
    if (options.exclusive) connection.release(true) // the pool's end waits for every connection to be given back
    await pool.end()
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect: () => pool.connect(), end } }) })
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    const why = error instanceof Error && error.message ? error.message : String(error)
    throw new UsageError(`DATABASE_URL cannot be opened (${why}). Check that the server runs and the database exists.`)
  }
}

/** The lock belongs to a connection of its own, which is kept for as long as the process lives. */
async function requireAlone(connection: pg.PoolClient): Promise<void> {
  const { rows } = await connection.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [ALONE_LOCK])
  if (!rows[0]?.alone)
    throw new UsageError(
      'Another Hoglet with an embedded ClickHouse uses this DATABASE_URL. Stop it, or set CLICKHOUSE_URL for both so that they share their events.',
    )
}
