import { z } from 'zod'
import type { UserPrincipal } from '../http/auth.ts'
import { invalid, noAi, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { projectRoute, Reply, type Route } from '../http/route.ts'
import { DAY_SECONDS } from '../lib/durations.ts'
import { uuidV7 } from '../lib/ids.ts'
import { isObject, type JsonObject } from '../lib/json.ts'
import { Flag } from '../schema/form.ts'
import { executionMode } from './execution-mode.ts'
import type { ExportCsv } from './export-csv.ts'
import type { QueryJobs, QueryStatus } from './jobs.ts'
import type { QueryOutcome, RunQuery } from './run.ts'

interface Deps {
  runQuery: RunQuery
  exportCsv: ExportCsv
  jobs: QueryJobs
  clock: () => Date
  /** An answer as people and language models read it, where a table holds it. */
  asText(query: JsonObject, answer: JsonObject): string | undefined
}

const QueryBody = z.looseObject({
  query: z.unknown().optional(),
  refresh: z.unknown().optional(),
  async: Flag.nullish(),
  client_query_id: z.string().max(400).nullish(),
  name: z.string().max(128).nullish(),
  filters_override: z.record(z.string(), z.json()).nullish(),
  variables_override: z.record(z.string(), z.json()).nullish(),
})

/** Asking questions: `POST /query`, its twin that repeats the kind in the path, and the state of what runs. */
export function queryRoutes(deps: Deps): Route[] {
  return [ask(deps, '/query'), upgrade(), checkAuth(), draft(), ask(deps, '/query/:kind'), status(deps), cancel(deps)]
}

function ask(deps: Deps, path: string): Route {
  return projectRoute({
    method: 'POST',
    path,
    scopes: ['query:read'],
    query: AnyQuery,
    body: QueryBody,
    handle: async ({ team, principal, body, query, params, request, signal }) => {
      const asked = checked(body.query, isObject(params) ? params['kind'] : undefined)
      const question = {
        team_id: team.id,
        query: asked,
        filters: body.filters_override ?? {},
        variables: body.variables_override ?? {},
      }
      const refresh = query['refresh'] ?? body.refresh
      if (query['format'] === 'csv') {
        const mode = refresh === 'force_blocking' ? refresh : 'blocking'
        return deps.exportCsv({ ...question, mode, signal }, body.name || 'result')
      }
      const id = body.client_query_id || uuidV7(deps.clock().getTime())
      const run = deps.jobs.runOf(team.id, id)
      const outcome = await deps.jobs.attached(team.id, id, signal, (stop) =>
        deps.runQuery({
          ...question,
          mode: modeOf(refresh, body.async),
          signal: stop,
          run,
          ...keeping(principal, asked),
        }),
      )
      const answer = { ...outcome.response, ...formatted(deps, request, outcome) }
      if (!outcome.compute) return { ...answer, query_status: null }
      const query_status = await deps.jobs.start(team.id, id, { cache_key: outcome.cache_key }, outcome.compute)
      return new Reply(202, { ...answer, query_status })
    },
  })
}

/** Queries of programs are cached for a shorter time: they are rarely asked again. */
const keeping = (principal: UserPrincipal, query: JsonObject) =>
  principal.kind === 'key' && query['kind'] !== 'SavedInsightNode' ? { kept_seconds: DAY_SECONDS } : {}

/** Agents that call themselves as PostHog's own do are told the answer in words, too. */
function formatted(deps: Deps, request: Request, { query, response }: Pick<QueryOutcome, 'query' | 'response'>) {
  if (request.headers.get('x-posthog-client') !== 'mcp' || !response) return {}
  return { formatted_results: deps.asText(query, response) ?? null }
}

/** Upgrades a query to the newest schema. Here there is one version, so a valid query is returned as it is. */
function upgrade(): Route {
  return projectRoute({
    method: 'POST',
    path: '/query/upgrade',
    scopes: ['query:read'],
    body: QueryBody,
    handle: ({ body }) => ({ query: checked(body.query, undefined) }),
  })
}

/** Asked by clients before they follow a query that runs behind its request. */
function checkAuth(): Route {
  return projectRoute({
    method: 'POST',
    path: '/query/check_auth_for_async',
    scopes: ['query:read'],
    handle: () => ({ user: 'ok' }),
  })
}

/** The route by which PostHog's own AI writes SQL. */
function draft(): Route {
  return projectRoute({
    method: 'GET',
    path: '/query/draft_sql',
    scopes: [],
    query: AnyQuery,
    handle: () => {
      throw noAi()
    },
  })
}

function status(deps: Deps): Route {
  return projectRoute({
    method: 'GET',
    path: '/query/:id',
    scopes: ['query:read'],
    params: z.object({ id: z.string() }),
    query: AnyQuery,
    handle: async ({ team, params, query }) => {
      const progress = [query['show_progress'], query['showProgress']].some(
        (value) => value === 'true' || value === '1',
      )
      const query_status = await deps.jobs.find(team.id, params.id, { progress })
      if (!query_status) throw notFound(`Query ${params.id} not found for team ${team.id}`)
      return new Reply(httpStatus(query_status), { query_status })
    },
  })
}

function cancel(deps: Deps): Route {
  return projectRoute({
    method: 'DELETE',
    path: '/query/:id',
    scopes: ['query:read'],
    params: z.object({ id: z.string() }),
    query: AnyQuery,
    handle: async ({ team, params, query }) => {
      await deps.jobs.cancel(team.id, params.id, { waiting_only: query['dequeue_only'] === 'true' })
      return { message: `Query ${params.id} cancelled` }
    },
  })
}

function httpStatus({ complete, error, error_message }: QueryStatus): number {
  if (!complete) return 202
  if (!error) return 200
  return error_message === null ? 500 : 400
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

/** This endpoint never answers a bare cache miss. `async` is the older spelling of `refresh: "async"`. */
function modeOf(refresh: unknown, async: boolean | null | undefined) {
  const mode = executionMode(async ? (refresh ?? 'async') : refresh)
  return mode === 'force_cache' ? 'blocking' : mode
}
