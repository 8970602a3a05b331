import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Layout } from 'react-grid-layout'
import { wordsFor } from '../api/client.ts'
import type { Override } from '../api/dashboards.ts'
import { rearrangement } from '../board/arrange.ts'
import { BoardTiles } from '../board/board-tiles.tsx'
import { BoardTop, type Look } from '../board/board-top.tsx'
import { AddButtons, EditStrip } from '../board/edit-strip.tsx'
import { TextEditor } from '../board/text-editor.tsx'
import { type BoardTile, useBoard } from '../board/use-board.ts'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from '../shell/keys.ts'
import { useProject } from '../shell/project.ts'

const route = getRouteApi('/project/$projectId/dashboard/$dashboardId')

/** What the address asks for, as filters over the board's own; a new start without an end means "until now". */
function overrideOf({ from, to, interval, filters }: Look): Override {
  return {
    ...(from ? { date_from: from, date_to: to ?? null } : {}),
    ...(interval ? { interval } : {}),
    ...(filters ? { properties: filters } : {}),
  }
}

export function BoardPage() {
  const { dashboardId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/dashboard/$dashboardId' })
  const { id: project } = useProject()
  const id = Number(dashboardId)
  const override = overrideOf(search)
  const known = useBoard(project, id, override)
  const { board, arrived, tiles, save, refreshTile, removeTile } = known
  const [text, setText] = useState<BoardTile | 'new'>()
  const editing = search.edit === true

  const setSearch = (change: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const toggleEdit = () => setSearch({ edit: editing ? undefined : true })
  useShortcut('e', toggleEdit)
  useShortcut('r', () => void known.refreshAll())
  useShortcut('t', () => setSearch({ table: search.table ? undefined : true }))
  useShortcut('n', () => setText('new'))
  useShortcut('Escape', () => editing && toggleEdit())

  const arrange = (layout: Layout) => {
    const change = rearrangement(tiles, layout)
    if (change) save.mutate(change)
  }
  const edited = text === 'new' ? undefined : text
  const saveText = (body: string) => {
    const known = edited?.text?.id === undefined ? {} : { id: edited.text.id }
    save.mutate({ body: { tiles: [{ ...(edited ? { id: edited.id } : {}), text: { ...known, body } }] } })
  }

  if (board.error && !board.data) {
    return <Failure what="This board cannot be shown" error={board.error} retry={() => void board.refetch()} />
  }
  if (!board.data) {
    return (
      <div className="page" data-wide>
        <SkeletonRows count={3} height={180} />
      </div>
    )
  }
  return (
    <div className="page" data-wide>
      <title>{`${board.data.name || 'Untitled board'} – Hoglet`}</title>
      <BoardTop
        of={known}
        project={project}
        board={board.data}
        override={override}
        editing={editing}
        onSearch={setSearch}
        onEdit={toggleEdit}
      />
      {editing && <EditStrip dashboard={id} onText={() => setText('new')} />}
      {arrived.error && (
        <p className="field-error board-broken" role="alert">
          The tiles stopped arriving. {wordsFor(arrived.error)}
        </p>
      )}
      {tiles.length === 0 && (
        <Empty
          icon="boards"
          title="This board is empty"
          action={<AddButtons dashboard={id} onText={() => setText('new')} />}
        >
          Ask a question of your events and keep the answer here.
        </Empty>
      )}
      <BoardTiles
        board={id}
        tiles={tiles}
        editing={editing}
        asTable={search.table === true}
        stored={board.data.persisted_filters}
        override={override}
        onArrange={arrange}
        onRefresh={(tile) => refreshTile.mutate(tile)}
        onEditText={setText}
        onRemove={removeTile}
        onZoom={(range) => setSearch({ from: range?.from, to: range?.to })}
      />
      <TextEditor
        key={edited?.id ?? 'new'}
        open={text !== undefined}
        body={edited?.text?.body ?? ''}
        onClose={() => setText(undefined)}
        onSave={saveText}
      />
    </div>
  )
}
