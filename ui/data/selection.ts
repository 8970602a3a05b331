import { type KeyboardEvent, useCallback, useState } from 'react'

/** Which rows of a list are chosen, by checkbox, by `x`, or as a range with Shift. */
export interface Selection {
  chosen: ReadonlySet<string>
  toggle: (id: string, asRange: boolean) => void
  all: () => void
  clear: () => void
}

export function useSelection(ids: readonly string[]): Selection {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string>()
  // Rows that are no longer shown are no longer chosen.
  const chosen = new Set(ids.filter((id) => kept.has(id)))
  const toggle = (id: string, asRange: boolean) => {
    const next = new Set(chosen)
    const [from, to] = [ids.indexOf(last ?? ''), ids.indexOf(id)].toSorted((a, b) => a - b)
    const range = asRange && from !== undefined && from >= 0 && to !== undefined ? ids.slice(from, to + 1) : [id]
    const isOn = !chosen.has(id)
    for (const one of range) {
      if (isOn) next.add(one)
      else next.delete(one)
    }
    setKept(next)
    setLast(id)
  }
  const clear = useCallback(() => setKept(new Set()), [])
  const all = () => setKept(chosen.size === ids.length ? new Set() : new Set(ids))
  return { chosen, toggle, all, clear }
}

const inRow = (row: Element | null) => row?.querySelector<HTMLElement>('.list-name > a, .list-name > button')

/** `j` and `k` or the arrows go from row to row, `x` chooses, Esc lets go. */
export function rowKeys(selection: Selection) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (!(target instanceof HTMLElement) || event.metaKey || event.ctrlKey || event.altKey) return
    const row = target.closest<HTMLElement>('tbody tr')
    if (!row || target.matches('input:not([type="checkbox"]), textarea, select')) return
    const go = (to: Element | null) => {
      inRow(to)?.focus()
      event.preventDefault()
    }
    if (event.key === 'j' || event.key === 'ArrowDown') go(row.nextElementSibling)
    else if (event.key === 'k' || event.key === 'ArrowUp') go(row.previousElementSibling)
    else if (event.key.toLowerCase() === 'x' && row.dataset['id']) selection.toggle(row.dataset['id'], event.shiftKey)
    else if (event.key === 'Escape' && selection.chosen.size > 0) selection.clear()
    else return
    event.stopPropagation()
  }
}
