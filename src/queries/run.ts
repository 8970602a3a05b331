import { setMaxListeners } from 'node:events'
import { z } from 'zod'
import type { ClickHouse, Params, Pool, ReadOptions } from '../clickhouse/clickhouse.ts'
import { call, field, select } from '../hogql/build.ts'
import { compile } from '../hogql/compile.ts'
import { afterParsing, type Parser } from '../hogql/parse.ts'
import { invalid, notFound } from '../http/errors.ts'
import { DAY_SECONDS } from '../lib/durations.ts'
import { defined, isObject, type JsonObject, objectOr, trusted } from '../lib/json.ts'
import { DashboardFilter } from '../schema/dashboard-filter.ts'
import { Modifiers } from '../schema/query/common.ts'
import { QueryVariable } from '../schema/query/hogql.ts'
import { SavedInsightNode, WRAPPER_KINDS } from '../schema/query/nodes.ts'
import { isoOf } from './buckets.ts'
import type { CacheEntry, ResultCache } from './cache.ts'
import { cacheKey } from './cache-key.ts'
import { compileContext } from './compile-context.ts'
import type { QueryContext, TeamContext } from './context.ts'
import type { ResolvedRange } from './date-range.ts'
import { asApiError } from './errors.ts'
import { cacheState, decide, type ExecutionMode, type Freshness, refreshDelayMs, staleAt } from './execution-mode.ts'
import type { Answer, PreparedQuery } from './kind.ts'
import { findKind } from './kinds.ts'
import { namedTypes } from './named-types.ts'
import { SharedRuns } from './shared-runs.ts'
import { type SystemColumnsOf, systemTablesIn } from './system-tables.ts'

/** What running queries needs of the world. */
export interface QueryDeps {
  clickhouse: Pick<ClickHouse, 'rows'>
  cache: ResultCache
  clock: () => Date
  parser: Parser
  loadContext(team_id: number): Promise<TeamContext>
  /** The query of a saved insight of the team, for `SavedInsightNode`. */
  loadSavedInsight(team_id: number, short_id: string): Promise<JsonObject | undefined>
  /** These columns of the rows of system tables that belong to the team. */
  loadSystemTables(team_id: number, tables: SystemColumnsOf): Promise<NonNullable<QueryContext['system']>>
  /** Sends the persons that are on their way to the event store, where they arrive up to half a second after their events. */
  sendPersons(): Promise<void>
}

export interface QueryRequest {
  team_id: number
  /** The node as sent or stored, wrapped or not. */
  query: JsonObject
  mode: ExecutionMode
  /** A dashboard's filters and variables, already layered. */
  filters?: JsonObject
  variables?: JsonObject
  pool?: Pool
  signal?: AbortSignal
  /** Names the run, so that its progress can be asked for. */
  run?: string
  /** How long the answer may be kept, where that is not a week; zero keeps nothing. */
  kept_seconds?: number
}

export interface QueryOutcome {
  /** The query that was answered: the one sent, under the overrides. */
  query: JsonObject
  cache_key: string
  /** The answer as clients read it; undefined when nothing is cached and the mode does not wait for a computation. */
  response: JsonObject | undefined
  /** Present when the mode asks for a computation behind the answer; the caller starts it. */
  compute?: (signal?: AbortSignal) => Promise<JsonObject>
}

export type RunQuery = (request: QueryRequest) => Promise<QueryOutcome>

/** Runs queries. Equal questions that are asked at the same time share one run. Throws `ApiError`. */
export function queryRunner(deps: QueryDeps): RunQuery {
  const shared = new SharedRuns<CacheEntry>()
  return async (request) => {
    const { compute, ...outcome } = await runQuery(deps, shared, request).catch(toApiError)
    return { ...outcome, ...(compute ? { compute: (signal?: AbortSignal) => compute(signal).catch(toApiError) } : {}) }
  }
}

function toApiError(error: unknown): never {
  throw asApiError(error)
}

async function runQuery(deps: QueryDeps, shared: SharedRuns<CacheEntry>, request: QueryRequest): Promise<QueryOutcome> {
  const asked = request.mode.startsWith('force_') ? shared.asked() : undefined
  // 1 check: JSON → node of its kind, or 400 with the path of the bad field
  const { prepared, query } = check(await unsaved(deps, request))

  // 2 settle: what the project's settings and definitions say, a clock that stands still, modifiers
  const ctx = await settle(deps, request, prepared)

  // 3 look up: is an answer cached, and is it fresh enough for the mode?
  const question = questionOf(prepared, ctx)
  const { cache_key } = question
  const cached = prepared.fleeting ? undefined : await deps.cache.get(cache_key)
  const state = cacheState(ctx.now, cached && new Date(cached.computed_at), question.freshness, request.mode)
  const decision = prepared.fleeting ? 'compute' : decide(request.mode, state)

  const compute = async (signal?: AbortSignal): Promise<JsonObject> => {
    // An answer is as old as the run it comes from, whoever joined that later.
    const begin = async (stop: AbortSignal) => ({
      response: await answer(deps, prepared, ctx, request, stop),
      computed_at: ctx.now.toISOString(),
    })
    const entry = await shared.run(cache_key, signal, begin, asked)
    // 8 keep
    const kept_for = { ttl_seconds: request.kept_seconds ?? 7 * DAY_SECONDS, team_id: request.team_id }
    if (!prepared.fleeting && kept_for.ttl_seconds > 0) await deps.cache.set(cache_key, entry, kept_for)
    return present(entry, false, question)
  }
  const response =
    decision === 'compute'
      ? await compute(request.signal)
      : cached && decision !== 'enqueue'
        ? present(cached, true, question)
        : undefined
  const later = decision === 'enqueue' || decision === 'stale_and_enqueue'
  return { query, cache_key, response, ...(later ? { compute } : {}) }
}

/** A query in the state in which it is asked, under which its answer is cached. */
interface Question {
  prepared: PreparedQuery
  timezone: string
  cache_key: string
  range: ResolvedRange | undefined
  freshness: Freshness
}

function questionOf(prepared: PreparedQuery, ctx: QueryContext): Question {
  const range = prepared.range(ctx)
  const freshness = { interval: prepared.interval, ...(range ? { date_to: range.to } : {}) }
  return { prepared, timezone: ctx.timezone, cache_key: cacheKey(prepared, ctx), range, freshness }
}

/** An answer as clients read it: with its custom names, and with how old it is and may become. */
function present(
  { response, computed_at }: CacheEntry,
  is_cached: boolean,
  { prepared, timezone, cache_key, range, freshness }: Question,
): JsonObject {
  const relabelled = prepared.relabel(response)
  if (prepared.fleeting) return relabelled
  const computed = new Date(computed_at)
  const delay = refreshDelayMs(prepared.interval, range, prepared.insight)
  return {
    ...relabelled,
    is_cached,
    cache_key,
    last_refresh: computed_at,
    cache_target_age: staleAt(computed, freshness, false)?.toISOString() ?? null,
    next_allowed_client_refresh: new Date(computed.getTime() + delay).toISOString(),
    timezone,
  }
}

/** A saved insight stands for the query that it holds. */
async function unsaved(deps: QueryDeps, request: QueryRequest): Promise<QueryRequest> {
  if (request.query['kind'] !== 'SavedInsightNode') return request
  const { shortId } = SavedInsightNode.parse(request.query)
  const query = await deps.loadSavedInsight(request.team_id, shortId)
  if (!query) throw notFound(`There is no saved insight '${shortId}' with a query.`)
  return { ...request, query }
}

const Overrides = z.object({ variables_override: z.record(z.string(), QueryVariable) })

/**
 * Takes the query out of its wrapper, finds its kind, checks the node, and lays filters and variables over it. Throws 400.
 */
function check({ query, filters, variables }: QueryRequest): { prepared: PreparedQuery; query: JsonObject } {
  const isWrapper = WRAPPER_KINDS.some((kind) => kind === query['kind'])
  const source = isWrapper ? query['source'] : query
  if (!isObject(source)) throw invalid('The query has no source.', 'source')
  const { variables_override } = Overrides.parse({ variables_override: variables ?? {} })
  const prepared = findKind(source['kind'], isWrapper ? 'query.source' : 'query').prepare(
    source,
    DashboardFilter.parse(filters ?? {}),
    variables_override,
  )
  const settled = trusted<JsonObject>(prepared.node)
  return { prepared, query: isWrapper ? { ...query, source: settled } : settled }
}

/** The first two stages alone, for whoever streams the rows of a query instead of gathering an answer. */
export async function settled(deps: QueryDeps, request: QueryRequest) {
  const { prepared } = check(await unsaved(deps, request))
  return { prepared, ctx: await settle(deps, request, prepared) }
}

async function settle(deps: QueryDeps, request: QueryRequest, prepared: PreparedQuery): Promise<QueryContext> {
  const team = await deps.loadContext(request.team_id)
  const asked = Modifiers.parse(objectOr(objectOr(prepared.node)['modifiers']))
  const modifiers = { ...team.modifiers, ...said(asked) }
  const system = systemTablesIn(prepared.node)
  const ctx: QueryContext = {
    ...team,
    ...(Object.keys(system).length > 0 ? { system: await deps.loadSystemTables(request.team_id, system) } : {}),
    now: deps.clock(),
    parser: deps.parser,
    person_mode: modifiers.personsOnEventsMode ?? team.person_mode,
    timezone: modifiers.convertToProjectTimezone === false ? 'UTC' : team.timezone,
    property_types: namedTypes(prepared.node, team),
    ...bounceRules(modifiers),
  }
  return prepared.needsEarliest ? { ...ctx, earliest: await earliestEvent(deps, ctx) } : ctx
}

/** The modifiers that have a value: null leaves one to the project, as its absence does. */
const said = (modifiers: Modifiers): Modifiers =>
  Object.fromEntries(Object.entries(modifiers).filter(([, value]) => value !== null))

const BOUNCE_SECONDS = 10

/** How a query wants bounces to be told, where it says anything of them. */
function bounceRules(modifiers: Modifiers): Pick<QueryContext, 'bounce'> {
  const { bounceRateDurationSeconds: asked, bounceRatePageViewMode: mode } = modifiers
  const seconds = asked && asked > 0 ? asked : BOUNCE_SECONDS
  return asked || mode ? { bounce: { seconds, counts: mode ?? 'count_pageviews' } } : {}
}

/** When the project's first event happened, to the second; now where it has none. */
async function earliestEvent(deps: QueryDeps, ctx: QueryContext): Promise<Date> {
  const first = select({ select: [call('toUnixTimestamp', call('min', field('timestamp')))], from: 'events' })
  const { sql, params } = compile(first, compileContext(ctx))
  const { rows } = await deps.clickhouse.rows(sql, params)
  const seconds = Number(rows[0]?.[0])
  return seconds > 0 ? new Date(seconds * 1000) : ctx.now
}

async function answer(
  deps: QueryDeps,
  prepared: PreparedQuery,
  ctx: QueryContext,
  { team_id, pool, run }: QueryRequest,
  signal: AbortSignal,
): Promise<JsonObject> {
  const began = deps.clock().getTime()
  const compiled = await afterParsing(deps.parser, () => {
    // 4 build: one or several named HogQL trees
    const queries = prepared.build(ctx)

    // 5 compile: each → SQL and typed parameters
    const compiler = compileContext(ctx)
    return queries.map(({ name, query, fillings }) => ({ name, ...compile(query, compiler, fillings) }))
  })

  // Somebody who came a moment ago would have no profile, and this would be kept.
  if (prepared.listsPersons) await deps.sendPersons()

  // 6 ask: all statements at once; where readers are short, they wait in the queue of their pool. Each of them listens for the
  // end of the run, and of more than ten listeners Node warns as of a leak.
  setMaxListeners(0, signal)
  const options = { signal, team_id, ...defined({ pool, run }) }
  const answers = await Promise.all(
    compiled.map(async ({ name, sql, params, columns, hogql }): Promise<[string, Answer]> => {
      const { rows, columns: types } = await deps.clickhouse.rows(sql, params, options)
      return [name, { columns, types, rows, hogql }]
    }),
  )

  const node = objectOr(prepared.node)
  const modifiers = objectOr(node['modifiers'])
  const plans =
    node['explain'] === true
      ? await Promise.all(compiled.map((statement) => planOf(deps, statement, options)))
      : undefined

  // 7 shape: rows → the response of this kind
  const shaped = await afterParsing<object>(deps.parser, () => prepared.shape(new Map(answers), ctx))
  const range = prepared.range(ctx)
  const dates = range && {
    date_from: isoOf(range.wall_from, ctx.timezone),
    date_to: isoOf(range.wall_to, ctx.timezone),
  }
  return {
    ...trusted<JsonObject>(shaped),
    hogql: compiled[0]?.hogql ?? null,
    ...(plans ? { explain: plans.flat() } : {}),
    ...(modifiers['debug'] === true ? { clickhouse: compiled.map(({ sql }) => sql).join(';\n') } : {}),
    timings: modifiers['timings'] === true ? [{ k: '.', t: (deps.clock().getTime() - began) / 1000 }] : null,
    modifiers: { personsOnEventsMode: ctx.person_mode },
    error: null,
    ...(dates ? { resolved_date_range: dates } : {}),
    query_metadata: { events: [...new Set(compiled.flatMap(({ events }) => events))].sort() },
  }
}

/** How the engine goes about a statement, line by line. */
async function planOf(
  deps: QueryDeps,
  { sql, params }: { sql: string; params: Params },
  options: ReadOptions,
): Promise<string[]> {
  const { rows } = await deps.clickhouse.rows(`EXPLAIN ${sql}`, params, options)
  return rows.map(([line]) => String(line))
}
