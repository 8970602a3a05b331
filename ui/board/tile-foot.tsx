import { Age } from '../kit/age.tsx'
import { Icon } from '../kit/icon.tsx'
import type { BoardTile } from './use-board.ts'

/** How old the number is and where it came from; a warning with its cause when a newer one could not be had. */
export function TileFoot({ tile }: { tile: BoardTile }) {
  const { insight, failure, waiting, refreshing } = tile
  if (waiting) return <footer className="tile-foot">Computing…</footer>
  const at = insight?.last_refresh
  if (failure) {
    return (
      <footer className="tile-foot" data-failed title={failure}>
        <Icon name="warning" size={14} />
        {at ? (
          <span className="clip">
            Old result, <Age at={at} />: {failure}
          </span>
        ) : (
          'No result'
        )}
      </footer>
    )
  }
  if (!at) return <footer className="tile-foot">Not computed yet</footer>
  return (
    <footer className="tile-foot">
      <span>
        As of <Age at={at} />
      </span>
      <span aria-hidden="true">·</span>
      <span>{refreshing ? 'refreshing…' : insight?.is_cached ? 'cached' : 'fresh'}</span>
    </footer>
  )
}
