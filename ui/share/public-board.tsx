import { useEffect, useMemo, useState } from 'react'
import type { DateRange } from '../api/types.ts'
import { BoardGrid } from '../board/board-grid.tsx'
import { TileView } from '../board/tile.tsx'
import type { BoardTile } from '../board/use-board.ts'
import { hasResult } from '../charts/from-result.ts'
import { Empty } from '../kit/notes.tsx'
import { type PublicBoard, type PublicTile, queryOf, type SharedData, sharedTiles } from './shared-data.ts'
import { SharedHead } from './shared-head.tsx'

interface PublicBoardProps {
  data: Extract<SharedData, { type: 'scene' | 'embed' }>
  board: PublicBoard
  proof: string | undefined
  onLeave: (error: unknown) => void
}

function asBoardTile(tile: PublicTile, streaming: boolean, arrived: boolean): BoardTile {
  const { insight, ...rest } = tile
  const empty = insight !== null && !hasResult(insight)
  const failure = tile.error?.message
  const words = insight && {
    ...insight,
    derived_name: insight.derived_name ?? (insight.display.series.join(', ') || null),
  }
  return {
    ...rest,
    insight: words && { ...words, query: queryOf(words.display), created_at: '', created_by: null },
    waiting: streaming && !arrived && empty && !failure,
    refreshing: streaming && !arrived && insight !== null && !empty,
    failure,
  }
}

const NOTHING = new Map<number, PublicTile>()

/** The board and nothing else: its tiles one by one, and a range where the owner lets viewers choose. */
export function PublicBoardView({ data, board, proof, onLeave }: PublicBoardProps) {
  const [range, setRange] = useState<DateRange>()
  const [arrived, setArrived] = useState<ReadonlyMap<number, PublicTile>>(NOTHING)
  const [streaming, setStreaming] = useState(true)

  useEffect(() => {
    const stop = new AbortController()
    const read = async () => {
      setStreaming(true)
      setArrived(NOTHING)
      for await (const tile of sharedTiles(proof, range ?? {}, stop.signal)) {
        if (stop.signal.aborted) return
        setArrived((now) => new Map(now).set(tile.id, tile))
      }
      setStreaming(false)
    }
    read().catch((error: unknown) => !stop.signal.aborted && onLeave(error))
    return () => stop.abort()
  }, [proof, range])

  const tiles = useMemo(
    () => board.tiles.map((tile) => asBoardTile(arrived.get(tile.id) ?? tile, streaming, arrived.has(tile.id))),
    [board.tiles, arrived, streaming],
  )
  const timezone = tiles.find((tile) => tile.insight?.timezone)?.insight?.timezone ?? 'UTC'
  const asOf = tiles.flatMap((tile) => tile.insight?.last_refresh ?? []).toSorted()[0]
  return (
    <>
      {data.noHeader ? (
        <title>{board.name ?? 'Shared board'}</title>
      ) : (
        <SharedHead
          title={board.name || 'Untitled board'}
          description={board.description}
          asOf={asOf}
          timezone={timezone}
          range={range}
          onRange={data.viewer_date_range ? setRange : undefined}
        />
      )}
      {tiles.length === 0 && (
        <Empty icon="boards" title="Nothing on this board yet">
          Its owner has not put anything here.
        </Empty>
      )}
      <BoardGrid tiles={tiles} editing={false} onArrange={() => undefined}>
        {(tile) => (
          <TileView
            tile={tile}
            timezone={timezone}
            asTable={false}
            legend={data.legend}
            editing={false}
            menu={null}
            line=""
            title={(name) => name}
            onRetry={undefined}
            onZoom={undefined}
          />
        )}
      </BoardGrid>
    </>
  )
}
