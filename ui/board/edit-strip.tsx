import { Button } from '../kit/button.tsx'
import type { Card } from './board-cards.tsx'

export interface AddButtonsProps {
  onAdd: (card: Card) => void
}

/** What a board can hold. */
export function AddButtons({ onAdd }: AddButtonsProps) {
  return (
    <>
      <Button look="primary" icon="plus" onClick={() => onAdd({ kind: 'insight' })} title="An insight, by its name (a)">
        Add an insight
      </Button>
      <Button icon="text" onClick={() => onAdd({ kind: 'text' })} title="A text (n)">
        Add text
      </Button>
      <Button icon="external" onClick={() => onAdd({ kind: 'button' })}>
        Add a button
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
