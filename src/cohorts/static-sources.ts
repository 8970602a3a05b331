import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import { readSheet } from './csv.ts'
import type { CohortDeps } from './deps.ts'
import type { NamedMembers } from './static-members.ts'

/** Where the members of a static cohort come from: the first of these that is given. */
interface StaticSources {
  csv?: Uint8Array | undefined
  uuids?: string[] | undefined
  query?: JsonObject | undefined
  criteria?: CohortGroup | undefined
}

/**
 * The members of a static cohort, found once, and before there is a cohort: where they cannot be found, none is made. If
 * what they were found by changes later, the cohort stays as it is. Throws 400.
 */
export async function findMembers(
  deps: CohortDeps,
  teamId: number,
  { csv, uuids, query, criteria }: StaticSources,
): Promise<NamedMembers> {
  if (csv) return readSheet(csv)
  if (uuids) {
    if (!uuids.every(isUuid)) throw invalid('Every id must be a UUID of a person.', '_create_static_person_ids')
    return { named: { by: 'uuid' }, ids: uuids }
  }
  if (query) {
    const { by, ids } = await deps.personsOf(teamId, query)
    return { named: { by }, ids }
  }
  const ids: string[] = []
  if (criteria) for await (const members of deps.members(teamId, criteria)) for (const id of members) ids.push(id)
  return { named: { by: 'uuid' }, ids }
}
