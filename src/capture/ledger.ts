import { randomInt } from 'node:crypto'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { HOUR_MS } from '../lib/durations.ts'
import type { Log } from '../lib/log.ts'
import { takingTurns } from '../lib/turns.ts'
import type { Claims } from './claims.ts'
import { type Microseconds, monthOf } from './timestamp.ts'

/** What is known of a uuid: never seen, stored, or on its way (a repeat waits and shares its outcome). */
export type Seen = 'new' | 'stored' | Promise<unknown>

const WINDOW_MS = 72 * HOUR_MS
/** How far apart the times of one event's attempts may lie, in microseconds. */
const SAME_EVENT_US = 2 * 86_400_000_000
const MAX_PER_GENERATION = 4_000_000

type Words = readonly [number, number, number, number]

/**
 * Each uuid counts once. The uuids of stored events are remembered for 72 hours or 8 million events, in two generations of
 * which the older is dropped as a whole; those of events on their way carry the promise of their group. About events that
 * the memory cannot know, the table is asked.
 */
export class Ledger {
  private readonly deps: { clickhouse: ClickHouse; clock: () => Date; log: Log; claims?: Claims; shared: boolean }
  private readonly inFlight = new Map<string, Promise<unknown>>()
  private readonly secret = randomInt(2 ** 32)
  private current: Generation
  private previous: Generation | undefined
  private filled = false

  constructor(deps: Ledger['deps']) {
    this.deps = deps
    this.current = new Generation(deps.clock().getTime())
  }

  /**
   * Fills the memory from the table; until that is done, every group reads the table. Rejects with the signal's reason when
   * that aborts.
   */
  async fill(signal?: AbortSignal): Promise<void> {
    const since = this.deps.clock().getTime() - WINDOW_MS
    const recent = 'WHERE inserted_at > fromUnixTimestamp64Milli({since:Int64})'
    const sql = `SELECT team_id, toString(uuid) FROM (SELECT team_id, uuid FROM events ${recent}
      UNION ALL SELECT team_id, uuid FROM deleted_uuid ${recent}) LIMIT ${MAX_PER_GENERATION}`
    let read = 0
    const turn = takingTurns()
    for await (const rows of this.deps.clickhouse.stream(
      sql,
      { since },
      { pool: 'export', ...(signal ? { signal } : {}) },
    )) {
      read += rows.length
      for (const [team, uuid] of rows) {
        this.current.add(this.words(Number(team), String(uuid)))
        const others = turn()
        if (others) await others
      }
    }
    if (read < MAX_PER_GENERATION) this.current.began = since
    this.filled = true
  }

  look(teamId: number, uuid: string): Seen {
    const flying = this.inFlight.get(`${teamId}:${uuid}`)
    if (flying) return flying
    const words = this.words(teamId, uuid)
    return this.current.has(words) || this.previous?.has(words) ? 'stored' : 'new'
  }

  /** Which of these events another process is storing now, as `team:uuid`. The others are this one's until they end. */
  async elsewhere(events: readonly { team_id: number; uuid: string }[]): Promise<Set<string>> {
    return (await this.deps.claims?.take(events.map(({ team_id, uuid }) => `${team_id}:${uuid}`))) ?? new Set()
  }

  /** Marks an event as on its way. */
  begin(teamId: number, uuid: string, outcome: Promise<unknown>): void {
    this.inFlight.set(`${teamId}:${uuid}`, outcome)
  }

  /** The event is stored, or it failed and may be sent again. */
  end(teamId: number, uuid: string, stored: boolean): void {
    this.inFlight.delete(`${teamId}:${uuid}`)
    this.deps.claims?.release(`${teamId}:${uuid}`)
    if (!stored) return
    this.rotate()
    this.current.add(this.words(teamId, uuid))
  }

  /**
   * True when the memory cannot tell whether an event was stored before: it reaches back neither to the time of the event
   * nor to the day its project was made.
   */
  mustAsk({ timestamp, team_since }: { timestamp: Microseconds; team_since: number }): boolean {
    if (!this.filled || this.deps.shared) return true
    const oldest = this.previous?.began ?? this.current.began
    if (team_since >= oldest) return false
    return timestamp / 1000 < oldest || timestamp / 1000 > this.deps.clock().getTime() + 60_000
  }

  /**
   * Which of these events the table holds already, or held before they were erased, as `team:uuid`. A repeat carries about
   * the same time as the first (only the correction of the client's clock differs), so only those months are read: filling
   * in history would otherwise read all that is stored for every group.
   */
  async ask(events: readonly { team_id: number; uuid: string; timestamp: number }[]): Promise<Set<string>> {
    if (events.length === 0) return new Set()
    let [from, to] = [Number.POSITIVE_INFINITY, 0]
    const months = new Set<number>()
    for (const { timestamp } of events) {
      ;[from, to] = [Math.min(from, timestamp), Math.max(to, timestamp)]
      for (const at of [timestamp - SAME_EVENT_US, timestamp + SAME_EVENT_US]) months.add(monthOf(at))
    }
    const { rows } = await this.deps.clickhouse.rows(
      `SELECT team_id, toString(uuid) FROM events
      WHERE team_id IN {teams:Array(Int64)} AND uuid IN {uuids:Array(UUID)}
        AND toYYYYMM(timestamp) IN {months:Array(UInt32)}
        AND timestamp BETWEEN fromUnixTimestamp64Micro({from:Int64}) AND fromUnixTimestamp64Micro({to:Int64})
      UNION ALL SELECT team_id, toString(uuid) FROM deleted_uuid
      WHERE team_id IN {teams:Array(Int64)} AND uuid IN {uuids:Array(UUID)}`,
      {
        teams: [...new Set(events.map((event) => event.team_id))],
        uuids: events.map((event) => event.uuid),
        months: [...months],
        from: Math.max(0, from - SAME_EVENT_US),
        to: to + SAME_EVENT_US,
      },
      // A sender waits: work of the background may take ten minutes.
      { pool: 'interactive' },
    )
    return new Set(rows.map(([team, uuid]) => `${team}:${uuid}`))
  }

  private rotate(): void {
    const now = this.deps.clock().getTime()
    if (this.current.size < MAX_PER_GENERATION && now - this.current.began < WINDOW_MS) return
    this.previous = this.current
    this.current = new Generation(now)
  }

  /**
   * 128 bits made of a team and a uuid. They are mixed with a secret, so that nobody can choose uuids that would be taken for
   * those of another project's events.
   */
  private words(teamId: number, uuid: string): Words {
    const a = Number.parseInt(uuid.slice(0, 8), 16) ^ Math.imul(teamId, 0x9e3779b1)
    const b = Number.parseInt(uuid.slice(9, 13) + uuid.slice(14, 18), 16) ^ Math.imul(teamId + 1, 0x85ebca6b)
    const c = Number.parseInt(uuid.slice(19, 23) + uuid.slice(24, 28), 16) ^ Math.imul(teamId, 0xc2b2ae35)
    const d = Number.parseInt(uuid.slice(28, 36), 16) ^ Math.imul(teamId + this.secret, 0x27d4eb2f)
    return [(a | 0) >>> 0, mix(b ^ this.secret), mix(c + d), (d | 0) >>> 0]
  }
}

function mix(value: number): number {
  const a = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  return (a ^ (a >>> 16)) >>> 0
}

const SHARDS = 256

/**
 * The uuids of a span of time, in many tables that each grow by themselves: moving millions of keys at once would hold
 * everybody up.
 */
class Generation {
  began: number
  size = 0
  private readonly tables = Array.from({ length: SHARDS }, () => new Table())

  constructor(began: number) {
    this.began = began
  }

  has(words: Words): boolean {
    return this.tableOf(words).has(words)
  }

  add(words: Words): void {
    if (this.tableOf(words).add(words)) this.size++
  }

  private tableOf(words: Words): Table {
    const table = this.tables[words[2] % SHARDS]
    if (!table) throw new Error('A generation has all of its tables')
    return table
  }
}

/** A growing hash table of 128-bit keys in flat memory: 16 bytes an entry, no objects. */
class Table {
  private size = 0
  private slots = 64
  private keys = new Uint32Array(this.slots * 4)

  has([a, b, c, d]: Words): boolean {
    return this.freeSlot(a, b, c, d) < 0
  }

  /** False when they were there already. */
  add([a, b, c, d]: Words): boolean {
    const slot = this.freeSlot(a, b, c, d)
    if (slot < 0) return false
    this.put(slot, a, b, c, d)
    if (++this.size * 10 > this.slots * 7) this.grow()
    return true
  }

  /**
   * The slot in which these words would be put, or -1 when they are in the table already. Slots are looked at one after the
   * other.
   */
  private freeSlot(a: number, b: number, c: number, d: number): number {
    const { keys } = this
    const mask = this.slots - 1
    for (let slot = (b ^ d) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 4
      const [w, x, y, z] = [keys[at], keys[at + 1], keys[at + 2], keys[at + 3]]
      if (w === 0 && x === 0 && y === 0 && z === 0) return slot
      if (w === a && x === b && y === c && z === d) return -1
    }
  }

  private put(slot: number, a: number, b: number, c: number, d: number): void {
    const at = slot * 4
    this.keys[at] = a
    this.keys[at + 1] = b
    this.keys[at + 2] = c
    this.keys[at + 3] = d
  }

  private grow(): void {
    const old = this.keys
    this.slots *= 2
    this.keys = new Uint32Array(this.slots * 4)
    for (let at = 0; at < old.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [old[at], old[at + 1], old[at + 2], old[at + 3]]
      if (a !== 0 || b !== 0 || c !== 0 || d !== 0) this.put(this.freeSlot(a, b, c, d), a, b, c, d)
    }
  }
}
