import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { sql } from 'kysely'
import type { ClickHouse } from './clickhouse/clickhouse.ts'
import { refusePattern } from './clickhouse/data-path.ts'
import { copyTree, sync, syncTree } from './lib/copy-tree.ts'
import { UsageError } from './lib/usage-error.ts'
import type { Postgres } from './postgres/postgres.ts'

interface Deps {
  postgres: Postgres
  clickhouse: ClickHouse
  config: { data_directory: string; clickhouse_url: string | undefined; database_url: string | undefined }
  writer: {
    /** Does work while no events are being stored; those that come meanwhile wait. */
    pause(work: () => Promise<void>): Promise<void>
  }
}

/**
 * Copies both stores as they are at one moment into a new folder, which is a data directory like any other, while the server
 * runs, and returns how many bytes it holds. Capture waits while the metadata is copied; the events are held by links
 * meanwhile, and copied after that. Throws {@link UsageError} for a folder in which no backup can be made, and the signal's
 * reason when that aborts.
 */
export async function backUp(deps: Deps, to: string, signal?: AbortSignal): Promise<number> {
  const { postgres, clickhouse, config, writer } = deps
  if (config.clickhouse_url || config.database_url)
    throw new UsageError('The data is on servers of yours. Back them up with their own tools.')
  const from = config.data_directory
  // Of letters and digits: the engine writes a folder for any other sign in a way of its own.
  const name = `backup${randomUUID().replaceAll('-', '')}`
  const store = storeOf(from)
  return complete(from, to, signal, async (folder) => {
    const copy = storeOf(folder)
    let bytes = 0
    const tables = await tablesOf(clickhouse)
    try {
      // The tables are held by links to their files, which never change. Postgres first: events may be newer than their
      // persons, who are made anew with the next event. The other way round a merge could be known whose override, sent and
      // forgotten, is in neither store.
      await writer.pause(async () => {
        bytes += await copyPostgres(postgres, join(from, 'postgres'), join(folder, 'postgres'), signal)
        bytes += await copyTree(store, copy, { keeps: isOfNoPart(store), changes: true, signal })
        for (const table of tables) await clickhouse.command(`ALTER TABLE ${table} FREEZE WITH NAME '${name}'`)
      })
      return bytes + (await copyTree(join(store, 'shadow', name), copy, { links: true, signal }))
    } finally {
      await rm(join(store, 'shadow', name), { recursive: true, force: true })
    }
  })
}

/** The same of a directory that no server has open. The caller holds its lock. */
export function backUpClosed(from: string, to: string, signal: AbortSignal): Promise<number> {
  const store = storeOf(from)
  const keeps = ({ name }: { name: string }, folder: string) => folder !== store || name !== 'shadow'
  return complete(
    from,
    to,
    signal,
    async (folder) =>
      (await copyTree(join(from, 'postgres'), join(folder, 'postgres'), { signal })) +
      (await copyTree(store, storeOf(folder), { keeps, signal })),
  )
}

/** Where ClickHouse has its files. Beside them is only what it is started with. */
const storeOf = (directory: string) => join(directory, 'clickhouse', 'store')

/** The folder gets its name when all is in it, so that half a backup is never taken for one. */
async function complete(
  from: string,
  to: string,
  signal: AbortSignal | undefined,
  fill: (folder: string) => Promise<number>,
): Promise<number> {
  refusePattern(join(to, 'clickhouse'), 'Name another folder.')
  if (existsSync(to)) throw existing(to)
  if (await isWithin(from, to))
    throw new UsageError(`${to} is in the data directory itself. Name a folder beside it, or on another disk.`)
  const folder = `${to}.unfinished-${randomUUID().slice(0, 8)}`
  try {
    await mkdir(dirname(to), { recursive: true })
    for (const part of [folder, join(folder, 'clickhouse')]) await mkdir(part, { mode: 0o700 })
    const bytes = await fill(folder)
    await syncTree(folder, signal)
    signal?.throwIfAborted()
    await rename(folder, to)
    // The name is on disk then, too. Where it may be written but not read, the next power cut may leave the other one.
    await sync(dirname(to)).catch(() => undefined)
    return bytes
  } catch (error) {
    // Where it could not be made it cannot be looked for either: what is told is the first failure.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    throw refused(error, from, to)
  }
}

/** Whether a path would be made inside a folder, by whatever links it is spelled. */
async function isWithin(folder: string, path: string): Promise<boolean> {
  let above = dirname(path)
  while (!existsSync(above)) above = dirname(above)
  const [first] = relative(await realpath(folder), await realpath(above)).split(sep)
  return first !== '..'
}

/** From the start, or since another backup of that name was ready first. */
const existing = (to: string) => new UsageError(`${to} exists already. Name a folder that does not: it is made.`)

/** What the system says of the place that was chosen, or of what is copied, in a sentence. */
function refused(error: unknown, from: string, to: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const path = error instanceof Error && 'path' in error ? String(error.path) : ''
  if (/^(ENOSPC|EDQUOT)$/.test(code)) return new UsageError(`There is no room left for ${to}. Name another disk.`)
  if (path.startsWith(join(from, sep))) return new UsageError(`${path} cannot be copied (${code}).`)
  if (code === 'ENOTEMPTY') return existing(to)
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|ENAMETOOLONG|ELOOP)$/.test(code))
    return new UsageError(`${to} cannot be written (${code}). Name another place.`)
  return error
}

/** Nobody else has the connection meanwhile, and the engine writes only when it is asked to. */
function copyPostgres(postgres: Postgres, from: string, to: string, signal?: AbortSignal): Promise<number> {
  return postgres.connection().execute(async (connection) => {
    await sql`CHECKPOINT`.execute(connection)
    return copyTree(from, to, { signal })
  })
}

/** Asked before anybody waits: long questions may have all readers. */
async function tablesOf(clickhouse: ClickHouse): Promise<string[]> {
  const { rows } = await clickhouse.rows(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'",
    {},
    { pool: 'background' },
  )
  return rows.map(([name]) => String(name))
}

const TABLE_FOLDER = /^store\/[0-9a-f]{3}\/[0-9a-f-]{36}$/

/** What describes the tables, and which inserts they remember; not their parts, which come and go. */
const isOfNoPart =
  (store: string) =>
  (entry: { name: string; isDirectory(): boolean }, folder: string): boolean => {
    if (folder === store) return ['data', 'metadata', 'store'].includes(entry.name)
    const isOfTable = TABLE_FOLDER.test(relative(store, folder))
    return !isOfTable || !entry.isDirectory() || entry.name === 'deduplication_logs'
  }
