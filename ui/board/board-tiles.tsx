import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Layout } from 'react-grid-layout'
import { useAnnotations } from '../annotations/use-annotations.tsx'
import { type Behind, behindMark } from '../api/actors.ts'
import type { DashboardFilters } from '../api/types.ts'
import type { Picked, Zoomed } from '../charts/drawing.ts'
import type { Hidden } from '../charts/legend-entries.ts'
import { Explain } from '../editor/explain.tsx'
import { isInsightQuery } from '../editor/kinds.ts'
import { titleFor } from '../editor/sentence.ts'
import { PeoplePanel } from '../people/people-panel.tsx'
import { useBehind } from '../people/use-behind.ts'
import { useProject } from '../shell/project.ts'
import { BoardGrid } from './board-grid.tsx'
import { TileView } from './tile.tsx'
import { TileMenu } from './tile-menu.tsx'
import type { BoardTile } from './use-board.ts'
import { useTileMoves } from './use-tile-moves.ts'

interface BoardTilesProps {
  board: number
  tiles: BoardTile[]
  editing: boolean
  asTable: boolean
  wall: boolean
  stored: DashboardFilters | null | undefined
  override: DashboardFilters
  onArrange: (layout: Layout) => void
  onRefresh: (tile: BoardTile) => void
  onEditCard: (tile: BoardTile) => void
  onRemove: (tile: BoardTile) => void
  onZoom: (range: Zoomed) => void
  onBack: (() => void) | undefined
}

/** All tiles in their places, each with its menu, and the panel that explains one of them. */
export function BoardTiles(props: BoardTilesProps) {
  const { tiles, editing, asTable, wall, stored, override, onArrange, onRefresh, onEditCard, onRemove, onZoom } = props
  const { id: project, timezone } = useProject()
  const { copy, move, duplicate } = useTileMoves(project, props.board)
  const { notedFor, panel } = useAnnotations(project, timezone, props.board)
  const [explained, setExplained] = useState<BoardTile>()
  const [hidden, setHidden] = useState<Readonly<Record<number, Hidden>>>({})
  const [behind, setBehind] = useBehind()
  const linked = (tile: BoardTile, words: string) => {
    if (!tile.insight || editing || wall) return words
    const params = { projectId: String(project), shortId: tile.insight.short_id }
    return (
      <Link to="/project/$projectId/insights/$shortId" params={params}>
        {words}
      </Link>
    )
  }
  return (
    <>
      <BoardGrid tiles={tiles} editing={editing} fit={wall} onArrange={onArrange}>
        {(tile) => (
          <TileView
            tile={tile}
            timezone={timezone}
            asTable={asTable}
            editing={editing}
            hidden={hidden[tile.id]}
            onHide={(keys) => setHidden((now) => ({ ...now, [tile.id]: keys }))}
            onRetry={() => onRefresh(tile)}
            mend={editing || wall ? undefined : linked(tile, 'Open in the editor')}
            onZoom={onZoom}
            onBack={props.onBack}
            onPick={pickOf(tile, setBehind)}
            noted={notedFor(tile.insight?.id, tile.insight?.timezone ?? timezone)}
            title={(words) => linked(tile, words)}
            menu={
              <TileMenu
                tile={tile}
                projectId={project}
                timezone={timezone}
                asTable={asTable}
                hidden={hidden[tile.id]}
                onExplain={() => setExplained(tile)}
                onRefresh={() => onRefresh(tile)}
                onEditCard={() => onEditCard(tile)}
                onDuplicate={() => duplicate.mutate(tile)}
                onCopy={(to) => copy.mutate({ tile, to })}
                onMove={(to) => move.mutate({ tile, to })}
                onRemove={() => onRemove(tile)}
                board={props.board}
              />
            }
          />
        )}
      </BoardGrid>
      <Explain
        what={explained?.insight ?? undefined}
        title={explained?.insight ? titleFor(explained.insight) : ''}
        timezone={timezone}
        layers={[
          { from: 'the board', filters: stored },
          { from: 'you', filters: override },
          { from: 'the tile', filters: explained?.filters_overrides },
        ]}
        onClose={() => setExplained(undefined)}
      />
      {panel}
      <PeoplePanel project={project} behind={behind} onClose={() => setBehind(undefined)} />
    </>
  )
}

/** The question as it was answered, with the board's filters in it, has people behind its marks; SQL has none. */
function pickOf({ insight }: BoardTile, show: (behind: Behind) => void) {
  const query: unknown = insight?.query && 'source' in insight.query ? insight.query.source : insight?.query
  return isInsightQuery(query) ? (picked: Picked) => show(behindMark(query, picked)) : undefined
}
