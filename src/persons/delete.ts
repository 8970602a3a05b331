import { sql } from 'kysely'
import { noteActivity } from '../activity/store.ts'
import { notFound } from '../http/errors.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { PersonDeps } from './deps.ts'
import type { Erasure } from './erase.ts'
import { DELETION_STEP, mappingLine, membershipLine, type Posted, personLine } from './outbox.ts'
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

/**
 * Deletes persons, each in one transaction: profile, ids and memberships go, and a row is written that hides its events
 * from then on. The cut-off is taken within the transaction, so that events whose person was looked up before it are hidden
 * too. Returns the persons that could not be deleted; the event store is told of all others together.
 */
export async function deletePersons(
  deps: DeletionDeps,
  persons: readonly StoredPerson[],
  options: DeletionOptions,
  userId: number,
): Promise<{ person: StoredPerson; error: unknown }[]> {
  const failed: { person: StoredPerson; error: unknown }[] = []
  const posted: Posted[] = []
  for (const person of persons)
    try {
      posted.push(...(await deleteRows(deps, person, options, userId)))
    } catch (error) {
      failed.push({ person, error })
    }
  deps.identify.forget()
  await deps.outbox.sendNow(posted)
  if (options.events && failed.length < persons.length) deps.erasure.wake()
  return failed
}

function deleteRows(
  deps: DeletionDeps,
  person: StoredPerson,
  options: DeletionOptions,
  userId: number,
): Promise<Posted[]> {
  return deps.postgres.transaction().execute(async (tx) => {
    // Another request may have deleted the person, or a merge, since it was looked up.
    const { rows: there } = await sql`SELECT id FROM person WHERE id = ${person.id} FOR UPDATE`.execute(tx)
    if (there.length === 0) throw notFound()
    const { rows: mappings } = await sql<{ distinct_id: string; version: number }>`
      SELECT distinct_id, version FROM person_distinct_id WHERE person_id = ${person.id} FOR UPDATE`.execute(tx)
    const now = deps.clock()
    const ids = mappings.map(({ distinct_id }) => distinct_id)
    if (options.events) await openDeletion(tx, person, ids, userId, now)
    await forgetHeldEvents(tx, person.team_id, ids)
    if (options.keep_person) return []
    const { team_id, uuid } = person
    const about = { team_id, scope: 'Person', item_id: uuid } as const
    await noteActivity(tx, { userId, now }, { ...about, activity: 'deleted', detail: { name: uuid } })
    return removeProfile(deps, tx, person, mappings)
  })
}

/**
 * Deletes what else is kept of the person: events in quarantine, whose replay would bring it back, and warnings, which
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
async function openDeletion(
  db: PostgresOrTransaction,
  person: StoredPerson,
  ids: readonly string[],
  userId: number,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO person_deletion (team_id, person_uuid, distinct_ids, cutoff, created_at, created_by)
    VALUES (${person.team_id}, ${person.uuid}, ${[...ids]}::text[], ${now}, ${now}, ${userId})
    ON CONFLICT (team_id, person_uuid) WHERE delete_verified_at IS NULL DO UPDATE SET
      cutoff = greatest(person_deletion.cutoff, excluded.cutoff),
      distinct_ids = ARRAY(SELECT DISTINCT unnest(person_deletion.distinct_ids || excluded.distinct_ids))`.execute(db)
}

async function removeProfile(
  deps: PersonDeps,
  db: PostgresOrTransaction,
  person: StoredPerson,
  mappings: readonly { distinct_id: string; version: number }[],
): Promise<Posted[]> {
  const { team_id, uuid } = person
  const { rows: memberships } = await sql<{ cohort_id: number }>`
    DELETE FROM static_cohort_person WHERE person_id = ${person.id} RETURNING cohort_id`.execute(db)
  const cohorts = memberships.map(({ cohort_id }) => cohort_id)
  const { rows: counted } = await sql<{ id: number; version: number }>`
    UPDATE cohort SET count = greatest(count - 1, 0), version = coalesce(version, 0) + 1
    WHERE team_id = ${team_id} AND id = ANY(${cohorts}::int[]) RETURNING id, version`.execute(db)
  const { rows: removed } = await sql<{ version: number }>`
    DELETE FROM person WHERE id = ${person.id} RETURNING version`.execute(db)
  const version = Number(removed[0]?.version ?? person.version)
  // An id that was merged into this person once made another one, whose uuid it makes again. That one's deletion, by the
  // merge, is below this version: a survivor is always above whom it took in.
  const uuids = new Set([uuid, ...mappings.map(({ distinct_id }) => personUuid(team_id, distinct_id))])
  const tombstones = [
    ...[...uuids].map((key) => ({ key, version: version + DELETION_STEP })),
    ...mappings.map((mapping) => ({ key: mapping.distinct_id, version: Number(mapping.version) + DELETION_STEP })),
  ]
  await sql`
    INSERT INTO deleted_identity (team_id, key, version)
    SELECT ${team_id}::int, * FROM unnest(${tombstones.map(({ key }) => key)}::text[],
      ${tombstones.map((tombstone) => tombstone.version)}::bigint[])
    ON CONFLICT (team_id, key) DO UPDATE SET version = greatest(deleted_identity.version, excluded.version)`.execute(db)
  const gone = { ...person, version, stored_version: version, state: 'deleted', seen: false } as const
  return deps.outbox.post(
    db,
    new Map([
      ['person', [personLine(gone)]],
      [
        'person_distinct_id2',
        mappings.map(({ distinct_id, version: old }) =>
          mappingLine({ team_id, distinct_id, person, version: Number(old) + DELETION_STEP }, true),
        ),
      ],
      [
        'static_cohort_people',
        counted.map((cohort) =>
          membershipLine({ team_id, cohort_id: cohort.id, uuid, version: Number(cohort.version) }, true),
        ),
      ],
    ]),
  )
}
