import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addSchema,
  type EventSchema,
  eventSchemasQuery,
  type PropertyGroup,
  propertyGroupsQuery,
  removeSchema,
  type SchemaProperty,
} from '../api/schemas.ts'
import type { EventDefinition } from '../api/types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { Panel } from '../kit/dialog.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Failure } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { Enforcement } from './enforcement.tsx'
import { PropertyGroupForm } from './property-group-form.tsx'
import './schema-section.css'

interface SchemaProps {
  project: number
  event: EventDefinition
}

type Editing = { group: PropertyGroup | undefined } | undefined

/** What the event should carry: groups of properties, and what happens to events that do not. */
export function SchemaSection({ project, event }: SchemaProps) {
  const cache = useQueryClient()
  const asked = useQuery(eventSchemasQuery(project, event.id))
  const schemas = asked.data ?? []
  const { data: groups = [] } = useQuery(propertyGroupsQuery(project))
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<Editing>()
  const refresh = () =>
    Promise.all(
      ['event-schemas', 'property-groups', 'schema-check', 'typed-code'].map((key) =>
        cache.invalidateQueries({ queryKey: [key, project] }),
      ),
    )
  const add = useMutation({
    mutationFn: (group: string) => addSchema(project, event.id, group),
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: (schema: EventSchema) => removeSchema(project, schema.id),
    onSuccess: (_, schema) =>
      toast(`Took “${schema.property_group.name}” off ${event.name}`, {
        undo: () => add.mutate(schema.property_group.id),
      }),
    onSettled: refresh,
  })
  const used = new Set(schemas.map(({ property_group }) => property_group.id))
  const free = groups.filter(({ id, name }) => !used.has(id) && hasWords(name, text))
  const required = schemas.flatMap(({ property_group }) => property_group.properties).filter((one) => one.is_required)
  return (
    <section className="detail-section">
      <div className="section-head">
        <h2>Schema</h2>
        {groups.length > 0 && (
          <Combobox
            label="Property group"
            choices={free.map(({ id, name, properties }) => ({
              value: id,
              label: name,
              note: properties.map((property) => property.name).join(', '),
            }))}
            onSearch={setText}
            onChoose={(id) => add.mutate(id)}
            trigger={<Button>Use a group</Button>}
          />
        )}
        <Button icon="plus" onClick={() => setEditing({ group: undefined })}>
          New group
        </Button>
      </div>
      {asked.error && !asked.data && (
        <Failure what="The schema could not be read" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.data?.length === 0 && (
        <p className="muted">
          Say which properties the event carries: typed code is made of it, and events that break it can be refused.
        </p>
      )}
      {schemas.map((schema) => (
        <div key={schema.id} className="schema-group">
          <div className="schema-group-head">
            <strong>{schema.property_group.name}</strong>
            <span className="muted clip">{schema.property_group.description}</span>
            <span className="spacer" />
            <IconButton
              icon="edit"
              label={`Edit ${schema.property_group.name}`}
              onClick={() => setEditing({ group: schema.property_group })}
            />
            <IconButton
              icon="close"
              label={`Take ${schema.property_group.name} off this event`}
              busy={remove.isPending}
              onClick={() => remove.mutate(schema)}
            />
          </div>
          <PropertyList group={schema.property_group} />
        </div>
      ))}
      {required.length > 0 && <Enforcement project={project} event={event} />}
      <Panel
        title={editing?.group ? `Group ${editing.group.name}` : 'New property group'}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing && (
          <PropertyGroupForm
            project={project}
            group={editing.group}
            onCancel={() => setEditing(undefined)}
            onSaved={(group) => {
              if (!editing.group) add.mutate(group.id)
              setEditing(undefined)
            }}
          />
        )}
      </Panel>
    </section>
  )
}

export function PropertyList({ group }: { group: PropertyGroup }) {
  if (group.properties.length === 0) return <p className="muted">No properties yet.</p>
  return (
    <ul className="schema-properties">
      {group.properties.map((property) => (
        <li key={property.name}>
          <span className="clip">
            {property.name}
            {property.description && <small className="muted"> {property.description}</small>}
          </span>
          <span className="muted">{property.property_type}</span>
          <span className="muted">{requiredWords(property)}</span>
        </li>
      ))}
    </ul>
  )
}

const requiredWords = ({ is_required, is_optional_in_types }: SchemaProperty) =>
  is_required ? (is_optional_in_types ? 'Required, optional in code' : 'Required') : ''
