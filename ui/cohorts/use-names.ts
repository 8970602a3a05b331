import { useQuery } from '@tanstack/react-query'
import { actionsQuery } from '../api/actions.ts'
import { cohortNamesQuery, nameOfCohort } from '../api/cohorts.ts'
import type { Names } from './rule-words.ts'

/** The names of what rules know by number. */
export function useNames(project: number): Names {
  const { data: actions = [] } = useQuery(actionsQuery(project))
  const { data: cohorts = [] } = useQuery(cohortNamesQuery(project))
  return {
    action: (id) => actions.find((action) => action.id === id)?.name || `action ${id}`,
    cohort: (id) => nameOfCohort(cohorts.find((cohort) => cohort.id === id) ?? { id, name: null }),
  }
}
