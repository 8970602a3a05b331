import { sql } from 'kysely'
import type { JsonObject } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'

const FLUSH_MS = 300
const MAX_PER_MINUTE = 200

/** What an operator should know about events that were not taken as sent. Sampled: a flood tells no more than a few. */
export class IngestionWarnings {
  private readonly deps: { postgres: Postgres; clock: () => Date; log: Log }
  private pending: { team_id: number; type: string; details: JsonObject; timestamp: Date }[] = []
  private timer: NodeJS.Timeout | undefined
  private minute = 0
  private counts = new Map<string, number>()

  constructor(deps: { postgres: Postgres; clock: () => Date; log: Log }) {
    this.deps = deps
  }

  add(teamId: number, type: string, details: JsonObject): void {
    const timestamp = this.deps.clock()
    const minute = Math.floor(timestamp.getTime() / 60_000)
    if (minute !== this.minute) this.counts.clear()
    this.minute = minute
    const key = `${teamId}:${type}`
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, count)
    if (count > MAX_PER_MINUTE) return
    this.pending.push({ team_id: teamId, type, details, timestamp })
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const rows = this.pending.splice(0)
    if (rows.length === 0) return
    const text = JSON.stringify(rows).replaceAll('\\u0000', '\\ufffd')
    await sql`
      INSERT INTO ingestion_warning (team_id, type, details, timestamp)
      SELECT team_id, type, details, timestamp FROM jsonb_to_recordset(${text}::jsonb)
        AS r (team_id int, type text, details jsonb, timestamp timestamptz)`
      .execute(this.deps.postgres)
      .catch((error: unknown) => this.deps.log.error('ingestion warnings could not be written', error))
  }
}
