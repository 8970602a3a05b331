import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Cohort, type CohortChange, changeCohort, cohortsKey } from '../api/cohorts.ts'
import { toast } from '../kit/toast.tsx'

interface Change {
  body: CohortChange
  said: string
  /** What brings the cohort back to what it was. */
  before: CohortChange
}

/** Reads everything about cohorts anew, and persons in as far as they name them. */
export function useFresh(project: number) {
  const cache = useQueryClient()
  return async (cohort?: Cohort) => {
    if (cohort) cache.setQueryData([...cohortsKey(project), 'one', cohort.id], cohort)
    await Promise.all([
      cache.invalidateQueries({ queryKey: cohortsKey(project) }),
      cache.invalidateQueries({ queryKey: ['persons', project] }),
    ])
  }
}

/** Saves a change of a cohort at once; what was before comes back with Undo. */
export function useChange(project: number, id: number, meta: { quiet?: boolean } = {}) {
  const fresh = useFresh(project)
  return useMutation({
    mutationFn: ({ body }: Change) => changeCohort(project, id, body),
    meta,
    onSuccess: async (cohort, { said, before }) => {
      toast(said, { undo: () => changeCohort(project, id, before).then(fresh) })
      await fresh(cohort)
    },
  })
}
