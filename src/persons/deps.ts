import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Properties } from '../schema/filters.ts'
import type { Team } from '../schema/team.ts'
import type { GroupTypes } from './groups.ts'
import type { Identify } from './identify.ts'
import type { Outbox } from './outbox.ts'

/** Which persons are wanted. */
export interface PersonsWanted {
  search: string | undefined
  properties: Properties
  limit: number
  offset: number
  /** Also count all that match. */
  total: boolean
}

/** What the room of persons needs. The last functions come from rooms above, through the app. */
export interface PersonDeps {
  postgres: Postgres
  clickhouse: ClickHouse
  clock: () => Date
  log: Log
  outbox: Outbox
  identify: Pick<Identify, 'forget'>
  group_types: GroupTypes
  /** Stores an event as capture does and waits until it is durable; false when it was not. */
  capture(team: Team, event: string, distinctId: string, properties: JsonObject): Promise<boolean>
  /** Runs a HogQL query of ours over what is stored now. */
  ask(teamId: number, query: Query, signal?: AbortSignal): Promise<unknown[][]>
  /** The same for many rows, which come in chunks as the engine finds them. */
  askAll(teamId: number, query: Query, signal: AbortSignal): AsyncIterable<unknown[][]>
  /** The uuids of persons that match, the newest first. */
  findPersons(teamId: number, wanted: PersonsWanted): Promise<{ uuids: string[]; total: number | undefined }>
}
