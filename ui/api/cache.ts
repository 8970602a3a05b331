import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { toast } from '../kit/toast.tsx'
import { ApiError, wordsFor } from './client.ts'

let away = false
const listeners = new Set<() => void>()

/** Whether that is news. */
function setAway(next: boolean): boolean {
  if (away === next) return false
  away = next
  for (const listener of listeners) listener()
  return true
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True while the server does not answer at all; what is on the screen stays. */
export const useServerAway = () => useSyncExternalStore(subscribe, () => away)

const RETRIES = 2

/** `fetch` throws this where there is no answer at all. */
const isAway = (error: unknown) => error instanceof TypeError

/** The cache of everything that the server answered. A failed change is reported; when the log-in is lost, the log-in page opens. */
export function createCache(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < RETRIES && !(error instanceof ApiError && error.status < 500),
      },
    },
    queryCache: new QueryCache({
      onSuccess: () => {
        // Back again: what was asked in the meantime is asked once more, without anybody having to.
        if (setAway(false))
          void client.refetchQueries({ type: 'active', predicate: ({ state }) => isAway(state.error) })
      },
      onError: (error, query) => {
        if (isAway(error)) setAway(true)
        const loggedOut = error instanceof ApiError && error.status === 401 && query.queryKey[0] !== 'me'
        if (loggedOut) void client.invalidateQueries({ queryKey: ['me'] })
        const isMissing = error instanceof ApiError && error.status === 404
        // It may be missing because its project is.
        if (!isMissing || query.queryKey[0] === 'project') return
        for (const key of ['project', 'projects']) void client.invalidateQueries({ queryKey: [key] })
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (!mutation.meta?.quiet) toast(`That did not work: ${wordsFor(error)}`, { tone: 'danger' })
      },
    }),
  })
  return client
}
