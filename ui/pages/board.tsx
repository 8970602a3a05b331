import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Layout } from 'react-grid-layout'
import { wordsFor } from '../api/client.ts'
import type { Override } from '../api/dashboards.ts'
import { rearrangement } from '../board/arrange.ts'
import { BoardCards, type Card, cardOf } from '../board/board-cards.tsx'
import { BoardTiles } from '../board/board-tiles.tsx'
import { BoardTop, type Look } from '../board/board-top.tsx'
import { BoardWaiting } from '../board/board-waiting.tsx'
import { AddButtons, type AddButtonsProps, EditStrip } from '../board/edit-strip.tsx'
import { useBoard } from '../board/use-board.ts'
import { useBoardKeys } from '../board/use-board-keys.ts'
import { useWall } from '../board/use-wall.ts'
import { givenOf } from '../board/variables.ts'
import { WallHead } from '../board/wall-head.tsx'
import type { Zoomed } from '../charts/drawing.ts'
import { useZoom } from '../charts/use-zoom.ts'
import { Empty, Failure } from '../kit/notes.tsx'
import { useProject } from '../shell/project.ts'

const route = getRouteApi('/project/$projectId/dashboard/$dashboardId')

/** What the address asks for, as filters over the board's own; a new start without an end means "until now". */
function overrideOf({ from, to, interval, filters, variables }: Look): Override {
  return {
    ...(from ? { date_from: from, date_to: to ?? null } : {}),
    ...(interval ? { interval } : {}),
    ...(filters ? { properties: filters } : {}),
    ...(variables ? { variables: givenOf(variables) } : {}),
  }
}

/** What was begun on one board, such as a filter that is not applied yet, is not found on the next. */
export function BoardPage() {
  const { projectId, dashboardId } = route.useParams()
  return <Board key={`${projectId}/${dashboardId}`} />
}

function Board() {
  const { projectId, dashboardId } = route.useParams()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/dashboard/$dashboardId' })
  const { id: project } = useProject()
  const id = Number(dashboardId)
  const override = overrideOf(search)
  const setSearch = (change: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const range: Partial<Zoomed> = { from: search.from, to: search.to }
  const { zoom, back } = useZoom(range, ({ from, to }) => setSearch({ from, to }))
  const wall = useWall(search.full === true, (full) => setSearch({ full, edit: undefined }))
  const known = useBoard(project, id, override, wall.on)
  const { board, arrived, tiles, save, refreshTile, removeTile } = known
  const [card, setCard] = useState<Card>()
  const editing = search.edit === true && !wall.on
  const toggleEdit = () => setSearch({ edit: editing ? undefined : true })
  useBoardKeys({
    edit: toggleEdit,
    refresh: () => void known.refreshAll(),
    table: () => setSearch({ table: search.table ? undefined : true }),
    add: setCard,
    editing,
    wall,
  })
  const arrange = (layout: Layout) => {
    const change = rearrangement(tiles, layout)
    if (change) save.mutate(change)
  }

  if (board.error && !board.data)
    return <NotShown projectId={projectId} error={board.error} retry={() => void board.refetch()} />
  if (!board.data) {
    return (
      <div className="page" data-wide data-wall={wall.on || undefined}>
        <BoardWaiting />
      </div>
    )
  }
  const name = board.data.name || 'Untitled board'
  return (
    <div className="page" data-wide data-wall={wall.on || undefined} data-resting={wall.resting || undefined}>
      <title>{`${name} – Hoglet`}</title>
      {wall.on ? (
        <WallHead name={name} tiles={tiles} onLeave={wall.leave} />
      ) : (
        <BoardTop
          of={known}
          project={project}
          board={board.data}
          override={override}
          variables={search.variables}
          editing={editing}
          onSearch={setSearch}
          onEdit={toggleEdit}
          onWall={wall.enter}
        />
      )}
      {editing && <EditStrip onAdd={setCard} />}
      {arrived.error && <Stopped error={arrived.error} />}
      {tiles.length === 0 && <EmptyBoard onAdd={setCard} />}
      <BoardTiles
        board={id}
        tiles={tiles}
        editing={editing}
        wall={wall.on}
        asTable={search.table === true}
        stored={board.data.persisted_filters}
        override={override}
        onArrange={arrange}
        onRefresh={(tile) => refreshTile.mutate(tile)}
        onEditCard={(tile) => setCard(cardOf(tile))}
        onRemove={removeTile}
        onZoom={zoom}
        onBack={back}
      />
      <BoardCards
        project={project}
        board={id}
        tiles={tiles}
        card={card}
        save={save}
        onClose={() => setCard(undefined)}
      />
    </div>
  )
}

function NotShown({ projectId, ...failed }: { projectId: string; error: unknown; retry: () => void }) {
  const boards = (
    <Link className="button" data-look="plain" to="/project/$projectId/dashboard" params={{ projectId }}>
      All boards
    </Link>
  )
  return <Failure heading="h1" what="This board cannot be shown" instead={boards} {...failed} />
}

const Stopped = ({ error }: { error: unknown }) => (
  <p className="field-error" role="alert">
    The tiles stopped arriving. {wordsFor(error)}
  </p>
)

const EmptyBoard = (props: AddButtonsProps) => (
  <Empty icon="boards" title="This board is empty" action={<AddButtons {...props} />}>
    Ask a question of your events and keep the answer here.
  </Empty>
)
