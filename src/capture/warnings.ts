import { sql } from 'kysely'
import { HOUR_MS } from '../lib/durations.ts'
import { type JsonObject, storableJson } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { isShort, type Postgres, type PostgresOrTransaction } from '../postgres/postgres.ts'

const FLUSH_MS = 300
const MAX_PER_MINUTE = 200
/** When to try again where the store takes nothing, and how many samples wait for that; the counts of all do. */
const RETRY_MS = 5_000
const MOST_PENDING = 1_000

interface Sample {
  team_id: number
  type: string
  details: JsonObject
  timestamp: Date
}

interface Count {
  team_id: number
  type: string
  hour: Date
  count: number
  last_seen_at: Date
}

/**
 * What an operator should know about events that were changed or dropped. Only some are kept as samples, because a flood
 * tells no more than a few, but all are counted.
 */
export class IngestionWarnings {
  private readonly deps: { postgres: Postgres; clock: () => Date; log: Log }
  private pending: Sample[] = []
  private counts = new Map<string, Count>()
  private timer: NodeJS.Timeout | undefined
  private minute = 0
  private perMinute = new Map<string, number>()

  constructor(deps: IngestionWarnings['deps']) {
    this.deps = deps
  }

  add(teamId: number, type: string, details: JsonObject): void {
    const timestamp = this.deps.clock()
    const minute = Math.floor(timestamp.getTime() / 60_000)
    if (minute !== this.minute) this.perMinute.clear()
    this.minute = minute
    const key = `${teamId}:${type}`
    const count = (this.perMinute.get(key) ?? 0) + 1
    this.perMinute.set(key, count)
    this.count(teamId, type, timestamp)
    if (count <= MAX_PER_MINUTE) this.pending.push({ team_id: teamId, type, details, timestamp })
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const rows = this.pending.splice(0)
    const counts = [...this.counts.values()]
    this.counts.clear()
    if (counts.length === 0) return
    const { postgres, log } = this.deps
    await postgres
      .transaction()
      .execute((tx) => this.write(tx, rows, counts))
      .catch((error: unknown) => {
        log.error('ingestion warnings could not be written', error)
        if (isShort(error)) this.keep(rows, counts)
      })
  }

  /** Keeps for later what the store did not take. */
  private keep(rows: readonly Sample[], counts: readonly Count[]): void {
    this.pending = [...rows, ...this.pending].slice(0, MOST_PENDING)
    for (const { team_id, type, last_seen_at, count } of counts) this.count(team_id, type, last_seen_at, count)
    this.timer ??= setTimeout(() => void this.flush(), RETRY_MS)
  }

  private count(team_id: number, type: string, at: Date, count = 1): void {
    const hour = new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
    const key = `${team_id}:${type}:${hour.getTime()}`
    const known = this.counts.get(key)
    const last_seen_at = known && known.last_seen_at > at ? known.last_seen_at : at
    this.counts.set(key, { team_id, type, hour, count: (known?.count ?? 0) + count, last_seen_at })
  }

  private async write(tx: PostgresOrTransaction, rows: readonly Sample[], counts: readonly Count[]): Promise<void> {
    const text = (list: readonly object[]) => storableJson(JSON.stringify(list))
    if (rows.length > 0)
      await sql`
        INSERT INTO ingestion_warning (team_id, type, details, timestamp)
        SELECT team_id, type, details, timestamp FROM jsonb_to_recordset(${text(rows)}::jsonb)
          AS r (team_id int, type text, details jsonb, timestamp timestamptz) JOIN team ON team.id = r.team_id ORDER BY timestamp`.execute(
        tx,
      )
    await sql`
      INSERT INTO ingestion_warning_count (team_id, type, hour, count, last_seen_at)
      SELECT team_id, type, hour, count, last_seen_at FROM jsonb_to_recordset(${text(counts)}::jsonb)
        AS r (team_id int, type text, hour timestamptz, count bigint, last_seen_at timestamptz)
        JOIN team ON team.id = r.team_id
      ON CONFLICT (team_id, type, hour) DO UPDATE SET count = ingestion_warning_count.count + excluded.count,
        last_seen_at = greatest(ingestion_warning_count.last_seen_at, excluded.last_seen_at)`.execute(tx)
  }
}
