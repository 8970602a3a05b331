import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Action, actionQuery } from '../api/actions.ts'
import { Panel } from '../kit/dialog.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { ActionForm } from './action-form.tsx'
import type { ActionDraft } from './draft.ts'

interface ActionPanelProps {
  project: number
  id: number | 'new' | undefined
  /** The actions of the list, once they are there. */
  actions: Action[] | undefined
  onOpen: (id: number | 'new') => void
  onDelete: (action: Action) => void
  onRestore: (action: Action) => void
  onClose: () => void
}

/** An action at the side of the list. What was typed when it is left can be had back. */
export function ActionPanel({ project, id, actions, onOpen, onDelete, onRestore, onClose }: ActionPanelProps) {
  const unsaved = useRef<ActionDraft>(undefined)
  const [kept, setKept] = useState<ActionDraft>()
  const listed = actions?.find((action) => action.id === id)
  const lone = useQuery({
    ...actionQuery(project, Number(id)),
    enabled: typeof id === 'number' && actions !== undefined && !listed,
  })
  const action = listed ?? (typeof id === 'number' ? lone.data : undefined)
  const forget = () => {
    unsaved.current = undefined
    setKept(undefined)
  }
  const leave = () => {
    const draft = unsaved.current
    forget()
    onClose()
    if (!draft || id === undefined) return
    const undo = () => {
      unsaved.current = draft
      setKept(draft)
      onOpen(id)
    }
    toast('Closed without saving', { undo })
  }
  const title = id === 'new' ? 'New action' : (action?.name ?? 'Action')
  return (
    <Panel
      title={title}
      {...(action?.deleted ? { note: 'This action was deleted.' } : {})}
      look="sheet"
      open={id !== undefined}
      onClose={leave}
    >
      {id !== 'new' && !action && !lone.error && <SkeletonRows />}
      {id !== 'new' && !action && lone.error && (
        <Failure what="This action could not be read" error={lone.error} retry={() => void lone.refetch()} />
      )}
      {(id === 'new' || action) && (
        <ActionForm
          key={id}
          project={project}
          action={action}
          kept={kept}
          onUnsaved={(draft) => {
            unsaved.current = draft
          }}
          onDelete={(gone) => {
            forget()
            onDelete(gone)
          }}
          onRestore={onRestore}
          onClose={leave}
        />
      )}
    </Panel>
  )
}
