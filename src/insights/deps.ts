import type { Editor } from '../activity/editor.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import type { ExportCsv } from '../queries/export-csv.ts'
import type { Team } from '../schema/team.ts'

/** The answer of a query, as much of it as an insight shows. */
export interface InsightResult {
  result: unknown
  columns: unknown
  types: unknown
  hogql: string | null
  hasMore: boolean | null
  timezone: string | null
  is_cached: boolean
  last_refresh: string | null
  cache_target_age: string | null
  next_allowed_client_refresh: string | null
  query_status: unknown
  resolved_date_range: unknown
  cache_key: string | null
}

/** Runs the query of an insight under the filters of its dashboard; made by `query-runner.ts`. */
export type RunInsightQuery = (request: {
  team: Team
  /** Missing where nothing is saved of it. */
  insight_id?: number
  dashboard_id?: number
  query: JsonObject
  refresh: string
  /** The dashboard's and tile's filters, already layered. */
  filters: JsonObject
  variables: JsonObject
  signal: AbortSignal
  /** Under which the client follows or cancels the run. */
  client_query_id?: string | undefined
}) => Promise<{ query: JsonObject; result: InsightResult }>

/** Runs a change of what these dashboards show, and notes it in their histories; given by the app. */
export type RecordBoards = <T>(
  tx: PostgresOrTransaction,
  boards: { team_id: number; ids: readonly number[] },
  editor: Editor,
  change: () => Promise<T>,
) => Promise<T>

export interface InsightDeps {
  postgres: Postgres
  clock: () => Date
  log: Log
  /** Checks that a query can be saved, and wraps a bare one. Throws 400. */
  acceptQuery(query: JsonObject): JsonObject
  runInsightQuery: RunInsightQuery
  exportCsv: ExportCsv
  recordBoards: RecordBoards
}

export const NO_RESULT: InsightResult = {
  result: null,
  columns: null,
  types: null,
  hogql: null,
  hasMore: null,
  timezone: null,
  is_cached: false,
  last_refresh: null,
  cache_target_age: null,
  next_allowed_client_refresh: null,
  query_status: null,
  resolved_date_range: null,
  cache_key: null,
}
