import { useState } from 'react'
import type { Cohort } from '../api/cohorts.ts'
import { Editable } from '../kit/editable.tsx'
import { useChange } from './use-cohort.ts'

interface WordsProps {
  project: number
  cohort: Cohort
}

export function CohortName({ project, cohort }: WordsProps) {
  const change = useChange(project, cohort.id)
  const before = cohort.name ?? ''
  return (
    <Editable
      label="Name"
      placeholder={`Cohort ${cohort.id}`}
      value={before}
      onSave={(name) => change.mutate({ body: { name }, said: 'Saved the name', before: { name: before } })}
    />
  )
}

/** The description, written where it is read. */
export function CohortDescription({ project, cohort }: WordsProps) {
  const change = useChange(project, cohort.id)
  const before = cohort.description
  const [text, setText] = useState(before)
  const save = () => {
    const description = text.trim()
    if (description !== before.trim())
      change.mutate({ body: { description }, said: 'Saved the description', before: { description: before } })
  }
  return (
    <textarea
      className="input detail-description"
      aria-label="Description"
      rows={Math.min(8, Math.max(2, text.split('\n').length))}
      maxLength={1000}
      value={text}
      placeholder="Who is this, and what is it for?"
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
    />
  )
}
