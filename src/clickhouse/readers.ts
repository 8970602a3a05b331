import type { Pool, ReadOptions, ReadProgress } from './clickhouse.ts'
import { ClickHouseError, STORE_CLOSED, TOO_MANY_QUERIES } from './clickhouse.ts'

/** A connection that runs one query at a time. */
export interface Reader {
  name: string
  close(): void
}

type Turn = Pick<ReadOptions, 'signal' | 'team_id' | 'run'>

interface Waiter<R> {
  turn: Turn
  resolve(reader: R): void
  reject(error: unknown): void
}

export const storeClosed = () => new ClickHouseError('The event store is closed', STORE_CLOSED)

/** How long somebody waits for a reader before hearing that too many wait. */
const WAIT_MS: Record<Pool, number> = { interactive: 30_000, background: 600_000, export: 30_000 }

/** Whether a reader stays open when it has nothing to read. The others are needed seldom, and hold memory for whoever is next. */
const KEEPS_OPEN: Record<Pool, boolean> = { interactive: true, background: false, export: false }

/**
 * A bounded set of readers with a queue before it. A reader is opened when it is first needed, and handed out to one query at
 * a time. After any error it is thrown away: the embedded engine puts a failed query's output in front of the next
 * answer of the same connection. Where reads wait, the project that has the fewest running is served first. No project takes
 * the last reader: one board of slow tiles would otherwise stop all other projects until the time limit of its queries.
 */
export class ReaderPool<R extends Reader> {
  private readonly idle: R[] = []
  private readonly queue: Waiter<R>[] = []
  private readonly running = new Map<R, Turn>()
  private opened = 0
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
  async acquire(turn: Turn = {}): Promise<R> {
    turn.signal?.throwIfAborted()
    if (this.closed) throw storeClosed()
    const free = this.leavesOne(turn)
      ? (this.idle.pop() ?? (this.opened < this.size ? this.openOne() : undefined))
      : undefined
    if (free) {
      this.running.set(free, turn)
      return free
    }
    return new Promise<R>((resolve, reject) => {
      const waiter = { turn, resolve, reject }
      this.queue.push(waiter)
      const leave = (reason: unknown) => this.giveUp(waiter, reason)
      const timer = setTimeout(
        () => leave(new ClickHouseError('Too many queries wait', TOO_MANY_QUERIES)),
        WAIT_MS[this.pool],
      )
      const aborted = () => leave(turn.signal?.reason)
      turn.signal?.addEventListener('abort', aborted, { once: true })
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          turn.signal?.removeEventListener('abort', aborted)
          then(value)
        }
      waiter.resolve = settle(resolve)
      waiter.reject = settle(reject)
    })
  }

  /** Gives a reader back; `healthy: false` discards it and opens another for whoever waits. */
  release(reader: R, healthy: boolean): void {
    this.running.delete(reader)
    const isUsable = healthy && !this.closed
    const waiter = this.nextWaiter()
    if (isUsable && !waiter && KEEPS_OPEN[this.pool]) {
      this.idle.push(reader)
      return
    }
    if (!isUsable || !waiter) {
      reader.close()
      this.opened--
    }
    if (!waiter) return
    const given = isUsable ? reader : this.openOne()
    this.running.set(given, waiter.turn)
    waiter.resolve(given)
  }

  /** The readers that work for a run, and the best place of its reads in the queue. */
  of(run: string): { readers: R[]; position: number | undefined } {
    const readers = [...this.running].flatMap(([reader, turn]) => (turn.run === run ? [reader] : []))
    const at = this.queue.findIndex(({ turn }) => turn.run === run)
    return { readers, position: at < 0 ? undefined : at + 1 }
  }

  load(): { running: number; waiting: number } {
    return { running: this.running.size, waiting: this.queue.length }
  }

  /** Refuses whoever waits and whoever comes. Readers that work are left to whoever has them; {@link busy} lists them. */
  close(): void {
    this.closed = true
    for (const waiter of this.queue.splice(0)) waiter.reject(storeClosed())
    for (const reader of this.idle.splice(0)) reader.close()
  }

  busy(): R[] {
    return [...this.running.keys()]
  }

  /** Whether a read may begin: those of its project then leave a reader for others. */
  private leavesOne({ team_id }: Turn): boolean {
    if (team_id === undefined || this.size < 2) return true
    let mine = 0
    for (const turn of this.running.values()) if (turn.team_id === team_id) mine++
    return mine < this.size - 1
  }

  private openOne(): R {
    this.opened++
    return this.open(`hoglet-${this.pool}-${++this.count}`)
  }

  /** First come, first served, among those whose project has the fewest reads running. */
  private nextWaiter(): Waiter<R> | undefined {
    const busy = new Map<number | undefined, number>()
    for (const { team_id } of this.running.values()) busy.set(team_id, (busy.get(team_id) ?? 0) + 1)
    const load = ({ turn }: Waiter<R>) => busy.get(turn.team_id) ?? 0
    const [first, ...others] = this.queue.filter(({ turn }) => this.leavesOne(turn))
    if (!first) return undefined
    const next = others.reduce((best, waiter) => (load(waiter) < load(best) ? waiter : best), first)
    this.queue.splice(this.queue.indexOf(next), 1)
    return next
  }

  private giveUp(waiter: Waiter<R>, reason: unknown): void {
    const at = this.queue.indexOf(waiter)
    if (at < 0) return
    this.queue.splice(at, 1)
    waiter.reject(reason)
  }
}

/** The pools of a store: who reads for people, for jobs and for exports. */
export class ReaderPools<R extends Reader> {
  private readonly pools: Readonly<Record<Pool, ReaderPool<R>>>

  constructor(sizes: Readonly<Record<Pool, number>>, open: (pool: Pool, name: string) => R) {
    const make = (pool: Pool) => new ReaderPool(pool, sizes[pool], (name) => open(pool, name))
    this.pools = { interactive: make('interactive'), background: make('background'), export: make('export') }
  }

  of(pool: Pool = 'interactive'): ReaderPool<R> {
    return this.pools[pool]
  }

  load(): { running: number; waiting: number } {
    const loads = this.all().map((pool) => pool.load())
    return {
      running: loads.reduce((sum, { running }) => sum + running, 0),
      waiting: loads.reduce((sum, { waiting }) => sum + waiting, 0),
    }
  }

  /** How far a run is. `watch` reads {@link processesSql} for the readers of these names. */
  async progress(run: string, watch: (names: string[]) => Promise<readonly unknown[]>) {
    const found = this.all().map((pool) => pool.of(run))
    const names = found.flatMap(({ readers }) => readers.map(({ name }) => name))
    const position = found.find((pool) => pool.position !== undefined)?.position
    if (names.length > 0) return progressOf(position, await watch(names))
    return position === undefined ? undefined : progressOf(position, [])
  }

  busy(): R[] {
    return this.all().flatMap((pool) => pool.busy())
  }

  close(): void {
    for (const pool of this.all()) pool.close()
  }

  private all(): ReaderPool<R>[] {
    return Object.values(this.pools)
  }
}

/**
 * One row: what the readers of a run do together, from the engine's list of processes. `nameColumn` holds a reader's name.
 */
export const processesSql = (nameColumn: string) => `
  SELECT sum(read_rows), sum(read_bytes), sum(total_rows_approx), max(elapsed) FROM system.processes
  WHERE ${nameColumn} IN {names:Array(String)}`

function progressOf(position: number | undefined, row: readonly unknown[]): ReadProgress {
  const [rows_read = 0, bytes_read = 0, estimated_rows_total = 0, time_elapsed = 0] = row.map(Number)
  return { position: position ?? null, rows_read, bytes_read, estimated_rows_total, time_elapsed }
}

const KILL_AGAIN_MS = 100

/**
 * Kills a read when it is aborted, again and again until the returned function tells that it has ended: a kill that
 * comes before the engine knows the query finds nothing to stop.
 */
export function killWhenAborted(signal: AbortSignal | undefined, kill: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    void kill()
    timer = setInterval(() => void kill(), KILL_AGAIN_MS)
  }
  signal?.addEventListener('abort', begin, { once: true })
  return () => {
    clearInterval(timer)
    signal?.removeEventListener('abort', begin)
  }
}
