import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { changeInsight, createInsight, insightKey, rereadInsights } from '../api/insights.ts'
import type { Insight, OtherQuery } from '../api/types.ts'
import type { SqlDisplay } from '../charts/draw-sql.ts'
import { titleFor } from '../editor/sentence.ts'
import { toast } from '../kit/toast.tsx'

interface ToSave {
  asNew: boolean
  source: OtherQuery
  display: SqlDisplay
}

/** Writes the SQL into the insight that is edited, or into a new one, and goes there. */
export function useSqlSaving(project: number, insight: Insight | undefined) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ asNew, source, display }: ToSave) => {
      const wrapper = insight?.query && 'source' in insight.query ? insight.query : {}
      const query = { ...wrapper, kind: 'DataVisualizationNode', source, display }
      if (insight && !asNew) return changeInsight(project, insight.id, { query })
      const name = insight ? `${titleFor(insight)} (copy)` : firstLine(source.query ?? '')
      return createInsight(project, { name, query })
    },
    onSuccess: async (saved) => {
      toast(insight ? 'Saved' : 'Saved as an insight')
      cache.setQueryData(insightKey(project, saved.short_id), saved)
      await rereadInsights(cache, project)
      const params = { projectId: String(project), shortId: saved.short_id }
      await navigate({ to: '/project/$projectId/insights/$shortId', params })
    },
  })
}

const firstLine = (text: string) => text.trim().split('\n')[0]?.slice(0, 120) ?? 'SQL'
