import { isMarked, mergeProperties } from '../clickhouse/residue.ts'
import type { Expr } from '../hogql/ast.ts'
import { and, array, ascending, compare, constant, equals, field, moment, not, select } from '../hogql/build.ts'
import { invalid, notFound } from '../http/errors.ts'
import { type JsonObject, put } from '../lib/json.ts'
import { parseIso } from '../lib/time-zone.ts'
import type { Team } from '../schema/team.ts'
import type { PersonDeps } from './deps.ts'
import { changeOf, observedChangeOf, type PersonChange } from './person-change.ts'
import { presentPerson } from './present.ts'
import { personsByDistinctId, requirePerson, type StoredPerson } from './read.ts'
import { NEVER_WRITE } from './updated-properties.ts'

type Deps = Pick<PersonDeps, 'postgres' | 'askAll'>

/**
 * A person with the properties of a moment, made anew of the events up to it: what they set, and took away, in the order
 * of their timestamps. `include_set_once` also counts what was only set where nothing was.
 */
export async function propertiesAtTime(deps: Deps, team: Team, query: JsonObject, signal: AbortSignal) {
  const { distinct_id, person_id } = query
  const person = await personOf(deps, team, textOf(distinct_id), textOf(person_id))
  const text = textOf(query['timestamp'])
  if (text === undefined) throw invalid('This field is required.', 'timestamp', 'required')
  const when = parseIso(text, 'UTC')
  if (!when) throw invalid(`timestamp must be a date such as 2026-06-15T14:30:00Z.`, 'timestamp')
  const withOnce = String(query['include_set_once']).toLowerCase() === 'true'
  const until = compare('<=', field('timestamp'), moment(when.instant, when.microseconds))
  const properties: JsonObject = {}
  for await (const rows of deps.askAll(team.id, eventsUntil(person, until), signal))
    for (const row of rows) apply(properties, changeIn(row), withOnce)
  return {
    ...presentPerson(person, team),
    properties,
    point_in_time_metadata: {
      queried_timestamp: when.instant.toISOString(),
      include_set_once: withOnce,
      distinct_id_used: textOf(distinct_id) ?? null,
      person_id_used: textOf(person_id) ?? null,
      query_mode: textOf(distinct_id) === undefined ? 'person_id' : 'distinct_id',
      distinct_ids_queried: person.distinct_ids,
      distinct_ids_count: person.distinct_ids.length,
    },
  }
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

async function personOf(
  { postgres }: Deps,
  team: Team,
  distinctId: string | undefined,
  id: string | undefined,
): Promise<StoredPerson> {
  if (distinctId !== undefined && id !== undefined)
    throw invalid('Cannot provide both distinct_id and person_id - choose one', 'person_id')
  if (id !== undefined) return requirePerson(postgres, team.id, id)
  if (distinctId === undefined) throw invalid('Must provide either distinct_id or person_id parameter', 'distinct_id')
  const [found] = (await personsByDistinctId(postgres, team.id, [distinctId])).values()
  if (!found) throw notFound()
  return requirePerson(postgres, team.id, found.uuid)
}

/** The events of a person up to a moment, in their order. */
const eventsUntil = ({ uuid }: StoredPerson, until: Expr) =>
  select({
    select: [field('properties')],
    from: 'events',
    where: and(
      equals(field('person_id'), constant(uuid)),
      until,
      compare('!=', field('person_mode'), constant('propertyless')),
      not(compare('in', field('event'), array(...[...NEVER_WRITE].map(constant)))),
    ),
    order_by: [ascending(field('timestamp')), ascending(field('uuid'))],
  })

/** What an event asked to change; its properties come as two texts, and say by themselves whether something was observed. */
function changeIn([properties]: unknown[]): PersonChange {
  const [plain = '', residue = ''] = Array.isArray(properties) ? properties.map(String) : []
  const merged = mergeProperties(plain, residue)
  return isMarked(residue) ? observedChangeOf(merged) : changeOf(merged)
}

function apply(properties: JsonObject, { set, set_once, unset }: PersonChange, withOnce: boolean): void {
  if (withOnce)
    for (const [key, value] of Object.entries(set_once))
      if (!Object.hasOwn(properties, key)) put(properties, key, value)
  for (const [key, value] of Object.entries(set)) put(properties, key, value)
  for (const key of unset) delete properties[key]
}
