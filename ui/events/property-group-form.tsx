import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/client.ts'
import {
  type PropertyGroup,
  SCHEMA_TYPES,
  type SchemaProperty,
  type SchemaType,
  savePropertyGroup,
} from '../api/schemas.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { FormFoot } from '../kit/dialog.tsx'
import { Field, Input, Refusal, Select } from '../kit/field.tsx'
import './property-group-form.css'

interface PropertyGroupFormProps {
  project: number
  /** Undefined: a new one. */
  group: PropertyGroup | undefined
  onSaved: (group: PropertyGroup) => void
  onCancel: () => void
}

/** A row that was just added takes the focus: the next thing one does is to name it. */
type Row = SchemaProperty & { key: number; isNew?: boolean }

let nextKey = 1
const emptyRow = (): Row => ({ key: nextKey++, name: '', property_type: 'String', is_required: false, description: '' })
const isType = (text: string): text is SchemaType => SCHEMA_TYPES.some((type) => type === text)

/** A group of properties: what each is called, what it is, and whether it must be there. */
export function PropertyGroupForm({ project, group, onSaved, onCancel }: PropertyGroupFormProps) {
  const cache = useQueryClient()
  const [name, setName] = useState(group?.name ?? '')
  const [description, setDescription] = useState(group?.description ?? '')
  const [rows, setRows] = useState<Row[]>(() =>
    group ? group.properties.map((property) => ({ ...property, key: nextKey++ })) : [emptyRow()],
  )
  const save = useMutation({
    mutationFn: () => {
      const properties = rows
        .filter((row) => row.name.trim() !== '')
        .map(({ key: _, isNew: __, ...property }) => property)
      return savePropertyGroup(project, group?.id, { name: name.trim(), description, properties })
    },
    meta: { quiet: true },
    onSuccess: async (saved) => {
      await Promise.all(
        ['property-groups', 'event-schemas', 'schema-check', 'typed-code'].map((key) =>
          cache.invalidateQueries({ queryKey: [key, project] }),
        ),
      )
      onSaved(saved)
    },
  })
  const change = (key: number, part: Partial<SchemaProperty>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const fault = save.error instanceof ApiError ? save.error : undefined
  const ofName = fault?.attr === 'name' ? fault.message : undefined
  const submit = (form: FormEvent) => {
    form.preventDefault()
    save.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="Name" {...(ofName ? { error: ofName } : {})}>
        {(ids) => (
          <Input {...ids} required value={name} placeholder="Order" onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <Field label="Description">
        {(ids) => <Input {...ids} value={description} onChange={({ target }) => setDescription(target.value)} />}
      </Field>
      <fieldset className="group-rows">
        <legend>Properties</legend>
        {rows.map((row, i) => (
          <div key={row.key} className="group-row">
            <Input
              aria-label={`Name of property ${i + 1}`}
              placeholder="amount"
              autoFocus={row.isNew}
              value={row.name}
              onChange={({ target }) => change(row.key, { name: target.value })}
            />
            <Select
              aria-label={`Type of property ${i + 1}`}
              value={row.property_type}
              onChange={({ target }) => isType(target.value) && change(row.key, { property_type: target.value })}
            >
              {SCHEMA_TYPES.map((type) => (
                <option key={type}>{type}</option>
              ))}
            </Select>
            <label className="group-required">
              <input
                type="checkbox"
                checked={row.is_required}
                onChange={({ target }) => change(row.key, { is_required: target.checked })}
              />
              Required
            </label>
            <IconButton
              icon="close"
              label={`Remove property ${i + 1}`}
              onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
            />
            <Input
              aria-label={`Description of property ${i + 1}`}
              className="group-about"
              placeholder="What it holds, and in which unit"
              value={row.description ?? ''}
              onChange={({ target }) => change(row.key, { description: target.value })}
            />
            {row.is_required && (
              <label
                className="group-required"
                title="Required of the event, but filled by a wrapper or a super property"
              >
                <input
                  type="checkbox"
                  checked={row.is_optional_in_types ?? false}
                  onChange={({ target }) => change(row.key, { is_optional_in_types: target.checked })}
                />
                Optional in code
              </label>
            )}
          </div>
        ))}
        <Button icon="plus" onClick={() => setRows([...rows, { ...emptyRow(), isNew: true }])}>
          Property
        </Button>
      </fieldset>
      <Refusal error={ofName ? null : save.error} />
      <FormFoot onCancel={onCancel} busy={save.isPending}>
        {group ? 'Save' : 'Make the group'}
      </FormFoot>
    </form>
  )
}
