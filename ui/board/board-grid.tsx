import { type KeyboardEvent, type ReactNode, useMemo, useSyncExternalStore } from 'react'
import GridLayout, { type Layout, useContainerWidth } from 'react-grid-layout'
import { isTrends, sourceOf } from '../charts/from-result.ts'
import { titleFor } from '../editor/sentence.ts'
import { Fault } from '../kit/fault.tsx'
import { COLUMNS, GAP, layoutOf, moveTile, ROW_HEIGHT, resizeTile } from './arrange.ts'
import type { BoardTile } from './use-board.ts'
import './board-grid.css'

const STACKED_BELOW = 700

interface BoardGridProps {
  tiles: BoardTile[]
  editing: boolean
  /** On a wall the rows share the height of the screen, so that nobody has to scroll. */
  fit?: boolean
  onArrange: (layout: Layout) => void
  children: (tile: BoardTile) => ReactNode
}

const NUMBER_HEIGHT = 148

/** One big number: two of them stand side by side even on a phone. */
function isNumber(tile: BoardTile | undefined): boolean {
  const source = sourceOf(tile?.insight?.query ?? null)
  return isTrends(source) && source.trendsFilter?.display === 'BoldNumber'
}

function stackedHeight(tile: BoardTile | undefined, rows: number): number | undefined {
  if (isNumber(tile)) return NUMBER_HEIGHT
  if (!tile?.insight) return undefined
  const shown = Math.min(6, Math.max(3, rows))
  return shown * 64 + (shown - 1) * 12
}

const FLATTEST_ROW = 56
const TALLEST_ROW = 140
/** What stands over and under the tiles of a wall. */
const WALL_EDGES = 84

/** Rows as high as the screen allows, as long as a tile can still be read. */
function fittedRow(layout: Layout, height: number): number {
  const rows = Math.max(1, ...layout.map(({ y, h }) => y + h))
  const each = (height - WALL_EDGES - (rows - 1) * GAP) / rows
  return each < FLATTEST_ROW ? ROW_HEIGHT : Math.min(TALLEST_ROW, Math.floor(each))
}

const onResize = (changed: () => void) => {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The grid of a board: twelve columns where there is room, one column on a phone. */
export function BoardGrid({ tiles, editing, fit = false, onArrange, children }: BoardGridProps) {
  const { width, containerRef, mounted } = useContainerWidth()
  const layout = useMemo(() => layoutOf(tiles), [tiles])
  const screenHeight = useSyncExternalStore(onResize, () => window.innerHeight)
  const rowHeight = fit ? fittedRow(layout, screenHeight) : ROW_HEIGHT
  const byId = new Map(tiles.map((tile) => [String(tile.id), tile]))
  const inOrder = layout.toSorted((a, b) => a.y - b.y || a.x - b.x)

  const stacked = width < STACKED_BELOW

  const onKeyDown = (id: string) => (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key]
    if (!editing || !step || event.target !== event.currentTarget) return
    event.preventDefault()
    onArrange(event.shiftKey ? resizeTile(layout, id, ...step) : moveTile(layout, id, ...step))
  }

  const place = (id: string, height?: number) => {
    const tile = byId.get(id)
    if (!tile) return null
    const common = {
      className: 'board-place',
      'data-half': (stacked && isNumber(tile)) || undefined,
      style: height === undefined ? undefined : { height },
    }
    const drawn = <Fault title="This tile could not be drawn">{children(tile)}</Fault>
    if (!editing) {
      return (
        <div key={id} {...common}>
          {drawn}
        </div>
      )
    }
    const name = tile.insight ? titleFor(tile.insight) : 'text'
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box
      <div
        key={id}
        {...common}
        data-editing
        // biome-ignore lint/a11y/noNoninteractiveTabindex: in edit mode the arrow keys move this box
        tabIndex={0}
        role="group"
        aria-label={`Tile ${name}. Arrows move it, Shift and arrows resize it`}
        onKeyDown={onKeyDown(id)}
      >
        {drawn}
      </div>
    )
  }

  return (
    <div ref={containerRef} className="board-grid">
      {mounted && stacked && (
        <div className="board-stack">
          {inOrder.map((item) => place(item.i, stackedHeight(byId.get(item.i), item.h)))}
        </div>
      )}
      {mounted && !stacked && (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={{ cols: COLUMNS, rowHeight, margin: [GAP, GAP], containerPadding: [0, 0] }}
          dragConfig={{ enabled: editing, handle: '.tile-head' }}
          resizeConfig={{ enabled: editing, handles: ['se'] }}
          onDragStop={onArrange}
          onResizeStop={onArrange}
        >
          {inOrder.map((item) => place(item.i))}
        </GridLayout>
      )}
    </div>
  )
}
