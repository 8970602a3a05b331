import { Link } from '@tanstack/react-router'
import { Button } from '../kit/button.tsx'
import { useProjectId } from '../shell/project.ts'
import type { Card } from './board-cards.tsx'

export interface AddButtonsProps {
  dashboard: number
  onAdd: (card: Card) => void
}

/** What a board can hold. */
export function AddButtons({ dashboard, onAdd }: AddButtonsProps) {
  const params = { projectId: String(useProjectId()), shortId: 'new' }
  return (
    <>
      <Link
        className="button"
        data-look="primary"
        to="/project/$projectId/insights/$shortId"
        params={params}
        search={{ board: dashboard }}
      >
        Add an insight
      </Link>
      <Button icon="text" onClick={() => onAdd({ kind: 'text' })} title="A text (n)">
        Add text
      </Button>
    </>
  )
}

/** What edit mode offers, and how it is done with and without a mouse. */
export function EditStrip(props: AddButtonsProps) {
  return (
    <div className="board-editing">
      <p>
        Drag a tile by its head, resize it at its corner. With the keyboard: Tab to a tile, arrows move it, Shift and
        arrows resize it.
      </p>
      <AddButtons {...props} />
    </div>
  )
}
