import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { changeEventDefinition, propertyDefinitionsQuery } from '../api/definitions.ts'
import type { EventDefinition } from '../api/types.ts'
import { emptyQuery } from '../editor/edit.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'
import './event-panel.css'

interface EventPanelProps {
  project: number
  event: EventDefinition | undefined
  onClose: () => void
}

const tagsIn = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim().toLowerCase())
      .filter(Boolean),
  ),
]

function Properties({ project, name }: { project: number; name: string }) {
  const { data = [] } = useQuery(propertyDefinitionsQuery(project, 'event', '', [name]))
  const seen = data.filter((property) => property.is_seen_on_filtered_events)
  if (seen.length === 0) return <p className="muted">None seen yet.</p>
  return (
    <ul className="event-properties">
      {seen.map((property) => (
        <li key={property.id}>
          <span className="clip" title={property.name}>
            {property.name}
          </span>
          <span className="muted">{property.property_type ?? 'Unknown type'}</span>
        </li>
      ))}
    </ul>
  )
}

function EventForm({ project, event, onClose }: EventPanelProps & { event: EventDefinition }) {
  const cache = useQueryClient()
  const [description, setDescription] = useState(event.description ?? '')
  const [tags, setTags] = useState(event.tags.join(', '))
  const [verified, setVerified] = useState(event.verified)
  const save = useMutation({
    mutationFn: () => changeEventDefinition(project, event.id, { description, verified, tags: tagsIn(tags) }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['event-definitions', project] })
      toast(`Saved what you know about ${event.name}`)
      onClose()
    },
  })
  const submit = (form: FormEvent) => {
    form.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="Description">
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={4}
            value={description}
            placeholder="When is it sent, and what does it mean?"
            onChange={(change) => setDescription(change.target.value)}
          />
        )}
      </Field>
      <Field label="Tags" hint="Separated by commas">
        {(ids) => <Input {...ids} value={tags} onChange={(change) => setTags(change.target.value)} />}
      </Field>
      <label className="check">
        <input type="checkbox" checked={verified} onChange={(change) => setVerified(change.target.checked)} />
        <span>
          Verified
          <span className="muted">People can rely on this event: it is sent where the description says.</span>
        </span>
      </label>
      <dl className="event-facts">
        <div>
          <dt>Last seen</dt>
          <dd>
            <Age at={event.last_seen_at} />
          </dd>
        </div>
        <div>
          <dt>First seen</dt>
          <dd>
            <Age at={event.created_at} />
          </dd>
        </div>
      </dl>
      <section>
        <h3>Properties</h3>
        <Properties project={project} name={event.name} />
      </section>
      <div className="dialog-foot">
        <Link
          className="button"
          data-look="quiet"
          to="/project/$projectId/insights/$shortId"
          params={{ projectId: String(project), shortId: 'new' }}
          search={{ q: emptyQuery(event.name) }}
        >
          Draw a chart of it
        </Link>
        <span className="spacer" />
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" look="primary" busy={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}

/** What is known about one event name, and the place to write it down. */
export function EventPanel({ project, event, onClose }: EventPanelProps) {
  return (
    <Panel title={event?.name ?? ''} look="sheet" open={event !== undefined} onClose={onClose}>
      {event && <EventForm key={event.id} project={project} event={event} onClose={onClose} />}
    </Panel>
  )
}
