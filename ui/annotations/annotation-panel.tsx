import { nameOfUser } from '../api/account.ts'
import type { Annotation } from '../api/annotations.ts'
import { whenWords } from '../charts/flags.ts'
import { localText } from '../charts/interval.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Panel } from '../kit/dialog.tsx'
import { AnnotationForm } from './annotation-form.tsx'
import { useAnnotationChanges } from './use-annotation-changes.ts'
import { noteWords, reachWords, type Where } from './where.ts'
import './annotation-panel.css'

/** What the panel is at: all that was noted under one flag, or one of them being written. */
export type Annotating =
  | { kind: 'read'; ids: readonly number[] }
  | { kind: 'write'; annotation?: Annotation; day?: string; back?: readonly number[] }

interface AnnotationPanelProps {
  project: number
  timezone: string
  where: Where
  annotations: readonly Annotation[]
  at: Annotating | undefined
  onGo: (at: Annotating | undefined) => void
}

/** The notes under a flag, and the form in which one is written. */
export function AnnotationPanel({ project, timezone, where, annotations, at, onGo }: AnnotationPanelProps) {
  const writing = at?.kind === 'write' ? at : undefined
  const read = at?.kind === 'read' ? annotations.filter(({ id }) => at.ids.includes(id)) : []
  // Somebody else may have removed what was to be read.
  const open = writing !== undefined || read.length > 0
  return (
    <Panel
      title={writing ? (writing.annotation ? 'Edit annotation' : 'New annotation') : 'Annotations'}
      open={open}
      onClose={() => onGo(undefined)}
    >
      {writing ? (
        <AnnotationForm
          key={writing.annotation?.id ?? 'new'}
          project={project}
          timezone={timezone}
          annotation={writing.annotation}
          day={writing.day}
          where={where}
          onClose={() => onGo(writing.back && { kind: 'read', ids: writing.back })}
        />
      ) : (
        <Notes project={project} timezone={timezone} annotations={read} onGo={onGo} />
      )}
    </Panel>
  )
}

interface NotesProps extends Pick<AnnotationPanelProps, 'project' | 'timezone' | 'annotations' | 'onGo'> {}

function Notes({ project, timezone, annotations, onGo }: NotesProps) {
  const { remove } = useAnnotationChanges(project)
  const ids = annotations.map(({ id }) => id)
  const last = annotations.at(-1)
  const removeOne = (id: number) => {
    // Left now, or bringing the note back would bring the panel back with it.
    if (ids.length === 1) onGo(undefined)
    remove.mutate(id)
  }
  return (
    <div className="stack">
      <ul className="annotations">
        {annotations.map((annotation) => (
          <li key={annotation.id}>
            <div>
              <p>{noteWords(annotation)}</p>
              <p className="muted">
                {annotation.date_marker && whenWords(annotation.date_marker, timezone)}
                {annotation.created_by && ` · ${nameOfUser(annotation.created_by)}`} · {reachWords(annotation)}
              </p>
            </div>
            <IconButton
              icon="edit"
              label="Edit annotation"
              onClick={() => onGo({ kind: 'write', annotation, back: ids })}
            />
            <IconButton
              icon="trash"
              label="Remove annotation"
              busy={remove.isPending}
              onClick={() => removeOne(annotation.id)}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button
          icon="plus"
          onClick={() =>
            onGo({
              kind: 'write',
              ...(last?.date_marker ? { day: localText(new Date(last.date_marker), timezone) } : {}),
            })
          }
        >
          Add another
        </Button>
      </div>
    </div>
  )
}
