import { useSyncExternalStore } from 'react'
import { Button, IconButton } from './button.tsx'
import './toast.css'

interface Toast {
  id: number
  words: string
  tone: 'plain' | 'danger'
  undo: (() => void) | undefined
}

const SHOWN_MS = 7_000
let toasts: Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

const drop = (id: number) => set(toasts.filter((toast) => toast.id !== id))

/** Says what has been done, and offers the way back instead of asking before. */
export function toast(
  words: string,
  { undo, tone = 'plain' }: { undo?: () => void; tone?: 'plain' | 'danger' } = {},
): void {
  const id = nextId++
  set([...toasts.slice(-2), { id, words, tone, undo }])
  setTimeout(() => drop(id), SHOWN_MS)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section className="toasts" aria-live="polite" aria-label="Notices">
      {shown.map(({ id, words, tone, undo }) => (
        <div key={id} className="toast" data-tone={tone}>
          <span>{words}</span>
          {undo && (
            <Button
              look="quiet"
              onClick={() => {
                undo()
                drop(id)
              }}
            >
              Undo
            </Button>
          )}
          <IconButton icon="close" label="Dismiss" onClick={() => drop(id)} />
        </div>
      ))}
    </section>
  )
}
