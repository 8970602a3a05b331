import { type RawBuilder, sql } from 'kysely'
import type { SchemaError } from '../definitions/schema-errors.ts'
import { type Json, type JsonObject, objectOr, storableJson } from '../lib/json.ts'
import { parseExact } from '../lib/lossless.ts'
import type { Postgres } from '../postgres/postgres.ts'

/** An event that its schema refused. */
export interface QuarantinedEvent {
  id: number
  uuid: string
  event: string
  distinct_id: string
  /** Microseconds. */
  timestamp: number
  properties: JsonObject
  errors: Json
  bytes: number
  quarantined_at: Date
}

export interface QuarantineFilter {
  event?: string | undefined
  ids?: readonly number[] | undefined
  /** Only events that came before the one with this id. */
  before?: number | undefined
  /** Only events that came after the one with this id. */
  after?: number | undefined
}

type Row = Omit<QuarantinedEvent, 'properties'> & { properties: string; found: number }

/** The most bytes of a page: an event may have a megabyte. A page holds at least one event. */
const MAX_PAGE_BYTES = 8 * 2 ** 20

/** A page of them, and whether there are more. */
export async function readQuarantined(
  db: Postgres,
  teamId: number,
  filter: QuarantineFilter,
  order: 'newest first' | 'oldest first',
  limit: number,
): Promise<{ events: QuarantinedEvent[]; has_more: boolean }> {
  const by = order === 'newest first' ? sql`ORDER BY id DESC` : sql`ORDER BY id`
  const { rows } = await sql<Row>`
    SELECT id, uuid, event, distinct_id, timestamp, properties, errors, bytes, quarantined_at, found FROM (
      SELECT *, sum(bytes) OVER (${by}) AS total, count(*) OVER () AS found FROM (
        SELECT * FROM quarantined_event WHERE team_id = ${teamId} ${conditions(filter)} ${by} LIMIT ${limit + 1}
      ) AS candidate
    ) AS sized WHERE total - bytes < ${MAX_PAGE_BYTES} ${by}`.execute(db)
  const page = rows.slice(0, limit)
  const events = page.map(({ found: _, ...row }) => ({
    ...row,
    id: Number(row.id),
    timestamp: Number(row.timestamp),
    properties: objectOr(parseExact(row.properties)),
  }))
  return { events, has_more: Number(rows[0]?.found ?? 0) > page.length }
}

export async function countQuarantined(db: Postgres, teamId: number, filter: QuarantineFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM quarantined_event WHERE team_id = ${teamId} ${conditions(filter)}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** Takes out what was replayed, and notes why the others were refused again. Returns how many events this call took out. */
export async function settleQuarantined(
  db: Postgres,
  teamId: number,
  {
    replayed,
    refused,
  }: { replayed: readonly number[]; refused: readonly { id: number; errors: readonly SchemaError[] }[] },
): Promise<number> {
  const gone =
    replayed.length > 0
      ? await sql<{ id: number }>`DELETE FROM quarantined_event
          WHERE team_id = ${teamId} AND id = ANY(${[...replayed]}::bigint[]) RETURNING id`.execute(db)
      : undefined
  if (refused.length > 0)
    await sql`UPDATE quarantined_event AS q SET errors = r.errors::jsonb
      FROM unnest(${refused.map(({ id }) => id)}::bigint[],
        ${refused.map(({ errors }) => storableJson(JSON.stringify(errors)))}::text[]) AS r (id, errors)
      WHERE q.team_id = ${teamId} AND q.id = r.id`.execute(db)
  return gone?.rows.length ?? 0
}

function conditions({ event, ids, before, after }: QuarantineFilter): RawBuilder<unknown> {
  return sql`
    ${event === undefined ? sql`` : sql`AND event = ${event}`}
    ${ids === undefined ? sql`` : sql`AND id = ANY(${[...ids]}::bigint[])`}
    ${before === undefined ? sql`` : sql`AND id < ${before}`}
    ${after === undefined ? sql`` : sql`AND id > ${after}`}`
}
