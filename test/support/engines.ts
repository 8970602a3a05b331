// The embedded engines of this worker. Opening both takes more than a second of computing, so the files of a worker hand
// them on, emptied: each finds what a first start finds, except that dead rows and a planner's statistics may remain.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openEmbedded } from '../../src/clickhouse/embedded.ts'
import { migrateClickHouse } from '../../src/clickhouse/migrate.ts'
import { autovacuum } from '../../src/postgres/autovacuum.ts'
import { openEmbeddedPostgres } from '../../src/postgres/embedded.ts'
import { migratePostgres } from '../../src/postgres/migrate.ts'
import type { Postgres } from '../../src/postgres/postgres.ts'

/** What nobody uses now, and how it ends. */
let clickhouse: { idle: ClickHouse; end(): Promise<void> } | undefined
let postgres: Postgres | undefined

/** An empty ClickHouse with our tables. Closing it gives it back. */
export async function emptyClickHouse(): Promise<ClickHouse> {
  const { idle, end } = clickhouse ?? (await openClickHouse())
  clickhouse = undefined
  const { rows } = await idle.rows(`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'migrations' AND total_rows > 0`)
  for (const [name] of rows) await idle.command(`TRUNCATE TABLE ${String(name)}`)
  idle.close = async () => {
    clickhouse = { idle, end }
  }
  return idle
}

async function openClickHouse() {
  const directory = mkdtempSync(join(tmpdir(), 'hoglet-test-'))
  const idle = await openEmbedded({ directory, memory_bytes: 2 ** 31 })
  await migrateClickHouse(idle)
  await withoutSync(idle)
  const end = idle.close.bind(idle)
  return { idle, end }
}

/** Nothing here outlives the process, and a test that captures would wait for the disk most of its time. */
async function withoutSync(store: ClickHouse): Promise<void> {
  const { rows } = await store.rows(`
    SELECT name FROM system.tables WHERE database = currentDatabase() AND create_table_query LIKE '%fsync_after_insert = 1%'`)
  for (const [name] of rows)
    await store.command(`ALTER TABLE ${String(name)} MODIFY SETTING fsync_after_insert = 0, fsync_part_directory = 0`)
}

/** The engine knows one directory at a time: a test that brings its own calls this first. */
export async function endClickHouse(): Promise<void> {
  await clickhouse?.end()
  clickhouse = undefined
}

/** An empty Postgres with our tables. Destroying it gives it back. */
export async function emptyPostgres(): Promise<Postgres> {
  const idle = postgres ?? (await openPostgres())
  postgres = undefined
  await empty(idle)
  idle.destroy = async () => {
    postgres = idle
  }
  return idle
}

async function openPostgres(): Promise<Postgres> {
  const opened = await openEmbeddedPostgres({})
  await migratePostgres(opened)
  return opened
}

/** Deletes rather than truncates: new files for each table and index would take twenty times as long. */
async function empty(store: Postgres): Promise<void> {
  await sql`DO $$
    DECLARE name regclass;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR name IN
        SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('migration', 'data_color_theme')
      LOOP
        EXECUTE format('DELETE FROM %s', name);
      END LOOP;
      -- The one of no team comes with the migrations.
      DELETE FROM data_color_theme WHERE team_id IS NOT NULL;
      PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE last_value IS NOT NULL AND sequencename != 'data_color_theme_id_seq';
    END $$`.execute(store)
  await autovacuum(store)
}
