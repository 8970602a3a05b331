import { sql } from 'kysely'
import { call, compare, constant, field, select } from '../hogql/build.ts'
import type { StoredPerson } from '../persons/read.ts'
import type { CohortDeps } from './deps.ts'
import { cohortsOf } from './store.ts'

/** One question may name only so many cohorts, each with what it refers to. */
const AT_ONCE = 50

/** The cohorts that a person is in now: static ones by their list, dynamic ones as every query reads them. */
export async function cohortsOfPerson(deps: CohortDeps, teamId: number, person: StoredPerson) {
  const cohorts = await cohortsOf(deps.postgres, teamId)
  const { rows: listed } = await sql<{ cohort_id: number }>`
    SELECT cohort_id FROM static_cohort_person WHERE person_id = ${person.id}`.execute(deps.postgres)
  const dynamic = cohorts.filter(({ is_static, version, is_inline }) => !is_static && (is_inline || version !== null))
  const isIn = new Set(listed.map(({ cohort_id }) => cohort_id))
  for (let from = 0; from < dynamic.length; from += AT_ONCE) {
    const some = dynamic.slice(from, from + AT_ONCE)
    const query = select({
      select: some.map(({ id }) => compare('in cohort', field('id'), constant(id))),
      from: 'persons',
      where: compare('==', field('id'), call('toUUID', constant(person.uuid))),
    })
    const [row = []] = await deps.ask(teamId, query)
    for (const [i, { id }] of some.entries()) if (row[i] === 1 || row[i] === true) isIn.add(id)
  }
  return cohorts.filter(({ id }) => isIn.has(id)).map(({ id, name, count }) => ({ id, name, count }))
}
