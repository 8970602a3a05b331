import { type RawBuilder, sql } from 'kysely'
import { invalid, notFound } from '../http/errors.ts'
import { canonicalUuid, isUuid } from '../lib/ids.ts'
import { objectOr } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Person } from './person.ts'

/** A person as the API shows it, with the number of its row and as many of its distinct ids as were asked for. */
export interface StoredPerson extends Person {
  id: number
  distinct_ids: string[]
}

/** How many distinct ids lists show of each person. */
const LISTED_IDS = 10

/** What an id that a browser made up looks like. It is nobody's name, so such ids stand behind the others. */
const ANONYMOUS = '^[A-Za-z0-9]+(-[A-Za-z0-9]+){4}$'

/**
 * Persons by the rest of the statement, each with at most `most` of its distinct ids; with all of them where that is not
 * said.
 */
async function select(db: PostgresOrTransaction, rest: RawBuilder<unknown>, most?: number) {
  const limit = most === undefined ? sql`` : sql`LIMIT ${most}`
  const { rows } = await sql<StoredPerson>`
    SELECT p.id, p.team_id, p.uuid, p.properties, p.created_at, p.is_identified, p.last_seen_at, p.version,
      (SELECT coalesce(jsonb_agg(known.distinct_id), '[]') FROM (
        SELECT d.distinct_id FROM person_distinct_id d WHERE d.person_id = p.id
        ORDER BY d.distinct_id ~ ${ANONYMOUS}, d.id ${limit}) known) AS distinct_ids
    FROM person p ${rest}`.execute(db)
  return rows.map((row) => ({
    ...row,
    id: Number(row.id),
    version: Number(row.version),
    properties: objectOr(row.properties),
  }))
}

/** Old lists of PostHog's, which an `ActorsQuery` answers: paths that do not exist here, and no ids that are wrong. */
const OLD_LISTS = ['funnel', 'trends', 'lifecycle', 'stickiness']

/** The person with this uuid or number, with all distinct ids. Throws 400 for what is neither, and 404. */
export async function requirePerson(db: PostgresOrTransaction, teamId: number, id: string): Promise<StoredPerson> {
  if (OLD_LISTS.includes(id)) throw notFound()
  const isNumber = /^-?\d+$/.test(id)
  if (!isNumber && !isUuid(id))
    throw invalid(
      'The ID provided does not look like a personID. If you are using a distinctId, please use /persons?distinct_id={id} instead.',
    )
  if (isNumber && !Number.isSafeInteger(Number(id))) throw notFound()
  const named = isNumber ? sql`p.id = ${Number(id)}` : sql`p.uuid = ${id}::uuid`
  const [person] = await select(db, sql`WHERE p.team_id = ${teamId} AND ${named}`)
  if (!person) throw notFound()
  return person
}

/** Persons by uuid, in this order; those that are not there (any more) are left out. */
export async function personsByUuid(
  db: PostgresOrTransaction,
  teamId: number,
  uuids: readonly string[],
): Promise<StoredPerson[]> {
  if (uuids.length === 0) return []
  const rows = await select(db, sql`WHERE p.team_id = ${teamId} AND p.uuid = ANY(${[...uuids]}::uuid[])`, LISTED_IDS)
  const byUuid = new Map(rows.map((row) => [row.uuid, row]))
  // One person may be named in several ways: with capital letters, or without dashes.
  const named = new Set(uuids.map((uuid) => canonicalUuid(uuid) ?? ''))
  return [...named].flatMap((uuid) => byUuid.get(uuid) ?? [])
}

/** Distinct id → its person, for the ids that have one. */
export async function personsByDistinctId(
  db: PostgresOrTransaction,
  teamId: number,
  distinctIds: readonly string[],
): Promise<Map<string, StoredPerson>> {
  if (distinctIds.length === 0) return new Map()
  const { rows } = await sql<{ distinct_id: string; uuid: string }>`
    SELECT d.distinct_id, p.uuid FROM person_distinct_id d JOIN person p ON p.id = d.person_id
    WHERE d.team_id = ${teamId} AND d.distinct_id = ANY(${[...distinctIds]}::text[])`.execute(db)
  const persons = await personsByUuid(
    db,
    teamId,
    rows.map(({ uuid }) => uuid),
  )
  const byUuid = new Map(persons.map((person) => [person.uuid, person]))
  return new Map(
    rows.flatMap(({ distinct_id, uuid }) => {
      const person = byUuid.get(uuid)
      return person ? [[distinct_id, person]] : []
    }),
  )
}

/** The uuids of a page of everybody, the newest first; equal moments are ordered by uuid, so that pages neither gap nor repeat. */
export async function newestPersons(
  db: PostgresOrTransaction,
  teamId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<string[]> {
  const { rows } = await sql<{ uuid: string }>`
    SELECT uuid FROM person WHERE team_id = ${teamId}
    ORDER BY created_at DESC, uuid DESC LIMIT ${limit} OFFSET ${offset}`.execute(db)
  return rows.map(({ uuid }) => uuid)
}

export async function countPersons(db: PostgresOrTransaction, teamId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM person WHERE team_id = ${teamId}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
