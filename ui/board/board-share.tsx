import type { Dashboard } from '../api/types.ts'
import { ShareButton } from '../share/share-button.tsx'
import { warningFor } from '../share/share-warning.ts'
import type { BoardTile } from './use-board.ts'

/** The way to the board's public link. */
export function BoardShare({ project, board, tiles }: { project: number; board: Dashboard; tiles: BoardTile[] }) {
  const { id, name, is_shared } = board
  return (
    <ShareButton
      what={{ project, kind: 'dashboards', id }}
      name={name || 'Untitled board'}
      warning={warningFor(tiles)}
      shared={is_shared}
    />
  )
}
