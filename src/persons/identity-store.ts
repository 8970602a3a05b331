import { sql } from 'kysely'
import { objectOr, storableJson } from '../lib/json.ts'
import { parseExact, stringifyLossless } from '../lib/lossless.ts'
import { isDeadlock } from '../postgres/deadlock.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Draft, Mapping, Personless } from './identities.ts'
import type { Membership } from './outbox.ts'
import { keyOf, type Person } from './person.ts'

/** Thrown when another process changed what this transaction was built on: whoever began it reads again and repeats it. */
export class IdentityConflict extends Error {}

/** True when another process was in the way, and a repetition may succeed. */
export const isConflict = (error: unknown): boolean => error instanceof IdentityConflict || isDeadlock(error)

/** A distinct id of a team. */
export interface DistinctId {
  team_id: number
  distinct_id: string
}

const split = (ids: readonly DistinctId[]) => [ids.map((id) => id.team_id), ids.map((id) => id.distinct_id)] as const

/** Rows as one parameter: a statement over thousands of rows is parsed and planned once. */
function recordset(rows: readonly object[]) {
  return sql`${storableJson(stringifyLossless(rows))}::jsonb`
}

interface FoundPerson extends Omit<Person, 'properties'>, DistinctId {
  mapping_version: number
  properties: string
}

/**
 * The persons that these distinct ids belong to; ids without a person are missing from the answer. Properties are read with
 * every digit of their numbers, because all of them are written again when one changes.
 */
export async function findPersons(db: PostgresOrTransaction, ids: readonly DistinctId[]) {
  const [teams, distinctIds] = split(ids)
  const { rows } = await sql<FoundPerson>`
    SELECT d.team_id, d.distinct_id, d.version AS mapping_version,
           p.uuid, p.properties::text AS properties, p.created_at, p.is_identified, p.last_seen_at, p.version
    FROM unnest(${teams}::int[], ${distinctIds}::text[]) AS k (team_id, distinct_id)
    JOIN person_distinct_id d ON d.team_id = k.team_id AND d.distinct_id = k.distinct_id
    JOIN person p ON p.id = d.person_id`.execute(db)
  return rows.map(({ mapping_version, distinct_id, properties, ...rest }) => {
    const person: Person = { ...rest, properties: objectOr(parseExact(properties)) }
    return { person, distinct_id, mapping_version }
  })
}

/** Those of these ids that belong to another person than it is known here, or to none, or whose person was changed. */
export async function findOutdated(
  db: PostgresOrTransaction,
  known: readonly (DistinctId & { mapping_version: number; person: Pick<Person, 'uuid' | 'version'> })[],
) {
  if (known.length === 0) return []
  const [teams, distinctIds] = split(known)
  const { rows } = await sql<DistinctId & { uuid: string }>`
    SELECT k.team_id, k.distinct_id, k.uuid
    FROM unnest(${teams}::int[], ${distinctIds}::text[], ${known.map(({ person }) => person.uuid)}::uuid[],
      ${known.map(({ mapping_version }) => mapping_version)}::bigint[],
      ${known.map(({ person }) => person.version)}::bigint[]) AS k (team_id, distinct_id, uuid, mapping_version, version)
    LEFT JOIN person_distinct_id d ON d.team_id = k.team_id AND d.distinct_id = k.distinct_id
    LEFT JOIN person p ON p.id = d.person_id
    WHERE (p.uuid, p.version, d.version) IS DISTINCT FROM (k.uuid, k.version, k.mapping_version)`.execute(db)
  return rows
}

/** Every distinct id of the persons that these ids belong to: a merge moves all of them. */
export async function findSiblings(db: PostgresOrTransaction, ids: readonly DistinctId[]): Promise<DistinctId[]> {
  const [teams, distinctIds] = split(ids)
  const { rows } = await sql<DistinctId>`
    SELECT s.team_id, s.distinct_id
    FROM (
      SELECT DISTINCT d.person_id
      FROM unnest(${teams}::int[], ${distinctIds}::text[]) AS k (team_id, distinct_id)
      JOIN person_distinct_id d ON d.team_id = k.team_id AND d.distinct_id = k.distinct_id
    ) p
    JOIN person_distinct_id s ON s.person_id = p.person_id`.execute(db)
  return rows
}

/** Which of these ids were used without a person profile. */
export async function findPersonless(db: PostgresOrTransaction, ids: readonly DistinctId[]) {
  const [teams, distinctIds] = split(ids)
  const { rows } = await sql<DistinctId & { is_merged: boolean }>`
    SELECT l.team_id, l.distinct_id, l.is_merged
    FROM unnest(${teams}::int[], ${distinctIds}::text[]) AS k (team_id, distinct_id)
    JOIN personless_distinct_id l ON l.team_id = k.team_id AND l.distinct_id = k.distinct_id`.execute(db)
  return rows
}

/** The versions of deleted persons and mappings under these keys (uuids and distinct ids), as `team:key`. */
export async function findTombstones(
  db: PostgresOrTransaction,
  keys: readonly { team_id: number; key: string }[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ team_id: number; key: string; version: number }>`
    SELECT d.team_id, d.key, d.version
    FROM unnest(${keys.map(({ team_id }) => team_id)}::int[], ${keys.map(({ key }) => key)}::text[]) AS k (team_id, key)
    JOIN deleted_identity d ON d.team_id = k.team_id AND d.key = k.key`.execute(db)
  return new Map(rows.map(({ team_id, key, version }) => [keyOf(team_id, key), Number(version)]))
}

/** Those of these uuids that persons have, as `team:uuid`. */
export async function findTaken(
  db: PostgresOrTransaction,
  keys: readonly { team_id: number; key: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ team_id: number; uuid: string }>`
    SELECT p.team_id, p.uuid
    FROM unnest(${keys.map(({ team_id }) => team_id)}::int[], ${keys.map(({ key }) => key)}::uuid[]) AS k (team_id, key)
    JOIN person p ON p.team_id = k.team_id AND p.uuid = k.key`.execute(db)
  return new Set(rows.map(({ team_id, uuid }) => keyOf(team_id, uuid)))
}

/** Fewer rows than were meant to change: another process was faster. */
function requireAll(rows: unknown[], wanted: number): void {
  if (rows.length !== wanted) throw new IdentityConflict()
}

const personRow = (person: Draft) => ({
  team_id: person.team_id,
  uuid: person.uuid,
  properties: person.properties,
  created_at: person.created_at,
  is_identified: person.is_identified,
  last_seen_at: person.last_seen_at,
  version: person.version,
  stored_version: person.stored_version,
})

/** In the order of their uuids: two processes that make the same persons at once would wait for each other. */
export async function insertPersons(db: PostgresOrTransaction, persons: readonly Draft[]): Promise<void> {
  if (persons.length === 0) return
  const { rows } = await sql`
    INSERT INTO person (team_id, uuid, properties, created_at, is_identified, last_seen_at, version)
    SELECT team_id, uuid, properties, created_at, is_identified, last_seen_at, version
    FROM jsonb_to_recordset(${recordset(persons.map(personRow))})
      AS r (team_id int, uuid uuid, properties jsonb, created_at timestamptz, is_identified boolean,
        last_seen_at timestamptz, version bigint)
    ORDER BY uuid ON CONFLICT DO NOTHING RETURNING id`.execute(db)
  requireAll(rows, persons.length)
}

export async function updatePersons(db: PostgresOrTransaction, persons: readonly Draft[]): Promise<void> {
  if (persons.length === 0) return
  const { rows } = await sql`
    UPDATE person p
    SET properties = r.properties, created_at = r.created_at, is_identified = r.is_identified, version = r.version,
      last_seen_at = greatest(p.last_seen_at, r.last_seen_at)
    FROM jsonb_to_recordset(${recordset(persons.map(personRow))})
      AS r (team_id int, uuid uuid, properties jsonb, created_at timestamptz, is_identified boolean,
        last_seen_at timestamptz, version bigint, stored_version bigint)
    WHERE p.team_id = r.team_id AND p.uuid = r.uuid AND p.version = r.stored_version RETURNING p.id`.execute(db)
  requireAll(rows, persons.length)
}

/**
 * Notes when persons were last seen, where nothing else of them changed. It does not wait for a row that another process is
 * writing: that process, or the next event, brings the hour.
 */
export async function seePersons(db: PostgresOrTransaction, persons: readonly Draft[]): Promise<void> {
  if (persons.length === 0) return
  const columns = [persons.map(({ team_id }) => team_id), persons.map(({ uuid }) => uuid)] as const
  await sql`
    WITH seen AS (
      SELECT p.id, r.hour
      FROM unnest(${columns[0]}::int[], ${columns[1]}::uuid[], ${persons.map((person) => person.last_seen_at)}::timestamptz[])
        AS r (team_id, uuid, hour)
      JOIN person p ON p.team_id = r.team_id AND p.uuid = r.uuid
      WHERE p.last_seen_at IS NULL OR p.last_seen_at < r.hour
      FOR NO KEY UPDATE OF p SKIP LOCKED)
    UPDATE person p SET last_seen_at = seen.hour FROM seen WHERE p.id = seen.id`.execute(db)
}

/** Deletes persons whose distinct ids have been moved away before. */
export async function deletePersons(db: PostgresOrTransaction, persons: readonly Draft[]): Promise<void> {
  if (persons.length === 0) return
  const { rows } = await sql`
    DELETE FROM person p USING jsonb_to_recordset(${recordset(persons.map(personRow))})
      AS r (team_id int, uuid uuid, stored_version bigint)
    WHERE p.team_id = r.team_id AND p.uuid = r.uuid AND p.version = r.stored_version RETURNING p.id`.execute(db)
  requireAll(rows, persons.length)
}

const mappingRow = ({ team_id, distinct_id, person, version }: Mapping) => ({
  team_id,
  distinct_id,
  version,
  uuid: person.uuid,
})

/**
 * Inserts the rows in the order in which the ids came, whatever plan Postgres makes, because a person's ids are shown in
 * it.
 */
export async function insertMappings(db: PostgresOrTransaction, mappings: readonly Mapping[]): Promise<void> {
  if (mappings.length === 0) return
  const { rows } = await sql`
    INSERT INTO person_distinct_id (team_id, distinct_id, person_id, version)
    SELECT r.team_id, r.distinct_id, p.id, r.version
    FROM jsonb_to_recordset(${recordset(mappings.map((mapping, place) => ({ ...mappingRow(mapping), place })))})
      AS r (team_id int, distinct_id text, uuid uuid, version bigint, place int)
    JOIN person p ON p.team_id = r.team_id AND p.uuid = r.uuid
    ORDER BY r.place
    ON CONFLICT DO NOTHING RETURNING distinct_id`.execute(db)
  requireAll(rows, mappings.length)
}

export async function moveMappings(db: PostgresOrTransaction, mappings: readonly Mapping[]): Promise<void> {
  if (mappings.length === 0) return
  const { rows } = await sql`
    UPDATE person_distinct_id d SET person_id = p.id, version = r.version
    FROM jsonb_to_recordset(${recordset(mappings.map(mappingRow))})
      AS r (team_id int, distinct_id text, uuid uuid, version bigint)
    JOIN person p ON p.team_id = r.team_id AND p.uuid = r.uuid
    WHERE d.team_id = r.team_id AND d.distinct_id = r.distinct_id AND d.version < r.version
    RETURNING d.distinct_id`.execute(db)
  requireAll(rows, mappings.length)
}

export async function writePersonless(db: PostgresOrTransaction, ids: readonly Personless[], now: Date): Promise<void> {
  if (ids.length === 0) return
  const [teams, distinctIds] = split(ids)
  await sql`
    INSERT INTO personless_distinct_id (team_id, distinct_id, is_merged, created_at)
    SELECT team_id, distinct_id, is_merged, ${now}
    FROM unnest(${teams}::int[], ${distinctIds}::text[], ${ids.map((id) => id.is_merged)}::boolean[])
      AS k (team_id, distinct_id, is_merged)
    ON CONFLICT (team_id, distinct_id) DO UPDATE SET is_merged = personless_distinct_id.is_merged OR excluded.is_merged
  `.execute(db)
}

/** Counts overrides per project, so that queries know when there is nothing to join. */
export async function addOverrides(db: PostgresOrTransaction, perTeam: ReadonlyMap<number, number>): Promise<void> {
  if (perTeam.size === 0) return
  await sql`
    INSERT INTO person_override_count (team_id, overrides)
    SELECT * FROM unnest(${[...perTeam.keys()]}::int[], ${[...perTeam.values()]}::bigint[])
    ON CONFLICT (team_id) DO UPDATE SET overrides = person_override_count.overrides + excluded.overrides`.execute(db)
}

/**
 * Static memberships of merged persons become the survivor's; who was on a list twice is on it once. Returns who came on the
 * lists and who left them, with the cohorts' new versions.
 */
export async function moveMemberships(
  db: PostgresOrTransaction,
  merges: readonly { team_id: number; from: string; into: string }[],
): Promise<{ added: Membership[]; removed: Membership[] }> {
  if (merges.length === 0) return { added: [], removed: [] }
  const { rows } = await sql<{ cohort_id: number; team_id: number; gone: string[]; come: string[] }>`
    WITH merged AS (
      SELECT m.team_id, m.gone AS uuid, gone.id AS gone, survivor.id AS stays
      FROM unnest(${merges.map(({ team_id }) => team_id)}::int[], ${merges.map(({ from }) => from)}::uuid[],
        ${merges.map(({ into }) => into)}::uuid[]) AS m (team_id, gone, stays)
      JOIN person gone ON gone.team_id = m.team_id AND gone.uuid = m.gone
      JOIN person survivor ON survivor.team_id = m.team_id AND survivor.uuid = m.stays),
    removed AS (
      DELETE FROM static_cohort_person s USING merged WHERE s.person_id = merged.gone
      RETURNING s.cohort_id, merged.team_id, merged.uuid, merged.stays),
    added AS (
      INSERT INTO static_cohort_person (cohort_id, person_id) SELECT DISTINCT cohort_id, stays FROM removed
      ON CONFLICT DO NOTHING RETURNING cohort_id, person_id)
    SELECT removed.cohort_id, removed.team_id, jsonb_agg(removed.uuid) AS gone,
      (SELECT coalesce(jsonb_agg(p.uuid), '[]')
        FROM added JOIN person p ON p.id = added.person_id WHERE added.cohort_id = removed.cohort_id) AS come
    FROM removed GROUP BY removed.cohort_id, removed.team_id`.execute(db)
  if (rows.length === 0) return { added: [], removed: [] }
  const more = rows.map(({ gone, come }) => come.length - gone.length)
  const { rows: versions } = await sql<{ id: number; version: number }>`
    UPDATE cohort c SET version = coalesce(version, 0) + 1, count = greatest(coalesce(count, 0) + r.more, 0)
    FROM unnest(${rows.map((row) => row.cohort_id)}::int[], ${more}::int[]) AS r (id, more) WHERE c.id = r.id
    RETURNING c.id, c.version`.execute(db)
  const byId = new Map(versions.map(({ id, version }) => [id, Number(version)]))
  const ofAll = (who: 'gone' | 'come') =>
    rows.flatMap(({ cohort_id, team_id, [who]: uuids }) =>
      uuids.map((uuid) => ({ cohort_id, team_id, uuid, version: byId.get(cohort_id) ?? 0 })),
    )
  return { added: ofAll('come'), removed: ofAll('gone') }
}
