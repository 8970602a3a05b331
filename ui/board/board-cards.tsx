import type { TileChange } from '../api/dashboards.ts'
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

/** Which one is changed; a new one has no number yet. */
const idOf = <Id extends number | string>(stored: { id?: Id } | null | undefined): { id?: Id } =>
  stored?.id === undefined ? {} : { id: stored.id }

/** The forms in which things are put on a board. */
export function BoardCards({ project, board, tiles, card, save, onClose }: BoardCardsProps) {
  const tile = card && 'tile' in card ? card.tile : undefined
  /** Closed when it is stored; until then what was typed stays. */
  const put = (change: TileChange) =>
    save.mutate({ body: { tiles: [{ ...idOf(tile), ...change }] } }, { onSuccess: onClose })
  return (
    <>
      <TextEditor
        open={card?.kind === 'text'}
        body={tile?.text?.body ?? ''}
        busy={save.isPending}
        onClose={onClose}
        onSave={(body) => put({ text: { ...idOf(tile?.text), body } })}
      />
      <ButtonEditor
        open={card?.kind === 'button'}
        button={tile?.button_tile}
        busy={save.isPending}
        onClose={onClose}
        onSave={(words) => put({ button_tile: { ...idOf(tile?.button_tile), ...words } })}
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
