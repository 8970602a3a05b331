import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { deletePropertyGroup, type PropertyGroup, propertyGroupsQuery } from '../api/schemas.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { PropertyGroupForm } from '../events/property-group-form.tsx'
import { PropertyList } from '../events/schema-section.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { Panel } from '../kit/dialog.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { useShortcut } from '../shell/keys.ts'
import './property-groups.css'

const route = getRouteApi('/project/$projectId/events/property-groups')
const NEW = 'new'

/** Groups of properties that events share: described once, used by many. */
export function PropertyGroupsPage() {
  const { projectId } = route.useParams()
  const { id } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/property-groups' })
  const project = Number(projectId)
  const { data: groups, error, refetch } = useQuery(propertyGroupsQuery(project))
  const open = (next: string | undefined) => void navigate({ search: next ? { id: next } : {}, replace: true })
  useShortcut('n', () => open(NEW))
  const edited = groups?.find((group) => group.id === id)
  const add = (
    <Button look="primary" icon="plus" onClick={() => open(NEW)}>
      New group
    </Button>
  )
  return (
    <div className="page">
      <title>Property groups – Hoglet</title>
      <SectionTabs room="data" />
      <div className="page-head">
        <h1>Property groups</h1>
        {add}
      </div>
      {error && !groups && <Failure what="The groups could not be read" error={error} retry={() => void refetch()} />}
      {!error && !groups && <SkeletonRows count={4} height={96} />}
      {groups?.length === 0 && (
        <Empty icon="events" title="No property groups yet" action={add}>
          A group says which properties belong together, such as amount and currency of an order. Give it to the events
          that carry them: typed code is made of it, and events that break it can be refused.
        </Empty>
      )}
      <div className="property-groups">
        {groups?.map((group) => (
          <GroupCard key={group.id} project={project} group={group} onEdit={() => open(group.id)} />
        ))}
      </div>
      <Panel
        title={edited ? `Group ${edited.name}` : 'New property group'}
        open={id === NEW || edited !== undefined}
        onClose={() => open(undefined)}
      >
        <PropertyGroupForm
          key={id}
          project={project}
          group={edited}
          onCancel={() => open(undefined)}
          onSaved={(saved) => {
            toast(`Saved ${saved.name}`)
            open(undefined)
          }}
        />
      </Panel>
    </div>
  )
}

function GroupCard({ project, group, onEdit }: { project: number; group: PropertyGroup; onEdit: () => void }) {
  const cache = useQueryClient()
  const events = group.events ?? []
  const remove = useMutation({
    mutationFn: () => deletePropertyGroup(project, group.id),
    onSuccess: () => toast(`Deleted ${group.name}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ['property-groups', project] }),
  })
  const [asking, setAsking] = useState(false)
  const loss = events.length > 0 ? `${events.length} ${events.length === 1 ? 'event loses' : 'events lose'} it. ` : ''
  return (
    <article className="schema-group">
      <div className="schema-group-head">
        <h2>{group.name}</h2>
        <span className="spacer" />
        <IconButton icon="edit" label={`Edit ${group.name}`} onClick={onEdit} />
        <IconButton icon="trash" label={`Delete ${group.name}`} onClick={() => setAsking(true)} />
      </div>
      {group.description && <p className="muted">{group.description}</p>}
      <PropertyList group={group} />
      <p className="property-group-events">
        {events.length === 0 && <span className="muted">No event uses it yet.</span>}
        {events.map((event) => (
          <Link
            key={event.id}
            className="tag"
            to="/project/$projectId/events/named/$name"
            params={{ projectId: String(project), name: event.name }}
          >
            {event.name}
          </Link>
        ))}
      </p>
      <Confirm
        title={`Delete the group “${group.name}”?`}
        note={`${loss}This cannot be undone.`}
        open={asking}
        onClose={() => setAsking(false)}
        act="Delete"
        busy={remove.isPending}
        onAct={() => remove.mutate()}
      />
    </article>
  )
}
