import { createHash } from 'node:crypto'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { ClickHouseError } from '../clickhouse/clickhouse.ts'
import type { Log } from '../lib/log.ts'
import { addDerivedProperties } from '../persons/derive.ts'
import { addGroupKeys, type GroupChange, type GroupTypes, groupChangeOf } from '../persons/groups.ts'
import type { Identify } from '../persons/identify.ts'
import type { IdentityRequest } from '../persons/identities.ts'
import type { Outbox } from '../persons/outbox.ts'
import { eventLine } from './event-row.ts'
import type { Ledger } from './ledger.ts'
import type { IngestionWarnings } from './warnings.ts'

export interface WriterDeps {
  clickhouse: ClickHouse
  identify: Identify
  group_types: GroupTypes
  outbox: Outbox
  ledger: Ledger
  warnings: IngestionWarnings
  clock: () => Date
  log: Log
  /** Told of the events of each durable group, off the path to the answer. */
  observe(events: readonly WaitingEvent[]): void
}

/** An event on its way to its group. */
export interface WaitingEvent {
  team_id: number
  uuid: string
  event: string
  distinct_id: string
  /** Microseconds. */
  timestamp: number
  properties: IdentityRequest['properties']
  elements_chain: string
  mode: IdentityRequest['mode']
  opt_out: boolean
  /** Which request it came with: a failing group is cut by request first. */
  request: symbol
  /** About how much memory it holds while it waits. */
  bytes: number
}

/** `stored`: durable, counted once. `rejected`: the engine refuses this very event. */
export type Outcome = 'stored' | 'rejected'

interface Item extends WaitingEvent {
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** Thrown to whoever waits when storage cannot take events now; the client should come back. */
export class Overloaded extends Error {}

const MAX_EVENTS = 5_000
const MAX_BYTES = 8 * 1024 * 1024
const MAX_WAITING_BYTES = 64 * 1024 * 1024
const SMALL_GROUP = 500
const GATHER_MS = 5
const RETRY_MS = 250
const GIVE_UP_MS = 5_000
/** So many events are worked on before others get their turn on the event loop. */
const SLICE = 100
const MAX_MONTHS = 8
const OLD_MS = 35 * 86_400_000
/** Memory, disk full, timeouts, network, not enough space: the events are not to blame. */
const NOT_THE_EVENTS = new Set([0, 159, 202, 209, 210, 241, 243, 252, 279, 319, 425, 999])

/**
 * Group commit: while one insert runs, the next group gathers; every event is answered when its group is durable.
 * Old events go through a second lane, a few months an insert: each month is a part of its own, and a batch over many
 * would keep everybody waiting.
 */
export class Writer {
  private readonly deps: WriterDeps
  private readonly recent: Item[] = []
  private readonly old: Item[] = []
  private waitingBytes = 0
  private running: Promise<void> | undefined
  private lastInsertedAt = 0

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
      const item: Item = { ...event, resolve, reject }
      const isOld = event.timestamp / 1000 < this.deps.clock().getTime() - OLD_MS
      ;(isOld ? this.old : this.recent).push(item)
    })
    this.running ??= this.run()
    return outcome
  }

  /** Resolves when nothing waits. */
  async drain(): Promise<void> {
    while (this.running) await this.running
  }

  waiting(): { events: number; bytes: number } {
    return { events: this.recent.length + this.old.length, bytes: this.waitingBytes }
  }

  private async run(): Promise<void> {
    await Promise.resolve()
    while (this.recent.length + this.old.length > 0) {
      if (this.recent.length < SMALL_GROUP) await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
      if (this.recent.length > 0) await this.commit(takeGroup(this.recent))
      if (this.old.length > 0) await this.commit(takeMonths(this.old))
    }
    this.running = undefined
    if (this.recent.length + this.old.length > 0) this.running = this.run()
  }

  /** Stores a group, cutting it smaller when something in it cannot be stored. Never throws. */
  private async commit(items: Item[]): Promise<void> {
    try {
      await this.store(items)
    } catch (error) {
      const parts = cut(items)
      if (!blamesEvents(error)) for (const item of items) this.settle(item, error)
      else if (parts.length > 1) for (const part of parts) await this.commit(part)
      else for (const item of items) this.refuse(item, error)
    }
  }

  private async store(items: Item[]): Promise<void> {
    const asked = items.filter((item) => this.deps.ledger.mustAsk(item.timestamp / 1000))
    const known = await this.deps.ledger.ask(asked)
    const fresh = items.filter((item) => !known.has(`${item.team_id}:${item.uuid}`))
    if (fresh.length > 0) await this.storeFresh(fresh)
    for (const item of items) this.settle(item, undefined)
  }

  private async storeFresh(items: Item[]): Promise<void> {
    const { deps } = this
    this.lastInsertedAt = Math.max(this.lastInsertedAt, deps.clock().getTime())
    const insertedAt = new Date(this.lastInsertedAt)
    const groupChanges = await this.prepare(items)
    const identified = await deps.identify.group(items.map(identityRequest), groupChanges)
    await deps.outbox.send(identified.urgent)
    const lines: string[] = []
    for (const [i, item] of items.entries()) {
      const identity = identified.results[i]
      if (identity) lines.push(eventLine({ ...item, identity }, insertedAt))
      if (i % SLICE === SLICE - 1) await breathe()
    }
    await this.insert(Buffer.from(lines.join('\n') + '\n'), items)
    deps.outbox.sendSoon(identified.later)
    for (const { team_id, type, details } of identified.warnings) deps.warnings.add(team_id, type, details)
    deps.observe(items)
  }

  /** Groups and derived person properties. Safe to repeat, because a group that is cut comes here again. */
  private async prepare(items: Item[]): Promise<GroupChange[]> {
    const changes: GroupChange[] = []
    for (const [i, item] of items.entries()) {
      if (i % SLICE === SLICE - 1) await breathe()
      if (item.mode !== 'personless') await addGroupKeys(this.deps.group_types, item.team_id, item.properties)
      if (item.mode === 'full') addDerivedProperties(item.properties)
      if (item.event !== '$groupidentify') continue
      const change = await groupChangeOf(this.deps.group_types, { ...item, timestamp: new Date(item.timestamp / 1000) })
      if (change) changes.push(change)
    }
    return changes
  }

  /** Repeats the same bytes with the same token while the engine is short of something, for a few seconds. */
  private async insert(lines: Buffer, items: Item[]): Promise<void> {
    const token = createHash('sha256')
      .update(`events:${items.map((item) => item.uuid).join()}`)
      .digest('hex')
    const until = performance.now() + GIVE_UP_MS
    for (;;) {
      try {
        await this.deps.clickhouse.insert('events', lines, { token })
        return
      } catch (error) {
        if (blamesEvents(error)) throw error
        if (performance.now() > until) throw new Overloaded('The event store cannot take events now.')
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  private settle(item: Item, error: unknown): void {
    this.waitingBytes -= item.bytes
    this.deps.ledger.end(item.team_id, item.uuid, error === undefined)
    if (error === undefined) item.resolve('stored')
    else item.reject(new Overloaded(error instanceof Error ? error.message : String(error)))
  }

  private refuse(item: Item, error: unknown): void {
    this.waitingBytes -= item.bytes
    this.deps.ledger.end(item.team_id, item.uuid, false)
    this.deps.log.warn(`an event could not be stored: ${error instanceof Error ? error.message : String(error)}`)
    item.resolve('rejected')
  }
}

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

function identityRequest(item: Item): IdentityRequest {
  return { ...item, timestamp: new Date(Math.floor(item.timestamp / 1000)) }
}

/** True when the data itself was refused; a store that is short of something or gone away says nothing of the events. */
function blamesEvents(error: unknown): boolean {
  if (error instanceof ClickHouseError) return !NOT_THE_EVENTS.has(error.code)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^(22|23|54)/.test(code)
}

function takeGroup(queue: Item[]): Item[] {
  let bytes = 0
  let count = 0
  for (const item of queue) {
    if (count >= MAX_EVENTS || (count > 0 && bytes + item.bytes > MAX_BYTES)) break
    bytes += item.bytes
    count++
  }
  return queue.splice(0, count)
}

const monthOf = (item: Item) => new Date(item.timestamp / 1000).toISOString().slice(0, 7)

/** The events of the first few months that wait, at most one group of them. */
function takeMonths(queue: Item[]): Item[] {
  const months = new Set<string>()
  const taken: Item[] = []
  const rest: Item[] = []
  let bytes = 0
  for (const item of queue) {
    const month = monthOf(item)
    const fits = taken.length < MAX_EVENTS && bytes + item.bytes <= MAX_BYTES
    const isAllowed = months.has(month) || months.size < MAX_MONTHS
    if (!isAllowed || (!fits && taken.length > 0)) rest.push(item)
    else {
      months.add(month)
      taken.push(item)
      bytes += item.bytes
    }
  }
  queue.splice(0, queue.length, ...rest)
  return taken
}

/** Cuts a group by request, or the events of a single request one by one. */
function cut(items: Item[]): Item[][] {
  const parts = new Map<symbol, Item[]>()
  for (const item of items) {
    const part = parts.get(item.request)
    if (part) part.push(item)
    else parts.set(item.request, [item])
  }
  if (parts.size > 1) return [...parts.values()]
  return items.map((item) => [item])
}
