import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changePropertyDefinition } from '../api/definitions.ts'
import type { PropertyDefinition } from '../api/types.ts'
import { tagsIn } from '../data/tags-in.ts'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input, Refusal, Select } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'

interface SheetProps {
  project: number
  property: PropertyDefinition | undefined
  onClose: () => void
}

const TYPES = ['String', 'Numeric', 'Boolean', 'DateTime', 'Duration']

/** What is known about one property, and the place to write it down. */
export function PropertySheet({ project, property, onClose }: SheetProps) {
  return (
    <Panel title={property?.name ?? ''} look="sheet" open={property !== undefined} onClose={onClose}>
      {property && <PropertyForm key={property.id} project={project} property={property} onClose={onClose} />}
    </Panel>
  )
}

function PropertyForm({ project, property, onClose }: SheetProps & { property: PropertyDefinition }) {
  const cache = useQueryClient()
  const [description, setDescription] = useState(property.description ?? '')
  const [tags, setTags] = useState((property.tags ?? []).join(', '))
  const [type, setType] = useState(property.property_type ?? '')
  const [status, setStatus] = useState(property.verified ? 'verified' : property.hidden ? 'hidden' : '')
  const save = useMutation({
    mutationFn: () =>
      changePropertyDefinition(project, property.id, {
        description,
        tags: tagsIn(tags),
        property_type: type === '' ? null : type,
        ...(status === 'verified' ? { verified: true } : { verified: false, hidden: status === 'hidden' }),
      }),
    meta: { quiet: true },
    onSuccess: async () => {
      await Promise.all(
        ['property-definitions', 'tags'].map((key) => cache.invalidateQueries({ queryKey: [key, project] })),
      )
      toast(`Saved what you know about ${property.name}`)
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
            placeholder="What does it hold, and in which unit?"
            onChange={({ target }) => setDescription(target.value)}
          />
        )}
      </Field>
      <Field label="Type" hint="Questions read the values as this type from now on.">
        {(ids) => (
          <Select {...ids} value={type} onChange={({ target }) => setType(target.value)}>
            <option value="">Unknown</option>
            {TYPES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Status">
        {(ids) => (
          <Select {...ids} value={status} onChange={({ target }) => setStatus(target.value)}>
            <option value="">None</option>
            <option value="verified">Verified: people can rely on it</option>
            <option value="hidden">Hidden from lists and pickers</option>
          </Select>
        )}
      </Field>
      <Field label="Tags" hint="Separated by commas">
        {(ids) => <Input {...ids} value={tags} onChange={({ target }) => setTags(target.value)} />}
      </Field>
      <Refusal error={save.error} />
      <FormFoot onCancel={onClose} busy={save.isPending}>
        Save
      </FormFoot>
    </form>
  )
}
