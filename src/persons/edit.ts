import { noteActivity } from '../activity/store.ts'
import { ApiError, invalid, notPersisted } from '../http/errors.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Team } from '../schema/team.ts'
import type { PersonDeps } from './deps.ts'
import type { StoredPerson } from './read.ts'

/** Clients know this error with code and detail exchanged, so it stays so. */
export const missingField = (attr: string) =>
  new ApiError(400, 'validation_error', 'This field is required.', 'required', { attr })

const notWritten = () => notPersisted('The person could not be changed now. Please try again.')

/** Sets properties by an event of the person, as its own devices would: what is not named stays. */
export async function setProperties(
  deps: PersonDeps,
  team: Team,
  person: StoredPerson,
  properties: JsonObject,
  userId: number,
): Promise<void> {
  if (!(await deps.capture(team, '$set', firstId(person), { $set: properties }))) throw notWritten()
  await note(deps, person, userId, 'updated', {
    changes: [{ type: 'Person', action: 'changed', field: 'properties' }],
  })
}

/** Removes one property. False when the event that does it could not be stored. */
export async function removeProperty(
  deps: PersonDeps,
  team: Team,
  person: StoredPerson,
  key: string,
  userId: number,
): Promise<boolean> {
  const stored = await deps.capture(team, '$delete_person_property', firstId(person), { $unset: [key] })
  if (stored)
    await note(deps, person, userId, 'delete_property', {
      changes: [{ type: 'Person', action: 'deleted', field: 'properties' }],
    })
  return stored
}

function firstId(person: StoredPerson): string {
  const [id] = person.distinct_ids
  if (id === undefined) throw invalid('This person has no distinct id.')
  return id
}

/** Notes what was done to a person: its uuid, and never anything it is called by. */
async function note(
  deps: PersonDeps,
  { team_id, uuid }: StoredPerson,
  userId: number,
  activity: string,
  detail: JsonObject,
): Promise<void> {
  const about = { team_id, scope: 'Person', item_id: uuid, activity } as const
  await noteActivity(deps.postgres, { userId, now: deps.clock() }, { ...about, detail: { name: uuid, ...detail } })
}
