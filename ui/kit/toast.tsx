import { useSyncExternalStore } from 'react'
import { wordsFor } from '../api/client.ts'
import { Button, IconButton } from './button.tsx'
import './toast.css'

interface Toast {
  id: number
  words: string
  tone: 'plain' | 'danger'
  undo: (() => unknown) | undefined
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

/** Says what has been done, and offers the way back instead of asking before; a way back that fails is said too. */
export function toast(
  words: string,
  { undo, tone = 'plain' }: { undo?: () => unknown; tone?: 'plain' | 'danger' } = {},
): void {
  const id = nextId++
  set([...toasts.slice(-2), { id, words, tone, undo }])
  goSoon(id)
}

const going = new Map<number, ReturnType<typeof setTimeout>>()

function stay(): void {
  for (const timer of going.values()) clearTimeout(timer)
  going.clear()
}

function goSoon(id: number): void {
  going.set(
    id,
    setTimeout(() => {
      going.delete(id)
      drop(id)
    }, SHOWN_MS),
  )
}

async function takeBack(undo: () => unknown): Promise<void> {
  try {
    await undo()
  } catch (error) {
    toast(`That could not be undone: ${wordsFor(error)}`, { tone: 'danger' })
  }
}

/** Nothing goes away under the pointer or the keyboard; after that the time to read begins again. */
function goOn(): void {
  stay()
  for (const { id } of toasts) goSoon(id)
}

/** What is taken away under the pointer is never left by it, so the others go on by themselves. */
function dismiss(id: number): void {
  drop(id)
  goOn()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section
      className="toasts"
      aria-live="polite"
      aria-label="Notices"
      onPointerEnter={stay}
      onPointerLeave={goOn}
      onFocus={stay}
      onBlur={goOn}
    >
      {shown.map(({ id, words, tone, undo }) => (
        <div key={id} className="toast" data-tone={tone}>
          <span>{words}</span>
          {undo && (
            <Button
              look="quiet"
              onClick={() => {
                void takeBack(undo)
                dismiss(id)
              }}
            >
              Undo
            </Button>
          )}
          <IconButton icon="close" label="Dismiss" onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  )
}
