import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { autovacuum } from './autovacuum.ts'
import { openEmbeddedPostgres } from './embedded.ts'
import type { Postgres } from './postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await openEmbeddedPostgres({})
  await sql`CREATE TABLE "Busy rows" (id int PRIMARY KEY, body text)`.execute(postgres)
  await sql`INSERT INTO "Busy rows" SELECT i, repeat('x', 100) FROM generate_series(1, 5000) i`.execute(postgres)
})
afterAll(() => postgres.destroy())

const pages = async () =>
  (await sql<{ pages: number }>`SELECT (pg_relation_size('"Busy rows"') / 8192)::int AS pages`.execute(postgres))
    .rows[0]?.pages ?? 0

test('a table whose rows are all written anew, again and again, takes the room of two', async () => {
  const once = await pages()
  for (let round = 0; round < 8; round++) {
    await sql`UPDATE "Busy rows" SET body = repeat(${String(round)}, 100)`.execute(postgres)
    await autovacuum(postgres)
  }
  expect(await pages()).toBeLessThanOrEqual(2 * once + 8)
})

test('the planner knows how large a table is', async () => {
  const { rows } = await sql<{ reltuples: number }>`
    SELECT reltuples::int AS reltuples FROM pg_class WHERE relname = 'Busy rows'`.execute(postgres)
  expect(rows).toEqual([{ reltuples: 5000 }])
})

test('the log does not grow for ever', async () => {
  const log = async () => {
    const { rows } = await sql<{ bytes: string }>`
      SELECT pg_current_wal_lsn() - redo_lsn AS bytes FROM pg_control_checkpoint()`.execute(postgres)
    return Number(rows[0]?.bytes)
  }
  for (let file = 0; file < 5; file++) {
    await sql`UPDATE "Busy rows" SET body = 'next' WHERE id = 1`.execute(postgres)
    await sql`SELECT pg_switch_wal()`.execute(postgres)
  }
  expect(await log()).toBeGreaterThan(64 * 2 ** 20)
  await autovacuum(postgres)
  expect(await log()).toBeLessThan(2 ** 20)
})
