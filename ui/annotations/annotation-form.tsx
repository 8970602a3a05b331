import { type FormEvent, useState } from 'react'
import type { Annotation } from '../api/annotations.ts'
import { momentOf } from '../charts/flags.ts'
import { localText } from '../charts/interval.ts'
import { Button } from '../kit/button.tsx'
import { FormFoot } from '../kit/dialog.tsx'
import { Field, Input, Refusal, Select } from '../kit/field.tsx'
import { useAnnotationChanges } from './use-annotation-changes.ts'
import { isShown, type Reach, reachFields, reachWords, type Where } from './where.ts'

interface AnnotationFormProps {
  project: number
  timezone: string
  /** What is changed; without it a new one is made. */
  annotation?: Annotation | undefined
  /** The local text of the moment that was pointed at. */
  day?: string | undefined
  where: Where
  onClose: () => void
}

const LONGEST = 8_192
const toMinutes = (local: string) =>
  `${(local.length === 10 ? `${local} 00:00` : local).slice(0, 16).replace(' ', 'T')}`

/** Whose charts it is on; `kept` are those that it is on already. */
type Choice = Reach | 'kept'

interface ReachSelectProps {
  where: Where
  annotation: Annotation | undefined
  value: Choice
  onChange: (choice: Choice) => void
}

function ReachSelect({ where, annotation, value, onChange }: ReachSelectProps) {
  const others: [Reach, string][] = [
    ['project', 'All charts of the project'],
    ...(where.board === undefined ? [] : [['dashboard', 'The charts of this board'] satisfies [Reach, string]]),
    ...(where.insight === undefined ? [] : [['dashboard_item', 'This insight only'] satisfies [Reach, string]]),
  ]
  const isKept = (reach: Reach) => annotation !== undefined && reach === annotation.scope && isShown(annotation, where)
  const choices: [Choice, string][] = [
    ...(annotation ? [['kept', reachWords(annotation)] satisfies [Choice, string]] : []),
    ...others.filter(([reach]) => !isKept(reach)),
  ]
  if (choices.length === 1) return annotation ? <p className="muted">Shown on: {reachWords(annotation)}</p> : null
  return (
    <Field label="Shown on">
      {(ids) => (
        <Select
          {...ids}
          value={value}
          onChange={({ target }) => onChange(choices.find(([choice]) => choice === target.value)?.[0] ?? value)}
        >
          {choices.map(([reach, words]) => (
            <option key={reach} value={reach}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** An annotation: what happened, when, and whose charts say so. */
export function AnnotationForm({ project, timezone, annotation, day, where, onClose }: AnnotationFormProps) {
  const stored = annotation?.date_marker ? localText(new Date(annotation.date_marker), timezone) : undefined
  const [content, setContent] = useState(annotation?.content ?? '')
  const [at, setAt] = useState(toMinutes(stored ?? day ?? localText(new Date(), timezone)))
  const [reach, setReach] = useState<Choice>(annotation ? 'kept' : 'project')
  const { save, remove } = useAnnotationChanges(project)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = {
      content: content.trim(),
      date_marker: momentOf(at, timezone).toISOString(),
      ...(reach === 'kept' ? {} : reachFields(reach, where)),
    }
    save.mutate({ id: annotation?.id, body }, { onSuccess: onClose })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field label="What happened">
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={3}
            maxLength={LONGEST}
            value={content}
            onChange={({ target }) => setContent(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
            }}
          />
        )}
      </Field>
      <Field label="When" hint={`By the clock of the project, ${timezone}`}>
        {(ids) => (
          <Input {...ids} type="datetime-local" value={at} required onChange={({ target }) => setAt(target.value)} />
        )}
      </Field>
      <ReachSelect where={where} annotation={annotation} value={reach} onChange={setReach} />
      <Refusal error={save.error} />
      {annotation && (
        <Button
          icon="trash"
          look="danger"
          onClick={() => {
            remove.mutate(annotation.id)
            onClose()
          }}
        >
          Remove annotation
        </Button>
      )}
      <FormFoot onCancel={onClose} busy={save.isPending} disabled={content.trim() === '' || at === ''}>
        Save annotation
      </FormFoot>
    </form>
  )
}
