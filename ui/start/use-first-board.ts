import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { eventNamesQuery } from '../api/definitions.ts'
import { makeFirstBoard } from './first-board.ts'

const MOST_NAMES = 20

/** Makes a board of the events that come, and goes there. An event that is known already stands in where no name is noted yet. */
export function useFirstBoard(projectId: number) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (known?: string) => {
      const page = await cache.fetchQuery(eventNamesQuery(projectId, '', MOST_NAMES))
      const names = page.results.map(({ name }) => name)
      return makeFirstBoard(projectId, names.length > 0 || known === undefined ? names : [known])
    },
    onSuccess: async (board) => {
      await cache.invalidateQueries({ queryKey: ['dashboards', projectId] })
      const params = { projectId: String(projectId), dashboardId: String(board.id) }
      await navigate({ to: '/project/$projectId/dashboard/$dashboardId', params })
    },
  })
}
