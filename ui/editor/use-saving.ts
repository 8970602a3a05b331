import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeInsight, createInsight, insightKey, rereadInsights } from '../api/insights.ts'
import type { Insight, InsightQuery } from '../api/types.ts'
import { question } from './sentence.ts'

interface ToSave {
  name?: string
  source?: InsightQuery
  dashboards?: number[]
}

/** Writes an insight: a new one, or a change to a known one. Lists and boards that show it are read again. */
export function useSaving(project: number, insight: Insight | undefined) {
  const cache = useQueryClient()
  const write = async ({ name, source, dashboards }: ToSave, asNew: boolean): Promise<Insight> => {
    const body = {
      ...(name === undefined ? {} : { name }),
      ...(source ? { query: { kind: 'InsightVizNode', source }, derived_name: question(source).slice(0, 400) } : {}),
      ...(dashboards ? { dashboards } : {}),
    }
    return insight && !asNew ? changeInsight(project, insight.id, body) : createInsight(project, body)
  }
  return useMutation({
    mutationFn: ({ asNew = false, ...what }: ToSave & { asNew?: boolean }) => write(what, asNew),
    onSuccess: async (saved) => {
      cache.setQueryData(insightKey(project, saved.short_id), saved)
      await rereadInsights(cache, project)
    },
  })
}
