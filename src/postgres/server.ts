import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { UsageError } from '../lib/usage-error.ts'
import type { Postgres } from './postgres.ts'
import type { Tables } from './tables.ts'

const INT8 = 20

/** Any number, the same in every process. */
const ALONE_LOCK = 727_003
/** How long after the lock was lost, or could not be had, it is asked for again. */
const AGAIN_MS = 1_000

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
  // A connection that breaks is replaced by the pool. One that is taken and asks nothing at that moment, as between two
  // statements of a transaction, says so by this event alone, and without a listener that would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const connection = await connect(pool)
  const giveUp = options.exclusive ? await stayAlone(pool, connection) : undefined
  if (!giveUp) connection.release()
  const end = async () => {
    giveUp?.() // the pool's end waits for every connection to be given back
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

/**
 * The lock belongs to a connection of its own, which is kept for as long as the process lives. When the server goes, the
 * lock goes with the connection, and is taken again as soon as the server is back. Returns what gives it up.
 */
async function stayAlone(pool: pg.Pool, first: pg.PoolClient): Promise<() => void> {
  if (!(await isAlone(first))) {
    first.release(true)
    throw new UsageError(
      'Another Hoglet with an embedded ClickHouse uses this DATABASE_URL. Stop it, or set CLICKHOUSE_URL for both so that they share their events.',
    )
  }
  let holder: pg.PoolClient | undefined
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const hold = (connection: pg.PoolClient) => {
    if (isOver) return connection.release(true)
    holder = connection
    connection.once('end', () => {
      if (holder !== connection) return
      holder = undefined
      connection.release(true)
      takeAgain()
    })
  }
  const takeAgain = () => {
    timer = setTimeout(() => void lockedConnection(pool).then((taken) => (taken ? hold(taken) : takeAgain())), AGAIN_MS)
    timer.unref()
  }
  hold(first)
  return () => {
    isOver = true
    clearTimeout(timer)
    const held = holder
    holder = undefined
    held?.release(true)
  }
}

async function lockedConnection(pool: pg.Pool): Promise<pg.PoolClient | undefined> {
  const connection = await pool.connect().catch(() => undefined)
  if (!connection || (await isAlone(connection).catch(() => false))) return connection
  connection.release(true)
  return undefined
}

async function isAlone(connection: pg.PoolClient): Promise<boolean> {
  const { rows } = await connection.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [ALONE_LOCK])
  return rows[0]?.alone === true
}
