import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { eventDefinitionsQuery, PAGE_SIZE } from '../api/definitions.ts'
import type { EventDefinition } from '../api/types.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { EventPanel } from '../events/event-panel.tsx'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Empty, Failure, SkeletonRows, Tag } from '../kit/notes.tsx'
import '../kit/list.css'
import './events.css'

const route = getRouteApi('/project/$projectId/events')

function DefinitionRow({ event, chosen, onOpen }: { event: EventDefinition; chosen: boolean; onOpen: () => void }) {
  return (
    <tr aria-selected={chosen || undefined}>
      <td>
        <div className="list-name">
          <button type="button" onClick={onOpen}>
            {event.name}
          </button>
          {event.description && <span>{event.description}</span>}
        </div>
      </td>
      <td className="middle-only">
        {event.verified && (
          <span className="verified">
            <Icon name="verified" /> Verified
          </span>
        )}
        {event.hidden && <span className="muted">Hidden</span>}
      </td>
      <td className="wide-only">
        <div className="tags">
          {event.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </div>
      </td>
      <td className="clip">
        <Age at={event.last_seen_at} never="Never seen" />
      </td>
    </tr>
  )
}

export function EventsPage() {
  const { projectId } = route.useParams()
  const { q = '', offset = 0, event: chosen } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events' })
  const project = Number(projectId)
  const { data, error, refetch, isPlaceholderData } = useQuery(eventDefinitionsQuery(project, q, offset))
  const open = (event: string | undefined) =>
    void navigate({ search: ({ event: _old, ...rest }) => (event ? { ...rest, event } : rest), replace: true })
  const turn = (next: number) => void navigate({ search: (now) => ({ ...now, offset: next }) })
  const count = data?.count ?? 0
  return (
    <div className="page">
      <title>Events – Hoglet</title>
      <SectionTabs />
      <div className="page-head">
        <h1>Events</h1>
        <SearchInput
          label="Search events"
          value={q}
          onChange={(event) => void navigate({ search: { q: event.target.value }, replace: true })}
        />
      </div>
      {error && !data && (
        <Failure what="The event definitions could not be read" error={error} retry={() => void refetch()} />
      )}
      {!error && !data && <SkeletonRows count={10} />}
      {data && data.results.length > 0 && (
        <>
          <div className="list-box" aria-busy={isPlaceholderData}>
            <table className="list">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col" className="middle-only" style={{ width: '14%' }}>
                    Status
                  </th>
                  <th scope="col" className="wide-only" style={{ width: '22%' }}>
                    Tags
                  </th>
                  <th scope="col" className="events-seen">
                    Last seen
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.results.map((event) => (
                  <DefinitionRow
                    key={event.id}
                    event={event}
                    chosen={event.id === chosen}
                    onOpen={() => open(event.id)}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <nav className="pager" aria-label="Pages">
            <span className="muted">
              {offset + 1} to {Math.min(count, offset + data.results.length)} of {count}
            </span>
            <Button icon="left" disabled={offset === 0} onClick={() => turn(Math.max(0, offset - PAGE_SIZE))}>
              Newer
            </Button>
            <Button disabled={offset + PAGE_SIZE >= count} onClick={() => turn(offset + PAGE_SIZE)}>
              Older <Icon name="right" />
            </Button>
          </nav>
        </>
      )}
      {data?.results.length === 0 && q !== '' && (
        <Empty
          icon="search"
          title={`No event matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all events</Button>}
        />
      )}
      {data?.count === 0 && q === '' && (
        <Empty
          icon="events"
          title="No events yet"
          action={
            <Button look="primary" onClick={() => void navigate({ to: '/project/$projectId/start' })}>
              Send the first one
            </Button>
          }
        >
          Every name that arrives is listed here, with when it was last seen and what you know about it.
        </Empty>
      )}
      <EventPanel
        key={chosen}
        project={project}
        event={data?.results.find((event) => event.id === chosen)}
        onClose={() => open(undefined)}
      />
    </div>
  )
}
