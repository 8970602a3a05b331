import { nameOfUser } from '../api/account.ts'
import type { Annotation, AnnotationChange } from '../api/annotations.ts'
import type { Note } from '../charts/flags.ts'

/** The charts around an annotation: those of a board, those of an insight, or both. */
export interface Where {
  board?: number | undefined
  insight?: number | undefined
}

/** Whose charts an annotation is on, as one chooses it. */
export type Reach = 'project' | 'dashboard' | 'dashboard_item'

/** Whether a chart that stands there shows it. */
export function isShown({ scope, dashboard_id, dashboard_item }: Annotation, { board, insight }: Where): boolean {
  switch (scope) {
    case 'project':
    case 'organization':
      return true
    case 'dashboard':
      return board !== undefined && dashboard_id === board
    case 'dashboard_item':
      return insight !== undefined && dashboard_item === insight
    case 'recording':
      return false
  }
}

export function noteOf(annotation: Annotation): Note[] {
  const { id, date_marker, created_by } = annotation
  if (date_marker === null) return []
  return [{ id, at: date_marker, words: noteWords(annotation), by: created_by ? nameOfUser(created_by) : '' }]
}

/** What it says, after the sign that it may have. */
export const noteWords = ({ emoji, content }: Annotation) => [emoji, content || 'No text'].filter(Boolean).join(' ')

/** Whose charts it is on, in words. */
export function reachWords(annotation: Annotation): string {
  switch (annotation.scope) {
    case 'project':
      return 'All charts'
    case 'organization':
      return 'All charts of the organization'
    case 'dashboard':
      return annotation.dashboard_name || 'A board'
    case 'dashboard_item':
      return annotation.insight_name || annotation.insight_derived_name || 'An insight'
    case 'recording':
      return 'A recording'
  }
}

/** The fields that tell the API whose charts it is on. */
export function reachFields(reach: Reach, { board, insight }: Where): AnnotationChange {
  if (reach === 'dashboard' && board !== undefined) return { scope: reach, dashboard_id: board }
  if (reach === 'dashboard_item' && insight !== undefined) return { scope: reach, dashboard_item: insight }
  return { scope: 'project' }
}
