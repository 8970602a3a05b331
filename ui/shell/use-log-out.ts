import { useMutation, useQueryClient } from '@tanstack/react-query'
import { logOut } from '../api/account.ts'

/** Ends the session and forgets all that it saw. */
export function useLogOut() {
  const cache = useQueryClient()
  return useMutation({ mutationFn: logOut, onSettled: () => cache.resetQueries() })
}
