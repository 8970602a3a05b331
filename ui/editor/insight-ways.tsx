import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { changeInsight, insightKey, rereadInsights } from '../api/insights.ts'
import type { Insight } from '../api/types.ts'
import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { toast } from '../kit/toast.tsx'
import { titleFor } from './sentence.ts'

interface WaysProps {
  project: number
  insight: Insight
  canSave: boolean
  onSaveAs: () => void
}

/** What can be done with a whole insight. */
export function InsightWays({ project, insight, canSave, onSaveAs }: WaysProps) {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const boards = insight.dashboards ?? []
  const fresh = () => rereadInsights(cache, project)
  /** Comes back to the boards, too, that it left. */
  const restore = () =>
    changeInsight(project, insight.id, { deleted: false })
      .then(() => (boards.length > 0 ? changeInsight(project, insight.id, { dashboards: boards }) : undefined))
      .then(fresh)
  const remove = useMutation({
    mutationFn: () => changeInsight(project, insight.id, { deleted: true }),
    onSuccess: async () => {
      await navigate({ to: '/project/$projectId/insights', params: { projectId: String(project) } })
      cache.removeQueries({ queryKey: insightKey(project, insight.short_id) })
      const from = boards.length === 0 ? '' : boards.length === 1 ? ', also from its board' : ', also from its boards'
      toast(`Deleted ${titleFor(insight)}${from}`, { undo: restore })
      await fresh()
    },
  })
  return (
    <Menu trigger={<IconButton icon="more" label="More about this insight" />}>
      <MenuItem icon="copy" disabled={!canSave} onSelect={onSaveAs}>
        Save as a new insight
      </MenuItem>
      <MenuLine />
      <MenuItem icon="trash" tone="danger" onSelect={() => remove.mutate()}>
        Delete insight
      </MenuItem>
    </Menu>
  )
}
