import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnnotationChange, annotationsKey, changeAnnotation, createAnnotation } from '../api/annotations.ts'
import { toast } from '../kit/toast.tsx'

/** Makes, changes and removes annotations; what is removed can be brought back. */
export function useAnnotationChanges(project: number) {
  const cache = useQueryClient()
  const fresh = () => cache.invalidateQueries({ queryKey: annotationsKey(project) })
  const save = useMutation({
    // The form says beside its fields what is wrong.
    meta: { quiet: true },
    mutationFn: ({ id, body }: { id: number | undefined; body: AnnotationChange }) =>
      id === undefined ? createAnnotation(project, body) : changeAnnotation(project, id, body),
    onSuccess: fresh,
  })
  const remove = useMutation({
    mutationFn: (id: number) => changeAnnotation(project, id, { deleted: true }),
    onSuccess: (_answer, id) => {
      toast('Annotation removed', { undo: () => changeAnnotation(project, id, { deleted: false }).then(fresh) })
      return fresh()
    },
  })
  return { save, remove }
}
