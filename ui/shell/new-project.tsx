import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { createProject } from '../api/account.ts'
import { wordsFor } from '../api/client.ts'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'

interface NewProjectProps {
  open: boolean
  onClose: () => void
}

/** Asks for a name, makes the project and goes where its first event is awaited. */
export function NewProject({ open, onClose }: NewProjectProps) {
  return (
    <Panel
      title="New project"
      note="A project has events, persons and boards of its own: one for each app, or one for tests."
      open={open}
      onClose={onClose}
    >
      {open && <Question onClose={onClose} />}
    </Panel>
  )
}

function Question({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () => createProject(name.trim()),
    meta: { quiet: true },
    onSuccess: async ({ id }) => {
      await Promise.all(['me', 'projects'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
      onClose()
      await navigate({ to: '/project/$projectId/start', params: { projectId: String(id) } })
    },
  })
  const submit = (form: FormEvent) => {
    form.preventDefault()
    if (name.trim() !== '') make.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="Name" error={make.error ? wordsFor(make.error) : undefined}>
        {(ids) => <Input {...ids} autoComplete="off" value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <FormFoot onCancel={onClose} disabled={name.trim() === ''} busy={make.isPending}>
        Create project
      </FormFoot>
    </form>
  )
}
