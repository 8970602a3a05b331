import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import { call, field, select } from '../hogql/build.ts'
import { defined } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import { PROJECT_TABLES } from './tables.ts'

export interface StoredDataDeps {
  clickhouse: Pick<ClickHouse, 'rows'>
  /** Runs a HogQL query of ours over what is stored now. */
  ask(teamId: number, query: Query, signal?: AbortSignal): Promise<unknown[][]>
}

/** What a project holds: events and persons as questions count them, and the room that they take. */
export async function storedData(deps: StoredDataDeps, team: Team, signal: AbortSignal) {
  const [[events = []], [persons = []], disk] = await Promise.all([
    deps.ask(team.id, EVENTS, signal),
    deps.ask(team.id, PERSONS, signal),
    roomOf(deps, team.id, signal),
  ])
  const [count, first, last] = events.map(Number)
  const timeOf = (ms: number | undefined) => (count && ms !== undefined ? new Date(ms) : null)
  return {
    events: count ?? 0,
    persons: Number(persons[0] ?? 0),
    first_event: timeOf(first),
    last_event: timeOf(last),
    ...disk,
  }
}

const moment = (name: string) => call('toUnixTimestamp64Milli', call(name, field('timestamp')))
const EVENTS = select({ select: [call('count'), moment('min'), moment('max')], from: 'events' })
const PERSONS = select({ select: [call('count')], from: 'persons' })

/**
 * The engine keeps the rows of all projects in the same files and knows the size of a file only as a whole. A file is
 * counted by the share of its rows that are the project's: exactly, where no other project has rows in it. A file that was
 * merged into another between the two reads is still known for some minutes.
 */
async function roomOf({ clickhouse }: StoredDataDeps, teamId: number, signal: AbortSignal) {
  const { rows } = await clickhouse.rows(ROOM, { team: teamId }, { team_id: teamId, ...defined({ signal }) })
  const [bytes, shared] = (rows[0] ?? []).map(Number)
  return { bytes_on_disk: Math.round(bytes ?? 0), is_estimate: Number(shared) > 0 }
}

const ROOM = `
  SELECT sum(parts.bytes_on_disk * own.rows / parts.rows), countIf(own.rows < parts.rows)
  FROM (${PROJECT_TABLES.map(
    (table) => `SELECT '${table}' AS table, _part AS part, count() AS rows FROM ${table}
    WHERE team_id = {team:Int64} GROUP BY part`,
  ).join('\n    UNION ALL ')}) AS own
  JOIN system.parts AS parts ON parts.table = own.table AND parts.name = own.part
  WHERE parts.database = currentDatabase() AND parts.rows > 0`
