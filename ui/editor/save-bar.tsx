import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { dashboardsQuery } from '../api/dashboards.ts'
import { Button } from '../kit/button.tsx'
import { Menu, MenuItem, MenuNote } from '../kit/menu.tsx'
import './save-bar.css'

interface SaveBarProps {
  project: number
  isNew: boolean
  changed: boolean
  busy: boolean
  canSave: boolean
  boards: number[]
  onSave: () => void
  onBoard: (board: number) => void
  onDiscard: () => void
  /** What else can be done with it. */
  more: ReactNode
}

/** Keep the question, and put its answer on a board. */
export function SaveBar({
  project,
  isNew,
  changed,
  busy,
  canSave,
  boards,
  onSave,
  onBoard,
  onDiscard,
  more,
}: SaveBarProps) {
  const { data: all = [] } = useQuery(dashboardsQuery(project))
  return (
    <div className="save-bar">
      {changed && !isNew && (
        <Button look="quiet" onClick={onDiscard}>
          Discard changes
        </Button>
      )}
      <Menu
        trigger={
          <Button icon="boards" disabled={!canSave}>
            {boards.length === 0 ? 'Add to board' : boards.length === 1 ? 'On 1 board' : `On ${boards.length} boards`}
          </Button>
        }
      >
        <MenuNote>{isNew ? 'Save and add to' : 'Add to'}</MenuNote>
        {all.map((board) => (
          <MenuItem
            key={board.id}
            icon="boards"
            chosen={boards.includes(board.id)}
            disabled={boards.includes(board.id)}
            onSelect={() => onBoard(board.id)}
          >
            {board.name || 'Untitled board'}
          </MenuItem>
        ))}
        {all.length === 0 && <MenuNote>There is no board yet.</MenuNote>}
      </Menu>
      <Button look="primary" busy={busy} disabled={!canSave || busy || !(changed || isNew)} onClick={onSave}>
        {changed || isNew ? 'Save' : 'Saved'}
      </Button>
      {more}
    </div>
  )
}
