import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeDashboard, copyTile, dashboardsQuery, moveTile } from '../api/dashboards.ts'
import { createInsight, insightQuery, rereadInsights } from '../api/insights.ts'
import type { DashboardItem, Tile } from '../api/types.ts'
import { titleFor } from '../editor/sentence.ts'
import { toast } from '../kit/toast.tsx'

interface ToBoard {
  tile: Tile
  to: Pick<DashboardItem, 'id' | 'name'>
}

const nameOf = ({ name }: ToBoard['to']) => name || 'Untitled board'

/** What can be done with a tile beyond its place: on this board once more, on another one too, or there instead. */
export function useTileMoves(project: number, board: number) {
  const cache = useQueryClient()
  const fresh = () =>
    Promise.all([
      rereadInsights(cache, project),
      cache.invalidateQueries({ queryKey: dashboardsQuery(project).queryKey }),
    ])
  const copy = useMutation({
    mutationFn: ({ tile, to }: ToBoard) => copyTile(project, tile.id, board, to.id),
    onSuccess: (_answer, { to }) => {
      toast(`Copied to ${nameOf(to)}`)
      return fresh()
    },
  })
  const move = useMutation({
    mutationFn: ({ tile, to }: ToBoard) => moveTile(project, tile.id, board, to.id),
    onSuccess: (_answer, { tile, to }) => {
      toast(`Moved to ${nameOf(to)}`, { undo: () => moveTile(project, tile.id, to.id, board).then(fresh) })
      return fresh()
    },
  })
  const duplicate = useMutation({
    mutationFn: async ({ insight, text, button_tile: button }: Tile): Promise<unknown> => {
      if (button) {
        const { id: _own, ...words } = button
        return changeDashboard(project, board, { tiles: [{ button_tile: words }] })
      }
      if (!insight) return changeDashboard(project, board, { tiles: [{ text: { body: text?.body ?? '' } }] })
      // A tile holds the question as the board filtered it; the copy is of the question as it was saved.
      const stored = (await cache.fetchQuery(insightQuery(project, insight.short_id))) ?? insight
      return createInsight(project, {
        name: `${titleFor(insight)} (copy)`,
        dashboards: [board],
        ...(stored.query ? { query: stored.query } : {}),
        ...(stored.description ? { description: stored.description } : {}),
        ...(stored.tags ? { tags: stored.tags } : {}),
      })
    },
    onSuccess: () => {
      toast('Duplicated: the copy stands at the end')
      return fresh()
    },
  })
  return { copy, move, duplicate }
}
