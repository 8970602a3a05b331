import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Override } from '../api/dashboards.ts'
import { changedTiles } from '../board/arrange.ts'
import { BoardBar } from '../board/board-bar.tsx'
import { BoardGrid } from '../board/board-grid.tsx'
import { TextEditor } from '../board/text-editor.tsx'
import { TileView } from '../board/tile.tsx'
import { TileMenu } from '../board/tile-menu.tsx'
import { type BoardTile, useBoard } from '../board/use-board.ts'
import { Explain } from '../editor/explain.tsx'
import { titleFor } from '../editor/sentence.ts'
import { Button } from '../kit/button.tsx'
import { Editable } from '../kit/editable.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from '../shell/keys.ts'
import { useProject } from '../shell/project.ts'

const route = getRouteApi('/project/$projectId/dashboard/$dashboardId')

function overrideOf({ from, to, interval }: { from?: string; to?: string; interval?: Override['interval'] }): Override {
  return {
    ...(from ? { date_from: from, date_to: to ?? null } : {}),
    ...(interval ? { interval } : {}),
  }
}

export function BoardPage() {
  const { projectId, dashboardId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/dashboard/$dashboardId' })
  const { id: project, timezone } = useProject()
  const override = overrideOf(search)
  const { board, arrived, tiles, save, refreshAll, refreshTile, removeTile } = useBoard(
    project,
    Number(dashboardId),
    override,
  )
  const [explained, setExplained] = useState<BoardTile>()
  const [text, setText] = useState<BoardTile | 'new'>()
  const editing = search.edit === true
  const setSearch = (change: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const toggleEdit = () => setSearch({ edit: editing ? undefined : true })
  useShortcut('e', toggleEdit)
  useShortcut('r', () => void refreshAll())
  useShortcut('t', () => setSearch({ table: search.table ? undefined : true }))
  useShortcut('n', () => setText('new'))
  useShortcut('Escape', () => editing && toggleEdit())

  if (board.error && !board.data) {
    return <Failure what="This board cannot be shown" error={board.error} retry={() => void board.refetch()} />
  }
  if (!board.data)
    return (
      <div className="page" data-wide>
        <SkeletonRows count={3} height={180} />
      </div>
    )
  const { name, description, persisted_filters: stored } = board.data
  const edited = text === 'new' ? undefined : text
  const newInsight = (
    <Link
      className="button"
      data-look="primary"
      to="/project/$projectId/insights/$shortId"
      params={{ projectId, shortId: 'new' }}
      search={{ board: Number(dashboardId) }}
    >
      Add an insight
    </Link>
  )
  return (
    <div className="page" data-wide>
      <title>{`${name || 'Untitled board'} – Hoglet`}</title>
      <header className="board-head">
        <h1>
          <Editable
            label="Board name"
            placeholder="Untitled board"
            value={name ?? ''}
            onSave={(next) => save.mutate({ body: { name: next }, preview: (now) => ({ ...now, name: next }) })}
          />
        </h1>
        <p>
          <Editable
            label="Description"
            placeholder="Add a description"
            value={description}
            onSave={(next) =>
              save.mutate({ body: { description: next }, preview: (now) => ({ ...now, description: next }) })
            }
          />
        </p>
      </header>
      <BoardBar
        override={override}
        stored={stored ?? {}}
        timezone={timezone}
        tiles={tiles}
        busy={arrived.isFetching}
        editing={editing}
        onOverride={(next) =>
          setSearch({ from: next.date_from ?? undefined, to: next.date_to ?? undefined, interval: next.interval })
        }
        onRefresh={() => void refreshAll()}
        onEdit={toggleEdit}
      />
      {editing && (
        <div className="board-editing">
          <p>
            Drag a tile by its head, resize at its corner. With the keyboard: Tab to a tile, arrows move it, Shift and
            arrows resize it.
          </p>
          <Button icon="text" onClick={() => setText('new')}>
            Add text
          </Button>
          {newInsight}
        </div>
      )}
      {arrived.error && (
        <p className="field-error" role="alert">
          The tiles stopped arriving: {arrived.error.message}
        </p>
      )}
      {tiles.length === 0 && (
        <Empty
          icon="boards"
          title="This board is empty"
          action={
            <>
              {newInsight}
              <Button icon="text" onClick={() => setText('new')}>
                Add text
              </Button>
            </>
          }
        >
          Ask a question of your events and keep the answer here.
        </Empty>
      )}
      <BoardGrid
        tiles={tiles}
        editing={editing}
        onArrange={(layout) => {
          const moved = changedTiles(tiles, layout)
          const byId = new Map(moved.map((tile) => [tile.id, tile.layouts]))
          if (moved.length === 0) return
          save.mutate({
            body: { tiles: moved },
            preview: (now) => ({
              ...now,
              tiles: now.tiles.map((tile) => ({ ...tile, layouts: byId.get(tile.id) ?? tile.layouts })),
            }),
          })
        }}
      >
        {(tile) => (
          <TileView
            tile={tile}
            timezone={timezone}
            asTable={search.table === true}
            editing={editing}
            onRetry={() => refreshTile.mutate(tile)}
            title={(words) =>
              tile.insight && !editing ? (
                <Link to="/project/$projectId/insights/$shortId" params={{ projectId, shortId: tile.insight.short_id }}>
                  {words}
                </Link>
              ) : (
                words
              )
            }
            menu={
              <TileMenu
                tile={tile}
                projectId={project}
                timezone={timezone}
                onExplain={() => setExplained(tile)}
                onRefresh={() => refreshTile.mutate(tile)}
                onEditText={() => setText(tile)}
                onRemove={() => removeTile(tile)}
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
          { from: 'The board', filters: stored },
          { from: 'You', filters: override },
          { from: 'The tile', filters: explained?.filters_overrides },
        ]}
        onClose={() => setExplained(undefined)}
      />
      <TextEditor
        key={edited?.id ?? 'new'}
        open={text !== undefined}
        body={edited?.text?.body ?? ''}
        onClose={() => setText(undefined)}
        onSave={(body) =>
          save.mutate({
            body: {
              tiles: [
                edited
                  ? { id: edited.id, text: { ...(edited.text?.id ? { id: edited.text.id } : {}), body } }
                  : { text: { body } },
              ],
            },
          })
        }
      />
    </div>
  )
}
