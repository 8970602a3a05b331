import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Connection } from './dialect.ts'
import { digestOf, migrationFiles } from './migration-files.ts'
import type { Postgres } from './postgres.ts'
import { PostgresError } from './postgres-error.ts'
import type { Tables } from './tables.ts'
import { unpackDirectory } from './unpack.ts'
import { Writes } from './writes.ts'

interface Reply {
  id: number
  rows?: Record<string, unknown>[]
  /** The columns that hold JSON, as text. */
  json?: string[]
  affected?: number
  error?: { message: string; code?: string; constraint?: string }
}

interface Ready {
  ready: boolean
  error?: { message: string }
}

/** Where the build puts what it prepared, seen from the built program and from its sources. */
const BUILT = ['../', '../../dist/'].map((path) => new URL(path, import.meta.url))

/**
 * A data directory made at build time, with the migrations applied: unpacking it takes a third of the time and memory of
 * `initdb`. Undefined when it was made with other migrations than these, as while one is being written.
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
  if (directory !== undefined && !existsSync(join(directory, 'PG_VERSION')))
    await (prepared ? unpackDirectory(prepared, directory) : initializeDirectory(directory))
  const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
    workerData: { directory, prepared },
  })
  // The thread opens the store meanwhile: the query builder is 260 modules.
  const loading = Promise.all([import('kysely'), import('./dialect.ts')])
  await started(worker)
  const [{ Kysely }, { singleConnectionDialect }] = await loading
  const writes = new Writes()
  const connection = new WorkerConnection(worker, writes)
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

function started(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (message: Ready) => {
      worker.off('error', reject)
      if (message.ready) resolve()
      else reject(new Error(`Embedded Postgres did not start: ${message.error?.message}`))
    })
  })
}

const isSendable = (value: unknown) =>
  typeof value !== 'object' ||
  value === null ||
  Array.isArray(value) ||
  value instanceof Date ||
  value instanceof Uint8Array

const read = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : text)

class WorkerConnection implements Connection {
  private readonly worker: Worker
  private readonly writes: Writes
  private readonly waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>()
  private count = 0
  private broken: Error | undefined

  constructor(worker: Worker, writes: Writes) {
    this.worker = worker
    this.writes = writes
    worker.on('message', (reply: Reply) => {
      const waiter = this.waiting.get(reply.id)
      this.waiting.delete(reply.id)
      if (reply.error) waiter?.reject(new PostgresError(reply.error.message, reply.error.code, reply.error.constraint))
      else waiter?.resolve(reply)
    })
    const refuse = (error: Error) => {
      for (const waiter of this.waiting.values()) waiter.reject(error)
      this.waiting.clear()
    }
    const fail = (error: Error) => {
      this.broken = error
      refuse(error)
    }
    worker.on('error', fail)
    // An answer that could not be read: nobody knows whose it was.
    worker.on('messageerror', refuse)
    worker.on('exit', () => fail(new Error('Embedded Postgres has ended')))
  }

  async query(sql: string, params: readonly unknown[]) {
    // Of others PGlite sends half a message, and takes the next statement, somebody else's, for its other half.
    if (!params.every(isSendable))
      throw new TypeError('A parameter of a statement is an object, which SQL has none of.')
    this.writes.note(sql)
    const reply = await this.ask({ sql, params })
    const rows = reply.rows ?? []
    for (const name of reply.json ?? []) for (const row of rows) row[name] = read(row[name])
    return { rows, affected: reply.affected }
  }

  async close(): Promise<void> {
    if (!this.broken) await this.ask({ close: true })
  }

  private ask(message: { sql: string; params: readonly unknown[] } | { close: true }): Promise<Reply> {
    if (this.broken) return Promise.reject(this.broken)
    const id = ++this.count
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ id, ...message })
    })
  }
}
