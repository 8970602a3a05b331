import { sql } from 'kysely'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'

/** How long quarantined events and ingestion warnings are kept. */
export const KEPT_DAYS = 30
/** Of a warning that comes thousands of times the newest are enough; all of them are counted. */
const MAX_WARNINGS = 1_000
const EVERY_MS = 3_600_000

/** Forgets, at the start and once an hour, what capture kept for people to look at and nobody needs any more. */
export class Expiry {
  private readonly deps: { postgres: Postgres; clock: () => Date; log: Log }
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(deps: Expiry['deps']) {
    this.deps = deps
  }

  start(): void {
    const run = () => {
      const failed = (error: unknown) => this.deps.log.error('what is too old could not be forgotten', error)
      this.running = this.run().catch(failed)
    }
    run()
    this.timer ??= setInterval(run, EVERY_MS).unref()
  }

  async run(): Promise<void> {
    const { postgres } = this.deps
    const oldest = new Date(this.deps.clock().getTime() - KEPT_DAYS * 86_400_000)
    await sql`DELETE FROM quarantined_event WHERE quarantined_at < ${oldest}`.execute(postgres)
    await sql`DELETE FROM ingestion_warning WHERE timestamp < ${oldest}`.execute(postgres)
    await sql`DELETE FROM ingestion_warning_count WHERE hour < ${oldest}`.execute(postgres)
    await sql`
      DELETE FROM ingestion_warning WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER (PARTITION BY team_id, type ORDER BY timestamp DESC, id DESC) AS place
          FROM ingestion_warning) AS ranked
        WHERE place > ${MAX_WARNINGS})`.execute(postgres)
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }
}
