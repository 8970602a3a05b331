import { useLocation, useNavigate } from '@tanstack/react-router'
import type { Behind } from '../api/actors.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    behind?: Behind | undefined
  }
}

/**
 * The number whose people are shown. It belongs to the page's place in the history: who opens one of the people and goes back
 * finds the list again.
 */
export function useBehind() {
  const behind = useLocation({ select: ({ state }) => state.behind })
  const navigate = useNavigate()
  const setBehind = (next: Behind | undefined) =>
    void navigate({
      to: '.',
      search: true,
      state: (state) => ({ ...state, behind: next }),
      replace: true,
      resetScroll: false,
    })
  return [behind, setBehind] as const
}
