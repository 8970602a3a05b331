import { useShortcut } from '../shell/keys.ts'
import type { Card } from './board-cards.tsx'
import type { Wall } from './use-wall.ts'

interface BoardKeys {
  edit: () => void
  refresh: () => void
  table: () => void
  add: (card: Card) => void
  editing: boolean
  wall: Wall
}

/** The keys of a board. On a wall those that change it do nothing: nobody would see what is being changed. */
export function useBoardKeys({ edit, refresh, table, add, editing, wall }: BoardKeys): void {
  useShortcut('e', () => !wall.on && edit())
  useShortcut('r', refresh)
  useShortcut('t', table)
  useShortcut('a', () => !wall.on && add({ kind: 'insight' }))
  useShortcut('n', () => !wall.on && add({ kind: 'text' }))
  useShortcut('f', wall.on ? wall.leave : wall.enter)
  useShortcut('Escape', () => {
    if (wall.on) wall.leave()
    else if (editing) edit()
  })
}
