import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { isYes } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { type DeletionDeps, deletePersons } from './delete.ts'
import { personsByDistinctId, personsByUuid, type StoredPerson } from './read.ts'

const MAX_IDS = 1_000

/** Deletes many persons; one that fails does not stop the others. */
export async function bulkDelete(deps: DeletionDeps, team: Team, body: JsonObject, userId: number) {
  const persons = await personsIn(deps.postgres, team.id, body)
  const events = isTrue(body['delete_events'])
  const keep_person = isTrue(body['keep_person'])
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

/** Forms and careless clients send words; what says no deletes nothing. */
const isTrue = (value: unknown) => (typeof value === 'string' ? isYes(value) : Boolean(value))

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
