import { Age } from '../kit/age.tsx'
import { IconButton } from '../kit/button.tsx'
import { type BoardTile, oldestOf } from './use-board.ts'
import './wall.css'

interface WallHeadProps {
  name: string
  tiles: BoardTile[]
  onLeave: () => void
}

/** All that a wall needs over its tiles: what it shows, how old that is, and the way back. */
export function WallHead({ name, tiles, onLeave }: WallHeadProps) {
  const age = oldestOf(tiles)
  return (
    <header className="wall-head">
      <h1 className="clip" title={name}>
        {name}
      </h1>
      {age && (
        <span className="muted">
          Oldest tile <Age at={age} />
        </span>
      )}
      <IconButton icon="close" label="Leave full screen (Esc)" onClick={onLeave} />
    </header>
  )
}
