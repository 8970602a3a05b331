import { useEffect, useRef } from 'react'

/**
 * Keyboard shortcuts: single keys (`n`), pairs (`g b`) and chords with Ctrl or ⌘ (`mod+k`). The last one to register a
 * key owns it, so a page may lend a key its own meaning. Typing in a field is never a shortcut.
 */
type Handler = () => void
const owners = new Map<string, Handler[]>()
const PAIR_MS = 900
let first = ''
let firstAt = 0

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const run = (keys: string) => {
  const handler = owners.get(keys)?.at(-1)
  handler?.()
  return handler !== undefined
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  if ((event.metaKey || event.ctrlKey) && !event.altKey) {
    if (run(`mod+${event.key.toLowerCase()}`)) event.preventDefault()
    return
  }
  if (event.altKey || isTyping(event.target)) return
  if (document.querySelector('[role="dialog"], [role="menu"]')) return
  const pair = performance.now() - firstAt < PAIR_MS ? `${first} ${event.key}` : ''
  first = event.key
  firstAt = performance.now()
  if ((pair !== '' && run(pair)) || run(event.key)) {
    event.preventDefault()
    if (pair !== '') first = ''
  }
}

export function startShortcuts(): void {
  window.addEventListener('keydown', onKeyDown)
}

export function useShortcut(keys: string, handler: Handler): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    const call = () => latest.current()
    owners.set(keys, [...(owners.get(keys) ?? []), call])
    return () => {
      owners.set(
        keys,
        (owners.get(keys) ?? []).filter((other) => other !== call),
      )
    }
  }, [keys])
}

/** The key of chords as this machine's keyboard has it. */
export const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
