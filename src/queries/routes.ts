import { z } from 'zod'
import { ApiError, invalid } from '../http/errors.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { isObject, type JsonObject } from '../lib/json.ts'
import { executionMode } from './execution-mode.ts'
import type { RunQuery } from './run.ts'

const QueryBody = z.looseObject({
  query: z.unknown().optional(),
  refresh: z.unknown().optional(),
  async: z.boolean().optional(),
  filters_override: z.record(z.string(), z.json()).nullish(),
  variables_override: z.record(z.string(), z.json()).nullish(),
})

/** Asking questions: `POST /query` and its twin that repeats the kind in the path. */
export function queryRoutes(deps: { runQuery: RunQuery }): Route[] {
  return [ask(deps, '/query'), ask(deps, '/query/:kind')]
}

function ask(deps: { runQuery: RunQuery }, path: string): Route {
  return projectRoute({
    method: 'POST',
    path,
    scopes: ['query:read'],
    query: z.record(z.string(), z.json()),
    body: QueryBody,
    handle: async ({ team, body, query, params, signal }) => {
      const asked = checked(body.query, isObject(params) ? params['kind'] : undefined)
      const outcome = await deps.runQuery({
        team_id: team.id,
        query: asked,
        mode: blockingMode(query['refresh'] ?? body.refresh),
        filters: withoutNulls(body.filters_override),
        variables: withoutNulls(body.variables_override),
        signal,
      })
      if (!outcome.response) throw new ApiError(500, 'server_error', 'error', 'The query gave no answer.')
      return { ...outcome.response, query_status: null }
    },
  })
}

function checked(query: unknown, kind: unknown): JsonObject {
  if (query === undefined) throw invalid('This field is required.', 'query', 'required')
  if (!isObject(query)) throw invalid('Query must be a valid JSON object', 'query')
  if (kind !== undefined && kind !== query['kind'])
    throw invalid(
      `Query kind mismatch: path kind "${String(kind)}" does not match body kind "${String(query['kind'])}".`,
    )
  return query
}

/** This endpoint never answers a bare cache miss, and every run is waited for. */
function blockingMode(refresh: unknown) {
  const mode = executionMode(refresh)
  return mode === 'force_blocking' || mode === 'force_async' ? 'force_blocking' : 'blocking'
}

const withoutNulls = (value: JsonObject | null | undefined): JsonObject => value ?? {}
