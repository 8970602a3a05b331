import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { DashboardItem, Insight } from '../api/types.ts'
import { drawInsight, hasResult } from '../charts/from-result.ts'
import { type Hidden, shownOf } from '../charts/legend-entries.ts'
import { csvOf, drawnTable, tableOf } from '../charts/table-of.ts'
import { exportImage } from '../editor/export-image.ts'
import { titleFor } from '../editor/sentence.ts'
import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { saveFile } from '../kit/save-file.ts'
import { BoardChooser } from './board-chooser.tsx'
import type { BoardTile } from './use-board.ts'

interface TileMenuProps {
  tile: BoardTile
  projectId: number
  /** The board it is on. */
  board: number
  timezone: string
  /** The board shows tables, and so does the image. */
  asTable: boolean
  /** What was taken away in the legend. */
  hidden: Hidden | undefined
  onExplain: () => void
  onRefresh: () => void
  onEditCard: () => void
  onDuplicate: () => void
  onCopy: (to: DashboardItem) => void
  onMove: (to: DashboardItem) => void
  onRemove: () => void
}

const exportCsv = (insight: Insight, timezone: string) =>
  saveFile(`${titleFor(insight)}.csv`, csvOf(tableOf(drawInsight(insight, timezone, 1_000))))

function exportPng(insight: Insight, { timezone, asTable, hidden }: TileMenuProps): void {
  const drawing = drawInsight(insight, timezone)
  const seen = asTable ? drawnTable(drawing) : shownOf(drawing, hidden ?? new Set())
  void exportImage(titleFor(insight), seen, insight, timezone)
}

const WAYS = { copy: 'Copy to a board', move: 'Move to a board' }

/** What can be done with one tile. */
export function TileMenu(props: TileMenuProps) {
  const { tile, projectId, board, timezone, onCopy, onMove, onExplain, onRefresh, onEditCard, onDuplicate, onRemove } =
    props
  const navigate = useNavigate()
  const { insight } = tile
  const [way, setWay] = useState<keyof typeof WAYS>()
  const edit = () => {
    if (!insight) return onEditCard()
    void navigate({
      to: '/project/$projectId/insights/$shortId',
      params: { projectId: String(projectId), shortId: insight.short_id },
    })
  }
  return (
    <>
      <Menu trigger={<IconButton icon="more" label="What to do with this tile" className="tile-menu" />}>
        {insight && (
          <>
            <MenuItem icon="info" onSelect={onExplain}>
              Explain this number
            </MenuItem>
            <MenuItem icon="refresh" onSelect={onRefresh}>
              Refresh
            </MenuItem>
          </>
        )}
        <MenuItem icon="edit" onSelect={edit}>
          {insight ? 'Edit insight' : tile.button_tile ? 'Edit button' : 'Edit text'}
        </MenuItem>
        {insight && (
          <>
            <MenuItem icon="image" disabled={!hasResult(insight)} onSelect={() => exportPng(insight, props)}>
              Export PNG
            </MenuItem>
            <MenuItem icon="download" disabled={!hasResult(insight)} onSelect={() => exportCsv(insight, timezone)}>
              Export CSV
            </MenuItem>
          </>
        )}
        <MenuLine />
        <MenuItem icon="copy" onSelect={onDuplicate}>
          Duplicate
        </MenuItem>
        {!tile.button_tile && (
          <>
            <MenuItem icon="boards" onSelect={() => setWay('copy')}>
              Copy to…
            </MenuItem>
            <MenuItem icon="out" onSelect={() => setWay('move')}>
              Move to…
            </MenuItem>
          </>
        )}
        <MenuLine />
        <MenuItem icon="trash" tone="danger" onSelect={onRemove}>
          Remove from board
        </MenuItem>
      </Menu>
      <BoardChooser
        title={WAYS[way ?? 'copy']}
        project={projectId}
        barred={new Map([[board, 'This board']])}
        open={way !== undefined}
        onClose={() => setWay(undefined)}
        onChoose={(to) => {
          setWay(undefined)
          if (way === 'move') onMove(to)
          else onCopy(to)
        }}
      />
    </>
  )
}
