import { ApiError } from '../http/errors.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import { layered, withoutReplaced } from '../tiles/overrides.ts'
import { type InsightDeps, type InsightResult, NO_RESULT } from './deps.ts'
import type { Insight } from './store.ts'

/** How an insight is to be computed. */
export interface RunContext {
  team: Team
  /** The board it is computed for. */
  dashboard_id?: number
  refresh: string
  filters: JsonObject
  /** Of the tile that shows it: they come before the other filters and before the insight's own. */
  tile_filters?: JsonObject
  variables: JsonObject
  signal: AbortSignal
  client_query_id?: string | undefined
}

export interface InsightRun {
  query: JsonObject | null
  result: InsightResult
  /** Why there is no result, when the query failed. */
  error: { type: string; message: string } | undefined
}

/** An insight's query and the filters it is to be asked under. */
export function layeredOver(query: JsonObject, context: Pick<RunContext, 'filters' | 'tile_filters'>) {
  const { filters, tile_filters = {} } = context
  return { query: withoutReplaced(query, tile_filters), filters: layered(filters, tile_filters) }
}

/** Runs an insight in a context. Throws what the query throws. */
async function runInsight(deps: InsightDeps, insight: Insight, context: RunContext): Promise<InsightRun> {
  if (!insight.query) return { query: null, result: NO_RESULT, error: undefined }
  const asked = { ...context, insight_id: insight.id, ...layeredOver(insight.query, context) }
  const { query, result } = await deps.runInsightQuery(asked)
  return { query, result, error: undefined }
}

/** The word by which clients know that too many queries run at once. */
const TOO_MANY = 'concurrency_limit_exceeded'

/** The same, where one insight is asked for: a query that is wrong is refused, any other failure is part of the answer. */
export async function runInsightAsked(deps: InsightDeps, insight: Insight, context: RunContext): Promise<InsightRun> {
  try {
    return await runInsight(deps, insight, context)
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 500
    if (status < 429 || status === 503) throw error
    return failed(deps, insight, context, error, status === 429 ? TOO_MANY : undefined)
  }
}

/**
 * The same, for lists, dashboards and what was stored a moment ago: every failure becomes part of the answer, so that one bad
 * insight breaks nothing.
 */
export async function runInsightSafely(deps: InsightDeps, insight: Insight, context: RunContext): Promise<InsightRun> {
  try {
    return await runInsight(deps, insight, context)
  } catch (error) {
    return failed(deps, insight, context, error)
  }
}

function failed(deps: InsightDeps, insight: Insight, context: RunContext, error: unknown, word?: string): InsightRun {
  if (context.signal.aborted) throw error
  const isKnown = error instanceof ApiError
  if (!isKnown) deps.log.error(`insight ${insight.short_id} failed`, error)
  const message = word ?? (isKnown ? error.message : 'This insight could not be computed.')
  const status = { error: true, error_message: message, complete: true }
  return {
    query: insight.query,
    result: { ...NO_RESULT, query_status: status },
    error: { type: isKnown && error.status === 400 ? 'ValidationError' : 'ServerError', message },
  }
}
