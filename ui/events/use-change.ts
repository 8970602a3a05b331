import { useMutation, useQueryClient } from '@tanstack/react-query'
import { wordsFor } from '../api/client.ts'
import { changeEventDefinition, type EventDefinitionChange } from '../api/definitions.ts'
import type { EventDefinition } from '../api/types.ts'
import { toast } from '../kit/toast.tsx'

/** Saves a change of an event at once; what was before comes back with Undo. */
export function useChange(project: number, event: EventDefinition) {
  const cache = useQueryClient()
  const save = async (body: EventDefinitionChange) => {
    await changeEventDefinition(project, event.id, body)
    await Promise.all([
      cache.invalidateQueries({ queryKey: ['event-definitions', project] }),
      cache.invalidateQueries({ queryKey: ['tags', project] }),
    ])
  }
  return useMutation({
    mutationFn: async ({
      body,
      said,
      before,
    }: {
      body: EventDefinitionChange
      said: string
      before: EventDefinitionChange
    }) => {
      await save(body)
      toast(said, { undo: () => save(before) })
    },
    onError: (error) => toast(wordsFor(error), { tone: 'danger' }),
  })
}
