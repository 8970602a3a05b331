import { sql } from 'kysely'
import { noteActivity } from '../activity/store.ts'
import { invalid } from '../http/errors.ts'
import { uuidV7 } from '../lib/ids.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { PersonDeps } from './deps.ts'
import type { Draft, Mapping } from './identities.ts'
import { addOverrides, findTombstones, insertPersons, moveMappings } from './identity-store.ts'
import { DELETION_STEP, mappingLine, personLine } from './outbox.ts'
import { keyOf, personUuid } from './person.ts'
import type { StoredPerson } from './read.ts'

/** What a new version adds, so that it is above that of a deletion which may still be on its way to the event store. */
const ABOVE_DELETION = DELETION_STEP + 1

interface SplitRequest {
  main_distinct_id?: unknown
  distinct_ids_to_split?: unknown
}

/**
 * Gives distinct ids persons of their own. The person keeps uuid, properties and what is left of its ids; the events
 * follow their ids, because every moved id is an override from then on.
 */
export async function splitPerson(
  deps: PersonDeps,
  person: StoredPerson,
  request: SplitRequest,
  userId: number,
): Promise<void> {
  const ids = idsToMove(person, request)
  if (ids.length === 0) return
  const now = deps.clock()
  const posted = await deps.postgres.transaction().execute(async (tx) => {
    const mappings = await movedMappings(tx, person, ids, now)
    if (mappings.length === 0) return []
    const drafts = mappings.map((mapping) => mapping.person)
    await insertPersons(tx, drafts)
    await moveMappings(tx, mappings)
    await addOverrides(tx, new Map([[person.team_id, mappings.length]]))
    const { team_id, uuid } = person
    const distinct_ids = mappings.map((mapping) => mapping.distinct_id)
    const detail = { name: uuid, changes: [{ type: 'Person', action: 'changed', after: { distinct_ids } }] }
    const about = { team_id, scope: 'Person', item_id: uuid } as const
    await noteActivity(tx, { userId, now }, { ...about, activity: 'split_person', detail })
    const lines = mappings.map((mapping) => mappingLine(mapping))
    return deps.outbox.post(
      tx,
      new Map([
        ['person_distinct_id_overrides', lines],
        ['person_distinct_id2', lines],
        ['person', drafts.map(personLine)],
      ]),
    )
  })
  deps.identify.forget()
  await deps.outbox.sendNow(posted)
}

function idsToMove(person: StoredPerson, { main_distinct_id, distinct_ids_to_split }: SplitRequest): string[] {
  const has = (value: unknown) => value !== undefined && value !== null
  if (has(main_distinct_id) && has(distinct_ids_to_split))
    throw invalid('Give either main_distinct_id or distinct_ids_to_split, not both.')
  if (has(distinct_ids_to_split)) return namedIds(person, distinct_ids_to_split)
  const main = has(main_distinct_id) ? main_distinct_id : person.distinct_ids[0]
  if (has(main_distinct_id) && !person.distinct_ids.some((id) => id === main))
    throw invalid(`main_distinct_id: not on this person: ['${String(main)}']`, 'main_distinct_id')
  return person.distinct_ids.filter((id) => id !== main)
}

function namedIds(person: StoredPerson, value: unknown): string[] {
  const attr = 'distinct_ids_to_split'
  const strings = Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
  if (!Array.isArray(value) || strings.length !== value.length)
    throw invalid('distinct_ids_to_split must be a list of strings.', attr)
  if (strings.length === 0) throw invalid('distinct_ids_to_split must not be empty.', attr)
  const strangers = strings.filter((id) => !person.distinct_ids.includes(id))
  if (strangers.length > 0)
    throw invalid(`${attr}: not on this person: [${strangers.map((id) => `'${id}'`).join(', ')}]`, attr)
  const ids = [...new Set(strings)]
  return ids.length === person.distinct_ids.length && ids.length === 1 ? [] : ids
}

/** What becomes of these ids. Those that another request moved meanwhile are another person's, and stay there. */
async function movedMappings(
  db: PostgresOrTransaction,
  person: StoredPerson,
  ids: readonly string[],
  now: Date,
): Promise<Mapping[]> {
  const { team_id } = person
  const uuids = ids.map((id) => personUuid(team_id, id))
  const tombstones = await findTombstones(
    db,
    [...uuids, ...ids].map((key) => ({ team_id, key })),
  )
  const { rows: mappings } = await sql<{ distinct_id: string; version: number }>`
    SELECT distinct_id, version FROM person_distinct_id
    WHERE team_id = ${team_id} AND person_id = ${person.id} AND distinct_id = ANY(${[...ids]}::text[])
    FOR UPDATE`.execute(db)
  const { rows: taken } = await sql<{ uuid: string }>`
    SELECT uuid FROM person WHERE team_id = ${team_id} AND uuid = ANY(${uuids}::uuid[])`.execute(db)
  const above = (key: string, version: number) => Math.max(version, (tombstones.get(keyOf(team_id, key)) ?? -1) + 1)
  return mappings.map(({ distinct_id, version }) => {
    const own = personUuid(team_id, distinct_id)
    // The id that made this person would give the new one the uuid that the old one keeps.
    const uuid = taken.some((row) => row.uuid === own) ? uuidV7(now.getTime()) : own
    const draft: Draft = {
      team_id,
      uuid,
      properties: {},
      created_at: now,
      is_identified: false,
      last_seen_at: null,
      version: above(uuid, person.version + ABOVE_DELETION),
      stored_version: -1,
      state: 'new',
      seen: false,
    }
    const moved = above(distinct_id, Number(version) + ABOVE_DELETION)
    return { team_id, distinct_id, person: draft, version: moved, state: 'moved' }
  })
}
