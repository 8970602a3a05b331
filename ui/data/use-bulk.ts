import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from '../kit/toast.tsx'

/** Something that is done to several rows: what it says when it is done, and how it is taken back. */
export interface BulkWork {
  act: () => Promise<unknown>
  done: string
  undo: () => Promise<unknown>
}

/** Does such work, reads the lists of these keys anew and offers to take it back. */
export function useBulk(project: number, keys: readonly string[]) {
  const cache = useQueryClient()
  const refresh = () => Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key, project] })))
  return useMutation({
    mutationFn: ({ act }: BulkWork) => act(),
    onSuccess: (_answer, { done, undo }) => toast(done, { undo: () => undo().finally(refresh) }),
    // What was done before something failed is another now, too.
    onSettled: refresh,
  })
}

const AT_ONCE = 5

/** A few at a time: fifty changes at once would keep the server from everybody else. */
export async function inTurns<T>(items: readonly T[], change: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(change))
}
