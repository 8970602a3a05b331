import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openEmbeddedPostgres } from './embedded.ts'
import { migratePostgres } from './migrate.ts'
import type { Postgres } from './postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await openEmbeddedPostgres({})
})
afterAll(() => postgres.destroy())

test('a parameter that no statement can take fails alone', async () => {
  await expect(sql`SELECT ${{}}::text[] AS value`.execute(postgres)).rejects.toThrow('is an object')
  expect((await sql`SELECT ${'next'}::text AS value`.execute(postgres)).rows).toEqual([{ value: 'next' }])
})

test('a statement that failed answers the next time, in a transaction and out of it', async () => {
  const half = (value: number) => sql`SELECT 10 / ${value}::int AS half, ${null}::int AS nothing`
  const answer = [{ half: 5, nothing: null }]
  for (let i = 0; i < 3; i++) {
    await expect(half(0).execute(postgres)).rejects.toMatchObject({ code: '22012' })
    expect((await half(2).execute(postgres)).rows).toEqual(answer)
    await expect(postgres.transaction().execute((tx) => half(0).execute(tx))).rejects.toMatchObject({ code: '22012' })
    expect((await postgres.transaction().execute((tx) => half(2).execute(tx))).rows).toEqual(answer)
    await expect(sql`SELECT * FROM nowhere`.execute(postgres)).rejects.toMatchObject({ code: '42P01' })
  }
})

test('a statement answers as the table is now', async () => {
  const all = sql`SELECT * FROM changing`
  await sql`CREATE TABLE changing (a int)`.execute(postgres)
  const inserted = await sql`INSERT INTO changing SELECT generate_series(1, 3)`.execute(postgres)
  expect(inserted.numAffectedRows).toBe(3n)
  expect((await all.execute(postgres)).rows).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }])
  await sql`ALTER TABLE changing ALTER a TYPE text, ADD b timestamptz DEFAULT '2024-01-02T03:04:05Z'`.execute(postgres)
  const changed = await sql`DELETE FROM changing WHERE a = ${'1'} RETURNING *`.execute(postgres)
  expect(changed).toEqual({ rows: [{ a: '1', b: new Date('2024-01-02T03:04:05Z') }], numAffectedRows: 1n })
  expect((await all.execute(postgres)).rows).toHaveLength(2)
})

test('more statements than are kept', async () => {
  for (const round of [1, 2])
    for (let i = 0; i < 300; i++) {
      const { rows } = await sql`SELECT ${sql.lit(i)} + ${round}::int AS sum`.execute(postgres)
      expect(rows).toEqual([{ sum: i + round }])
    }
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM pg_prepared_statements`.execute(
    postgres,
  )
  expect(rows[0]?.count).toBeLessThanOrEqual(201)
})

test('a plan is kept for a second, in which its table may have grown', async () => {
  await sql`CREATE TABLE growing (id int PRIMARY KEY)`.execute(postgres)
  await sql`INSERT INTO growing VALUES (1), (2)`.execute(postgres)
  await sql`ANALYZE growing`.execute(postgres)
  const find = () => sql`SELECT id FROM growing WHERE id = ${2}`.execute(postgres)
  const kept = async () => {
    const { rows } = await sql<{ name: string; plans: number }>`
      SELECT name, generic_plans::int AS plans FROM pg_prepared_statements
      WHERE statement LIKE 'SELECT id FROM growing%'`.execute(postgres)
    return rows[0] ?? { name: '', plans: 0 }
  }
  for (let i = 0; i < 10; i++) await find()
  expect((await kept()).plans).toBe(5)
  await sql`INSERT INTO growing SELECT generate_series(3, 20000)`.execute(postgres)
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect((await find()).rows).toEqual([{ id: 2 }])
  // The statement below is one that makes all kept ones be forgotten, so it comes last.
  const { name } = await kept()
  const { rows } = await sql`EXPLAIN (COSTS OFF) EXECUTE ${sql.raw(name)}(2)`.execute(postgres)
  expect(rows[0]).toEqual({ 'QUERY PLAN': 'Index Only Scan using growing_pkey on growing' })
})

test('a transaction that has failed ends as it would have, a second later too', async () => {
  const failed = postgres.transaction().execute(async (tx) => {
    await sql`SELECT 1 / 0`.execute(tx).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await sql`SELECT 1`.execute(tx)
  })
  await expect(failed).rejects.toMatchObject({ code: '25P02' })
  expect((await sql`SELECT 2 AS two`.execute(postgres)).rows).toEqual([{ two: 2 }])
})

test('an engine that has stopped for want of room is started again, and knows what was committed', async () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'hoglet-postgres-')), 'postgres')
  const stored = await openEmbeddedPostgres({ directory })
  const texts = async () => (await sql`SELECT text FROM kept ORDER BY 1`.execute(stored)).rows
  await sql`CREATE TABLE kept (text text)`.execute(stored)
  await sql`INSERT INTO kept VALUES ('before')`.execute(stored)
  const { rows } = await sql<{ log: string }>`SELECT pg_walfile_name(pg_current_wal_lsn()) AS log`.execute(stored)
  // A folder stands where the next file of the log should be made: as on a full disk, it cannot.
  const next = (Number.parseInt(rows[0]?.log.slice(16) ?? '', 16) + 1).toString(16).toUpperCase().padStart(8, '0')
  const obstacle = join(directory, 'pg_wal', `${rows[0]?.log.slice(0, 16)}${next}`)
  mkdirSync(obstacle)
  const fill = stored.transaction().execute(async (tx) => {
    await sql`INSERT INTO kept VALUES ('half')`.execute(tx)
    for (let mb = 0; mb < 20; mb++)
      await sql`SELECT pg_logical_emit_message(true, 'test', repeat('x', 1000000))`.execute(tx).catch(() => undefined)
    // The transaction went with the engine: this must not be stored alone.
    await sql`INSERT INTO kept VALUES ('other half')`.execute(tx)
  })
  await expect(fill).rejects.toMatchObject({ code: '25P02' })
  rmdirSync(obstacle)
  await vi.waitFor(async () => expect(await texts()).toEqual([{ text: 'before' }]), { timeout: 10_000 })
  await sql`INSERT INTO kept VALUES ('after')`.execute(stored)
  expect(await texts()).toEqual([{ text: 'after' }, { text: 'before' }])
  await stored.destroy()
  rmSync(join(directory, '..'), { recursive: true })
}, 30_000)

test('a store that a newer version has changed is refused', async () => {
  await migratePostgres(postgres)
  await sql`INSERT INTO migration (name) VALUES ('9999_later.sql')`.execute(postgres)
  await expect(migratePostgres(postgres)).rejects.toThrow(/A newer version of Hoglet has changed .*9999_later\.sql/)
})
