import { type ActorsQuery, PersonsNode } from '../../schema/query/actors.ts'
import { queryKind } from '../kind.ts'
import { listsActors } from './kind.ts'

/** The older list of persons, which names a cohort and a distinct id in fields of their own. */
export const personsNodeKind = queryKind({
  kind: 'PersonsNode',
  node: PersonsNode,
  build: (node, ctx) => listsActors.build(listOf(node), ctx),
  shape: (answers, node, ctx) => listsActors.shape(answers, listOf(node), ctx),
  interval: listsActors.interval,
  listsPersons: listsActors.listsPersons,
  canonical: listOf,
  override: listsActors.override<PersonsNode>,
})

function listOf({ cohort, distinctId, fixedProperties, ...rest }: PersonsNode): ActorsQuery {
  const ofCohort = cohort ? [{ type: 'cohort', key: 'id', value: cohort }] : []
  return {
    ...rest,
    kind: 'ActorsQuery',
    fixedProperties: [...(fixedProperties ?? []), ...ofCohort],
    ...(distinctId ? { source: personOf(distinctId) } : {}),
  }
}

const personOf = (distinct_id: string): ActorsQuery['source'] => ({
  kind: 'HogQLQuery',
  query: 'SELECT person_id FROM person_distinct_ids WHERE distinct_id = {distinct_id}',
  values: { distinct_id },
})
