import { invalid } from '../http/errors.ts'
import { type AskedPage, paginated } from '../http/pagination.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { deletePersons } from './delete.ts'
import type { PersonDeps } from './deps.ts'
import type { Erasure } from './erase.ts'
import { personsByDistinctId, personsByUuid, type StoredPerson } from './read.ts'

const MAX_IDS = 1_000

/** Deletes many persons; one that fails does not stop the others. */
export async function bulkDelete(
  deps: PersonDeps & { erasure: Pick<Erasure, 'wake'> },
  team: Team,
  body: JsonObject,
  userId: number,
) {
  const persons = await personsIn(deps.postgres, team.id, body)
  const events = Boolean(body['delete_events'])
  const keep_person = Boolean(body['keep_person'])
  const failed = await deletePersons(deps, persons, { events, keep_person }, userId)
  for (const { error } of failed) deps.log.error('a person could not be deleted', error)
  const deletion_errors = failed.map(({ person }) => ({ person_uuid: person.uuid }))
  const done = persons.length - deletion_errors.length
  return {
    persons_found: persons.length,
    persons_deleted: keep_person ? 0 : done,
    events_queued_for_deletion: events && done > 0,
    recordings_queued_for_deletion: false,
    deletion_errors,
  }
}

async function personsIn(db: Postgres, teamId: number, body: JsonObject): Promise<StoredPerson[]> {
  const { ids, distinct_ids } = body
  const isGiven = (value: unknown) => Array.isArray(value) && value.length > 0
  if (isGiven(ids) && isGiven(distinct_ids)) throw invalid('You must provide either distinct_ids or ids, not both')
  if (isGiven(distinct_ids)) {
    const found = await personsByDistinctId(db, teamId, textsOf(distinct_ids, 'distinct_ids'))
    return [...new Map([...found.values()].map((person) => [person.uuid, person])).values()]
  }
  if (!isGiven(ids)) throw invalid('You need to specify either distinct_ids or ids')
  return personsByUuid(db, teamId, textsOf(ids, 'ids').filter(isUuid))
}

function textsOf(value: unknown, name: string): string[] {
  const list = Array.isArray(value) ? value : []
  if (list.length > MAX_IDS) throw invalid(`You can only pass ${MAX_IDS} ${name} in one call`, name)
  return list.map(String)
}

const STATES = ['pending', 'completed', 'all']

/** How far the erasure of events is, the newest request first. */
export async function deletionStatus(db: Postgres, team: Team, asked: AskedPage & { query: JsonObject }) {
  const { query } = asked
  const { status = 'all', person_uuid } = query
  if (!STATES.includes(String(status)))
    throw invalid(`Invalid status '${String(status)}'. Use pending, completed or all.`, 'status')
  if (person_uuid !== undefined && !isUuid(String(person_uuid))) throw invalid('Invalid person_uuid.', 'person_uuid')
  let rows = db.selectFrom('person_deletion').where('team_id', '=', team.id)
  if (status === 'pending') rows = rows.where('delete_verified_at', 'is', null)
  if (status === 'completed') rows = rows.where('delete_verified_at', 'is not', null)
  if (person_uuid !== undefined) rows = rows.where('person_uuid', '=', String(person_uuid))
  const { count } = await rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const found = await rows.selectAll().orderBy('id', 'desc').limit(query.limit).offset(query.offset).execute()
  const results = found.map((row) => ({
    person_uuid: row.person_uuid,
    created_at: row.created_at,
    status: row.delete_verified_at ? 'completed' : 'pending',
    delete_verified_at: row.delete_verified_at,
    events_deleted: Number(row.events_deleted),
    months_done: row.months_done,
    months_total: row.months_total,
    last_error: row.last_error,
  }))
  return paginated(asked, Number(count), results)
}
