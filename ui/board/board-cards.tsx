import { TextEditor } from './text-editor.tsx'
import type { BoardTile, useBoard } from './use-board.ts'

/** Something that is being put on the board, or changed where it stands. */
export interface Card {
  kind: 'text'
  tile?: BoardTile
}

interface BoardCardsProps {
  card: Card | undefined
  save: ReturnType<typeof useBoard>['save']
  onClose: () => void
}

/** The forms in which things are put on a board. */
export function BoardCards({ card, save, onClose }: BoardCardsProps) {
  const tile = card?.tile
  const at = tile ? { id: tile.id } : {}
  const saveText = (body: string) => {
    const known = tile?.text?.id === undefined ? {} : { id: tile.text.id }
    save.mutate({ body: { tiles: [{ ...at, text: { ...known, body } }] } })
  }
  return (
    <TextEditor
      key={tile?.id ?? 'new'}
      open={card?.kind === 'text'}
      body={tile?.text?.body ?? ''}
      onClose={onClose}
      onSave={saveText}
    />
  )
}
