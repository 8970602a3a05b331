import { sql } from 'kysely'
import { noteActivities } from '../activity/store.ts'
import { notFound } from '../http/errors.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { untilThrough } from '../postgres/deadlock.ts'
import { isShort, type PostgresOrTransaction } from '../postgres/postgres.ts'
import type { PersonDeps } from './deps.ts'
import type { Erasure } from './erase.ts'
import { DELETION_STEP, type Membership, mappingLine, membershipLine, type Posted, personLine } from './outbox.ts'
import { personUuid } from './person.ts'
import type { StoredPerson } from './read.ts'

/** What is to be deleted. */
interface DeletionOptions {
  events: boolean
  /** The profile stays, only its events go. */
  keep_person: boolean
}

/** What deleting persons needs beside what the room needs: whoever erases their events from disk. */
export type DeletionDeps = PersonDeps & { erasure: Pick<Erasure, 'wake'> }

/** Deletes a person at once. */
export async function deletePerson(
  deps: DeletionDeps,
  person: StoredPerson,
  options: DeletionOptions,
  userId: number,
): Promise<void> {
  const [failed] = await deletePersons(deps, [person], options, userId)
  if (failed) throw failed.error
}

type Failure = { person: StoredPerson; error: unknown }

/**
 * Deletes persons of one project in one transaction: profiles, ids and memberships go, and rows are written that hide their
 * events from then on. The cut-off is taken within the transaction, so that events whose person was looked up before it are
 * hidden too. Returns the persons that could not be deleted; the event store is told of all others together.
 */
export async function deletePersons(
  deps: DeletionDeps,
  persons: readonly StoredPerson[],
  options: DeletionOptions,
  userId: number,
): Promise<Failure[]> {
  const { posted, failed } = await deleteOrTell(deps, persons, options, userId)
  deps.identify.forget()
  await deps.outbox.sendNow(posted)
  if (options.events && failed.length < persons.length) deps.erasure.wake()
  return failed
}

interface Deleted {
  posted: Posted[]
  failed: Failure[]
}

/** Deletes what can be deleted: where all together cannot, each by itself. */
async function deleteOrTell(
  deps: DeletionDeps,
  persons: readonly StoredPerson[],
  options: DeletionOptions,
  userId: number,
): Promise<Deleted> {
  try {
    return await deleteRows(deps, persons, options, userId)
  } catch (error) {
    // A store that is away or full refuses each of them, too.
    if (persons.length <= 1 || isShort(error))
      return { posted: [], failed: persons.map((person) => ({ person, error })) }
    const each: Deleted = { posted: [], failed: [] }
    for (const person of persons) {
      const { posted, failed } = await deleteOrTell(deps, [person], options, userId)
      each.posted.push(...posted)
      each.failed.push(...failed)
    }
    return each
  }
}

function deleteRows(
  deps: DeletionDeps,
  wanted: readonly StoredPerson[],
  options: DeletionOptions,
  userId: number,
): Promise<Deleted> {
  return untilThrough(deps.postgres, async (tx) => {
    if (!options.keep_person) await lockLists(tx, wanted)
    // Another request may have deleted a person, or a merge, since it was looked up. Two requests take turns at the first
    // person of both, because both lock in one order.
    const { rows } = await sql<{ id: number }>`
      SELECT id FROM person WHERE id = ANY(${idsOf(wanted)}::bigint[]) ORDER BY id FOR UPDATE`.execute(tx)
    const there = new Set(rows.map(({ id }) => Number(id)))
    const persons = wanted.filter(({ id }) => there.has(id))
    const failed = wanted.flatMap((person) => (there.has(person.id) ? [] : [{ person, error: notFound() }]))
    const [first] = persons
    if (!first) return { posted: [], failed }
    const { team_id } = first
    const { rows: mappings } = await sql<Owned>`
      SELECT person_id, distinct_id, version FROM person_distinct_id
      WHERE person_id = ANY(${idsOf(persons)}::bigint[]) FOR UPDATE`.execute(tx)
    const now = deps.clock()
    if (options.events) await openDeletions(tx, team_id, persons, userId, now)
    await forgetHeldEvents(
      tx,
      team_id,
      mappings.map(({ distinct_id }) => distinct_id),
    )
    if (options.keep_person) return { posted: [], failed }
    await noteActivities(
      tx,
      { userId, now },
      persons.map(({ uuid }) => ({
        ...{ team_id, scope: 'Person', item_id: uuid, activity: 'deleted' },
        detail: { name: uuid },
      })),
    )
    return { posted: await removeProfiles(deps, tx, team_id, persons, mappings), failed }
  })
}

/**
 * Locks the static cohorts that persons are in, in one order. Who changes a list locks the cohort before its persons, and two
 * deletions may be of persons in the same cohorts: none of them waits for one that waits for it.
 */
async function lockLists(db: PostgresOrTransaction, persons: readonly StoredPerson[]): Promise<void> {
  await sql`
    SELECT id FROM cohort
    WHERE id IN (SELECT cohort_id FROM static_cohort_person WHERE person_id = ANY(${idsOf(persons)}::bigint[]))
    ORDER BY id FOR NO KEY UPDATE`.execute(db)
}

/** A distinct id and the person it belongs to. */
interface Owned {
  person_id: number
  distinct_id: string
  version: number
}

const idsOf = (persons: readonly StoredPerson[]): number[] => persons.map(({ id }) => id)

/**
 * Deletes what else is kept of persons: events in quarantine, whose replay would bring them back, and warnings, which
 * quote events.
 */
async function forgetHeldEvents(db: PostgresOrTransaction, teamId: number, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM quarantined_event
    WHERE team_id = ${teamId} AND distinct_id = ANY(${[...ids]}::text[])`.execute(db)
  await sql`DELETE FROM ingestion_warning
    WHERE team_id = ${teamId} AND details ->> 'distinctId' = ANY(${[...ids]}::text[])`.execute(db)
}

/**
 * Notes that events are to be erased. A deletion that is still open gets the later cut-off, and the ids that the person has
 * now as well.
 */
async function openDeletions(
  db: PostgresOrTransaction,
  teamId: number,
  persons: readonly StoredPerson[],
  userId: number,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO person_deletion (team_id, person_uuid, distinct_ids, cutoff, created_at, created_by)
    SELECT team_id, uuid, ARRAY(SELECT distinct_id FROM person_distinct_id AS d WHERE d.person_id = p.id),
      ${now}::timestamptz, ${now}::timestamptz, ${userId}::int
    FROM person AS p WHERE team_id = ${teamId} AND id = ANY(${idsOf(persons)}::bigint[])
    ON CONFLICT (team_id, person_uuid) WHERE delete_verified_at IS NULL DO UPDATE SET
      cutoff = greatest(person_deletion.cutoff, excluded.cutoff),
      distinct_ids = ARRAY(SELECT DISTINCT unnest(person_deletion.distinct_ids || excluded.distinct_ids))`.execute(db)
}

async function removeProfiles(
  deps: PersonDeps,
  db: PostgresOrTransaction,
  teamId: number,
  persons: readonly StoredPerson[],
  mappings: readonly Owned[],
): Promise<Posted[]> {
  const memberships = await endMemberships(db, teamId, persons)
  const { rows } = await sql<{ id: number; version: number }>`
    DELETE FROM person WHERE id = ANY(${idsOf(persons)}::bigint[]) RETURNING id, version`.execute(db)
  const versions = new Map(rows.map(({ id, version }) => [Number(id), Number(version)]))
  const gone = persons.map((person) => {
    const version = versions.get(person.id) ?? person.version
    return { ...person, version, stored_version: version, state: 'deleted', seen: false } as const
  })
  const byId = new Map(gone.map((person) => [person.id, person]))
  const owned = mappings.flatMap(({ person_id, distinct_id, version }) => {
    const person = byId.get(Number(person_id))
    return person ? [{ team_id: teamId, distinct_id, person, version: Number(version) + DELETION_STEP }] : []
  })
  const tombstones = new Map<string, number>()
  const outrank = (key: string, version: number) =>
    tombstones.set(key, Math.max(version, tombstones.get(key) ?? version))
  for (const { uuid, version } of gone) outrank(uuid, version + DELETION_STEP)
  for (const { distinct_id, person, version } of owned) {
    outrank(distinct_id, version)
    // An id that was merged into this person once made another one, whose uuid it makes again. That one's deletion, by the
    // merge, is below this version: a survivor is always above whom it took in.
    outrank(personUuid(teamId, distinct_id), person.version + DELETION_STEP)
  }
  await sql`
    INSERT INTO deleted_identity (team_id, key, version)
    SELECT ${teamId}::int, * FROM unnest(${[...tombstones.keys()]}::text[], ${[...tombstones.values()]}::bigint[])
    ON CONFLICT (team_id, key) DO UPDATE SET version = greatest(deleted_identity.version, excluded.version)`.execute(db)
  return deps.outbox.post(
    db,
    new Map([
      ['person', gone.map(personLine)],
      ['person_distinct_id2', owned.map((mapping) => mappingLine(mapping, true))],
      ['static_cohort_people', memberships.map((membership) => membershipLine(membership, true))],
    ]),
  )
}

/** Takes persons from the lists of static cohorts, which count fewer from then on. */
async function endMemberships(
  db: PostgresOrTransaction,
  teamId: number,
  persons: readonly StoredPerson[],
): Promise<Membership[]> {
  const { rows } = await sql<{ cohort_id: number; person_id: number }>`
    DELETE FROM static_cohort_person WHERE person_id = ANY(${idsOf(persons)}::bigint[])
    RETURNING cohort_id, person_id`.execute(db)
  if (rows.length === 0) return []
  const ended = listsByKey(rows.map(({ cohort_id, person_id }) => [cohort_id, Number(person_id)]))
  const fewer = [[...ended.keys()], [...ended.values()].map(({ length }) => length)] as const
  const { rows: counted } = await sql<{ id: number; version: number }>`
    UPDATE cohort SET count = greatest(count - fewer.persons, 0), version = coalesce(version, 0) + 1
    FROM unnest(${fewer[0]}::int[], ${fewer[1]}::int[]) AS fewer (cohort_id, persons)
    WHERE cohort.team_id = ${teamId} AND cohort.id = fewer.cohort_id RETURNING id, version`.execute(db)
  const uuids = new Map(persons.map(({ id, uuid }) => [id, uuid]))
  return counted.flatMap(({ id, version }) =>
    (ended.get(id) ?? []).flatMap((person) => {
      const uuid = uuids.get(person)
      return uuid === undefined ? [] : [{ team_id: teamId, cohort_id: id, uuid, version: Number(version) }]
    }),
  )
}
