import { type ReactNode, useState } from 'react'
import { BoardChooser } from '../board/board-chooser.tsx'
import { Button } from '../kit/button.tsx'
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
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="save-bar">
      {changed && !isNew && (
        <Button look="quiet" onClick={onDiscard}>
          Discard changes
        </Button>
      )}
      <Button icon="boards" disabled={!canSave} onClick={() => setChoosing(true)}>
        {boards.length === 0 ? 'Add to board' : boards.length === 1 ? 'On 1 board' : `On ${boards.length} boards`}
      </Button>
      <BoardChooser
        title={isNew ? 'Save and add to a board' : 'Add to a board'}
        project={project}
        barred={new Map(boards.map((id) => [id, 'It is there']))}
        open={choosing}
        onClose={() => setChoosing(false)}
        onChoose={({ id }) => {
          setChoosing(false)
          onBoard(id)
        }}
      />
      <Button look="primary" busy={busy} disabled={!canSave || busy || !(changed || isNew)} onClick={onSave}>
        {changed || isNew ? 'Save' : 'Saved'}
      </Button>
      {more}
    </div>
  )
}
