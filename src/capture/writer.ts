import { createHash } from 'node:crypto'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import type { News, Observe } from '../definitions/observe.ts'
import { DAY_MS } from '../lib/durations.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import type { Log } from '../lib/log.ts'
import { nextTurn, takingTurns } from '../lib/turns.ts'
import { type GroupTypes, settleGroups } from '../persons/groups.ts'
import type { Identify } from '../persons/identify.ts'
import type { IdentityResult } from '../persons/identities.ts'
import type { Outbox, Posted } from '../persons/outbox.ts'
import { isProjectGone } from '../postgres/postgres.ts'
import { EventBlocks } from './event-blocks.ts'
import { divide, halves, takeGroup, takeMonths, type WaitingEvent } from './event-groups.ts'
import type { Ledger } from './ledger.ts'
import { blamesEvents, isClosing } from './storage-errors.ts'
import type { IngestionWarnings } from './warnings.ts'

interface WriterDeps {
  clickhouse: ClickHouse
  identify: Identify
  group_types: GroupTypes
  outbox: Outbox
  ledger: Ledger
  warnings: IngestionWarnings
  observe: Pick<Observe, 'look' | 'take'>
  clock: () => Date
  log: Log
}

/** `stored`: it is durable. `rejected`: the engine refuses this very event, so sending it again is of no use. */
type Outcome = 'stored' | 'rejected'

/** Somebody waits for what becomes of this event. */
interface Item {
  event: WaitingEvent
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** An event whose person is settled. */
interface Row extends Item {
  identity: IdentityResult
  /** In milliseconds; one moment for all whose persons were settled together. */
  inserted_at: number
}

/** The blocks of the first rows of a list, and how many rows they hold. */
interface Blocks {
  bytes: Buffer
  rows: number
}

/** Events cannot be stored now; the client should send them again later. */
export class Overloaded extends Error {}

const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** So many events are worth an insert of their own. */
const SMALL_GROUP = 300
/** Half of what sixteen clients with a hundred events each have under way: one half is stored while the other is prepared. */
const LARGE_GROUP = 800
/** How many senders are answered in one turn of the event loop. */
const SETTLED_AT_ONCE = 200
/** How long a group waits for more events at a time, and in all. */
const GATHER_MS = 5
const MOST_GATHER_MS = 25
/** How long is waited for another process when nothing else is to be done. */
const ELSEWHERE_MS = 50
/** How long after a failed insert the next attempt is made, and for how long there are attempts. */
const RETRY_MS = 250
const GIVE_UP_MS = 5_000
/** Events older than this are stored in a lane of their own. */
const OLD_MS = 35 * DAY_MS

/**
 * Group commit: while one insert runs, the next group gathers and its identities are settled. Every event is answered when
 * its group is durable.
 *
 * Identities are settled in the order of arrival. After that old events are stored in a lane of their own, a few months in
 * each insert: the engine writes each month as a part of its own, and an insert over many months would keep everybody
 * waiting.
 */
export class Writer {
  private readonly deps: WriterDeps
  private readonly arrived: Item[] = []
  /** Events that another process is storing now: when it is done it is seen whether it could. */
  private readonly elsewhere: Item[] = []
  /** Old events whose identities are settled. */
  private readonly old: Row[] = []
  /** What is to be done while nothing is being stored. */
  private readonly pauses: (() => Promise<void>)[] = []
  private waitingBytes = 0
  private running: Promise<void> | undefined
  private inserting: Promise<void> | undefined
  private telling: Promise<void> = Promise.resolve()
  private lastInsertedAt = 0
  /** The last insert failed, and not because of what was in it. */
  isStuck = false

  constructor(deps: WriterDeps) {
    this.deps = deps
  }

  /** Throws {@link Overloaded} when too much waits already. If nothing waits, one request is taken whatever its size. */
  admit(bytes: number): void {
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > MAX_WAITING_BYTES)
      throw new Overloaded('Too many events are waiting to be stored.')
  }

  /** Resolves when the event is durable. Rejects when storage fails; then the event may be sent again. */
  write(event: WaitingEvent): Promise<Outcome> {
    this.waitingBytes += event.bytes
    const outcome = new Promise<Outcome>((resolve, reject) => {
      this.arrived.push({ event, resolve, reject })
    })
    this.running ??= this.run()
    return outcome
  }

  /** Resolves when nothing waits. */
  async drain(): Promise<void> {
    while (this.running || this.inserting) await (this.running ?? this.inserting)
    await this.telling
  }

  /** Does work while no event is being stored; those that come meanwhile wait. */
  pause(work: () => Promise<void>): Promise<void> {
    const done = new Promise<void>((resolve, reject) => {
      this.pauses.push(() => work().then(resolve, reject))
    })
    this.running ??= this.run()
    return done
  }

  waiting(): { events: number; bytes: number } {
    return { events: this.arrived.length + this.elsewhere.length + this.old.length, bytes: this.waitingBytes }
  }

  private async run(): Promise<void> {
    // So that `running` is set before anything below can end.
    await Promise.resolve()
    while (this.waiting().events + this.pauses.length > 0) {
      await this.paused()
      if (this.waiting().events === 0) continue
      if (this.arrived.length + this.old.length === 0) await new Promise((resolve) => setTimeout(resolve, ELSEWHERE_MS))
      this.arrived.push(...this.elsewhere.splice(0))
      await this.gather()
      // The next group's identities are settled while this one's insert runs: two engines, two cores.
      const rows = await this.identified(await this.claimed(takeGroup(this.arrived)))
      const since = (this.deps.clock().getTime() - OLD_MS) * 1000
      this.old.push(...rows.filter(({ event }) => event.timestamp < since))
      await this.startInsert(rows.filter(({ event }) => event.timestamp >= since))
      await this.startInsert(takeMonths(this.old))
    }
    this.running = undefined
  }

  private async paused(): Promise<void> {
    for (const pause of this.pauses.splice(0)) {
      await this.inserting
      await pause()
    }
  }

  /**
   * Starts an insert as soon as the one before it has ended, and does not wait for its end. The blocks are made meanwhile.
   */
  private async startInsert(rows: Row[]): Promise<void> {
    if (rows.length === 0) return
    const first = await this.blocksOf(rows).catch(() => undefined)
    await this.inserting
    const inserting = this.inserted(rows, first).finally(() => {
      if (this.inserting === inserting) this.inserting = undefined
    })
    this.inserting = inserting
  }

  /**
   * Waits a little for more events, and a little longer while more keep coming. While an insert runs, a group is taken when
   * it is large, or when it is worth an insert of its own and nothing more comes.
   */
  private async gather(): Promise<void> {
    for (let before = 0; this.inserting && this.arrived.length < LARGE_GROUP; ) {
      if (this.arrived.length >= SMALL_GROUP && this.arrived.length === before) return
      before = this.arrived.length
      await Promise.race([this.inserting, new Promise((resolve) => setTimeout(resolve, GATHER_MS))])
    }
    for (let waited = 0; this.arrived.length < LARGE_GROUP && waited < MOST_GATHER_MS; waited += GATHER_MS) {
      const before = this.arrived.length
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
      if (this.arrived.length === before) return
    }
  }

  /** Those that no other process is storing; the others wait. Never throws. */
  private async claimed(items: Item[]): Promise<Item[]> {
    try {
      const held = await this.deps.ledger.elsewhere(eventsOf(items))
      if (held.size === 0) return items
      const [elsewhere, own] = divide(items, held)
      this.elsewhere.push(...elsewhere)
      return own
    } catch (error) {
      this.putOff(items, error)
      return []
    }
  }

  /** Finds the persons of the events; a group that fails is divided until the event at fault is alone. Never throws. */
  private async identified(items: Item[]): Promise<Row[]> {
    if (items.length === 0) return []
    try {
      return await this.identify(items)
    } catch (error) {
      const rows: Row[] = []
      for (const part of this.cutAfter(error, items)) rows.push(...(await this.identified(part)))
      return rows
    }
  }

  /** Stores rows, in smaller parts when the engine refuses some. Their identities are not settled again. Never throws. */
  private async inserted(rows: Row[], first?: Blocks): Promise<void> {
    let rest = rows
    try {
      for (let next = first; rest.length > 0; next = undefined) {
        const blocks: Blocks = next ?? (await this.blocksOf(rest))
        const part = rest.slice(0, blocks.rows)
        await this.insert(part, blocks.bytes)
        rest = rest.slice(blocks.rows)
        this.tellSoon(part)
      }
    } catch (error) {
      for (const part of this.cutAfter(error, rest)) await this.inserted(part)
    }
  }

  private tellSoon(rows: Row[]): void {
    this.telling = this.telling
      .then(() => this.tell(rows))
      .catch((error: unknown) => this.deps.log.error('what events say could not be noted', error))
  }

  /** What follows an insert: senders are answered, and new names are noted. The engine takes the next group meanwhile. */
  private async tell(rows: Row[]): Promise<void> {
    const { observe } = this.deps
    await this.stored(rows)
    const news: News[] = []
    const turn = takingTurns()
    for (const { event, identity } of rows) {
      const { team_id, event: name, properties } = event
      const learnt = observe.look({ team_id, event: name, properties, change: identity.change })
      if (learnt) news.push(learnt)
      const others = turn()
      if (others) await others
    }
    observe.take(news)
  }

  /** Tells everybody that their events are durable, a few at a time, because each answer is work too. */
  private async stored(items: readonly Item[]): Promise<void> {
    for (let from = 0; from < items.length; from += SETTLED_AT_ONCE) {
      if (from > 0) await nextTurn()
      for (const item of items.slice(from, from + SETTLED_AT_ONCE)) this.settle(item, undefined)
    }
  }

  /** The parts of a group to try again after a failure. None where that is of no use: then all senders have been answered. */
  private cutAfter<T extends Item>(error: unknown, group: T[]): T[][] {
    if (!blamesEvents(error)) {
      this.putOff(group, error)
      return []
    }
    const projects = listsByKey(group.map((item) => [item.event.team_id, item]))
    if (projects.size > 1) return [...projects.values()]
    const parts = halves(group)
    // Where the project was deleted while its events waited, trying them one by one is no use.
    if (parts.length > 1 && !isProjectGone(error)) return parts
    this.refuse(group, error)
    return []
  }

  private async identify(items: Item[]): Promise<Row[]> {
    const known = await this.known(items)
    if (known.size === 0) return this.rowsOf(items)
    const [repeats, fresh] = divide(items, known)
    const rows = fresh.length > 0 ? await this.rowsOf(fresh) : []
    await this.stored(repeats)
    return rows
  }

  /** Which of these are stored already, as the ledger's keys. When that cannot be read, the events are not to blame. */
  private async known(items: Item[]): Promise<Set<string>> {
    const { ledger, log } = this.deps
    try {
      return await ledger.ask(eventsOf(items).filter((event) => ledger.mustAsk(event)))
    } catch (error) {
      if (!blamesEvents(error)) throw error
      log.error('whether events are stored already could not be read', error)
      throw new Overloaded('The event store cannot be read now.')
    }
  }

  private async rowsOf(items: Item[]): Promise<Row[]> {
    const { deps } = this
    this.lastInsertedAt = Math.max(this.lastInsertedAt, deps.clock().getTime())
    const inserted_at = this.lastInsertedAt
    const events = eventsOf(items)
    const groupChanges = await settleGroups(deps.group_types, events)
    const identified = await deps.identify.group(events, groupChanges)
    deps.outbox.sendSoon(identified.later)
    for (const { team_id, type, details } of identified.warnings) deps.warnings.add(team_id, type, details)
    await this.sendOverrides(identified.urgent)
    return items.flatMap(({ event, resolve, reject }, i) => {
      const identity = identified.results[i]
      return identity ? { event, resolve, reject, identity, inserted_at } : []
    })
  }

  /** Blocks of as many of these rows, from the first on, as one insert should bring. */
  private async blocksOf(rows: Row[]): Promise<Blocks> {
    const blocks = new EventBlocks()
    const turn = takingTurns()
    let count = 0
    for (const { event, identity, inserted_at } of rows) {
      if (blocks.areFull) break
      blocks.add(event, identity, inserted_at)
      count++
      const others = turn()
      if (others) await others
    }
    return { bytes: blocks.written(), rows: count }
  }

  /** Overrides must be stored before their events. When that fails they follow later, because Postgres has them already. */
  private async sendOverrides(urgent: readonly Posted[]): Promise<void> {
    try {
      await this.deps.outbox.send(urgent)
    } catch (error) {
      this.deps.outbox.sendSoon(urgent)
      throw error
    }
  }

  /**
   * Sends the same bytes with the same token again while the engine is short of something, for a few seconds. The token also
   * names the projects: the same events sent to a second project must not look like a repetition.
   */
  private async insert(rows: Row[], blocks: Buffer): Promise<void> {
    const token = createHash('sha256')
      .update(`events:${rows.map(({ event }) => `${event.team_id}:${event.uuid}`).join()}`)
      .digest('hex')
    const until = performance.now() + GIVE_UP_MS
    for (;;) {
      try {
        await this.deps.clickhouse.insert('events', blocks, { token, format: 'Native' })
        if (this.isStuck) this.deps.log.info('events are stored again')
        this.isStuck = false
        return
      } catch (error) {
        if (blamesEvents(error)) throw error
        if (!this.isStuck && !isClosing(error))
          this.deps.log.error('events cannot be stored now, and are tried again', error)
        this.isStuck = true
        if (performance.now() > until) throw new Overloaded('The event store cannot take events now.')
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  /** Tells the senders of these to send them again. The reason is logged, unless it was where it was found. */
  private putOff(items: readonly Item[], error: unknown): void {
    if (!(error instanceof Overloaded || isClosing(error))) this.deps.log.error('events cannot be stored now', error)
    for (const item of items) this.settle(item, error)
  }

  private settle({ event, resolve, reject }: Item, error: unknown): void {
    this.waitingBytes -= event.bytes
    this.deps.ledger.end(event.team_id, event.uuid, error === undefined)
    if (error === undefined) resolve('stored')
    else reject(new Overloaded(error instanceof Error ? error.message : String(error)))
  }

  private refuse(items: readonly Item[], error: unknown): void {
    const what = items.length === 1 ? 'an event' : `${items.length} events`
    this.deps.log.warn(`${what} could not be stored: ${error instanceof Error ? error.message : String(error)}`)
    for (const { event, resolve } of items) {
      const { team_id, uuid, event: name, distinct_id, bytes } = event
      this.waitingBytes -= bytes
      this.deps.ledger.end(team_id, uuid, false)
      this.deps.warnings.add(team_id, 'rejected', { eventUuid: uuid, event: name, distinctId: distinct_id })
      resolve('rejected')
    }
  }
}

const eventsOf = (items: readonly Item[]) => items.map(({ event }) => event)
