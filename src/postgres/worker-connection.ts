import { Worker } from 'node:worker_threads'
import type { Connection } from './dialect.ts'
import { PostgresError } from './postgres-error.ts'
import type { Writes } from './writes.ts'

interface Reply {
  id: number
  rows?: Record<string, unknown>[]
  /** The columns that hold JSON, as text. */
  json?: string[]
  affected?: number
  error?: { message: string; code?: string; constraint?: string }
  /** The engine has stopped at this error: no statement will be answered any more. */
  stopped?: boolean
}

interface Ready {
  ready: boolean
  error?: { message: string }
}

/** How long after one start of the engine the next is tried: each takes half a second of processor time. */
const START_AGAIN_MS = 1_000

/** Starts the thread and waits until Postgres in it takes statements. */
export async function startWorker(data: {
  directory: string | undefined
  prepared?: string | undefined
}): Promise<Worker> {
  const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), { workerData: data })
  const ready = await new Promise<Ready>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (message: Ready) => {
      worker.off('error', reject)
      resolve(message)
    })
  })
  if (ready.ready) return worker
  await worker.terminate()
  throw notStarted(ready.error?.message ?? 'it does not say why')
}

export const notStarted = (why: string) =>
  new PostgresError(`Embedded Postgres did not start: ${why}`, CANNOT_CONNECT_NOW)

/** The codes of Postgres while it takes no statements, and for a statement in a transaction that has failed. */
const CANNOT_CONNECT_NOW = '57P03'
const IN_FAILED_TRANSACTION = '25P02'

const ended = () => new Error('Embedded Postgres has ended')

const isSendable = (value: unknown) =>
  typeof value !== 'object' ||
  value === null ||
  Array.isArray(value) ||
  value instanceof Date ||
  value instanceof Uint8Array

const read = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : text)

/**
 * The connection to Postgres in its thread. The engine stops at certain errors, such as a disk without room for its log.
 * Then it is started again for the next statement, and recovers what was committed, as a server would.
 */
export class WorkerConnection implements Connection {
  private worker: Worker
  private readonly writes: Writes
  /** Undefined for a store in memory, which is not started again because it would come back empty. */
  private readonly directory: string | undefined
  private readonly waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>()
  private count = 0
  private broken: Error | undefined
  private hasStopped = false
  /** The engine is not started again before this, in the time of `performance.now()`. */
  private startAgainAt = 0
  /**
   * An open transaction is lost when the engine stops. Its later statements are refused, so that none of them runs on its
   * own.
   */
  private transaction: 'none' | 'open' | 'lost' = 'none'

  constructor(worker: Worker, writes: Writes, directory: string | undefined) {
    this.worker = worker
    this.writes = writes
    this.directory = directory
    this.listen()
  }

  async query(sql: string, params: readonly unknown[]) {
    // PGlite would send half a message for any other value, and take the next statement, somebody else's, for its other half.
    if (!params.every(isSendable))
      throw new TypeError('A parameter of a statement is an object, which SQL has none of.')
    if (this.transaction === 'lost') return this.endLost(sql)
    await this.startAgain()
    this.writes.note(sql)
    const reply = await this.ask({ sql, params })
    if (sql === 'begin') this.transaction = 'open'
    if (sql === 'commit' || sql === 'rollback') this.transaction = 'none'
    const rows = reply.rows ?? []
    for (const name of reply.json ?? []) for (const row of rows) row[name] = read(row[name])
    return { rows, affected: reply.affected }
  }

  async close(): Promise<void> {
    if (this.hasStopped) await this.worker.terminate()
    else if (!this.broken) await this.ask({ close: true })
    this.broken = ended()
  }

  private endLost(sql: string) {
    if (sql !== 'rollback') throw new PostgresError('The transaction was lost', IN_FAILED_TRANSACTION)
    this.transaction = 'none'
    return { rows: [], affected: undefined }
  }

  private listen(): void {
    const { worker } = this
    worker.on('message', (reply: Reply) => {
      const waiter = this.waiting.get(reply.id)
      this.waiting.delete(reply.id)
      if (reply.stopped && this.directory !== undefined) this.stop()
      if (reply.error) waiter?.reject(new PostgresError(reply.error.message, reply.error.code, reply.error.constraint))
      else waiter?.resolve(reply)
    })
    const refuse = (error: Error) => {
      for (const waiter of this.waiting.values()) waiter.reject(error)
      this.waiting.clear()
    }
    const fail = (error: Error) => {
      if (this.directory === undefined) this.broken ??= error
      else this.stop()
      refuse(error)
    }
    worker.on('error', fail)
    // An answer could not be read, and nobody knows whose it was: so all who wait are refused.
    worker.on('messageerror', refuse)
    worker.on('exit', () => fail(ended()))
  }

  private stop(): void {
    this.hasStopped = true
    if (this.transaction === 'open') this.transaction = 'lost'
  }

  /** Starts an engine that has stopped. Statements take turns, so nobody else does it meanwhile. */
  private async startAgain(): Promise<void> {
    if (this.broken) throw this.broken
    if (!this.hasStopped) return
    if (performance.now() < this.startAgainAt)
      throw new PostgresError('Embedded Postgres has stopped', CANNOT_CONNECT_NOW)
    this.startAgainAt = performance.now() + START_AGAIN_MS
    await this.worker.terminate()
    this.worker = await startWorker({ directory: this.directory })
    this.hasStopped = false
    this.listen()
  }

  private ask(message: { sql: string; params: readonly unknown[] } | { close: true }): Promise<Reply> {
    const id = ++this.count
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ id, ...message })
    })
  }
}
