import type { Dashboard } from '../api/types.ts'
import { Editable } from '../kit/editable.tsx'

interface BoardHeadProps {
  board: Dashboard
  onChange: (words: { name?: string; description?: string }) => void
}

/** What the board is called and what it is for, both edited where they stand. */
export function BoardHead({ board, onChange }: BoardHeadProps) {
  return (
    <header className="board-head">
      <h1>
        <Editable
          label="Board name"
          placeholder="Untitled board"
          value={board.name ?? ''}
          onSave={(name) => onChange({ name })}
        />
      </h1>
      <p>
        <Editable
          label="Description"
          placeholder="Add a description"
          value={board.description}
          onSave={(description) => onChange({ description })}
        />
      </p>
    </header>
  )
}
