import { sql } from 'kysely'
import { DAY_MS } from '../lib/durations.ts'
import type { Postgres } from '../postgres/postgres.ts'

/** How long quarantined events and ingestion warnings are kept. */
export const KEPT_DAYS = 30
/** How many samples of one warning are kept, the newest; all of them are counted. */
const MAX_WARNINGS = 1_000

/** Deletes old quarantined events and ingestion warnings. */
export async function forgetOld({ postgres, clock }: { postgres: Postgres; clock: () => Date }): Promise<void> {
  const oldest = new Date(clock().getTime() - KEPT_DAYS * DAY_MS)
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
