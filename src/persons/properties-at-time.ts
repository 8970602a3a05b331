import type { Expr } from '../hogql/ast.ts'
import {
  alias,
  and,
  array,
  at,
  call,
  compare,
  constant,
  equals,
  field,
  lambda,
  moment,
  not,
  plus,
  select,
  times,
  tuple,
} from '../hogql/build.ts'
import { invalid, notFound } from '../http/errors.ts'
import { type JsonObject, jsonIn, put } from '../lib/json.ts'
import { parseIso } from '../lib/time-zone.ts'
import type { Team } from '../schema/team.ts'
import type { PersonDeps } from './deps.ts'
import { PERSON_KEYS } from './person-change.ts'
import { presentPerson } from './present.ts'
import { personsByDistinctId, requirePerson, type StoredPerson } from './read.ts'
import { NEVER_WRITE } from './updated-properties.ts'

type Deps = Pick<PersonDeps, 'postgres' | 'ask'>

/**
 * A person with the properties of a moment, made anew of the events up to it: what they set, and took away, in the order
 * of their timestamps. `include_set_once` also counts what was only set where nothing was. A property that was set to null
 * is left out: inside an object the event store keeps no nulls.
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
  const rows = await deps.ask(team.id, lastChanges(person, until, withOnce), signal)
  const properties: JsonObject = {}
  for (const row of rows) {
    const value = valueOf(row)
    if (value !== undefined) put(properties, String(row[0]), jsonIn(value) ?? null)
  }
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

/** What a change does to a property. Of one event the later of these counts. */
const ONCE = 0
const OBSERVED = 1
const SET = 2
const UNSET = 3
const KINDS = 4

/** For each property: the last value set, when it was last taken away, and the first and last value to be set once. */
function lastChanges({ uuid }: StoredPerson, until: Expr, withOnce: boolean) {
  const raw = (key: string) => call('JSONExtractRaw', field('properties'), constant(key))
  const pairs = (key: string, kind: number) =>
    call(
      'arrayMap',
      lambda(['pair'], tuple(at(field('pair'), 1), at(field('pair'), 2), constant(kind))),
      call('JSONExtractKeysAndValuesRaw', raw(key)),
    )
  const names = call(
    'arrayConcat',
    call('JSONExtract', raw('$unset'), constant('Array(String)')),
    call('JSONExtractKeys', raw('$unset')),
  )
  const observed = PERSON_KEYS.flatMap(([key, initial]) => [
    tuple(constant(key), raw(key), constant(OBSERVED)),
    ...(withOnce ? [tuple(constant(initial), raw(key), constant(ONCE))] : []),
  ])
  const changes = call(
    'arrayConcat',
    call('arrayFilter', lambda(['seen'], compare('!=', at(field('seen'), 2), constant(''))), array(...observed)),
    pairs('$set', SET),
    call('arrayMap', lambda(['name'], tuple(field('name'), constant(''), constant(UNSET))), names),
    ...(withOnce ? [pairs('$set_once', ONCE)] : []),
  )
  const each = select({
    select: [field('timestamp'), alias('change', call('arrayJoin', changes))],
    from: 'events',
    where: and(
      equals(field('person_id'), constant(uuid)),
      until,
      compare('!=', field('person_mode'), constant('propertyless')),
      not(compare('in', field('event'), array(...[...NEVER_WRITE].map(constant)))),
    ),
  })
  const [kind, value] = [at(field('change'), 3), at(field('change'), 2)]
  const place = plus(times(call('toUnixTimestamp64Micro', field('timestamp')), constant(KINDS)), kind)
  const isOf = (...kinds: number[]) => compare('in', kind, array(...kinds.map(constant)))
  return select({
    select: [
      alias('name', at(field('change'), 1)),
      call('argMaxIf', value, place, isOf(OBSERVED, SET)),
      call('maxIf', place, isOf(OBSERVED, SET)),
      call('maxIf', place, isOf(UNSET)),
      call('argMinIf', value, place, isOf(ONCE)),
      call('minIf', place, isOf(ONCE)),
      call('argMaxIf', value, place, isOf(ONCE)),
      call('maxIf', place, isOf(ONCE)),
    ],
    from: each,
    as: 'changes',
    group_by: [field('name')],
  })
}

/** The JSON of a property after all of its changes; undefined where it is not there any more. A place of 0 is no change. */
function valueOf([, set, setAt, unsetAt, first, firstAt, last, lastAt]: unknown[]): string | undefined {
  const gone = Number(unsetAt)
  if (Number(setAt) > gone) return String(set)
  if (Number(firstAt) > gone) return String(first)
  return Number(lastAt) > gone ? String(last) : undefined
}
