import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { wordsFor } from '../api/client.ts'
import { deleteProject, type ProjectSettings, storedDataQuery } from '../api/settings.ts'
import type { Project } from '../api/types.ts'
import { exact } from '../charts/format.ts'
import { Button } from '../kit/button.tsx'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'

interface DeleteProjectProps {
  settings: ProjectSettings
  /** The projects that the organization has beside it. */
  others: readonly Project[]
}

/** The button that asks for the project's name before it deletes it. */
export function DeleteProject({ settings, others }: DeleteProjectProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look="danger" icon="trash" disabled={others.length === 0} onClick={() => setAsking(true)}>
        Delete project
      </Button>
      <Panel title={<>Delete {settings.name}?</>} open={asking} onClose={() => setAsking(false)}>
        {asking && <Question settings={settings} others={others} onClose={() => setAsking(false)} />}
      </Panel>
    </>
  )
}

const named = (count: number, one: string, many: string) => `${exact(count)} ${count === 1 ? one : many}`

function Question({ settings: { id, name }, others, onClose }: DeleteProjectProps & { onClose: () => void }) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { data } = useQuery(storedDataQuery(id))
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: () => deleteProject(id),
    meta: { quiet: true },
    onSuccess: async () => {
      // First away from it: what is on the screen would be asked for again, and is gone.
      const [next] = others
      if (next) await navigate({ to: '/project/$projectId', params: { projectId: String(next.id) } })
      cache.removeQueries({ type: 'inactive' })
      toast(`Deleted ${name}`)
      await Promise.all(['me', 'projects'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  const isRight = typed.trim() === name.trim()
  const submit = (form: FormEvent) => {
    form.preventDefault()
    if (isRight) remove.mutate()
  }
  const held = data
    ? `Its ${named(data.events, 'event', 'events')} and ${named(data.persons, 'person', 'persons')}`
    : 'All its data'
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        {held}, its boards, insights and cohorts, its public links and the keys for it alone go for good. Nobody can
        bring them back.
      </p>
      <Field label={`Type “${name}” to delete it`} error={remove.error ? wordsFor(remove.error) : undefined}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <FormFoot onCancel={onClose} keep="Keep it" look="danger" disabled={!isRight} busy={remove.isPending}>
        Delete for good
      </FormFoot>
    </form>
  )
}
