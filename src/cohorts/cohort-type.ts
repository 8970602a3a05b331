import { invalid } from '../http/errors.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { type CohortGroup, leavesOf } from '../schema/cohort.ts'
import { cohortsIn } from './criteria.ts'
import { graphOf, reachableFrom } from './graph.ts'
import { type Cohort, cohortsOf, criteriaOf } from './store.ts'

const SIMPLE = ['performed_event', 'performed_event_multiple']

/** Throws 400 where a client says of a cohort that it is of another type than what it asks for. */
export async function checkType(
  db: PostgresOrTransaction,
  teamId: number,
  type: string | null | undefined,
  what: { is_static: boolean; criteria: CohortGroup | undefined },
): Promise<void> {
  if (type === null || type === undefined || type === '' || type === 'realtime') return
  if (!what.criteria && !what.is_static) return
  const expected = what.is_static ? 'static' : typeOf(what.criteria, await cohortsOf(db, teamId))
  if (type !== expected)
    throw invalid(`Cohort type '${type}' does not match the filters. Expected type: '${expected}'`, 'cohort_type')
}

/** What criteria ask of, a cohort that they name counting as what it asks of itself. A static one is its list. */
function typeOf(criteria: CohortGroup | undefined, cohorts: readonly Cohort[]): string {
  const named = reachableFrom(criteria ? cohortsIn(criteria) : [], graphOf(cohorts))
  const others = cohorts.filter(({ id, is_static }) => named.has(id) && !is_static).map(criteriaOf)
  const behaviours = [criteria, ...others].flatMap((group) =>
    group ? leavesOf(group).flatMap((leaf) => (leaf.type === 'behavioral' ? [leaf.value] : [])) : [],
  )
  if (behaviours.some((kind) => !SIMPLE.includes(kind))) return 'analytical'
  return behaviours.length > 0 ? 'behavioral' : 'person_property'
}
