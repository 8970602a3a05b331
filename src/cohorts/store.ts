import { type RawBuilder, sql } from 'kysely'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { json, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { type CohortGroup, storedCriteria } from '../schema/cohort.ts'

export interface Cohort {
  id: number
  team_id: number
  name: string | null
  description: string
  filters: JsonObject | null
  is_inline: boolean
  query: JsonObject | null
  cohort_type: string | null
  is_static: boolean
  deleted: boolean
  version: number | null
  pending_version: number | null
  is_calculating: boolean
  requested_at: Date | null
  last_calculation: Date | null
  errors_calculating: number
  last_error_at: Date | null
  last_error_message: string | null
  count: number | null
  created_at: Date
  created_by: number | null
}

type Stored = Omit<Cohort, 'filters' | 'query'> & { filters: Json; query: Json }

const numberOr = (value: number | null) => (value === null ? null : Number(value))

const asCohort = (row: Stored): Cohort => ({
  ...row,
  filters: isObject(row.filters) ? row.filters : null,
  query: isObject(row.query) ? row.query : null,
  version: numberOr(row.version),
  pending_version: numberOr(row.pending_version),
  count: numberOr(row.count),
})

/** The criteria as a tree; undefined for a cohort without any. */
export const criteriaOf = ({ filters }: Pick<Cohort, 'filters'>): CohortGroup | undefined => storedCriteria(filters)

/** The cohort with this id, deleted or not. */
export async function findCohort(db: PostgresOrTransaction, teamId: number, id: number): Promise<Cohort | undefined> {
  const row = await db
    .selectFrom('cohort')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && asCohort(row)
}

/** Every cohort of a team that is not deleted. */
export async function cohortsOf(db: PostgresOrTransaction, teamId: number): Promise<Cohort[]> {
  const rows = await db
    .selectFrom('cohort')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(asCohort)
}

const NAMING_LOCK = 727_006

/**
 * Until the transaction ends nobody else changes which cohorts of the project name which: two that come to name each other at
 * once would make a loop, which no question can follow.
 */
export async function lockNaming(tx: PostgresOrTransaction, teamId: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${NAMING_LOCK}::int, ${teamId}::int)`.execute(tx)
}

export type CohortValues = Partial<
  Pick<
    Cohort,
    'name' | 'description' | 'filters' | 'is_inline' | 'query' | 'cohort_type' | 'is_static' | 'deleted' | 'count'
  >
>

const columnsOf = ({ filters, query, ...rest }: CohortValues) => ({
  ...rest,
  ...(filters === undefined ? {} : { filters: json<Json>(filters) }),
  ...(query === undefined ? {} : { query: json<Json>(query) }),
})

export async function insertCohort(
  db: PostgresOrTransaction,
  values: CohortValues & { team_id: number; created_by: number; created_at: Date },
): Promise<Cohort> {
  const { team_id, created_by, created_at, ...rest } = values
  const row = await db
    .insertInto('cohort')
    .values({ ...columnsOf(rest), team_id, created_by, created_at })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asCohort(row)
}

export async function updateCohort(db: PostgresOrTransaction, cohort: Cohort, values: CohortValues): Promise<Cohort> {
  const row = await db
    .updateTable('cohort')
    .set({ ...columnsOf(values), team_id: cohort.team_id })
    .where('team_id', '=', cohort.team_id)
    .where('id', '=', cohort.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asCohort(row)
}

/** Asks for a calculation: a new version that is to be published when it is whole. Returns of how many it was. */
export async function requestCalculation(
  db: PostgresOrTransaction,
  ids: readonly number[],
  now: Date,
  isWanted: RawBuilder<unknown> = sql`true`,
): Promise<number> {
  const { rows } = await sql`
    UPDATE cohort SET pending_version = greatest(coalesce(pending_version, 0), coalesce(version, 0)) + 1,
      is_calculating = true, requested_at = ${now}
    WHERE id = ANY(${[...ids]}::int[]) AND NOT is_static AND NOT deleted AND ${isWanted} RETURNING id`.execute(db)
  return rows.length
}

const KEPT_RUNS = 20

/** Notes that a run of this version began, and returns its id; older ones than the last twenty are forgotten. */
export async function beginRun(db: PostgresOrTransaction, cohort: Cohort, version: number, now: Date): Promise<number> {
  const { id } = await db
    .insertInto('cohort_calculation')
    .values({ cohort_id: cohort.id, version, filters: json<Json>(cohort.filters), started_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`
    DELETE FROM cohort_calculation WHERE cohort_id = ${cohort.id} AND id NOT IN (
      SELECT id FROM cohort_calculation WHERE cohort_id = ${cohort.id} ORDER BY id DESC LIMIT ${KEPT_RUNS})`.execute(db)
  return Number(id)
}

export async function endRun(
  db: PostgresOrTransaction,
  run: number,
  result: { finished_at: Date; count: number | null; error: string | null },
): Promise<void> {
  await db.updateTable('cohort_calculation').set(result).where('id', '=', run).execute()
}

/** Publishes a version, unless a newer one was asked for meanwhile. */
export async function publish(
  db: PostgresOrTransaction,
  id: number,
  version: number,
  result: { count: number; now: Date },
): Promise<void> {
  await db
    .updateTable('cohort')
    .set({
      version,
      count: result.count,
      last_calculation: result.now,
      errors_calculating: 0,
      last_error_message: null,
      is_calculating: false,
    })
    .where('id', '=', id)
    .where('pending_version', '=', version)
    .execute()
}

/** Notes a failure; what was published before stays. */
export async function noteFailure(
  db: PostgresOrTransaction,
  id: number,
  version: number,
  failure: { message: string; now: Date },
): Promise<void> {
  await db
    .updateTable('cohort')
    .set({
      errors_calculating: sql`errors_calculating + 1`,
      last_error_at: failure.now,
      last_error_message: failure.message,
      is_calculating: false,
    })
    .where('id', '=', id)
    .where('pending_version', '=', version)
    .execute()
}

export async function listRuns(db: PostgresOrTransaction, id: number, page: { limit: number; offset: number }) {
  const rows = db.selectFrom('cohort_calculation').where('cohort_id', '=', id)
  const { count } = await rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const runs = await rows.selectAll().orderBy('id', 'desc').limit(page.limit).offset(page.offset).execute()
  return { count: Number(count), runs }
}
