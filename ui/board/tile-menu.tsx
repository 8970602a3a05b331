import { useNavigate } from '@tanstack/react-router'
import { drawResult } from '../charts/from-result.ts'
import { csvOf, tableOf } from '../charts/table-of.ts'
import { titleFor } from '../editor/sentence.ts'
import { IconButton } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { saveFile } from '../kit/save-file.ts'
import type { BoardTile } from './use-board.ts'

interface TileMenuProps {
  tile: BoardTile
  projectId: number
  timezone: string
  onExplain: () => void
  onRefresh: () => void
  onEditText: () => void
  onRemove: () => void
}

function exportCsv({ insight }: BoardTile, timezone: string): void {
  if (!insight) return
  const computedAt = new Date(insight.last_refresh ?? Date.now())
  const drawing = drawResult({
    query: insight.query,
    results: insight.result,
    columns: insight.columns ?? null,
    computedAt,
    timezone,
    limit: 1_000,
  })
  saveFile(`${titleFor(insight)}.csv`, csvOf(tableOf(drawing)))
}

/** What can be done with one tile. */
export function TileMenu({ tile, projectId, timezone, onExplain, onRefresh, onEditText, onRemove }: TileMenuProps) {
  const navigate = useNavigate()
  const { insight } = tile
  const edit = () => {
    if (!insight) return onEditText()
    void navigate({
      to: '/project/$projectId/insights/$shortId',
      params: { projectId: String(projectId), shortId: insight.short_id },
    })
  }
  return (
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
      {!tile.button_tile && (
        <MenuItem icon="edit" onSelect={edit}>
          {insight ? 'Edit insight' : 'Edit text'}
        </MenuItem>
      )}
      {insight && (
        <MenuItem icon="download" onSelect={() => exportCsv(tile, timezone)}>
          Export CSV
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon="trash" tone="danger" onSelect={onRemove}>
        Remove from board
      </MenuItem>
    </Menu>
  )
}
