import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { createPersonalKey, personalKeysQuery } from '../api/settings.ts'
import { FormFoot } from '../kit/dialog.tsx'
import { Field, Input, Refusal, Select } from '../kit/field.tsx'
import { SCOPE_OBJECTS } from './scope-words.ts'
import { ToTakeAlong } from './to-take-along.tsx'

type Level = '' | 'read' | 'write'

/** What an agent or a report reads. */
const AGENT_READS = [
  ...['dashboard', 'insight', 'query', 'event_definition', 'property_definition', 'project', 'organization', 'user'],
]

/** Makes a key and shows it, once. */
export function KeyForm({ onDone }: { onDone: () => void }) {
  const cache = useQueryClient()
  const [label, setLabel] = useState('')
  const [kind, setKind] = useState('agent')
  const [levels, setLevels] = useState<Record<string, Level>>({})
  const make = useMutation({
    mutationFn: () => createPersonalKey({ label: label.trim(), scopes: scopesOf(kind, levels) }),
    meta: { quiet: true },
    onSuccess: () => cache.invalidateQueries({ queryKey: personalKeysQuery.queryKey }),
  })
  const submit = (form: FormEvent) => {
    form.preventDefault()
    make.mutate()
  }
  const value = make.data?.value
  if (value)
    return (
      <ToTakeAlong
        note="This key is shown once. Keep it where secrets are kept."
        label="The new key"
        text={value}
        onDone={onDone}
      />
    )
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="What is it for">
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={40}
            value={label}
            placeholder="Nightly report"
            onChange={({ target }) => setLabel(target.value)}
          />
        )}
      </Field>
      <Field label="It may">
        {(ids) => (
          <Select {...ids} value={kind} onChange={({ target }) => setKind(target.value)}>
            <option value="agent">Read boards, insights and definitions, and ask questions</option>
            <option value="all">Do everything</option>
            <option value="own">What I choose</option>
          </Select>
        )}
      </Field>
      {kind === 'own' && (
        <div className="key-scopes">
          {SCOPE_OBJECTS.map((object) => (
            <div key={object}>
              <span aria-hidden="true">{object.replaceAll('_', ' ')}</span>
              <Select
                aria-label={object.replaceAll('_', ' ')}
                value={levels[object] ?? ''}
                onChange={({ target }) => setLevels({ ...levels, [object]: levelOf(target.value) })}
              >
                <option value="">Nothing</option>
                <option value="read">Read</option>
                <option value="write">Read and change</option>
              </Select>
            </div>
          ))}
        </div>
      )}
      <Refusal error={make.error} />
      <FormFoot onCancel={onDone} busy={make.isPending}>
        Make the key
      </FormFoot>
    </form>
  )
}

const levelOf = (text: string): Level => (text === 'read' || text === 'write' ? text : '')

function scopesOf(kind: string, levels: Record<string, Level>): string[] {
  if (kind === 'all') return ['*']
  if (kind === 'agent') return AGENT_READS.map((object) => `${object}:read`)
  return Object.entries(levels).flatMap(([object, level]) =>
    level === 'write' ? [`${object}:read`, `${object}:write`] : level === 'read' ? [`${object}:read`] : [],
  )
}
