import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import type { SheetMembers } from './csv.ts'
import type { CohortDeps } from './deps.ts'
import { addMembers } from './static-members.ts'
import type { Cohort } from './store.ts'

/** Where the members of a static cohort come from: the first of these that is given. */
export interface StaticSources {
  uuids?: string[] | undefined
  sheet?: SheetMembers | undefined
  query?: JsonObject | undefined
  criteria?: CohortGroup | undefined
}

/** Fills a static cohort once. If what it was made from changes later, the cohort stays as it is. */
export async function fillStatic(deps: CohortDeps, cohort: Cohort, sources: StaticSources): Promise<void> {
  const { uuids, sheet, query, criteria } = sources
  if (sheet) return addMembers(deps, cohort, sheet.named, sheet.ids)
  if (uuids) {
    if (!uuids.every(isUuid)) throw invalid('Every id must be a UUID of a person.', '_create_static_person_ids')
    return addMembers(deps, cohort, { by: 'uuid' }, uuids)
  }
  if (query) {
    const { by, ids } = await deps.personsOf(cohort.team_id, query)
    return addMembers(deps, cohort, { by }, ids)
  }
  await addMembers(deps, cohort, { by: 'uuid' }, [])
  if (criteria)
    for await (const members of deps.members(cohort.team_id, criteria))
      await addMembers(deps, cohort, { by: 'uuid' }, members)
}
