import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { membersQuery, nameOfUser } from '../api/account.ts'
import { eventListQuery, tagsQuery, useCountsQuery, volumeQuery } from '../api/definitions.ts'
import { ChooseAll } from '../data/choose.tsx'
import { Pager } from '../data/pager.tsx'
import { SectionTabs } from '../data/section-tabs.tsx'
import { rowKeys, useSelection } from '../data/selection.ts'
import { SortHead } from '../data/sort-head.tsx'
import { DefinitionRow } from '../events/definition-row.tsx'
import { EventBulkBar } from '../events/event-bulk-bar.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput, Select } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import '../kit/list.css'
import './events.css'

const route = getRouteApi('/project/$projectId/events')

/** Every name that arrives: what it means, how often it comes, who looks after it. */
export function EventsPage() {
  const { projectId } = route.useParams()
  const { q = '', offset = 0, order, status, tag, owner } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events' })
  const project = Number(projectId)
  const filters = { text: q, offset, order, status, tag, owner }
  const { data, error, refetch, isPlaceholderData } = useQuery(eventListQuery(project, filters))
  const events = data?.results ?? []
  const names = events.map(({ name }) => name)
  const { data: volumes } = useQuery(volumeQuery(project, names))
  const { data: uses } = useQuery(useCountsQuery(project, names))
  const selection = useSelection(events.map(({ id }) => id))
  const isNarrowed = q !== '' || status !== undefined || tag !== undefined || owner !== undefined
  const narrow = (change: Partial<Record<'q' | 'status' | 'tag' | 'owner' | 'order', string | undefined>>) =>
    void navigate({
      search: ({ offset: _, ...now }) => ({ ...now, ...change }),
      replace: true,
    })
  const turn = (next: number) => void navigate({ search: (now) => ({ ...now, offset: next }) })
  const sort = (next: string | undefined) => narrow({ order: next })
  return (
    <div className="page">
      <title>Events – Hoglet</title>
      <SectionTabs room="data" />
      <div className="page-head">
        <h1>Events</h1>
        <SearchInput
          label="Search events"
          value={q}
          onChange={(change) => narrow({ q: change.target.value || undefined })}
        />
      </div>
      <Narrowing project={project} status={status} tag={tag} owner={owner} onNarrow={narrow} />
      {error && !data && (
        <Failure what="The event definitions could not be read" error={error} retry={() => void refetch()} />
      )}
      {!error && !data && <SkeletonRows count={10} />}
      {data && events.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside, which are links of their own */}
          <div className="list-box" aria-busy={isPlaceholderData} onKeyDown={rowKeys(selection)}>
            <table className="list">
              <thead>
                <tr>
                  <ChooseAll of={events.length} selection={selection} />
                  <SortHead by="name" order={order} onSort={sort}>
                    Name
                  </SortHead>
                  <th scope="col" className="middle-only events-status">
                    Status
                  </th>
                  <th scope="col" className="middle-only events-volume">
                    30 days
                  </th>
                  <th scope="col" className="wide-only" style={{ width: '11%' }}>
                    Used in
                  </th>
                  <th scope="col" className="wide-only" style={{ width: '13%' }}>
                    Tags
                  </th>
                  <th scope="col" className="wide-only" style={{ width: '12%' }}>
                    Owner
                  </th>
                  <SortHead by="last_seen_at" order={order} onSort={sort} className="list-age" falling>
                    Last seen
                  </SortHead>
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <DefinitionRow
                    key={event.id}
                    project={project}
                    event={event}
                    volume={volumes?.get(event.name)}
                    uses={uses?.[event.name]}
                    selection={selection}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {selection.chosen.size > 0 && <EventBulkBar project={project} events={events} selection={selection} />}
        </>
      )}
      {data && (
        <Pager offset={offset} shown={events.length} count={data.count} more={data.next !== null} onTurn={turn} />
      )}
      {data && events.length === 0 && offset === 0 && isNarrowed && (
        <Empty
          icon="search"
          title={q === '' ? 'No event is like that' : `No event matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all events</Button>}
        />
      )}
      {data?.count === 0 && !isNarrowed && (
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
    </div>
  )
}

interface NarrowingProps {
  project: number
  status: string | undefined
  tag: string | undefined
  owner: string | undefined
  onNarrow: (change: Partial<Record<'status' | 'tag' | 'owner', string | undefined>>) => void
}

function Narrowing({ project, status, tag, owner, onNarrow }: NarrowingProps) {
  const { data: tags = [] } = useQuery(tagsQuery(project))
  const { data: members = [] } = useQuery(membersQuery)
  return (
    <div className="list-filters">
      <Select
        aria-label="Status"
        value={status ?? ''}
        onChange={(change) => onNarrow({ status: change.target.value || undefined })}
      >
        <option value="">Not hidden</option>
        <option value="verified">Verified</option>
        <option value="unverified">Not verified</option>
        <option value="hidden">Hidden</option>
        <option value="all">All</option>
      </Select>
      {(tags.length > 0 || tag !== undefined) && (
        <Select
          aria-label="Tag"
          value={tag ?? ''}
          onChange={(change) => onNarrow({ tag: change.target.value || undefined })}
        >
          <option value="">Any tag</option>
          {[...new Set([...tags, ...(tag === undefined ? [] : [tag])])].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Owner"
        value={owner ?? ''}
        onChange={(change) => onNarrow({ owner: change.target.value || undefined })}
      >
        <option value="">Any owner</option>
        {members.map((member) => (
          <option key={member.id} value={member.id}>
            {nameOfUser(member)}
          </option>
        ))}
        <option value="none">Nobody</option>
      </Select>
    </div>
  )
}
