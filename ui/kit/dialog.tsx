import { Dialog } from 'radix-ui'
import { type ComponentProps, type ReactNode, useRef } from 'react'
import { Button, IconButton } from './button.tsx'
import './layers.css'

interface PanelProps {
  title: ReactNode
  note?: string
  open: boolean
  onClose: () => void
  children: ReactNode
  look?: 'dialog' | 'sheet'
}

/** Focus goes to what one came to fill in, or to the panel itself; never to the way out. */
function focusFirstField(event: Event): void {
  event.preventDefault()
  const panel = event.currentTarget
  if (!(panel instanceof HTMLElement)) return
  const field = panel.querySelector<HTMLElement>('input, textarea, select')
  if (field) field.focus()
  else panel.focus()
}

/** A dialog in the middle or a sheet at the side; Esc and a click outside leave it. */
export function Panel({ title, note, open, onClose, children, look = 'dialog' }: PanelProps) {
  const before = useRef<Element>(null)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className={look}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement
            focusFirstField(event)
          }}
          // What opened it is no part of it, so it would not be found again.
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (before.current instanceof HTMLElement) before.current.focus()
          }}
          {...(note ? {} : { 'aria-describedby': undefined })}
        >
          <div className="dialog-head">
            <div>
              <Dialog.Title asChild>
                <h2>{title}</h2>
              </Dialog.Title>
              {note && <Dialog.Description className="muted">{note}</Dialog.Description>}
            </div>
            <Dialog.Close asChild>
              <IconButton icon="close" label="Close" />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface FormFootProps extends Pick<ComponentProps<typeof Button>, 'look' | 'busy' | 'disabled' | 'children'> {
  onCancel: () => void
  /** The words of the way out. */
  keep?: string
}

/** The end of a form in a panel: to leave it, or to send it. */
export function FormFoot({ onCancel, keep = 'Cancel', look = 'primary', ...act }: FormFootProps) {
  return (
    <div className="dialog-foot">
      <Button look="quiet" onClick={onCancel}>
        {keep}
      </Button>
      <Button type="submit" look={look} {...act} />
    </div>
  )
}
