import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeInsight, insightQuery, rereadInsights } from '../api/insights.ts'
import type { Insight } from '../api/types.ts'
import { titleFor } from '../editor/sentence.ts'
import { toast } from '../kit/toast.tsx'

/** Puts insights that exist on a board, and takes them off again. */
export function useAddInsight(project: number, board: number) {
  const cache = useQueryClient()
  /** The API is told all boards of an insight: those it is on at this moment, or somebody else's would be lost. */
  const put = async ({ id, short_id }: Insight, change: (boards: number[]) => number[]) => {
    const now = await cache.fetchQuery({ ...insightQuery(project, short_id), staleTime: 0 })
    await changeInsight(project, id, { dashboards: change(now?.dashboards ?? []) })
    await rereadInsights(cache, project)
  }
  const mutationKey = ['add insight', project, board]
  const adding = useMutation({
    mutationKey,
    mutationFn: (insight: Insight) => put(insight, (boards) => [...new Set([...boards, board])]),
    onSuccess: (_answer, insight) =>
      toast(`Added ${titleFor(insight)}`, {
        undo: () => put(insight, (boards) => boards.filter((one) => one !== board)),
      }),
  })
  /** The second click of two comes before anything on the screen has changed. */
  const add = (insight: Insight) => {
    if (cache.isMutating({ mutationKey }) === 0) adding.mutate(insight)
  }
  return { add, isPending: adding.isPending }
}
