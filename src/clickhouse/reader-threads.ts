import { Worker } from 'node:worker_threads'
import type { Params } from './clickhouse.ts'
import type { Reader } from './readers.ts'
import type { Chunk } from './result.ts'

interface Reply {
  answer?: Chunk
  error?: string
}

/** The engine refuses to plan what would need more of its thread's stack, so a thread has as much as a process has. */
const STACK_MB = 8
/** A thread only hands texts on. */
const YOUNG_MB = 16

/**
 * The threads of the embedded engine's readers. Before its first row the engine does much on the thread that asks: it plans,
 * and it computes each subquery that stands for one value, or for a list that an index is searched with, which takes as long
 * as the subquery takes. On the thread of the server everybody would wait for that.
 *
 * A thread outlives its readers: the end of a thread closes all connections of the process, those of other threads too.
 */
export class ReaderThreads {
  private readonly path: string
  private readonly all = new Set<Thread>()
  private readonly free: Thread[] = []

  constructor(path: string) {
    this.path = path
  }

  /** A reader whose connection has these settings. It is opened with its first read, which tells when that fails. */
  open(name: string, args: string[]): ThreadReader {
    const thread = this.free.pop() ?? new Thread((ended) => this.all.delete(ended))
    this.all.add(thread)
    const opened = thread.ask({ order: 'open', path: this.path, args })
    opened.catch(() => undefined)
    return new ThreadReader(name, thread, opened, () => {
      if (this.all.has(thread)) this.free.push(thread)
    })
  }

  /** Ends all threads, when nothing is read any more and every other connection is closed. */
  async end(): Promise<void> {
    await Promise.all([...this.all].map((thread) => thread.end()))
  }
}

/** A reader in a thread. It reads one query at a time. */
export class ThreadReader implements Reader {
  readonly name: string
  private readonly thread: Thread
  private readonly opened: Promise<unknown>
  private readonly giveBack: () => void

  constructor(name: string, thread: Thread, opened: Promise<unknown>, giveBack: () => void) {
    this.name = name
    this.thread = thread
    this.opened = opened
    this.giveBack = giveBack
  }

  /** Whoever stops before the last chunk must close the reader. Throws what the engine says. */
  async *read(sql: string, params: Params, format: string): AsyncGenerator<Chunk> {
    await this.opened
    const first = this.thread.ask({ order: 'read', sql, params, format })
    // What follows comes unasked: mostly nothing does, and to ask for it would take a twentieth of a short read.
    const second = this.thread.answer()
    second.catch(() => undefined) // where the first failed, nobody waits for it
    let chunk = await first
    if (chunk) {
      yield chunk
      chunk = await second
    }
    while (chunk) {
      yield chunk
      chunk = await this.thread.ask({ order: 'next' })
    }
  }

  close(): void {
    this.thread.ask({ order: 'close' }).then(this.giveBack, () => undefined)
  }
}

/** A worker that is asked for one thing at a time. It keeps the process alive only while it is asked. */
class Thread {
  private readonly worker: Worker
  private readonly waiting: { resolve(answer: Chunk | undefined): void; reject(error: Error): void }[] = []
  private broken: Error | undefined
  /** It was asked to end, and the process must not end before. */
  private ending = false

  constructor(ended: (thread: Thread) => void) {
    this.worker = new Worker(new URL('./reader-worker.mjs', import.meta.url), {
      resourceLimits: { stackSizeMb: STACK_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    })
    this.worker.unref()
    this.worker.on('message', ({ answer, error }: Reply) => {
      const waiter = this.waiting.shift()
      if (this.waiting.length === 0 && !this.ending) this.worker.unref()
      if (error === undefined) waiter?.resolve(answer)
      else waiter?.reject(new Error(error))
    })
    const gone = (error: Error) => {
      this.broken ??= error
      ended(this)
      for (const waiter of this.waiting.splice(0)) waiter.reject(error)
      // Every other connection of the process is closed by now, and whoever reads or writes would wait for ever.
      if (!this.ending) throw error
    }
    this.worker.on('error', gone)
    this.worker.on('exit', () => gone(new Error('The thread of a reader has ended')))
  }

  /** Answers come in the order of the questions. */
  ask(order: { order: string } & Record<string, unknown>): Promise<Chunk | undefined> {
    const answer = this.answer()
    if (!this.broken) this.worker.postMessage(order)
    return answer
  }

  /** The next answer that nobody waits for yet. */
  answer(): Promise<Chunk | undefined> {
    if (this.broken) return Promise.reject(this.broken)
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      this.worker.ref()
    })
  }

  async end(): Promise<void> {
    if (this.broken) return
    this.ending = true
    const exited = new Promise((resolve) => this.worker.once('exit', resolve))
    this.worker.ref()
    this.worker.postMessage({ order: 'end' })
    await exited
  }
}
