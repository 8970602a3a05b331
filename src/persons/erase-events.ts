import { sql } from 'kysely'
import type { ClickHouse, Params } from '../clickhouse/clickhouse.ts'
import { mutationsDone } from '../clickhouse/mutations.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { type Erasable, isDue } from './erase.ts'

interface Deps {
  postgres: Postgres
  clickhouse: ClickHouse
  clock: () => Date
}

interface Deletion {
  id: number
  team_id: number
  distinct_ids: string[]
  cutoff: Date
  created_at: Date
  is_due: boolean
}

const WHERE = `team_id = {team:Int64} AND distinct_id IN {ids:Array(String)}
  AND inserted_at <= fromUnixTimestamp64Milli({cutoff:Int64})`

/** The deleted persons whose events are to be erased, month by month. Reads hide them from the moment of the request. */
export async function eventsToErase(deps: Deps): Promise<Erasable[]> {
  const { rows } = await sql<Deletion>`
    SELECT id, team_id, distinct_ids, cutoff, created_at, ${isDue(deps.clock())} AS is_due FROM person_deletion
    WHERE delete_verified_at IS NULL ORDER BY id`.execute(deps.postgres)
  return rows.map((deletion) => ({
    created_at: deletion.created_at,
    is_due: deletion.is_due,
    erase: (isStopped) => erase(deps, deletion, isStopped),
    failed: async (message) => {
      await deps.postgres
        .updateTable('person_deletion')
        .set({ attempts: sql`attempts + 1`, attempted_at: deps.clock(), last_error: message })
        .where('id', '=', deletion.id)
        .execute()
    },
  }))
}

async function erase(deps: Deps, deletion: Deletion, isStopped: () => boolean): Promise<void> {
  const { clickhouse, postgres, clock } = deps
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
    if (isStopped()) return
    await eraseMonth(clickhouse, Number(month), params)
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
async function eraseMonth(clickhouse: ClickHouse, month: number, params: Params): Promise<void> {
  await mutationsDone(clickhouse, 'events')
  const where = `toYYYYMM(timestamp) = {month:UInt32} AND ${WHERE}`
  await clickhouse.command(
    `INSERT INTO deleted_uuid (team_id, uuid, inserted_at) SELECT team_id, uuid, inserted_at FROM events WHERE ${where}
      AND inserted_at > fromUnixTimestamp64Milli({cutoff:Int64}) - INTERVAL 30 DAY`,
    { ...params, month },
  )
  await clickhouse.command(`ALTER TABLE events DELETE WHERE ${where}`, { ...params, month })
  await mutationsDone(clickhouse, 'events')
}
