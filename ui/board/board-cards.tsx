import { ButtonEditor } from './button-editor.tsx'
import { InsightPicker } from './insight-picker.tsx'
import { TextEditor } from './text-editor.tsx'
import type { BoardTile, useBoard } from './use-board.ts'

/** Something that is being put on the board, or changed where it stands. */
export type Card = { kind: 'insight' } | { kind: 'text' | 'button'; tile?: BoardTile }

/** The form for a tile that holds no insight. */
export const cardOf = (tile: BoardTile): Card => ({ kind: tile.button_tile ? 'button' : 'text', tile })

interface BoardCardsProps {
  project: number
  board: number
  tiles: BoardTile[]
  card: Card | undefined
  save: ReturnType<typeof useBoard>['save']
  onClose: () => void
}

/** The forms in which things are put on a board. */
export function BoardCards({ project, board, tiles, card, save, onClose }: BoardCardsProps) {
  const tile = card && 'tile' in card ? card.tile : undefined
  const at = tile ? { id: tile.id } : {}
  const saveText = (body: string) => {
    const known = tile?.text?.id === undefined ? {} : { id: tile.text.id }
    save.mutate({ body: { tiles: [{ ...at, text: { ...known, body } }] } })
  }
  return (
    <>
      <TextEditor
        key={tile?.id ?? 'new'}
        open={card?.kind === 'text'}
        body={tile?.text?.body ?? ''}
        onClose={onClose}
        onSave={saveText}
      />
      <ButtonEditor
        open={card?.kind === 'button'}
        button={tile?.button_tile}
        busy={save.isPending}
        onClose={onClose}
        onSave={(words, done) => {
          const known = tile?.button_tile ? { id: tile.button_tile.id } : {}
          save.mutate({ body: { tiles: [{ ...at, button_tile: { ...known, ...words } }] } }, { onSuccess: done })
        }}
      />
      <InsightPicker
        project={project}
        board={board}
        shown={new Set(tiles.flatMap(({ insight }) => (insight ? [insight.id] : [])))}
        open={card?.kind === 'insight'}
        onClose={onClose}
      />
    </>
  )
}
