import { type RawBuilder, sql } from 'kysely'
import { HOUR_MS } from '../lib/durations.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { unlessElsewhere } from '../postgres/unless-elsewhere.ts'

/** What Postgres has noted to be erased from the event store, and how. */
export interface Erasable {
  created_at: Date
  /** False while it waits after a failure. */
  is_due: boolean
  /** Erases it. Every step may be repeated; when it is told to stop, the next start of the program goes on. */
  erase(isStopped: () => boolean): Promise<void>
  /** Notes that it could not be done. */
  failed(message: string): Promise<void>
}

const ERASING = { kind: 'erasing' } as const
const LOOK_MS = 60_000
/** Erasing waits for a quiet moment, but not longer than this. */
const PATIENCE_MS = 24 * HOUR_MS

/**
 * Erases from disk what was deleted: the events of persons, and whole projects. Reads leave them out from the moment of the
 * request, so this waits until nobody waits for anything. After a restart it goes on where it was. Of several processes
 * one erases at a time: two would count each month twice, and each would wait for what the other is erasing.
 */
export class Erasure {
  private readonly deps: {
    postgres: Postgres
    clock: () => Date
    log: Log
    isIdle(): boolean
    /** What is still to be erased, of each kind of thing that can be deleted. */
    open: readonly (() => Promise<Erasable[]>)[]
  }
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()
  private closed = false

  constructor(deps: Erasure['deps']) {
    this.deps = deps
  }

  /** Looks for work from time to time until there is none. */
  wake(): void {
    if (this.closed || this.timer) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      void this.look().catch((error: unknown) => {
        this.deps.log.error('what was deleted could not be erased; looking again later', error)
        this.wake()
      })
    }, LOOK_MS)
    this.timer.unref()
  }

  /** Erases everything that is asked for, now, unless another process does. */
  run(): Promise<void> {
    const all = async () => {
      for (const erasable of await this.open()) if (erasable.is_due) await this.attempt(erasable)
    }
    const run = this.running.then(async () => void (await unlessElsewhere(this.deps.postgres, ERASING, all)))
    // What fails now is tried again by the next run.
    this.running = run.catch(() => undefined)
    return run
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await this.running
  }

  private async look(): Promise<void> {
    const open = await this.open()
    if (open.length === 0) return
    const oldest = Math.min(...open.map(({ created_at }) => created_at.getTime()))
    if (this.deps.isIdle() || this.deps.clock().getTime() - oldest > PATIENCE_MS) await this.run()
    this.wake()
  }

  private async open(): Promise<Erasable[]> {
    const found: Erasable[] = []
    for (const open of this.deps.open) found.push(...(await open()))
    return found
  }

  private async attempt(erasable: Erasable): Promise<void> {
    try {
      await erasable.erase(() => this.closed)
    } catch (error) {
      this.deps.log.error('what was deleted could not be erased; trying again later', error)
      await erasable.failed(error instanceof Error ? error.message : String(error))
    }
  }
}

/**
 * Whether a row of what is to be erased is due. After a failure it waits for two minutes, then for twice as long each time,
 * and at most for six hours.
 */
export const isDue = (now: Date): RawBuilder<boolean> => sql<boolean>`(attempted_at IS NULL OR
  attempted_at + least(interval '6 hours', interval '1 minute' * power(2, least(attempts, 20))) <= ${now})`
