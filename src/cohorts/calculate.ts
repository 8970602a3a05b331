import { sql } from 'kysely'
import { ClickHouseError } from '../clickhouse/clickhouse.ts'
import { ApiError, invalid } from '../http/errors.ts'
import { DAY_MS } from '../lib/durations.ts'
import { isUnderWay, unlessElsewhere } from '../postgres/unless-elsewhere.ts'
import { leavesOf } from '../schema/cohort.ts'
import { actionsIn } from './criteria.ts'
import type { CalculationDeps } from './deps.ts'
import { dependents, graphOf, inOrder, reachableFrom } from './graph.ts'
import {
  beginRun,
  type Cohort,
  cohortsOf,
  criteriaOf,
  endRun,
  findCohort,
  noteFailure,
  publish,
  requestCalculation,
} from './store.ts'

const LOOK_MS = 60_000
const FRESH_MS = 15 * 60_000
const A_FEW = 3
/** How long after another process was found to calculate a cohort it is looked at again. */
const ELSEWHERE_MS = 5_000
const MAX_ERRORS = 20
/** How long a calculation lasts undisturbed while another project waits; each next time of the same cohort twice as long. */
const TURN_MS = 60_000
/** How long a read that began before a publication may still use the older version. */
const READERS_MS = 10 * 60_000

/**
 * Computes who is in each cohort, one cohort at a time. A run writes its members under a version of their own, and only
 * then is the version published: readers see one whole list or the other. What a crash leaves behind is never read.
 */
export class Calculations {
  private readonly deps: CalculationDeps
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()
  /** The cohorts of each project that wait, in order; the project whose turn is next stands first. */
  private readonly asked = new Map<number, number[]>()
  private readonly closing = new AbortController()
  /** The turns of cohorts that gave way, until they are done. */
  private readonly turns = new Map<number, number>()
  private readonly turnMs: number
  /** Whether there may be members of versions that nobody reads any more. */
  private hasLeftovers = true

  constructor(deps: CalculationDeps, turnMs = TURN_MS) {
    this.deps = deps
    this.turnMs = turnMs
  }

  /** Takes up what a stop interrupted and looks for what is due from then on. */
  async start(): Promise<void> {
    await this.takeUp()
    clearInterval(this.timer)
    this.timer = setInterval(() => void this.look().catch((error) => this.failed(error)), LOOK_MS)
    this.timer.unref()
  }

  /**
   * Takes up what was asked of a process that has gone, at any time or before a moment, but not while some process
   * calculates: the others of its list may still wait there.
   */
  private async takeUp(before?: Date): Promise<void> {
    const { postgres } = this.deps
    const left = await postgres
      .selectFrom('cohort')
      .select(['id', 'team_id'])
      .where('is_calculating', '=', true)
      .$if(before !== undefined, (query) => query.where('requested_at', '<=', before ?? null))
      .where('deleted', '=', false)
      .where('is_static', '=', false)
      .execute()
    if (left.length === 0 || (await isUnderWay(postgres, 'calculating'))) return
    for (const { id, team_id } of left) await this.request(team_id, [id])
  }

  /** Asks for these cohorts, all that they name and all that name them. A cohort comes after those that it names. */
  async request(teamId: number, ids: readonly number[]): Promise<void> {
    const cohorts = await cohortsOf(this.deps.postgres, teamId)
    const graph = graphOf(cohorts)
    const wanted = new Set([...reachableFrom(ids, graph), ...reachableFrom(ids, dependents(graph))])
    const isDynamic = (id: number) => cohorts.some((cohort) => cohort.id === id && !cohort.is_static)
    const order = inOrder(wanted, graph).filter(isDynamic)
    await requestCalculation(this.deps.postgres, order, this.deps.clock())
    for (const id of order) this.enqueue(teamId, id)
  }

  /** Asks for the cohorts whose criteria name this action. */
  async requestNaming(teamId: number, action: number): Promise<void> {
    const cohorts = await cohortsOf(this.deps.postgres, teamId)
    const ids = cohorts.filter((cohort) => actionsIn(criteriaOf(cohort) ?? { type: 'OR', values: [] }).includes(action))
    if (ids.length > 0)
      await this.request(
        teamId,
        ids.map(({ id }) => id),
      )
  }

  /** Resolves when nothing is asked for any more. */
  async settled(): Promise<void> {
    for (let last: Promise<void> | undefined; last !== this.running; ) {
      last = this.running
      await last
    }
  }

  /** Stops what is being calculated; the next start takes it up. */
  async close(): Promise<void> {
    this.closing.abort()
    clearInterval(this.timer)
    await this.settled()
  }

  private enqueue(teamId: number, id: number): void {
    const asked = this.asked.get(teamId)
    if (asked) asked.push(id)
    else this.asked.set(teamId, [id])
    this.awaitTurn()
  }

  /** The other projects come first. Of its own it stays before the others: they may name it, and would be told of its old members. */
  private giveWay(teamId: number, id: number): void {
    const others = this.asked.get(teamId) ?? []
    this.asked.delete(teamId)
    this.asked.set(teamId, [id, ...others])
    this.awaitTurn()
  }

  private awaitTurn(): void {
    this.running = this.running.then(() => this.runNext()).catch((error) => this.failed(error))
  }

  /** Projects take turns, so that none waits for all the cohorts of another. */
  private async runNext(): Promise<void> {
    const [next] = this.asked
    if (!next) return
    const [teamId, [id, ...others]] = next
    this.asked.delete(teamId)
    if (others.length > 0) this.asked.set(teamId, others)
    if (id !== undefined) await this.run(teamId, id)
  }

  /** What fails because the store closes under it is taken up by the next start. */
  private failed(error: unknown): void {
    if (!this.closing.signal.aborted) this.deps.log.error('a cohort could not be calculated', error)
  }

  /** A cohort that another process calculates comes again a little later: it may have been changed since. */
  private async run(teamId: number, id: number): Promise<void> {
    const lock = { kind: 'calculating', id } as const
    if (await unlessElsewhere(this.deps.postgres, lock, () => this.calculate(teamId, id))) return
    setTimeout(() => this.enqueue(teamId, id), ELSEWHERE_MS).unref()
  }

  private async calculate(teamId: number, id: number): Promise<void> {
    const { postgres, clock } = this.deps
    const cohort = this.closing.signal.aborted ? undefined : await findCohort(postgres, teamId, id)
    const version = cohort?.pending_version
    if (!cohort?.is_calculating || cohort.deleted || version === null || version === undefined) return
    const run = await beginRun(postgres, cohort, version, clock())
    const turn = this.takeTurn(cohort)
    try {
      const count = await this.store(cohort, version, AbortSignal.any([this.closing.signal, turn.signal]))
      this.turns.delete(id)
      this.hasLeftovers = true
      await publish(postgres, id, version, { count, now: clock() })
      await endRun(postgres, run, { finished_at: clock(), count, error: null })
    } catch (error) {
      if (this.closing.signal.aborted) return
      if (turn.signal.aborted) {
        await endRun(postgres, run, { finished_at: clock(), count: null, error: GAVE_WAY })
        // Under a version of its own, because what is written under this one may be true no more.
        await requestCalculation(postgres, [id], clock())
        return this.giveWay(teamId, id)
      }
      this.turns.delete(id)
      const message = messageOf(error)
      if (!(error instanceof ApiError)) this.failed(error)
      await noteFailure(postgres, id, version, { message, now: clock() })
      await endRun(postgres, run, { finished_at: clock(), count: null, error: message })
    } finally {
      turn.end()
    }
  }

  /** The signal aborts when the turn of a cohort is over and another project waits, or begins to. */
  private takeTurn({ id, team_id }: Cohort): { signal: AbortSignal; end(): void } {
    const over = new AbortController()
    const ms = this.turns.get(id) ?? this.turnMs
    const timer = setInterval(() => {
      if (![...this.asked.keys()].some((team) => team !== team_id)) return
      this.turns.set(id, 2 * ms)
      over.abort()
      clearInterval(timer)
    }, ms)
    timer.unref()
    return { signal: over.signal, end: () => clearInterval(timer) }
  }

  private async store(cohort: Cohort, version: number, signal: AbortSignal): Promise<number> {
    const criteria = criteriaOf(cohort)
    if (!criteria || leavesOf(criteria).length === 0) throw invalid(EMPTY, null, 'no_properties')
    // Persons reach the event store up to half a second after their events, so those on their way are sent first.
    await this.deps.outbox.flush()
    const began = this.deps.clock().getTime()
    let count = 0
    for await (const members of this.deps.members(cohort.team_id, criteria, signal)) {
      const rows = members.map((person_id) => ({ team_id: cohort.team_id, cohort_id: cohort.id, version, person_id }))
      const lines = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      const token = `cohort:${cohort.id}:${version}:${began}:${count}`
      if (rows.length > 0) await this.deps.clickhouse.insert('cohort_people', lines, { token })
      count += rows.length
    }
    return count
  }

  /**
   * What is due by time: cohorts on behaviour after a quarter of an hour when nobody waits, all others once a day. One that was
   * asked for a day ago is not being calculated any more: it could not even begin. What another process has asked for
   * meanwhile is not asked for again.
   */
  private async look(): Promise<void> {
    const now = this.deps.clock()
    // An embedded store is this process's own, and what it calculates needs nobody else.
    if (!this.deps.postgres.writes && this.asked.size === 0) await this.takeUp(new Date(now.getTime() - LOOK_MS))
    const yesterday = new Date(now.getTime() - DAY_MS)
    const fresh = this.deps.isIdle() ? new Date(now.getTime() - FRESH_MS) : yesterday
    const isFree = sql`(NOT is_calculating OR requested_at < ${yesterday})`
    const { rows } = await sql<{ id: number; team_id: number }>`
      SELECT id, team_id FROM cohort
      WHERE NOT is_static AND NOT deleted AND errors_calculating <= ${MAX_ERRORS} AND ${isFree}
        AND coalesce(last_calculation, created_at) < CASE WHEN is_inline THEN ${yesterday}::timestamptz
          ELSE ${fresh}::timestamptz END
        AND (errors_calculating = 0 OR last_error_at + interval '30 minutes' * power(2, errors_calculating) < ${now})
      ORDER BY coalesce(last_calculation, created_at) LIMIT ${A_FEW}`.execute(this.deps.postgres)
    for (const { id, team_id } of rows)
      if ((await requestCalculation(this.deps.postgres, [id], now, isFree)) > 0) this.enqueue(team_id, id)
    if (this.hasLeftovers && this.deps.isIdle()) this.hasLeftovers = await this.dropOld(now)
  }

  /**
   * Drops members of versions that nobody reads: another one was published a while ago. True while some are too young
   * to be dropped.
   */
  private async dropOld(now: Date): Promise<boolean> {
    const { clickhouse, postgres } = this.deps
    const { rows } = await clickhouse.rows(
      'SELECT DISTINCT cohort_id, version FROM cohort_people',
      {},
      { pool: 'background' },
    )
    const current = await postgres
      .selectFrom('cohort')
      .select(['id', 'version', 'deleted', 'last_calculation'])
      .execute()
    const byId = new Map(current.map((row) => [row.id, row]))
    const stale = rows.filter(([id, version]) => {
      const cohort = byId.get(Number(id))
      return !cohort || cohort.deleted || Number(version) < Number(cohort.version ?? 0)
    })
    const isSettled = ([id]: unknown[]) =>
      now.getTime() - (byId.get(Number(id))?.last_calculation?.getTime() ?? 0) > READERS_MS
    for (const [cohort, version] of stale.filter(isSettled))
      await clickhouse.command(
        'ALTER TABLE cohort_people DELETE WHERE cohort_id = {cohort:Int64} AND version = {version:UInt64}',
        { cohort, version },
      )
    return !stale.every(isSettled)
  }
}

const EMPTY = 'This cohort has no matching criteria defined. Please add at least one.'
const GAVE_WAY = 'Calculation gave way to other projects. It will automatically retry.'
const TOO_LONG = [159, 160]
const MEMORY = 241
const REGEX = 427
const SENTENCES: [(code: number) => boolean, string][] = [
  [(code) => TOO_LONG.includes(code), 'Cohort calculation was terminated for taking too long.'],
  [(code) => code === MEMORY, 'Cohort calculation was terminated for using too much memory.'],
  [
    (code) => code === REGEX,
    'This cohort contains an invalid regular expression. Please check your regex syntax in the matching criteria.',
  ],
  [() => true, 'Calculation was interrupted. It will automatically retry.'],
]

/** A failure as people read it. */
function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  const code = error instanceof ClickHouseError ? error.code : 0
  return SENTENCES.find(([fits]) => fits(code))?.[1] ?? ''
}
