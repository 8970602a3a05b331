import { PRIVATE } from '../http/route.ts'
import { textStream } from '../http/text-stream.ts'
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

/** Slices of persons as a sheet. */
export function csvOfPersons(slices: Slices, team: Naming): Response {
  return sent('text/csv; charset=utf-8', csvOf(slices, team))
}

async function* csvOf(slices: Slices, team: Naming): AsyncGenerator<string> {
  yield csvLine(CSV_COLUMNS)
  for await (const persons of slices) for (const person of persons) yield csvLine(csvRow(person, team))
}

const csvRow = (person: StoredPerson, team: Naming) => [
  person.uuid,
  person.properties['email'] ?? '',
  nameOf(person, team),
  person.created_at.toISOString(),
  JSON.stringify(person.properties),
  person.distinct_ids.join(','),
]

/** Slices of persons as `results`, with what stands before and after them. */
export function listOfPersons(slices: Slices, team: Naming, before: object, after: object): Response {
  return sent('application/json', listOf(slices, team, before, after))
}

/** So long a text is worth being sent by itself. */
const PART_CHARACTERS = 2 ** 16

async function* listOf(slices: Slices, team: Naming, before: object, after: object): AsyncGenerator<string> {
  const first = Object.entries(before).map((entry) => `${entry.map((part) => JSON.stringify(part)).join(':')},`)
  let part = `{${first.join('')}"results":[`
  let comma = ''
  for await (const persons of slices)
    for (const person of persons) {
      part += comma + JSON.stringify(presentListed(person, team))
      comma = ','
      if (part.length < PART_CHARACTERS) continue
      yield part
      part = ''
    }
  yield `${part}],${JSON.stringify(after).slice(1)}`
}

type Slices = AsyncGenerator<readonly StoredPerson[]>

const sent = (type: string, texts: AsyncGenerator<string>) =>
  new Response(textStream(texts), { headers: { ...PRIVATE, 'content-type': type } })
