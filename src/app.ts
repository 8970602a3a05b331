import { Hono } from 'hono'
import { createAuthentication } from './accounts/authenticate.ts'
import { type FirstStart, type FirstStartOptions, firstStart, serverSecret } from './accounts/first-start.ts'
import { Passwords } from './accounts/passwords.ts'
import { accountRoutes } from './accounts/routes.ts'
import { forgetEnded } from './accounts/sessions.ts'
import { Teams } from './accounts/teams.ts'
import { actionRoutes } from './actions/routes.ts'
import { activityLogRoute } from './activity/routes.ts'
import { annotationRoutes } from './annotations/routes.ts'
import { Claims } from './capture/claims.ts'
import { forgetOld } from './capture/expiry.ts'
import { captureOne } from './capture/ingest.ts'
import { Ledger } from './capture/ledger.ts'
import { Quarantine } from './capture/quarantine.ts'
import { quarantineRoutes } from './capture/quarantine-routes.ts'
import { captureRoutes } from './capture/routes.ts'
import { warningRoutes } from './capture/warning-routes.ts'
import { IngestionWarnings } from './capture/warnings.ts'
import { Writer } from './capture/writer.ts'
import type { ClickHouse } from './clickhouse/clickhouse.ts'
import { Calculations } from './cohorts/calculate.ts'
import { type CohortRouteDeps, cohortRoutes } from './cohorts/routes.ts'
import { recordBoards } from './dashboards/history.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { catchUp, noteStop } from './definitions/catch-up.ts'
import type { Ask, AskAll } from './definitions/deps.ts'
import { Enforcement } from './definitions/enforcement.ts'
import { Observe } from './definitions/observe.ts'
import { QueryUsage } from './definitions/query-usage.ts'
import { definitionRoutes } from './definitions/routes.ts'
import { type Engines, type EnginesConfig, openEngines } from './engines.ts'
import { openParser } from './hogql/parse.ts'
import { healthRoutes } from './http/health.ts'
import { fail, mount, originOf, unknownPath } from './http/mount.ts'
import { RateLimits } from './http/rate-limits.ts'
import type { Route } from './http/route.ts'
import { staticPage } from './http/static-ui.ts'
import { insightQueryRunner } from './insights/query-runner.ts'
import { insightRoutes } from './insights/routes.ts'
import { findInsight } from './insights/store.ts'
import { resultAsText } from './insights/text/result-as-text.ts'
import { variableRoutes } from './insights/variables.ts'
import type { ModelConfig } from './language-model/language-model.ts'
import { languageModel } from './language-model/provider.ts'
import { HOUR_MS, MINUTE_MS } from './lib/durations.ts'
import { objectOr } from './lib/json.ts'
import type { Log } from './lib/log.ts'
import { Regularly } from './lib/regularly.ts'
import { VERSION } from './lib/version.ts'
import { mcpToolRoutes } from './mcp/routes.ts'
import type { ResultAsText } from './mcp/tool.ts'
import type { DeletionDeps } from './persons/delete.ts'
import { Erasure } from './persons/erase.ts'
import { eventsToErase } from './persons/erase-events.ts'
import { GroupTypes } from './persons/groups.ts'
import { Identify } from './persons/identify.ts'
import { Outbox } from './persons/outbox.ts'
import { personRoutes } from './persons/routes.ts'
import { autovacuum } from './postgres/autovacuum.ts'
import { projectsToErase } from './projects/erase.ts'
import { projectRoutes } from './projects/routes.ts'
import { acceptQuery } from './queries/accept.ts'
import { ask, askAll } from './queries/ask.ts'
import { checkSteps } from './queries/check-steps.ts'
import { membershipsOf } from './queries/cohorts/memberships.ts'
import { countMembers, streamMembers } from './queries/cohorts/read-members.ts'
import { eventRoutes } from './queries/event-routes.ts'
import { csvExporter } from './queries/export-csv.ts'
import { findPersons } from './queries/find-persons.ts'
import { QueryJobs } from './queries/jobs.ts'
import { contextLoader } from './queries/load-context.ts'
import { personsOfQuery } from './queries/persons-of-query.ts'
import { forgetExpired, postgresCache } from './queries/postgres-cache.ts'
import { queryRoutes } from './queries/routes.ts'
import { queryRunner, type RunQuery } from './queries/run.ts'
import { loadSystemTables, type SystemColumnsOf } from './queries/system-tables.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { sharedApi } from './sharing/shared-api.ts'
import { forgetViews } from './sharing/views.ts'
import { tagRoutes } from './tags/routes.ts'

/** Everything that may differ between two runs of the program. */
export interface AppConfig extends FirstStartOptions, EnginesConfig {
  site_url: string | undefined
  secret: string | undefined
  trust_proxy: boolean
  /** The language model that may tell what changed on a board. */
  model: ModelConfig | undefined
  max_body_bytes: number
  max_inflated_bytes: number
  check_responses: boolean
  /** What one password takes to compute; tests take less. */
  password_cost?: number
  strict_api_key_actions: boolean
  /** Hold personal API keys to the numbers of requests that PostHog allows. */
  rate_limits: boolean
}

/** The running program, without a port. */
export interface App {
  fetch(request: Request, env?: unknown): Response | Promise<Response>
  first_start: FirstStart | undefined
  deps: AppDeps
  routes: readonly Route[]
  /**
   * Finishes what is acknowledged and closes both engines. Meanwhile it waits a little until the requests under way are
   * `answered`.
   */
  close(answered?: Answered): Promise<void>
}

/** Resolves when no request is under way, or after so many milliseconds. */
type Answered = (ms: number) => Promise<void>

/** How long requests may take to end by themselves, and how long the others may take once their reads are stopped. */
const ANSWER_MS = 1_500
const LAST_WORDS_MS = 500

/** What the rooms are given. */
export type AppDeps = Awaited<ReturnType<typeof openStores>>

/**
 * The only file that knows every room: opens the stores, makes what rooms need and joins their routes. Stores that are
 * given are not opened, but closed with the rest.
 */
export async function openApp(
  config: AppConfig,
  log: Log,
  clock: () => Date = () => new Date(),
  given: Partial<Engines> = {},
): Promise<App> {
  const deps = await openStores(config, log, clock, given)
  const first = await firstStart(deps, config, () => hasEvents(deps))
  await deps.outbox.recover()
  deps.erasure.wake()
  deps.hourly.start()
  deps.minutely.start()
  await deps.calculations.start()
  const closing = new AbortController()
  await reportMissing(deps)
  void deps.ledger.fill(closing.signal).catch((error: unknown) => {
    if (!closing.signal.aborted) log.error('the ledger of stored events could not be filled', error)
  })
  const caughtUp = first
    ? Promise.resolve()
    : catchUp(deps).catch((error: unknown) => log.error('what a crash left unnoted could not be noted', error))
  const routes = routesOf(deps)
  const hono = new Hono({ strict: false })
  hono.onError((error) => fail(error, { log }))
  healthRoutes(hono, { states: () => engineStates(deps), waiting: () => deps.writer.waiting() })
  const authentication = createAuthentication(deps)
  const { site_url, trust_proxy, check_responses, strict_api_key_actions } = config
  const rate_limits = config.rate_limits ? new RateLimits(clock) : undefined
  const shared = sharedApi(deps)
  hono.use('/api/*', async (c, next) => (await shared(c.req.raw, originOf(c, config))) ?? next())
  const checks = { check_responses, strict_api_key_actions, rate_limits }
  mount(hono, routes, { authentication, log, site_url, trust_proxy, ...checks })
  // Loaded by the first agent that calls: the protocol's library costs a tenth of a second and ten megabytes.
  const mcp = once(async () => {
    const { mcpEndpoint } = await import('./mcp/server.ts')
    return mcpEndpoint({
      ...deps,
      authentication,
      site_url,
      version: VERSION,
      asText: answerAsText,
      fetch: hono.fetch,
    })
  })
  hono.all('/mcp', async (c) => (await mcp())(c.req.raw))
  hono.all('/api/*', () => unknownPath({ log }))
  hono.get(
    '*',
    staticPage(() => unknownPath({ log })),
  )
  hono.notFound(() => unknownPath({ log }))
  const close = async (answered: Answered = async () => undefined) => {
    closing.abort()
    await caughtUp
    await closeStores(deps, answered)
  }
  return { fetch: hono.fetch, first_start: first, deps, routes, close }
}

/** Makes a thing when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

async function openStores(config: AppConfig, log: Log, clock: () => Date, given: Partial<Engines>) {
  const { postgres, clickhouse } = await openEngines(config, given)
  const base = { postgres, clickhouse, log, clock, config }
  // Several processes may share each of the two stores when it is a server.
  const sharesPostgres = config.database_url !== undefined
  const sharesEvents = config.clickhouse_url !== undefined
  const passwords = new Passwords(config.password_cost)
  const teams = new Teams({ ...base, shared: sharesPostgres })
  const group_types = new GroupTypes(base)
  const outbox = new Outbox(base)
  const identify = new Identify({ ...base, outbox, shared: sharesPostgres })
  const claims = sharesPostgres && sharesEvents ? { claims: new Claims(base) } : {}
  const ledger = new Ledger({ ...base, ...claims, shared: sharesEvents })
  const warnings = new IngestionWarnings(base)
  const observe = new Observe({ ...base, group_types })
  const enforcement = new Enforcement({ ...base, shared: sharesPostgres })
  const quarantine = new Quarantine({ ...base, warnings })
  const forgetting = [forgetOld, forgetExpired, forgetEnded, forgetViews].map((forget) => () => forget(base))
  // Another process may have died before it erased what was deleted.
  const hourly = new Regularly(HOUR_MS, [...forgetting, async () => erasure.wake()], log)
  // A server vacuums by itself. Others that share it may have died, or have deleted a definition that is remembered here.
  const besideOthers = [() => outbox.takeOver(), async () => observe.forgetAll()]
  const minutely = new Regularly(MINUTE_MS, sharesPostgres ? besideOthers : [() => autovacuum(postgres)], log)
  const cache = postgresCache({ ...base, shared: sharesEvents })
  const isQuiet = () => writer.waiting().bytes === 0 && busy(clickhouse) === 0
  const open = [() => eventsToErase(base), () => projectsToErase(base)]
  const erasure = new Erasure({ ...base, isIdle: isQuiet, open })
  const writer = new Writer({ ...base, group_types, outbox, identify, ledger, warnings, observe })
  const asking = {
    ...base,
    parser: await openParser(),
    loadContext: contextLoader({ postgres, team: (id) => teams.get(id) }),
  }
  const query_usage = new QueryUsage(base)
  const querying = {
    ...asking,
    cache,
    loadSavedInsight: async (team_id: number, short_id: string) =>
      (await findInsight(postgres, team_id, short_id))?.query ?? undefined,
    loadSystemTables: (team_id: number, tables: SystemColumnsOf) => loadSystemTables(postgres, team_id, tables),
    sendPersons: () => outbox.flush(),
  }
  const runQuery = noting(query_usage, queryRunner(querying))
  const calculations = new Calculations({
    ...base,
    outbox,
    isIdle: isQuiet,
    members: (...asked) => streamMembers(asking, ...asked),
  })
  const jobs = new QueryJobs({ ...base, shared: sharesEvents })
  const secret = await serverSecret(base, config.secret)
  const limits = { wire_bytes: config.max_body_bytes, inflated_bytes: config.max_inflated_bytes }
  return {
    ...base,
    teams,
    passwords,
    group_types,
    outbox,
    identify,
    ledger,
    warnings,
    observe,
    enforcement,
    quarantine,
    hourly,
    minutely,
    cache,
    writer,
    secret,
    model: config.model && languageModel(config.model),
    limits,
    runQuery,
    runInsightQuery: insightQueryRunner({ runQuery, jobs, clock }),
    acceptQuery,
    recordBoards,
    exportCsv: csvExporter({ ...querying, runQuery }),
    personsOf: personsOfQuery(querying),
    asking,
    jobs,
    query_usage,
    erasure,
    calculations,
  }
}

function routesOf(deps: AppDeps): Route[] {
  return [
    ...captureRoutes(deps),
    ...quarantineRoutes(deps),
    ...warningRoutes(deps),
    ...accountRoutes(deps),
    ...projectRoutes({ ...deps, ask: asker(deps).ask }),
    ...queryRoutes({ ...deps, asText: answerAsText }),
    ...insightRoutes(deps),
    ...dashboardRoutes(deps),
    ...sharingRoutes(deps),
    ...definitionRoutes({ ...deps, ...asker(deps) }),
    ...cohortRoutes(people(deps)),
    ...personRoutes(people(deps)),
    activityLogRoute(deps),
    ...annotationRoutes(deps),
    ...actionRoutes({ ...deps, checkSteps: (...asked) => checkSteps(deps.asking, ...asked) }),
    ...variableRoutes(deps),
    ...tagRoutes(deps),
    ...eventRoutes(deps),
    ...mcpToolRoutes({ ...deps, asText: answerAsText }),
  ]
}

/** The query engine for rooms below it: a tree of theirs over what is stored now. */
const asker = ({ asking }: AppDeps): { ask: Ask; askAll: AskAll } => ({
  ask: (team_id, query, signal) => ask(asking, team_id, () => query, { signal }),
  askAll: (team_id, query, signal) => askAll(asking, team_id, () => query, { signal, pool: 'export' }),
})

/** What the room of people is given: capture below its events, and the query engine for what it looks for. */
function people(deps: AppDeps): DeletionDeps & CohortRouteDeps {
  return {
    ...deps,
    capture: (team, event, distinctId, properties) => captureOne(deps, team, { event, distinctId, properties }),
    ...asker(deps),
    findPersons: (team_id, wanted) => findPersons(deps.asking, team_id, wanted),
    members: (team_id, criteria) => streamMembers(deps.asking, team_id, criteria),
    countMembers: (...asked) => countMembers(deps.asking, ...asked),
    membershipsOf: (...asked) => membershipsOf(deps.asking, ...asked),
  }
}

const busy = (clickhouse: ClickHouse) => {
  const { running, waiting } = clickhouse.load()
  return running + waiting
}

/** An answer of the query endpoint as people and language models read it. */
const answerAsText: ResultAsText = (query, { results, columns, resolved_date_range }, how) =>
  resultAsText(query, { result: results, columns, resolved_date_range }, how)

/** Counts which events the answers are about. */
function noting(usage: QueryUsage, runQuery: RunQuery): RunQuery {
  return async (request) => {
    const outcome = await runQuery(request)
    const { events } = objectOr(outcome.response?.['query_metadata'])
    if (Array.isArray(events)) usage.note(request.team_id, events.map(String))
    return outcome
  }
}

/** Whether there are any events. It asks for the list of parts, because a damaged part could not be read. */
async function hasEvents({ clickhouse }: Pick<Engines, 'clickhouse'>): Promise<boolean> {
  const { rows } = await clickhouse.rows(
    `SELECT 1 FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active AND rows > 0 LIMIT 1`,
  )
  return rows.length > 0
}

/**
 * Warns when events are missing from answers: when the engine has set parts of tables aside, because they are damaged or were left
 * by a crash (this program never deletes those), and when there are persons but no events, which alone make persons.
 */
async function reportMissing({ clickhouse, postgres, log }: AppDeps): Promise<void> {
  const { rows } = await clickhouse.rows(
    'SELECT table, name, reason FROM system.detached_parts WHERE database = currentDatabase() ORDER BY table, name',
  )
  for (const [table, name, reason] of rows)
    log.warn(`part ${name} of table ${table} is detached (${reason || 'by hand'}): its rows are missing from answers`)
  if (rows.length > 0 || (await hasEvents({ clickhouse }))) return
  if (await postgres.selectFrom('person').select('id').limit(1).executeTakeFirst())
    log.warn('there are persons but no events: if the event store was lost, stop and put it back from a copy')
}

async function engineStates(deps: AppDeps) {
  const clickhouse = await deps.clickhouse
    .rows('SELECT count() FROM system.detached_parts', {}, { pool: 'background' })
    .then(
      ({ rows }) => (rows[0]?.[0] === 0 && !deps.writer.isStuck ? 'ok' : 'degraded'),
      () => 'down',
    )
  const postgres = await deps.teams.load().then(
    () => 'ok',
    () => 'down',
  )
  return { clickhouse, postgres }
}

async function closeStores(deps: AppDeps, answered: Answered): Promise<void> {
  await Promise.all([deps.jobs.close(), answered(ANSWER_MS)])
  await Promise.all([deps.erasure.close(), deps.calculations.close(), deps.hourly.close(), deps.minutely.close()])
  await Promise.all([deps.writer.drain(), deps.quarantine.drain()])
  await Promise.all([
    deps.outbox.flush(),
    deps.observe.flush(),
    deps.warnings.flush(),
    deps.query_usage.flush(),
    deps.cache.drain(),
  ])
  await noteStop(deps).catch((error: unknown) => deps.log.error('a stop in peace could not be noted', error))
  await deps.clickhouse.close()
  await answered(LAST_WORDS_MS)
  await deps.cache.drain()
  await deps.postgres.destroy()
}
