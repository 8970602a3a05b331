import type { Pool } from './clickhouse.ts'
import { ClickHouseError } from './clickhouse.ts'

/** A connection that runs one query at a time. */
export interface Reader {
  name: string
  close(): void
}

interface Waiter<R> {
  resolve(reader: R): void
  reject(error: unknown): void
}

/**
 * A bounded set of readers with a queue before it. A reader is opened when first needed and handed out to one query at
 * a time. After any error it is thrown away: the embedded engine puts a failed query's output in front of the next
 * answer of the same connection.
 */
export class ReaderPool<R extends Reader> {
  private readonly idle: R[] = []
  private readonly queue: Waiter<R>[] = []
  private opened = 0
  private running = 0
  private count = 0
  private closed = false
  private readonly pool: Pool
  private readonly size: number
  private readonly open: (name: string) => R

  constructor(pool: Pool, size: number, open: (name: string) => R) {
    this.pool = pool
    this.size = size
    this.open = open
  }

  /** Waits for a free reader. Rejects with the signal's reason when aborted while waiting. */
  async acquire(signal?: AbortSignal): Promise<R> {
    signal?.throwIfAborted()
    if (this.closed) throw new ClickHouseError('The event store is closed', 0)
    const free = this.idle.pop() ?? (this.opened < this.size ? this.openOne() : undefined)
    if (free) {
      this.running++
      return free
    }
    return new Promise<R>((resolve, reject) => {
      const waiter = { resolve, reject }
      this.queue.push(waiter)
      signal?.addEventListener('abort', () => this.giveUp(waiter, signal), { once: true })
    })
  }

  /** Gives a reader back; `healthy: false` discards it and opens another for whoever waits. */
  release(reader: R, healthy: boolean): void {
    this.running--
    let next: R | undefined = reader
    if (!healthy || this.closed) {
      reader.close()
      this.opened--
      next = undefined
    }
    const waiter = this.queue.shift()
    if (!waiter) {
      if (next) this.idle.push(next)
      return
    }
    this.running++
    waiter.resolve(next ?? this.openOne())
  }

  load(): { running: number; waiting: number } {
    return { running: this.running, waiting: this.queue.length }
  }

  close(): void {
    this.closed = true
    for (const waiter of this.queue.splice(0)) waiter.reject(new ClickHouseError('The event store is closed', 0))
    for (const reader of this.idle.splice(0)) reader.close()
  }

  private openOne(): R {
    this.opened++
    return this.open(`hoglet-${this.pool}-${++this.count}`)
  }

  private giveUp(waiter: Waiter<R>, signal: AbortSignal): void {
    const at = this.queue.indexOf(waiter)
    if (at < 0) return
    this.queue.splice(at, 1)
    waiter.reject(signal.reason)
  }
}
