import { readdir, readFile } from 'node:fs/promises'
import { refuseNewer, statementsOf } from '../lib/sql-file.ts'
import { UsageError } from '../lib/usage-error.ts'
import type { ClickHouse } from './clickhouse.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/**
 * Applies the numbered `.sql` files that this store has not seen, in order. A file is noted only when all of its
 * statements ran, and every statement is written so that a repetition after a crash changes nothing.
 */
export async function migrateClickHouse(clickhouse: ClickHouse): Promise<void> {
  const named = (await isReplicated(clickhouse)) ? replicated : (statement: string) => statement
  // CREATE … IF NOT EXISTS waits for every replica of the database, also for one that is away: so it is only sent when
  // needed.
  if (!(await hasTable(clickhouse, 'migrations')))
    await clickhouse.command(
      named(`CREATE TABLE IF NOT EXISTS migrations (name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
     ENGINE = MergeTree ORDER BY name SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`),
    )
  const { rows } = await clickhouse.rows('SELECT name FROM migrations')
  const seen = new Set(rows.map(([name]) => String(name)))
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()
  refuseNewer([...seen], files)
  for (const file of files) {
    if (seen.has(file)) continue
    for (const statement of statementsOf(await readFile(new URL(file, FOLDER), 'utf8'))) {
      await clickhouse.command(
        named(statement.replace(/^CREATE TABLE (?!IF NOT EXISTS)/, 'CREATE TABLE IF NOT EXISTS ')),
      )
    }
    await clickhouse.insert('migrations', Buffer.from(JSON.stringify({ name: file }) + '\n'), { token: file })
  }
}

async function hasTable(clickhouse: ClickHouse, name: string): Promise<boolean> {
  const { rows } = await clickhouse.rows(
    'SELECT count() FROM system.tables WHERE database = currentDatabase() AND name = {name:String}',
    { name },
  )
  return Number(rows[0]?.[0]) > 0
}

/**
 * Whether the database itself is on several replicas (`ENGINE = Replicated`). They all hold everything: rows of several
 * shards would need a table above them, and joins that know where a person's rows are.
 */
async function isReplicated(clickhouse: ClickHouse): Promise<boolean> {
  const { rows } = await clickhouse.rows(
    `SELECT engine = 'Replicated',
       (SELECT uniqExact(shard_num) FROM system.clusters WHERE cluster = currentDatabase())
     FROM system.databases WHERE name = currentDatabase()`,
  )
  const [yes, shards] = (rows[0] ?? []).map(Number)
  if (yes && Number(shards) > 1)
    throw new UsageError(
      `The database that CLICKHOUSE_URL names has ${shards} shards. Hoglet uses one shard, of as many replicas as you like:` +
        ' create it with the same shard name on each.',
    )
  return yes === 1
}

/**
 * In a replicated database a table's rows are replicated only if its engine says so; where they lie is settled by the
 * database.
 */
const replicated = (statement: string): string =>
  statement.replace(/\bENGINE = (\w*MergeTree)\b/, 'ENGINE = Replicated$1')
