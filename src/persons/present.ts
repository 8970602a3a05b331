import { PRIVATE } from '../http/route.ts'
import { csvLine } from '../lib/csv.ts'
import { displayNamesOf, type Team } from '../schema/team.ts'
import type { StoredPerson } from './read.ts'

const NAMES = ['email', 'name', 'username']

/** What is asked of a project to call its persons. */
type Naming = Pick<Team, 'person_display_name_properties'>

/** What a person is called: the first of a few properties that says something, else an id. */
function nameOf(person: StoredPerson, team: Naming): string {
  const named = (displayNamesOf(team) ?? NAMES).map((key) => person.properties[key]).find((value) => value)
  if (named !== undefined && named !== null) return typeof named === 'string' ? named : JSON.stringify(named)
  return person.distinct_ids[0] ?? String(person.id)
}

/** The object of retrieve and batch, where `id` is the number. */
export function presentPerson(person: StoredPerson, team: Naming) {
  return {
    id: person.id,
    name: nameOf(person, team),
    distinct_ids: person.distinct_ids,
    properties: person.properties,
    created_at: person.created_at,
    uuid: person.uuid,
    last_seen_at: person.last_seen_at,
  }
}

/** The object of lists, where `id` is the uuid. Clients live with the difference. */
export function presentListed(person: StoredPerson, team: Naming) {
  return {
    ...presentPerson(person, team),
    type: 'person',
    id: person.uuid,
    is_identified: person.is_identified,
    matched_recordings: [],
    value_at_data_point: null,
  }
}

const CSV_COLUMNS = ['id', 'email', 'name', 'created_at', 'properties', 'distinct_ids']

/** Persons as a sheet. */
export function presentCsv(persons: readonly StoredPerson[], team: Naming): Response {
  const rows = persons.map((person) => [
    person.uuid,
    person.properties['email'] ?? '',
    nameOf(person, team),
    person.created_at.toISOString(),
    JSON.stringify(person.properties),
    person.distinct_ids.join(','),
  ])
  const text = [CSV_COLUMNS, ...rows].map(csvLine).join('')
  return new Response(text, { headers: { ...PRIVATE, 'content-type': 'text/csv; charset=utf-8' } })
}
