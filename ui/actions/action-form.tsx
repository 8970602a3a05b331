import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type Action, type ActionStep, actionsKey, changeAction, createAction } from '../api/actions.ts'
import { ApiError, wordsFor } from '../api/client.ts'
import { emptyQuery } from '../editor/edit.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input, Refusal } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { toast } from '../kit/toast.tsx'
import { ActionStepEditor } from './action-step.tsx'
import { ActionUsage } from './action-usage.tsx'
import { type ActionDraft, changeOf, draftOf, EMPTY_STEP, isSame } from './draft.ts'
import { MatchingPreview } from './matching-preview.tsx'
import './action-form.css'

interface ActionFormProps {
  project: number
  /** None while it is new. */
  action: Action | undefined
  /** What had been typed when the form was left without saving. */
  kept: ActionDraft | undefined
  /** Told what is typed and not saved, or that there is nothing of the kind. */
  onUnsaved: (draft: ActionDraft | undefined) => void
  onDelete: (action: Action) => void
  onRestore: (action: Action) => void
  onClose: () => void
}

function Steps({
  steps,
  error,
  onChange,
}: {
  steps: ActionStep[]
  error: string | undefined
  onChange: (steps: ActionStep[]) => void
}) {
  return (
    <section className="action-part">
      <h3>Steps</h3>
      <p className="muted">An event is this action when it fits any of these.</p>
      {steps.length > 0 && (
        <ol className="action-steps">
          {steps.map((step, index) => (
            <ActionStepEditor
              key={index}
              step={step}
              number={index + 1}
              onChange={(change) => onChange(steps.map((one, at) => (at === index ? { ...one, ...change } : one)))}
              onRemove={steps.length > 1 ? () => onChange(steps.filter((_, at) => at !== index)) : undefined}
            />
          ))}
        </ol>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <Button look="quiet" icon="plus" onClick={() => onChange([...steps, EMPTY_STEP])}>
        {steps.length === 0 ? 'Add a step' : 'Or another step'}
      </Button>
    </section>
  )
}

function Words({
  draft,
  error,
  onChange,
}: {
  draft: ActionDraft
  error: string | undefined
  onChange: (change: Partial<ActionDraft>) => void
}) {
  return (
    <>
      <Field label="Name" {...(error ? { error } : {})}>
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={400}
            value={draft.name}
            placeholder="Started a purchase"
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label="Description">
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={2}
            value={draft.description}
            placeholder="What does it mean when somebody does this?"
            onChange={({ target }) => onChange({ description: target.value })}
          />
        )}
      </Field>
      <Field label="Tags" hint="Separated by commas">
        {(ids) => <Input {...ids} value={draft.tags} onChange={({ target }) => onChange({ tags: target.value })} />}
      </Field>
    </>
  )
}

const chartOf = ({ id, name }: Action) => ({
  ...emptyQuery(),
  series: [{ kind: 'ActionsNode' as const, id, name: name ?? `Action ${id}`, math: 'total' }],
})

function ChartLink({ project, action }: { project: number; action: Action }) {
  return (
    <Link
      className="button"
      data-look="plain"
      to="/project/$projectId/insights/$shortId"
      params={{ projectId: String(project), shortId: 'new' }}
      search={{ q: chartOf(action) }}
    >
      <Icon name="insights" /> Draw a chart of it
    </Link>
  )
}

function useSaving({ project, action, onUnsaved, onClose }: ActionFormProps, draft: ActionDraft) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () =>
      action ? changeAction(project, action.id, changeOf(draft)) : createAction(project, changeOf(draft)),
    meta: { quiet: true },
    onSuccess: async ({ name }) => {
      onUnsaved(undefined)
      await Promise.all(
        [actionsKey(project), ['tags', project]].map((queryKey) => cache.invalidateQueries({ queryKey })),
      )
      toast(action ? `Saved ${name}` : `${name} is there: insights and cohorts can use it`)
      onClose()
    },
  })
}

/** The whole of an action: its words, its steps, what they match, and where it is used. */
export function ActionForm(props: ActionFormProps) {
  const { project, action, kept, onUnsaved, onDelete, onRestore, onClose } = props
  const [draft, setDraft] = useState(kept ?? draftOf(action))
  const save = useSaving(props, draft)
  const changed = !isSame(draft, draftOf(action))
  const change = (part: Partial<ActionDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    onUnsaved(isSame(next, draftOf(action)) ? undefined : next)
    save.reset()
  }
  const submit = (form: FormEvent) => {
    form.preventDefault()
    if (draft.name.trim() !== '' && !save.isPending) save.mutate()
  }
  const at = save.error instanceof ApiError ? save.error.attr : undefined
  const errorAt = (attr: string) => (at === attr && save.error ? wordsFor(save.error) : undefined)
  return (
    <form className="stack action-form" onSubmit={submit}>
      <div className="action-columns">
        <div className="stack">
          <Words draft={draft} error={errorAt('name')} onChange={change} />
          <Steps steps={draft.steps} error={errorAt('steps')} onChange={(steps) => change({ steps })} />
        </div>
        <div className="stack">
          <MatchingPreview steps={draft.steps}>
            {action && !changed && <ChartLink project={project} action={action} />}
          </MatchingPreview>
          {action && <ActionUsage project={project} action={action} />}
        </div>
      </div>
      <div className="action-foot">
        {save.error && at !== 'name' && at !== 'steps' && <Refusal error={save.error} />}
        {action?.deleted && <Button onClick={() => onRestore(action)}>Restore</Button>}
        {action && !action.deleted && (
          <Button look="danger" icon="trash" onClick={() => onDelete(action)}>
            Delete
          </Button>
        )}
        <span className="spacer" />
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" look="primary" busy={save.isPending} disabled={draft.name.trim() === ''}>
          {action ? 'Save' : 'Create action'}
        </Button>
      </div>
    </form>
  )
}
