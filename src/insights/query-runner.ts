import { uuidV7 } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import { executionMode } from '../queries/execution-mode.ts'
import type { QueryJobs } from '../queries/jobs.ts'
import type { RunQuery } from '../queries/run.ts'
import { type InsightResult, NO_RESULT, type RunInsightQuery } from './deps.ts'

interface RunnerDeps {
  runQuery: RunQuery
  jobs: QueryJobs
  clock: () => Date
}

/** An insight's query through the query engine: the one seam between saved insights and how they are computed. */
export function insightQueryRunner({ runQuery, jobs, clock }: RunnerDeps): RunInsightQuery {
  return async ({ team, query, refresh, filters, variables, signal, client_query_id, ...about }) => {
    const id = client_query_id || uuidV7(clock().getTime())
    const asked = { team_id: team.id, query, mode: executionMode(refresh), filters, variables }
    const run = jobs.runOf(team.id, id)
    const outcome = await jobs.attached(team.id, id, signal, (stop) => runQuery({ ...asked, signal: stop, run }))
    const { cache_key, response, compute } = outcome
    const started = compute && (await jobs.start(team.id, id, { ...about, cache_key }, compute))
    const status = started ?? (response ? undefined : await jobs.findRunning(team.id, cache_key))
    return { query: outcome.query, result: { ...resultOf(cache_key, response), query_status: status ?? null } }
  }
}

function resultOf(cache_key: string, response: JsonObject | undefined): InsightResult {
  if (!response) return { ...NO_RESULT, cache_key }
  const text = (key: string) => (typeof response[key] === 'string' ? response[key] : null)
  return {
    result: response['results'] ?? null,
    columns: response['columns'] ?? null,
    types: response['types'] ?? null,
    hogql: text('hogql'),
    hasMore: response['hasMore'] === undefined ? null : response['hasMore'] === true,
    timezone: text('timezone'),
    is_cached: response['is_cached'] === true,
    last_refresh: text('last_refresh'),
    cache_target_age: text('cache_target_age'),
    next_allowed_client_refresh: text('next_allowed_client_refresh'),
    query_status: null,
    resolved_date_range: response['resolved_date_range'] ?? null,
    cache_key,
  }
}
