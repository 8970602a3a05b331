import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeDashboard, dashboardsQuery } from '../api/dashboards.ts'
import type { DashboardItem } from '../api/types.ts'
import { IconButton } from '../kit/button.tsx'

/** Pins at once and asks the server afterwards; a refusal puts it back. */
export function PinButton({ project, board }: { project: number; board: DashboardItem }) {
  const cache = useQueryClient()
  const { queryKey } = dashboardsQuery(project)
  const pin = useMutation({
    mutationFn: (pinned: boolean) => changeDashboard(project, board.id, { pinned }),
    onMutate: (pinned) => {
      const before = cache.getQueryData(queryKey)
      cache.setQueryData(
        queryKey,
        (page) =>
          page && { ...page, results: page.results.map((one) => (one.id === board.id ? { ...one, pinned } : one)) },
      )
      return before
    },
    onError: (_error, _pinned, before) => cache.setQueryData(queryKey, before),
    onSettled: () => cache.invalidateQueries({ queryKey }),
  })
  return (
    <IconButton
      icon="pin"
      label={board.pinned ? `Unpin ${board.name}` : `Pin ${board.name}`}
      aria-pressed={board.pinned}
      onClick={() => pin.mutate(!board.pinned)}
    />
  )
}
