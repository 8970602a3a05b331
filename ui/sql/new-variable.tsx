import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { createVariable, type InsightVariable, variablesKey } from '../api/variables.ts'
import { VariableField } from '../board/variable-field.tsx'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input, Refusal, Select } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'

interface NewVariableFormProps {
  project: number
  open: boolean
  onClose: () => void
  onMade: (variable: InsightVariable) => void
}

const TYPES = [
  { type: 'String', words: 'Text' },
  { type: 'Number', words: 'Number' },
  { type: 'Boolean', words: 'Yes or no' },
  { type: 'Date', words: 'Date' },
  { type: 'List', words: 'One of several' },
] as const

type Type = (typeof TYPES)[number]['type']

/** Lines of a list: each of them a choice. */
const choicesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A variable is a name, a kind of value, and the value it has until somebody chooses another. */
export function NewVariableForm({ project, open, onClose, onMade }: NewVariableFormProps) {
  return (
    <Panel
      title="New variable"
      note="SQL names it in braces; boards that show the SQL offer its value."
      open={open}
      onClose={onClose}
    >
      {open && <Form project={project} onClose={onClose} onMade={onMade} />}
    </Panel>
  )
}

function Form({ project, onClose, onMade }: Omit<NewVariableFormProps, 'open'>) {
  const cache = useQueryClient()
  const [name, setName] = useState('')
  const [type, setType] = useState<Type>('String')
  const [choices, setChoices] = useState('')
  const [value, setValue] = useState<unknown>()
  const values = type === 'List' ? choicesOf(choices) : null
  const make = useMutation({
    mutationFn: () =>
      createVariable(project, {
        name: name.trim(),
        type,
        values,
        default_value: value === '' ? null : (value ?? null),
      }),
    meta: { quiet: true },
    onSuccess: async (made) => {
      await cache.invalidateQueries({ queryKey: variablesKey(project) })
      toast(`{variables.${made.code_name}} is there`)
      onClose()
      onMade(made)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="Name">
        {(ids) => <Input {...ids} value={name} required onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Field label="Kind of value">
        {(ids) => (
          <Select
            {...ids}
            value={type}
            onChange={({ target }) => {
              setType(TYPES.find((one) => one.type === target.value)?.type ?? 'String')
              setValue(undefined)
            }}
          >
            {TYPES.map((one) => (
              <option key={one.type} value={one.type}>
                {one.words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {type === 'List' && (
        <Field label="Choices" hint="One on each line">
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={4}
              value={choices}
              onChange={({ target }) => setChoices(target.value)}
            />
          )}
        </Field>
      )}
      <VariableField
        variable={{ id: '', code_name: '', name: 'Default', type, values, is_multi: false, default_value: null }}
        value={value}
        onChange={setValue}
      />
      <Refusal error={make.error} />
      <FormFoot onCancel={onClose} busy={make.isPending} disabled={name.trim() === ''}>
        Create
      </FormFoot>
    </form>
  )
}
