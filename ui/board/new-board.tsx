import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { createDashboard, dashboardsQuery } from '../api/dashboards.ts'
import type { DashboardTemplate } from '../api/templates.ts'
import { FormFoot, Panel } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { useProjectId } from '../shell/project.ts'
import { TemplateChoice } from './template-choice.tsx'

export function NewBoard({ open, onClose }: { open: boolean; onClose: () => void }) {
  const project = useProjectId()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [template, setTemplate] = useState<DashboardTemplate>()
  const create = useMutation({
    mutationFn: () =>
      createDashboard(project, {
        name: name.trim() || template?.template_name || '',
        ...(template ? { use_template: template.id } : { description: description.trim() }),
      }),
    onSuccess: async (board) => {
      await cache.invalidateQueries({ queryKey: dashboardsQuery(project).queryKey })
      await navigate({
        to: '/project/$projectId/dashboard/$dashboardId',
        params: { projectId: String(project), dashboardId: String(board.id) },
      })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate()
  }
  return (
    <Panel title="New board" open={open} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <Field label="Name">
          {(ids) => (
            <Input
              {...ids}
              required={!template}
              maxLength={400}
              value={name}
              placeholder={template?.template_name ?? 'Weekly numbers'}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <TemplateChoice project={project} chosen={template?.id} onChoose={setTemplate} />
        {!template && (
          <Field label="Description" hint="What question does it answer, and for whom?">
            {(ids) => <Input {...ids} value={description} onChange={(event) => setDescription(event.target.value)} />}
          </Field>
        )}
        <FormFoot onCancel={onClose} busy={create.isPending} disabled={name.trim() === '' && !template}>
          Create board
        </FormFoot>
      </form>
    </Panel>
  )
}
