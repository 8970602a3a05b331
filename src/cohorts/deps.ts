import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { PersonDeps } from '../persons/deps.ts'
import type { Outbox } from '../persons/outbox.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { CohortGroup } from '../schema/cohort.ts'

/** What calculating cohorts needs; the query engine is given by the app. */
export interface CalculationDeps {
  postgres: Postgres
  clickhouse: ClickHouse
  clock: () => Date
  log: Log
  outbox: Outbox
  isIdle(): boolean
  /** The uuids of the persons that fulfil criteria now, in chunks. */
  members(teamId: number, criteria: CohortGroup, signal?: AbortSignal): AsyncIterable<string[]>
}

/** Persons that a query names: by uuid, or by distinct id. */
export interface NamedPersons {
  by: 'uuid' | 'distinct_id'
  ids: string[]
}

export interface CohortDeps extends PersonDeps, Pick<CalculationDeps, 'members'> {
  /** How many persons fulfil criteria now. */
  countMembers(teamId: number, criteria: CohortGroup, signal: AbortSignal): Promise<number>
  /** The cohorts that a person is in now, of which `listed` are the static ones. */
  membershipsOf(teamId: number, uuid: string, listed: ReadonlySet<number>): Promise<Set<number>>
  /** The persons in the answer of a query. Throws 400 where no column names persons. */
  personsOf(teamId: number, query: JsonObject): Promise<NamedPersons>
}
