import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeEventDefinition, type EventDefinitionChange } from '../api/definitions.ts'
import type { EventDefinition } from '../api/types.ts'
import { toast } from '../kit/toast.tsx'

interface Change {
  body: EventDefinitionChange
  said: string
  /** What brings the event back to what it was. */
  before: EventDefinitionChange
}

/** Saves a change of an event at once; what was before comes back with Undo. */
export function useChange(project: number, event: EventDefinition) {
  const cache = useQueryClient()
  const save = async (body: EventDefinitionChange) => {
    await changeEventDefinition(project, event.id, body)
    await Promise.all(['event-definitions', 'tags'].map((key) => cache.invalidateQueries({ queryKey: [key, project] })))
  }
  return useMutation({
    mutationFn: ({ body }: Change) => save(body),
    onSuccess: (_answer, { said, before }) => toast(said, { undo: () => save(before) }),
  })
}
