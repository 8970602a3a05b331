import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { ApiError, closing } from '../http/errors.ts'
import { uuidV7 } from '../lib/ids.ts'
import { type JsonObject, objectOr, trusted } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'
import { json, type Postgres } from '../postgres/postgres.ts'

/** The state of a query that runs behind its request, as clients of PostHog's API read it. */
export interface QueryStatus {
  id: string
  query_async: true
  team_id: number
  insight_id: number | null
  dashboard_id: number | null
  complete: boolean
  error: boolean
  error_message: string | null
  results: JsonObject | null
  task_id: string
  labels: string[] | null
  start_time: string
  pickup_time: string | null
  end_time: string | null
  expiration_time: string | null
  query_progress: JsonObject | null
  /** How many reads go before this one, null once it runs; PostHog's API has no such field. */
  queue_position: number | null
}

const LIFETIME_MS = 20 * 60_000
/** How often a run says that it is alive, and asks whether another process was told to cancel it. */
const ALIVE_MS = 1_000
/** A run that has said nothing for so long died with its process. */
const SILENT_MS = 30_000
const FORGET_EVERY_MS = 60_000
/** When the program ends, runs may end by themselves for so long; stopping them may take as long again. */
const CLOSE_MS = 1_500

interface JobDeps {
  postgres: Postgres
  clickhouse: Pick<ClickHouse, 'progress'>
  clock: () => Date
  log: Log
  /** Several processes share the store, and each answers for the queries of all. */
  shared: boolean
}

/**
 * Queries that run behind their request, and every query that somebody may want to cancel. The state of the former is
 * a row in Postgres, so that another process can answer for it; the process that runs one holds the handle that stops it.
 */
export class QueryJobs {
  private readonly deps: JobDeps
  /** What stops each run, by the id of its query: one id may have several. */
  private readonly running = new Map<string, Set<AbortController>>()
  /** The id of the run behind a request, by the cache key of its question. */
  private readonly behind = new Map<string, string>()
  private readonly began: string
  private forgotten = 0

  constructor(deps: JobDeps) {
    this.deps = deps
    this.began = deps.clock().toISOString()
  }

  /** The name under which the event store knows the run. */
  runOf(team_id: number, id: string): string {
    return `${team_id}:${id}`
  }

  /** Runs a query within its request; it can be cancelled by its id. */
  async attached<T>(
    team_id: number,
    id: string,
    signal: AbortSignal,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stop = this.begin(team_id, id)
    try {
      return await run(AbortSignal.any([signal, stop.signal]))
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error
    } finally {
      this.end(team_id, id, stop)
    }
  }

  /** Starts a run behind its request; a second request with the id of one that runs joins it. */
  async start(
    team_id: number,
    id: string,
    about: { cache_key: string; insight_id?: number; dashboard_id?: number },
    run: (signal: AbortSignal) => Promise<JsonObject>,
  ): Promise<QueryStatus> {
    const known = this.running.has(this.runOf(team_id, id)) ? await this.find(team_id, id) : undefined
    if (known) return known
    const now = this.deps.clock()
    const status: QueryStatus = {
      id,
      query_async: true,
      team_id,
      insight_id: about.insight_id ?? null,
      dashboard_id: about.dashboard_id ?? null,
      complete: false,
      error: false,
      error_message: null,
      results: null,
      task_id: uuidV7(now.getTime()),
      labels: null,
      start_time: now.toISOString(),
      pickup_time: now.toISOString(),
      end_time: null,
      expiration_time: expiry(now).toISOString(),
      query_progress: null,
      queue_position: null,
    }
    await this.keep(status)
    await this.forgetOld(now)
    const question = this.runOf(team_id, about.cache_key)
    this.behind.set(question, id)
    void this.runBehind(status, run).finally(() => {
      if (this.behind.get(question) === id) this.behind.delete(question)
    })
    return status
  }

  /** The state of the run that this process has for a question, if it has one. */
  async findRunning(team_id: number, cache_key: string): Promise<QueryStatus | undefined> {
    const id = this.behind.get(this.runOf(team_id, cache_key))
    return id === undefined ? undefined : this.find(team_id, id)
  }

  /**
   * The state of a query, with how far it is when that is asked; undefined when it is unknown or expired. A run that is older
   * than the only process there is died with the one before, and so did a silent one of another process.
   */
  async find(team_id: number, id: string, options: { progress?: boolean } = {}): Promise<QueryStatus | undefined> {
    const now = this.deps.clock()
    const row = await this.deps.postgres
      .selectFrom('query_status')
      .select(['status', 'expires_at'])
      .where('team_id', '=', team_id)
      .where('id', '=', id)
      .where('expires_at', '>', now)
      .executeTakeFirst()
    if (!row) return undefined
    const status = trusted<QueryStatus>(objectOr(row.status))
    const isLost = this.deps.shared ? isSilent(row.expires_at, now) : status.start_time < this.began
    if (isLost && !status.complete) return { ...status, ...ended(now, 'The server was stopped. Ask again.') }
    const progress =
      status.complete || !options.progress ? undefined : await this.deps.clickhouse.progress(this.runOf(team_id, id))
    if (!progress) return status
    const { position, ...read } = progress
    return { ...status, query_progress: { ...read, active_cpu_time: 0 }, queue_position: position }
  }

  /**
   * Stops a query: its statement ends in the engine. With `waiting_only`, a query that runs already goes on. An unknown id
   * is no error, because its query may have ended a moment ago.
   */
  async cancel(team_id: number, id: string, options: { waiting_only?: boolean } = {}): Promise<void> {
    const progress = options.waiting_only ? await this.deps.clickhouse.progress(this.runOf(team_id, id)) : undefined
    if (progress?.position === null) return
    for (const stop of this.running.get(this.runOf(team_id, id)) ?? []) stop.abort(cancelled())
    const status = await this.find(team_id, id)
    if (status && !status.complete)
      await this.keep({ ...status, ...ended(this.deps.clock(), 'The query was cancelled.') })
  }

  /** When the program ends: what runs may end by itself for a moment, then it is stopped, and who asked may ask again. */
  async close(): Promise<void> {
    await this.untilNoneRuns()
    for (const stops of this.running.values()) for (const stop of stops) stop.abort(closing())
    await this.untilNoneRuns()
  }

  /** Waits for the runs to end, but no longer than {@link CLOSE_MS}. */
  private async untilNoneRuns(): Promise<void> {
    const until = performance.now() + CLOSE_MS
    while (this.running.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  private begin(team_id: number, id: string): AbortController {
    const stop = new AbortController()
    const key = this.runOf(team_id, id)
    this.running.set(key, (this.running.get(key) ?? new Set()).add(stop))
    return stop
  }

  private end(team_id: number, id: string, stop: AbortController): void {
    const key = this.runOf(team_id, id)
    const stops = this.running.get(key)
    stops?.delete(stop)
    if (stops?.size === 0) this.running.delete(key)
  }

  private async runBehind(status: QueryStatus, run: (signal: AbortSignal) => Promise<JsonObject>): Promise<void> {
    const { team_id, id } = status
    const stop = this.begin(team_id, id)
    const watch = this.deps.shared ? setInterval(() => void this.sayAlive(status, stop), ALIVE_MS) : undefined
    try {
      const results = await run(stop.signal)
      await this.keep({ ...status, complete: true, results, end_time: this.deps.clock().toISOString() })
    } catch (error) {
      const stopped = stop.signal.reason
      if (!stop.signal.aborted) await this.keepError(status, error)
      else if (stopped instanceof ApiError && stopped.status === 503) await this.keepEnd(status, stopped.message)
    } finally {
      clearInterval(watch)
      this.end(team_id, id, stop)
    }
  }

  private async sayAlive({ team_id, id }: QueryStatus, stop: AbortController): Promise<void> {
    const row = await this.deps.postgres
      .updateTable('query_status')
      .set({ expires_at: expiry(this.deps.clock()) })
      .where('team_id', '=', team_id)
      .where('id', '=', id)
      .returning('status')
      .executeTakeFirst()
      .catch(() => undefined)
    if (objectOr(row?.status)['complete'] === true) stop.abort(cancelled())
  }

  private async keepError(status: QueryStatus, error: unknown): Promise<void> {
    const shown = error instanceof ApiError && error.status < 500 ? error.message : null
    if (shown === null) this.deps.log.error(`query ${status.id} failed`, error)
    await this.keepEnd(status, shown)
  }

  /** Nobody waits for the end of a run, so it is the log that hears when it cannot be kept. */
  private async keepEnd(status: QueryStatus, message: string | null): Promise<void> {
    await this.keep({ ...status, ...ended(this.deps.clock(), message) }).catch((failure: unknown) =>
      this.deps.log.error(`the end of query ${status.id} could not be kept`, failure),
    )
  }

  private async keep(status: QueryStatus): Promise<void> {
    const values = { status: json(trusted<JsonObject>(status)), expires_at: expiry(this.deps.clock()) }
    await this.deps.postgres
      .insertInto('query_status')
      .values({ id: status.id, team_id: status.team_id, ...values })
      .onConflict((conflict) => conflict.columns(['team_id', 'id']).doUpdateSet(values))
      .execute()
  }

  /** Deletes states that have expired, once a minute at most. */
  private async forgetOld(now: Date): Promise<void> {
    if (now.getTime() - this.forgotten < FORGET_EVERY_MS) return
    this.forgotten = now.getTime()
    await this.deps.postgres.deleteFrom('query_status').where('expires_at', '<=', now).execute()
  }
}

const expiry = (now: Date) => new Date(now.getTime() + LIFETIME_MS)

const isSilent = (expires: Date, now: Date) => expiry(now).getTime() - expires.getTime() > SILENT_MS

const ended = (now: Date, error_message: string | null) => ({
  complete: true,
  error: true,
  error_message,
  end_time: now.toISOString(),
})

const cancelled = () => new ApiError(400, 'invalid_request', 'query_cancelled', 'The query was cancelled.')
