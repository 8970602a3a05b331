import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnDatabase, ownPostgres } from '../../test/support/stores.ts'
import { isUnreachable, type Postgres } from './postgres.ts'
import { openPostgresServer } from './server.ts'

// Needs a server: `.ci/run` starts one and sets DATABASE_URL.
const onServer = test.runIf(process.env['DATABASE_URL'])

let database: OwnDatabase | undefined
let postgres: Postgres
beforeAll(async () => {
  database = await ownPostgres()
  if (database) postgres = await openPostgresServer(database.url)
})
afterAll(async () => {
  if (!database) return
  await postgres.destroy()
  await database.drop()
})

/** Ends every connection to the database but the one that asks, as a server does that is stopped. */
const endConnections = () =>
  sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid != pg_backend_pid()`.execute(postgres)

onServer('a server that goes away between two statements of a transaction fails it and nothing else', async () => {
  const transaction = postgres.transaction().execute(async (tx) => {
    await sql`SELECT 1`.execute(tx)
    await endConnections()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await sql`SELECT 2`.execute(tx)
  })
  const error: unknown = await transaction.catch((reason: unknown) => reason)
  expect(isUnreachable(error)).toBe(true)
  expect((await sql<{ n: number }>`SELECT 3 AS n`.execute(postgres)).rows).toEqual([{ n: 3 }])
})

onServer('who is alone with a database takes its lock again when the server was away', async () => {
  const url = database?.url ?? ''
  const alone = await openPostgresServer(url, { exclusive: true })
  await sql`SELECT 1`.execute(alone)
  await expect(openPostgresServer(url, { exclusive: true })).rejects.toThrow('Another Hoglet')
  await endConnections()
  const isLocked = async () =>
    (
      await sql`SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND d.datname = current_database()`.execute(postgres)
    ).rows.length
  await expect.poll(isLocked, { timeout: 5_000 }).toBe(1)
  await expect(openPostgresServer(url, { exclusive: true })).rejects.toThrow('Another Hoglet')
  await alone.destroy()
  await expect.poll(isLocked).toBe(0)
})
