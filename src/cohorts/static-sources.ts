import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import { readSheet } from './csv.ts'
import type { CohortDeps } from './deps.ts'
import { addMembers, type MembersBy } from './static-members.ts'
import type { Cohort } from './store.ts'

/** Where the members of a static cohort come from: the first of these that is given. */
interface StaticSources {
  csv?: Uint8Array | undefined
  uuids?: string[] | undefined
  query?: JsonObject | undefined
  criteria?: CohortGroup | undefined
}

/**
 * What fills a static cohort, once: if what it was made from changes later, the cohort stays as it is. A source is read here,
 * before the cohort is made or changed. Throws 400 for one that cannot be read.
 */
export async function fillingFrom(
  deps: CohortDeps,
  teamId: number,
  { csv, uuids, query, criteria }: StaticSources,
): Promise<(cohort: Cohort) => Promise<void>> {
  const adding = (named: MembersBy, ids: readonly string[]) => (cohort: Cohort) => addMembers(deps, cohort, named, ids)
  if (csv) {
    const { named, ids } = readSheet(csv)
    return adding(named, ids)
  }
  if (uuids) {
    if (!uuids.every(isUuid)) throw invalid('Every id must be a UUID of a person.', '_create_static_person_ids')
    return adding({ by: 'uuid' }, uuids)
  }
  if (query) {
    const { by, ids } = await deps.personsOf(teamId, query)
    return adding({ by }, ids)
  }
  return async (cohort) => {
    await addMembers(deps, cohort, { by: 'uuid' }, [])
    if (criteria)
      for await (const members of deps.members(teamId, criteria))
        await addMembers(deps, cohort, { by: 'uuid' }, members)
  }
}
