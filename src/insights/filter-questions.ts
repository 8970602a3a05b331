import { AnyQuery } from '../http/pagination.ts'
import { projectRoute, type Route } from '../http/route.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import type { InsightDeps } from './deps.ts'
import { queryOfFilters } from './legacy-filters.ts'

/**
 * Questions in the older format of insights, asked without saving anything. Scripts and connectors that were written before
 * `query/` existed ask here; the answer is the one of the query that the filters mean.
 */
export function filterQuestionRoutes(deps: InsightDeps): Route[] {
  const ask = (path: string, fixed: JsonObject, more: JsonObject) =>
    projectRoute({
      method: ['GET', 'POST'],
      path,
      scopes: ['insight:read'],
      query: AnyQuery,
      body: AnyQuery,
      // What is said in both places counts as the body says it.
      handle: async ({ team, query, body, signal }) => ({
        ...(await answerOf(deps, team, { ...query, ...body, ...fixed }, signal)),
        ...more,
      }),
    })
  // All values of a breakdown come at once, so that there never is a next page.
  return [ask('/insights/trend', {}, { next: null }), ask('/insights/funnel', { insight: 'FUNNELS' }, {})]
}

async function answerOf(deps: InsightDeps, team: Team, { refresh, ...filters }: JsonObject, signal: AbortSignal) {
  const { result } = await deps.runInsightQuery({
    team,
    query: queryOfFilters(filters),
    // The answer holds the result, whatever else was asked for.
    refresh: FORCED.has(String(refresh)) ? 'force_blocking' : 'blocking',
    filters: {},
    variables: {},
    signal,
  })
  const { timezone, is_cached, last_refresh } = result
  return { result: result.result ?? [], timezone: timezone ?? team.timezone, is_cached, last_refresh, timings: [] }
}

const FORCED = new Set(['true', '1', 'force_blocking'])
