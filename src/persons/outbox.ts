import { sql } from 'kysely'
import type { ClickHouse } from '../clickhouse/clickhouse.ts'
import { plainText, splitProperties } from '../clickhouse/residue.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { NO_HINTS, PERSON_HINTS } from '../schema/hinted-keys.ts'
import type { Group } from './groups.ts'
import type { Draft, Mapping } from './identities.ts'

/** The ClickHouse tables that mirror identities. */
export type Target = (typeof TARGETS)[number]

const TARGETS = [
  'person',
  'person_distinct_id2',
  'person_distinct_id_overrides',
  'groups',
  'static_cohort_people',
] as const

/** Lines for one table, already written to the Postgres outbox under this id. */
export interface Posted {
  id: number
  target: Target
  lines: string
}

const FLUSH_MS = 500
const RETRY_MS = 2_000
const FAILED = 'persons could not be written to the event store; trying again'

/** What a deletion adds to the version it deletes, so that it outranks the versions that may still be on their way. */
export const DELETION_STEP = 100

/**
 * Rows on their way from Postgres to ClickHouse. They are noted in the transaction that caused them, so a crash between
 * the two stores loses nothing: whatever is still noted at start is sent again, and versions make that harmless.
 */
export class Outbox {
  private readonly deps: { postgres: Postgres; clickhouse: ClickHouse; log: Log }
  private pending: Posted[] = []
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<void> = Promise.resolve()
  /** The newest row that was noted when it was last looked for what another process left. */
  private newest = 0

  constructor(deps: Outbox['deps']) {
    this.deps = deps
  }

  /** Notes rows, inside the caller's transaction. */
  async post(db: PostgresOrTransaction, rows: ReadonlyMap<Target, string[]>): Promise<Posted[]> {
    const batches = [...rows].filter(([, lines]) => lines.length > 0)
    if (batches.length === 0) return []
    const targets = batches.map(([target]) => target)
    const texts = batches.map(([, lines]) => lines.join('\n'))
    const { rows: ids } = await sql<{ id: number }>`
      INSERT INTO clickhouse_outbox (target, line)
      SELECT * FROM unnest(${targets}::text[], ${texts}::text[]) RETURNING id`.execute(db)
    return batches.map(([target, lines], i) => ({ id: ids[i]?.id ?? 0, target, lines: lines.join('\n') }))
  }

  /**
   * Sends rows now and waits until they are stored; throws when they cannot be. For overrides, which must be stored before
   * the events that need them are acknowledged.
   */
  async send(posted: readonly Posted[]): Promise<void> {
    for (const [target, batch] of listsByKey(posted.map((item) => [item.target, item]))) {
      const ids = batch.map(({ id }) => id)
      const lines = Buffer.from(batch.map((item) => item.lines).join('\n') + '\n')
      await this.deps.clickhouse.insert(target, lines, { token: `outbox:${target}:${ids.join(',')}` })
    }
    await this.forget(posted)
  }

  /** Sends rows now and waits. When that fails they follow later, because Postgres has them already. */
  async sendNow(posted: readonly Posted[]): Promise<void> {
    await this.send(posted).catch((error: unknown) => {
      this.deps.log.error(FAILED, error)
      this.sendSoon(posted)
    })
  }

  /** Sends rows within half a second. */
  sendSoon(posted: readonly Posted[]): void {
    this.pending.push(...posted)
    if (this.pending.length > 0) this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  /** Sends everything that waits. */
  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.flushing = this.flushing.then(() => this.flushPending())
    return this.flushing
  }

  /** Sends what a crash left behind. It is called before the server is ready. */
  async recover(): Promise<void> {
    await this.send(await this.noted(Number.MAX_SAFE_INTEGER))
  }

  /**
   * Sends what was noted before the last call and is noted still: the process that should have sent it died, or was never told
   * that its transaction was committed.
   */
  async takeOver(): Promise<void> {
    const left = await this.noted(this.newest)
    const { rows } = await sql<{ id: number | null }>`SELECT max(id) AS id FROM clickhouse_outbox`.execute(
      this.deps.postgres,
    )
    this.newest = rows[0]?.id ?? 0
    await this.send(left)
  }

  private async noted(upTo: number): Promise<Posted[]> {
    const rows = await this.deps.postgres
      .selectFrom('clickhouse_outbox')
      .selectAll()
      .where('id', '<=', upTo)
      .orderBy('id')
      .execute()
    return rows.flatMap(({ id, target, line }) => (isTarget(target) ? [{ id, target, lines: line }] : []))
  }

  private async flushPending(): Promise<void> {
    const batch = this.pending.splice(0)
    if (batch.length === 0) return
    try {
      await this.send(batch)
    } catch (error) {
      this.deps.log.error(FAILED, error)
      this.pending.unshift(...batch)
      this.timer ??= setTimeout(() => void this.flush(), RETRY_MS)
    }
  }

  private async forget(posted: readonly Posted[]): Promise<void> {
    if (posted.length === 0) return
    const ids = posted.map(({ id }) => id)
    await sql`DELETE FROM clickhouse_outbox WHERE id = ANY(${ids}::bigint[])`.execute(this.deps.postgres)
  }
}

function isTarget(text: string): text is Target {
  return TARGETS.some((target) => target === text)
}

/** `2026-11-23 10:20:30.123`, as ClickHouse reads it. */
const time = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '')

/** The row of a person as a line of JSON; of a deleted one, the row that hides it. */
export function personLine(person: Draft): string {
  const deleted = person.state === 'deleted'
  const properties = splitProperties(deleted ? {} : person.properties, PERSON_HINTS)
  const version = deleted ? person.version + DELETION_STEP : person.version
  return `{"id":"${person.uuid}","team_id":${person.team_id},"created_at":"${time(person.created_at)}","properties":${plainText(properties)},"properties_residue":${JSON.stringify(properties.residue)},"is_identified":${person.is_identified ? 1 : 0},"is_deleted":${deleted ? 1 : 0},"version":${version}}`
}

/** What a row of a mapping says. */
type MappingRow = Pick<Mapping, 'team_id' | 'distinct_id' | 'version'> & { person: { uuid: string } }

export function mappingLine({ team_id, distinct_id, person, version }: MappingRow, isDeleted = false): string {
  return JSON.stringify({ team_id, distinct_id, person_id: person.uuid, is_deleted: isDeleted ? 1 : 0, version })
}

/** A member of a static cohort, by the person's uuid. */
export interface Membership {
  team_id: number
  cohort_id: number
  uuid: string
  version: number
}

export function membershipLine({ team_id, cohort_id, uuid, version }: Membership, isDeleted = false): string {
  return JSON.stringify({ team_id, cohort_id, person_id: uuid, is_deleted: isDeleted ? 1 : 0, version })
}

export function groupLine(group: Group, now: Date): string {
  const properties = splitProperties(group.group_properties, NO_HINTS)
  return `{"team_id":${group.team_id},"group_type_index":${group.group_type_index},"group_key":${JSON.stringify(group.group_key)},"created_at":"${time(group.created_at)}","updated_at":"${time(now)}","group_properties":${plainText(properties)},"group_properties_residue":${JSON.stringify(properties.residue)},"version":${group.version}}`
}
