import { readdir, readFile } from 'node:fs/promises'
import { statementsOf } from '../lib/sql-file.ts'
import type { ClickHouse } from './clickhouse.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/**
 * Applies the numbered `.sql` files that this store has not seen, in order. A file is noted only when all of its
 * statements ran, and every statement is written so that a repetition after a crash changes nothing.
 */
export async function migrateClickHouse(clickhouse: ClickHouse): Promise<void> {
  await clickhouse.command(
    `CREATE TABLE IF NOT EXISTS migrations (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
     ENGINE = MergeTree ORDER BY name SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  )
  const { rows } = await clickhouse.rows('SELECT name FROM migrations')
  const seen = new Set(rows.map(([name]) => name))
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()
  for (const file of files) {
    if (seen.has(file)) continue
    for (const statement of statementsOf(await readFile(new URL(file, FOLDER), 'utf8'))) {
      await clickhouse.command(statement.replace(/^CREATE TABLE (?!IF NOT EXISTS)/, 'CREATE TABLE IF NOT EXISTS '))
    }
    await clickhouse.insert('migrations', Buffer.from(JSON.stringify({ name: file }) + '\n'), { token: file })
  }
}
