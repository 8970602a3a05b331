import { sql } from 'kysely'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { mutationsDone } from '../clickhouse/mutations.ts'
import { type Erasable, isDue } from '../persons/erase.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { OTHER_TABLES, PROJECT_TABLES } from './tables.ts'

interface Deps {
  postgres: Postgres
  clickhouse: ClickHouse
  clock: () => Date
}

interface Deletion {
  team_id: number
  created_at: Date
  is_due: boolean
}

/**
 * How long rows may still arrive that were on their way when the project went: events of a group that was being written,
 * persons that another process sends, members of a cohort that was being calculated. Until then it is looked at again.
 */
const LATE_MS = 10 * 60_000

/** The deleted projects whose rows are still to be erased from the event store. */
export async function projectsToErase(deps: Deps): Promise<Erasable[]> {
  const { rows } = await sql<Deletion>`
    SELECT team_id, created_at, ${isDue(deps.clock())} AS is_due FROM project_deletion
    WHERE delete_verified_at IS NULL ORDER BY created_at`.execute(deps.postgres)
  return rows.map((deletion) => ({
    created_at: deletion.created_at,
    is_due: deletion.is_due,
    erase: (isStopped) => erase(deps, deletion, isStopped),
    failed: async (message) => {
      await deps.postgres
        .updateTable('project_deletion')
        .set({ attempts: sql`attempts + 1`, attempted_at: deps.clock(), last_error: message })
        .where('team_id', '=', deletion.team_id)
        .execute()
    },
  }))
}

async function erase(deps: Deps, { team_id, created_at }: Deletion, isStopped: () => boolean): Promise<void> {
  const { clickhouse, postgres, clock } = deps
  const isLate = clock().getTime() - created_at.getTime() < LATE_MS
  await eraseEvents(clickhouse, team_id, isStopped)
  if (isStopped()) return
  for (const table of OTHER_TABLES)
    if ((await rowsOf(clickhouse, table, team_id)) > 0)
      await clickhouse.command(`ALTER TABLE ${table} DELETE WHERE team_id = {team:Int64}`, { team: team_id })
  for (const table of OTHER_TABLES) await mutationsDone(clickhouse, table)
  if (isStopped() || isLate) return
  for (const table of PROJECT_TABLES) {
    const left = await rowsOf(clickhouse, table, team_id)
    if (left > 0) throw new Error(`${left} rows of the table ${table} are left`)
  }
  await postgres
    .updateTable('project_deletion')
    .set({ delete_verified_at: clock(), last_error: null })
    .where('team_id', '=', team_id)
    .execute()
}

/** Month by month: the engine writes a month's files anew, and needs that much room beside them. */
async function eraseEvents(clickhouse: ClickHouse, team: number, isStopped: () => boolean): Promise<void> {
  const { rows } = await clickhouse.rows(
    'SELECT DISTINCT toYYYYMM(timestamp) AS month FROM events WHERE team_id = {team:Int64} ORDER BY month',
    { team },
    { pool: 'background' },
  )
  for (const [month] of rows) {
    if (isStopped()) return
    await mutationsDone(clickhouse, 'events')
    await clickhouse.command(
      'ALTER TABLE events DELETE WHERE toYYYYMM(timestamp) = {month:UInt32} AND team_id = {team:Int64}',
      { month, team },
    )
    await mutationsDone(clickhouse, 'events')
  }
}

async function rowsOf(clickhouse: ClickHouse, table: string, team: number): Promise<number> {
  const counted = `SELECT count() FROM ${table} WHERE team_id = {team:Int64}`
  const { rows } = await clickhouse.rows(counted, { team }, { pool: 'background' })
  return Number(rows[0]?.[0])
}
