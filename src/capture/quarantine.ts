import { sql } from 'kysely'
import type { SchemaError } from '../definitions/schema-errors.ts'
import { isDeeperThan, storableJson } from '../lib/json.ts'
import { stringifyLossless } from '../lib/lossless.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { takeGroup } from './event-groups.ts'
import type { CapturedEvent } from './normalize.ts'
import type { IngestionWarnings } from './warnings.ts'
import { Overloaded } from './writer.ts'

/** How much a project may keep in quarantine. Its token is public, and whoever has it must not be able to fill the disk. */
interface QuarantineCap {
  rows: number
  bytes: number
}

interface Held {
  team_id: number
  uuid: string
  event: string
  distinct_id: string
  timestamp: number
  properties: string
  errors: SchemaError[]
  /** The same as they are written. */
  errors_text: string
  bytes: number
}

interface Waiting {
  event: Held
  resolve(outcome: 'quarantined'): void
  reject(error: unknown): void
}

const CAP: QuarantineCap = { rows: 100_000, bytes: 256 * 2 ** 20 }
const MAX_WAITING_BYTES = 64 * 2 ** 20
/** What is nested deeper could be written, but showing it in a list might exhaust the stack. */
const MAX_DEPTH = 1_000
/** A full quarantine is emptied to this share of its cap, so that not every later event has to make room for itself. */
const KEPT = 0.99
/** How long a count of a project's quarantine is believed. */
const COUNTED_MS = 60_000

/**
 * Events that their schema refused, kept as they would have been stored. Group commit as in the writer: while one
 * statement runs, the next group gathers. A uuid is kept once, however often its batch is sent.
 */
export class Quarantine {
  private readonly deps: { postgres: Postgres; warnings: IngestionWarnings; clock: () => Date }
  private readonly cap: QuarantineCap
  private readonly queue: Waiting[] = []
  private waitingBytes = 0
  private running: Promise<void> | undefined
  /** By project: how much there was when it was last counted, and what this process has added since. */
  private readonly sizes = new Map<number, QuarantineCap & { counted_at: number }>()

  constructor(deps: Quarantine['deps'], cap: QuarantineCap = CAP) {
    this.deps = deps
    this.cap = cap
  }

  /** Resolves when the event is durable. Throws a RangeError for one that is nested too deeply to be shown again. */
  add(teamId: number, event: CapturedEvent, errors: SchemaError[]): Promise<'quarantined'> {
    if (isDeeperThan(MAX_DEPTH, event.properties)) throw new RangeError('nested too deeply')
    const properties = stringifyLossless(event.properties)
    const { uuid, distinct_id, timestamp } = event
    const errors_text = storableJson(JSON.stringify(errors))
    const bytes = [properties, errors_text, event.event, distinct_id].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    )
    if (this.waitingBytes > 0 && this.waitingBytes + bytes > MAX_WAITING_BYTES)
      return Promise.reject(new Overloaded('Too many events are waiting for quarantine.'))
    this.waitingBytes += bytes
    const about = { team_id: teamId, uuid, event: event.event, distinct_id, timestamp }
    const held = { ...about, properties, errors, errors_text, bytes }
    const outcome = new Promise<'quarantined'>((resolve, reject) => this.queue.push({ event: held, resolve, reject }))
    this.running ??= this.run()
    return outcome
  }

  /** Resolves when nothing waits. */
  async drain(): Promise<void> {
    while (this.running) await this.running
  }

  private async run(): Promise<void> {
    // Waits for the rest of the request, so that all its events are one group.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.queue.length > 0) await this.write(takeGroup(this.queue))
    this.running = undefined
  }

  /** Never throws: each event of the group gets its result or its error. */
  private async write(group: Waiting[]): Promise<void> {
    const events = group.map(({ event }) => event)
    try {
      const fresh = await this.insert(events)
      for (const event of fresh) this.warn(event)
      for (const teamId of new Set(fresh.map(({ team_id }) => team_id))) {
        await this.makeRoom(
          teamId,
          fresh.filter(({ team_id }) => team_id === teamId),
        )
      }
      for (const { resolve } of group) resolve('quarantined')
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    for (const { bytes } of events) this.waitingBytes -= bytes
  }

  /** Those of the events that were not in quarantine yet. */
  private async insert(events: Held[]): Promise<Held[]> {
    const column = <K extends keyof Held>(name: K) => events.map((event) => event[name])
    const { rows } = await sql<{ team_id: number; uuid: string }>`
      INSERT INTO quarantined_event
        (team_id, uuid, event, distinct_id, timestamp, properties, errors, bytes, quarantined_at)
      SELECT team_id, uuid, event, distinct_id, timestamp, properties, errors::jsonb, bytes, ${this.deps.clock()}
      FROM unnest(${column('team_id')}::int[], ${column('uuid')}::uuid[], ${column('event')}::text[],
        ${column('distinct_id')}::text[], ${column('timestamp')}::bigint[], ${column('properties')}::text[],
        ${column('errors_text')}::text[], ${column('bytes')}::int[])
        AS r (team_id, uuid, event, distinct_id, timestamp, properties, errors, bytes)
      ON CONFLICT (team_id, uuid) DO NOTHING RETURNING team_id, uuid`.execute(this.deps.postgres)
    const fresh = new Set(rows.map(({ team_id, uuid }) => `${team_id}:${uuid}`))
    return events.filter(({ team_id, uuid }) => fresh.delete(`${team_id}:${uuid}`))
  }

  private warn({ team_id, uuid, event, distinct_id, errors }: Held): void {
    const details = { eventUuid: uuid, eventName: event, distinctId: distinct_id, errors }
    this.deps.warnings.add(team_id, 'schema_validation_failed', details)
  }

  /**
   * Drops the oldest when the project has too many. It is counted anew when its size is unknown, may be too much, or was
   * counted a minute ago, because other processes add to it too.
   */
  private async makeRoom(teamId: number, added: readonly Held[]): Promise<void> {
    const known = this.sizes.get(teamId)
    const bytes = added.reduce((sum, event) => sum + event.bytes, 0)
    const isRecent = known && Math.abs(this.deps.clock().getTime() - known.counted_at) < COUNTED_MS
    let size = isRecent && { ...known, rows: known.rows + added.length, bytes: known.bytes + bytes }
    if (!size || this.isTooMuch(size)) size = await this.count(teamId)
    this.sizes.set(teamId, size)
    if (!this.isTooMuch(size)) return
    const { rows } = await sql<{ id: number }>`
      DELETE FROM quarantined_event WHERE team_id = ${teamId} AND id <= (
        SELECT max(id) FROM (
          SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS total
          FROM quarantined_event WHERE team_id = ${teamId} WINDOW newest AS (ORDER BY id DESC)) AS ranked
        WHERE place > ${Math.floor(this.cap.rows * KEPT)} OR total > ${Math.floor(this.cap.bytes * KEPT)})
      RETURNING id`.execute(this.deps.postgres)
    this.sizes.delete(teamId)
    this.deps.warnings.add(teamId, 'quarantine_full', { dropped: rows.length })
  }

  private isTooMuch({ rows, bytes }: QuarantineCap): boolean {
    return rows > this.cap.rows || bytes > this.cap.bytes
  }

  private async count(teamId: number): Promise<QuarantineCap & { counted_at: number }> {
    const counted_at = this.deps.clock().getTime()
    const { rows } = await sql<{ rows: number; bytes: number }>`
      SELECT count(*) AS rows, coalesce(sum(bytes), 0) AS bytes
      FROM quarantined_event WHERE team_id = ${teamId}`.execute(this.deps.postgres)
    return { rows: Number(rows[0]?.rows), bytes: Number(rows[0]?.bytes), counted_at }
  }
}
