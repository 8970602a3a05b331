import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { changeInsight, insightKey } from '../api/insights.ts'
import type { Insight } from '../api/types.ts'
import { TagRow } from '../data/tag-row.tsx'
import './insight-tags.css'

/** The tags of an insight, changed where they stand. */
export function InsightTags({ project, insight }: { project: number; insight: Insight }) {
  const cache = useQueryClient()
  const save = async (tags: string[]) => {
    const saved = await changeInsight(project, insight.id, { tags })
    cache.setQueryData<Insight | null>(
      insightKey(project, insight.short_id),
      (now) => now && { ...now, tags: saved.tags ?? tags },
    )
    await cache.invalidateQueries({ queryKey: ['insights', project] })
  }
  const params = { projectId: String(project) }
  return (
    <div className="insight-tags">
      <TagRow
        project={project}
        label="Tags of this insight"
        tags={insight.tags ?? []}
        onSave={save}
        link={(tag) => (
          <Link to="/project/$projectId/insights" params={params} search={{ tag }}>
            {tag}
          </Link>
        )}
      />
    </div>
  )
}
