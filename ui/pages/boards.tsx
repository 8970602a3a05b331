import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { nameOfUser } from '../api/account.ts'
import { dashboardsQuery } from '../api/dashboards.ts'
import { firstEventQuery } from '../api/events.ts'
import type { DashboardItem } from '../api/types.ts'
import { NewBoard } from '../board/new-board.tsx'
import { PinButton } from '../board/pin-button.tsx'
import { carries, TagButtons, type Tagging, TagSelect } from '../data/tag-filter.tsx'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from '../shell/keys.ts'
import { useProjectId } from '../shell/project.ts'
import { useFirstBoard } from '../start/use-first-board.ts'
import '../kit/list.css'

const route = getRouteApi('/project/$projectId/dashboard')
const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function matching(boards: DashboardItem[], text: string): DashboardItem[] {
  return boards
    .filter(({ name, description, tags }) => hasWords([name ?? '', description, ...tags].join(' '), text))
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || BY_NAME.compare(a.name ?? '', b.name ?? ''))
}

interface RowProps extends Tagging {
  board: DashboardItem
  projectId: number
}

function BoardRow({ board, projectId, ...tagging }: RowProps) {
  const params = { projectId: String(projectId), dashboardId: String(board.id) }
  return (
    <tr>
      <td className="list-pin">
        <span className="list-above">
          <PinButton project={projectId} board={board} />
        </span>
      </td>
      <td>
        <div className="list-name">
          <Link to="/project/$projectId/dashboard/$dashboardId" params={params}>
            {board.name || 'Untitled board'}
          </Link>
          {board.description && <span>{board.description}</span>}
        </div>
      </td>
      <td className="wide-only">
        <TagButtons names={board.tags} {...tagging} />
      </td>
      <td className="clip middle-only">{board.created_by && nameOfUser(board.created_by)}</td>
      <td className="clip middle-only">
        <Age at={board.last_viewed_at ?? board.last_accessed_at} />
      </td>
    </tr>
  )
}

export function BoardsPage() {
  const projectId = useProjectId()
  const { q = '', tag, create = false } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/dashboard' })
  const { data: boards, error, refetch } = useQuery(dashboardsQuery(projectId))
  const narrow = (change: { q?: string | undefined; tag?: string | undefined; create?: true | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const onTag = (next: string | undefined) => narrow({ tag: next })
  const setCreate = (next: boolean) => narrow({ create: next || undefined })
  useShortcut('n', () => setCreate(true))
  const shown = matching(boards ?? [], q).filter((board) => carries(board, tag))
  const isNarrowed = q !== '' || tag !== undefined
  return (
    <div className="page">
      <title>Boards – Hoglet</title>
      <div className="page-head">
        <h1>Boards</h1>
        <SearchInput
          label="Search boards"
          value={q}
          onChange={(event) => narrow({ q: event.target.value || undefined })}
        />
        <Button look="primary" icon="plus" onClick={() => setCreate(true)}>
          New board
        </Button>
      </div>
      <TagSelect of={boards ?? []} tag={tag} onTag={onTag} />
      {error && !boards && <Failure what="The boards could not be read" error={error} retry={() => void refetch()} />}
      {!error && !boards && <SkeletonRows />}
      {boards && shown.length > 0 && (
        <div className="list-box">
          <table className="list">
            <thead>
              <tr>
                <th className="list-pin" scope="col">
                  <span className="sr">Pinned</span>
                </th>
                <th scope="col">Name</th>
                <th scope="col" className="wide-only" style={{ width: '20%' }}>
                  Tags
                </th>
                <th scope="col" className="middle-only" style={{ width: '18%' }}>
                  Created by
                </th>
                <th scope="col" className="middle-only" style={{ width: 132 }}>
                  Last viewed
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((board) => (
                <BoardRow key={board.id} board={board} projectId={projectId} tag={tag} onTag={onTag} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {boards && shown.length === 0 && isNarrowed && (
        <Empty
          icon="search"
          title={q === '' ? `No board is tagged “${tag}”` : `No board matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all boards</Button>}
        />
      )}
      {boards?.length === 0 && !isNarrowed && <NoBoards projectId={projectId} onNew={() => setCreate(true)} />}
      <NewBoard open={create} onClose={() => setCreate(false)} />
    </div>
  )
}

/** Where events come already, a first board is made of them at a click. */
function NoBoards({ projectId, onNew }: { projectId: number; onNew: () => void }) {
  const { data: event } = useQuery(firstEventQuery(projectId))
  const make = useFirstBoard(projectId)
  return (
    <Empty
      icon="boards"
      title="No boards yet"
      action={
        <>
          {event && (
            <Button look="primary" icon="boards" busy={make.isPending} onClick={() => make.mutate(event.event)}>
              Make one from your events
            </Button>
          )}
          <Button look={event ? 'plain' : 'primary'} icon="plus" onClick={onNew}>
            New board
          </Button>
        </>
      }
    >
      A board keeps the numbers you look at often in one place.
    </Empty>
  )
}
