import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Panel } from './dialog.tsx'

interface ConfirmProps {
  title: ReactNode
  /** What will be lost. */
  note: string
  open: boolean
  onClose: () => void
  /** The way back. */
  keep?: string
  act: string
  busy: boolean
  onAct: () => void
  /** What is still to be chosen. */
  children?: ReactNode
}

/** Asks before something is gone. */
export function Confirm({ title, note, open, onClose, keep = 'Keep it', act, busy, onAct, children }: ConfirmProps) {
  return (
    <Panel title={title} note={note} open={open} onClose={onClose}>
      {children}
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          {keep}
        </Button>
        <Button look="danger" busy={busy} onClick={onAct}>
          {act}
        </Button>
      </div>
    </Panel>
  )
}
