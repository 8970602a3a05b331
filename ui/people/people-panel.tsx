import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Actor, actorsQuery, type Behind } from '../api/actors.ts'
import { csvOf } from '../charts/table-of.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/dialog.tsx'
import { Refusal } from '../kit/field.tsx'
import { SkeletonRows } from '../kit/notes.tsx'
import { saveFile } from '../kit/save-file.ts'
import { Face } from './face.tsx'
import './people-panel.css'

interface PeoplePanelProps {
  project: number
  behind: Behind | undefined
  onClose: () => void
}

const isActor = (value: unknown): value is Actor => typeof value === 'object' && value !== null && 'id' in value

const nameOf = (actor: Actor) => actor.name || actor.distinct_ids?.[0] || actor.id

/** The people behind a mark: who they are, and all of them as a file. */
export function PeoplePanel({ project, behind, onClose }: PeoplePanelProps) {
  return (
    <Panel
      title={behind?.words ?? ''}
      note="The people behind this number"
      look="sheet"
      open={behind !== undefined}
      onClose={onClose}
    >
      {behind && <People project={project} source={behind.source} column={behind.column} name={behind.words} />}
    </Panel>
  )
}

interface PeopleProps {
  project: number
  /** Whose people, as the API asks for them. */
  source: Record<string, unknown>
  column?: number | undefined
  /** Of the file. */
  name: string
  /** Said where there is nobody. */
  nobody?: string
}

const NOBODY = 'Nobody with a profile stands behind this number: its events were sent without one.'

export function People({ project, source, column, name, nobody = NOBODY }: PeopleProps) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    actorsQuery(project, source, column),
  )
  const actors = (data?.pages ?? []).flatMap(({ results }) =>
    results.flatMap(([cell]) => (isActor(cell) ? [cell] : [])),
  )
  if (error) return <Refusal error={error} />
  if (isPending) return <SkeletonRows count={6} height={44} />
  if (actors.length === 0) return <p className="muted">{nobody}</p>
  const rows = actors.map((actor) => [nameOf(actor), actor.id, (actor.distinct_ids ?? []).join(' ')])
  return (
    <div className="stack">
      <div className="people-head">
        <p className="muted">
          {actors.length}
          {hasNextPage ? ' and more' : ''} {actors.length === 1 ? 'person' : 'people'}
        </p>
        <Button
          icon="download"
          onClick={() => saveFile(`${name}.csv`, csvOf({ columns: ['name', 'id', 'distinct ids'], rows }))}
        >
          Export CSV
        </Button>
      </div>
      <ul className="people">
        {actors.map((actor) => (
          <li key={actor.id}>
            <Face name={nameOf(actor)} />
            <div>
              <p className="clip">
                {actor.type === 'group' ? (
                  nameOf(actor)
                ) : (
                  <Link
                    to="/project/$projectId/people/person/$uuid"
                    params={{ projectId: String(project), uuid: actor.id }}
                  >
                    {nameOf(actor)}
                  </Link>
                )}
              </p>
              <p className="muted clip">
                {actor.created_at ? (
                  <>
                    first seen <Age at={actor.created_at} />
                  </>
                ) : (
                  'without a profile'
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  )
}
