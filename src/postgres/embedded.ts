import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOf, migrationFiles } from './migration-files.ts'
import type { Postgres } from './postgres.ts'
import type { Tables } from './tables.ts'
import { unpackDirectory } from './unpack.ts'
import { notStarted, startWorker, WorkerConnection } from './worker-connection.ts'
import { Writes } from './writes.ts'

/** Where the build puts what it prepared, seen from the built program and from its sources. */
const BUILT = ['../', '../../dist/'].map((path) => new URL(path, import.meta.url))

/**
 * An archive of a data directory that was made at build time, with the migrations applied: unpacking it takes a third of
 * the time and memory of `initdb`. Undefined when it was made with other migrations than these, as happens while one is
 * being written.
 */
function preparedArchive(): string | undefined {
  const built = BUILT.find((folder) => existsSync(new URL('postgres.sha256', folder)))
  if (!built || readFileSync(new URL('postgres.sha256', built), 'utf8') !== digestOf(migrationFiles())) return undefined
  return fileURLToPath(new URL('postgres.tar.gz', built))
}

/**
 * Postgres inside this process (PGlite), in a thread of its own. Without a directory it lives in memory.
 * The caller holds the lock of the data directory: the engine itself has none.
 */
export async function openEmbeddedPostgres(options: { directory?: string }): Promise<Postgres> {
  const prepared = preparedArchive()
  const { directory } = options
  if (directory !== undefined && !existsSync(join(directory, 'PG_VERSION'))) {
    if (existsSync(directory) && readdirSync(directory).length > 0) throw notStarted('the file PG_VERSION is missing')
    await (prepared ? unpackDirectory(prepared, directory) : initializeDirectory(directory))
  }
  // The thread opens the store while the query builder is loaded here, which is 260 modules.
  const loading = Promise.all([import('kysely'), import('./dialect.ts')])
  const worker = await startWorker({ directory, prepared })
  const [{ Kysely }, { singleConnectionDialect }] = await loading
  const writes = new Writes()
  const connection = new WorkerConnection(worker, writes, directory)
  return Object.assign(new Kysely<Tables>({ dialect: singleConnectionDialect(connection) }), { writes })
}

/** Makes a directory by `initdb`, in a process that gives its memory back by ending. */
async function initializeDirectory(directory: string): Promise<void> {
  const script = fileURLToPath(new URL('./initialize-directory.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`The Postgres directory could not be prepared: ${said.trim()}`)
}
