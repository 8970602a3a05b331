import { Link } from '@tanstack/react-router'
import type { Dashboard } from '../api/types.ts'
import { TagRow } from '../data/tag-row.tsx'
import { Editable } from '../kit/editable.tsx'

interface BoardHeadProps {
  board: Dashboard
  project: number
  onChange: (words: { name?: string; description?: string }) => void
  onTags: (tags: string[]) => Promise<unknown>
}

/** What the board is called, what it is for and how it is tagged, all edited where they stand. */
export function BoardHead({ board, project, onChange, onTags }: BoardHeadProps) {
  const params = { projectId: String(project) }
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
      <TagRow
        project={project}
        label="Tags of this board"
        tags={board.tags}
        onSave={onTags}
        link={(tag) => (
          <Link to="/project/$projectId/dashboard" params={params} search={{ tag }}>
            {tag}
          </Link>
        )}
      />
    </header>
  )
}
