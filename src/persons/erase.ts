import { sql } from 'kysely'
import type { ClickHouse, Params } from '../clickhouse/clickhouse.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'

interface Deletion {
  id: number
  team_id: number
  distinct_ids: string[]
  cutoff: Date
  created_at: Date
}

const LOOK_MS = 60_000
const POLL_MS = 50
/** Erasing waits for a quiet moment, but not longer than this. */
const PATIENCE_MS = 24 * 3_600_000
const MUTATION_MS = 30 * 60_000
const WHERE = `team_id = {team:Int64} AND distinct_id IN {ids:Array(String)}
  AND inserted_at <= fromUnixTimestamp64Milli({cutoff:Int64})`

/**
 * Erases the events of deleted persons from disk. Reads hide them from the moment of the request, so this may take its
 * time: month by month, when nobody waits for anything. Every step may be repeated, and a restart goes on where it was.
 */
export class Erasure {
  private readonly deps: {
    postgres: Postgres
    clickhouse: ClickHouse
    clock: () => Date
    log: Log
    isIdle(): boolean
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
      void this.look().catch((error: unknown) => this.deps.log.error('deleted persons could not be erased', error))
    }, LOOK_MS)
    this.timer.unref()
  }

  /** Erases everything that is asked for, now. */
  run(): Promise<void> {
    this.running = this.running.then(async () => {
      for (const deletion of await this.open()) await this.attempt(deletion)
    })
    return this.running
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await this.running
  }

  private async look(): Promise<void> {
    const open = await this.open()
    const [oldest] = open
    if (!oldest) return
    const waited = this.deps.clock().getTime() - oldest.created_at.getTime()
    if (this.deps.isIdle() || waited > PATIENCE_MS) await this.run()
    this.wake()
  }

  /** What is to be erased and due: after a failure it waits for a minute, then two, and so on up to six hours. */
  private async open(): Promise<Deletion[]> {
    const { rows } = await sql<Deletion>`
      SELECT id, team_id, distinct_ids, cutoff, created_at FROM person_deletion
      WHERE delete_verified_at IS NULL AND (attempted_at IS NULL OR
        attempted_at + least(interval '6 hours', interval '1 minute' * power(2, least(attempts, 20)))
          <= ${this.deps.clock()})
      ORDER BY id`.execute(this.deps.postgres)
    return rows
  }

  private async attempt(deletion: Deletion): Promise<void> {
    const { postgres, clock, log } = this.deps
    try {
      await this.erase(deletion)
    } catch (error) {
      log.error('the events of a deleted person could not be erased; trying again later', error)
      await postgres
        .updateTable('person_deletion')
        .set({
          attempts: sql`attempts + 1`,
          attempted_at: clock(),
          last_error: error instanceof Error ? error.message : String(error),
        })
        .where('id', '=', deletion.id)
        .execute()
    }
  }

  private async erase(deletion: Deletion): Promise<void> {
    const { clickhouse, postgres, clock } = this.deps
    const params = { team: deletion.team_id, ids: deletion.distinct_ids, cutoff: deletion.cutoff.getTime() }
    const { rows: months } = await clickhouse.rows(
      `SELECT toYYYYMM(timestamp) AS month, count() FROM events WHERE ${WHERE} GROUP BY month ORDER BY month`,
      params,
      { pool: 'background' },
    )
    await postgres
      .updateTable('person_deletion')
      .set({ months_total: sql`months_done + ${months.length}` })
      .where('id', '=', deletion.id)
      .execute()
    for (const [month, events] of months) {
      if (this.closed) return
      await this.eraseMonth(Number(month), params)
      await postgres
        .updateTable('person_deletion')
        .set({ months_done: sql`months_done + 1`, events_deleted: sql`events_deleted + ${Number(events)}` })
        .where('id', '=', deletion.id)
        .execute()
    }
    const { rows: left } = await clickhouse.rows(`SELECT count() FROM events WHERE ${WHERE}`, params, {
      pool: 'background',
    })
    if (Number(left[0]?.[0]) > 0) throw new Error(`${String(left[0]?.[0])} events are left`)
    // A request that came meanwhile moved the cut-off: then there may be more, and the row stays open.
    await postgres
      .updateTable('person_deletion')
      .set({ delete_verified_at: clock(), last_error: null })
      .where('id', '=', deletion.id)
      .where('cutoff', '=', deletion.cutoff)
      .execute()
  }

  /** Their uuids are kept for a while before the rows go: a late repetition of an event must not bring it back. */
  private async eraseMonth(month: number, params: Params): Promise<void> {
    const { clickhouse } = this.deps
    await this.settled()
    const where = `toYYYYMM(timestamp) = {month:UInt32} AND ${WHERE}`
    await clickhouse.command(
      `INSERT INTO deleted_uuid (team_id, uuid, inserted_at) SELECT team_id, uuid, inserted_at FROM events WHERE ${where}
        AND inserted_at > fromUnixTimestamp64Milli({cutoff:Int64}) - INTERVAL 30 DAY`,
      { ...params, month },
    )
    await clickhouse.command(`ALTER TABLE events DELETE WHERE ${where}`, { ...params, month })
    await this.settled()
  }

  /** Waits until no mutation is under way. Throws when the engine says that one failed. */
  private async settled(): Promise<void> {
    const until = performance.now() + MUTATION_MS
    for (;;) {
      const { rows } = await this.deps.clickhouse.rows(
        `SELECT mutation_id, latest_fail_reason FROM system.mutations
        WHERE database = currentDatabase() AND table = 'events' AND NOT is_done`,
        {},
        { pool: 'background' },
      )
      const [first] = rows
      if (!first) return
      const [mutation, reason] = first.map(String)
      if (reason) {
        await this.deps.clickhouse.command(
          "KILL MUTATION WHERE database = currentDatabase() AND table = 'events' AND mutation_id = {mutation:String}",
          { mutation },
        )
        throw new Error(`the engine could not erase: ${reason}`)
      }
      if (performance.now() > until) throw new Error('erasing takes too long')
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}
