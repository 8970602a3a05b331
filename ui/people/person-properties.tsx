import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Person, removePersonProperty, setPersonProperty } from '../api/people.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input, Refusal } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'
import { orderedProperties } from '../live/matching.ts'
import { readValue, valueText } from './value-text.ts'
import './person-properties.css'

interface PropertiesProps {
  project: number
  person: Person
}

interface Editing {
  key: string
  value: string
  isNew: boolean
}

/** What is known of a person: read, set and removed one by one. */
export function PersonProperties({ project, person }: PropertiesProps) {
  const cache = useQueryClient()
  const [editing, setEditing] = useState<Editing>()
  const refresh = () => cache.invalidateQueries({ queryKey: ['persons', project] })
  const put = (key: string, value: unknown) => setPersonProperty(project, person.uuid, key, value).then(refresh)
  const remove = useMutation({
    mutationFn: (key: string) => removePersonProperty(project, person.uuid, key),
    onSuccess: (_, key) => {
      const before = person.properties[key]
      toast(`Removed “${key}”`, { undo: () => put(key, before) })
    },
    onSettled: refresh,
  })
  const entries = orderedProperties(person.properties)
  return (
    <section>
      <div className="section-head">
        <h2>Properties</h2>
        <Button icon="plus" look="quiet" onClick={() => setEditing({ key: '', value: '', isNew: true })}>
          Set one
        </Button>
      </div>
      {entries.length === 0 && (
        <p className="muted">
          None yet. They come with <code>identify</code> or <code>$set</code>.
        </p>
      )}
      <dl className="person-properties">
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              {valueText(value)}
              <span className="person-property-ways">
                <IconButton
                  icon="edit"
                  label={`Edit ${key}`}
                  onClick={() => setEditing({ key, value: valueText(value), isNew: false })}
                />
                <IconButton
                  icon="trash"
                  label={`Remove ${key}`}
                  busy={remove.isPending}
                  onClick={() => remove.mutate(key)}
                />
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <Panel
        title={editing?.isNew ? 'Set a property' : `Edit ${editing?.key ?? ''}`}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing && (
          <PropertyForm
            editing={editing}
            onSave={put}
            onDone={(words) => {
              setEditing(undefined)
              if (words) toast(words)
            }}
          />
        )}
      </Panel>
    </section>
  )
}

interface FormProps {
  editing: Editing
  onSave: (key: string, value: unknown) => Promise<unknown>
  onDone: (words?: string) => void
}

function PropertyForm({ editing, onSave, onDone }: FormProps) {
  const [key, setKey] = useState(editing.key)
  const [value, setValue] = useState(editing.value)
  const save = useMutation({
    mutationFn: () => onSave(key.trim(), readValue(value)),
    meta: { quiet: true },
    onSuccess: () => onDone(`Set “${key.trim()}”`),
  })
  const submit = (form: FormEvent) => {
    form.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      {editing.isNew && (
        <Field label="Name">
          {(ids) => (
            <Input {...ids} required value={key} placeholder="plan" onChange={({ target }) => setKey(target.value)} />
          )}
        </Field>
      )}
      <Field label="Value" hint="A number, true, false, null or JSON is kept as such; everything else is a text.">
        {(ids) => <Input {...ids} value={value} onChange={({ target }) => setValue(target.value)} />}
      </Field>
      <Refusal error={save.error} />
      <FormFoot onCancel={() => onDone()} busy={save.isPending}>
        Save
      </FormFoot>
    </form>
  )
}
