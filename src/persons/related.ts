import { and, call, compare, constant, equals, field, moment, select } from '../hogql/build.ts'
import { invalid } from '../http/errors.ts'
import { DAY_MS } from '../lib/durations.ts'
import { isUuid } from '../lib/ids.ts'
import type { Team } from '../schema/team.ts'
import type { PersonDeps } from './deps.ts'
import { groupsByKeys } from './group-store.ts'
import { presentListed } from './present.ts'
import { personsByUuid } from './read.ts'

const DAYS = 90
/** How many are told of each kind. */
const MOST = 100

/** Persons and groups that were on the same events as this group, or as this person where no type is given. */
export async function relatedActors(
  deps: Pick<PersonDeps, 'postgres' | 'ask' | 'clock' | 'group_types'>,
  team: Team,
  { id, group_type_index }: { id: string; group_type_index: number | undefined },
  signal: AbortSignal,
) {
  if (group_type_index === undefined && !isUuid(id)) throw invalid('The id of a person is a uuid.', 'id')
  const isSame =
    group_type_index === undefined
      ? equals(field('person_id'), constant(id))
      : equals(field(`$group_${group_type_index}`), constant(id))
  const since = compare('>', field('timestamp'), moment(new Date(deps.clock().getTime() - DAYS * DAY_MS)))
  const seen = async (name: string) => {
    const value = call('toString', field(name))
    const where = and(isSame, since, compare('!=', value, constant('')))
    const query = select({ select: [value], distinct: true, from: 'events', where, limit: constant(MOST) })
    return (await deps.ask(team.id, query, signal)).map(([found]) => String(found))
  }
  const types = [...(await deps.group_types.of(team.id)).values()].filter((index) => index !== group_type_index).sort()
  const persons =
    group_type_index === undefined ? [] : await personsByUuid(deps.postgres, team.id, await seen('person_id'))
  const groups = await Promise.all(
    types.map(async (index) => groupsByKeys(deps.postgres, team.id, index, await seen(`$group_${index}`))),
  )
  return [
    ...persons.map((person) => presentListed(person, team)),
    ...groups.flat().map(({ group_type_index: index, group_key, group_properties, created_at }) => ({
      ...{ id: group_key, type: 'group', group_type_index: index, group_key, properties: group_properties, created_at },
      ...{ matched_recordings: [], value_at_data_point: null },
    })),
  ]
}
