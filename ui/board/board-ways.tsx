import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { changeDashboard, createDashboard, dashboardsQuery } from '../api/dashboards.ts'
import type { Dashboard } from '../api/types.ts'
import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { toast } from '../kit/toast.tsx'

/** What can be done with a whole board. */
export function BoardWays({ project, board, onWall }: { project: number; board: Dashboard; onWall: () => void }) {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const name = board.name || 'Untitled board'
  const params = { projectId: String(project) }
  const fresh = () => cache.invalidateQueries({ queryKey: dashboardsQuery(project).queryKey })
  const restore = () => changeDashboard(project, board.id, { deleted: false }).then(fresh)
  const remove = useMutation({
    mutationFn: () => changeDashboard(project, board.id, { deleted: true }),
    onSuccess: async () => {
      await navigate({ to: '/project/$projectId/dashboard', params })
      cache.removeQueries({ queryKey: ['board', project, board.id] })
      toast(`Deleted ${name}. Its insights stay`, { undo: restore })
      await fresh()
    },
  })
  const copy = useMutation({
    mutationFn: () => createDashboard(project, { name: `${name} (copy)`, use_dashboard: board.id }),
    onSuccess: async (made) => {
      await navigate({
        to: '/project/$projectId/dashboard/$dashboardId',
        params: { ...params, dashboardId: String(made.id) },
      })
      toast('This is the copy. It shows the same insights')
      await fresh()
    },
  })
  return (
    <Menu trigger={<IconButton icon="more" label="More about this board" />}>
      <MenuItem icon="screen" keys="f" onSelect={onWall}>
        Full screen
      </MenuItem>
      <MenuItem icon="copy" onSelect={() => copy.mutate()}>
        Duplicate board
      </MenuItem>
      <MenuLine />
      <MenuItem icon="trash" tone="danger" onSelect={() => remove.mutate()}>
        Delete board
      </MenuItem>
    </Menu>
  )
}
