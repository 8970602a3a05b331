import { sql } from 'kysely'
import type { StoredPerson } from '../persons/read.ts'
import type { CohortDeps } from './deps.ts'
import { cohortsOf } from './store.ts'

/** The cohorts that a person is in now: static ones by their list, dynamic ones as every query reads them. */
export async function cohortsOfPerson(deps: CohortDeps, teamId: number, person: StoredPerson) {
  const cohorts = await cohortsOf(deps.postgres, teamId)
  const { rows } = await sql<{ cohort_id: number }>`
    SELECT cohort_id FROM static_cohort_person WHERE person_id = ${person.id}`.execute(deps.postgres)
  const listed = new Set(rows.map(({ cohort_id }) => cohort_id))
  const isIn = await deps.membershipsOf(teamId, person.uuid, listed)
  return cohorts.filter(({ id }) => isIn.has(id)).map(({ id, name, count }) => ({ id, name, count }))
}
