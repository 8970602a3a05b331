import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError, wordsFor } from '../api/client.ts'
import { createCohort, createFromSheet, nameOfCohort } from '../api/cohorts.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Segments } from '../kit/segments.tsx'
import { toast } from '../kit/toast.tsx'
import { Fitting } from './fitting.tsx'
import { type NamedPeople, PeopleSource } from './people-source.tsx'
import { peopleWords } from './people-words.ts'
import { EMPTY_RULE, finishedRule, isRuleFinished, newDeed, type Rule } from './rule.ts'
import { RuleEditor } from './rule-editor.tsx'
import { ruleWords } from './rule-words.ts'
import { useFresh } from './use-cohort.ts'
import { useNames } from './use-names.ts'
import './new-cohort.css'

const FIRST_RULE: Rule = { ...EMPTY_RULE, values: [{ type: 'AND', values: [newDeed()] }] }

const KINDS = [
  { value: 'rule', words: 'By a rule' },
  { value: 'list', words: 'As a list' },
] as const

interface NewCohortProps {
  project: number
  /** A list of people instead of a rule. */
  isList: boolean
  onKind: (isList: boolean) => void
}

/** A cohort before there is one: its words, and its rule or its people. */
export function NewCohort({ project, isList, onKind }: NewCohortProps) {
  const navigate = useNavigate()
  const fresh = useFresh(project)
  const names = useNames(project)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [rule, setRule] = useState(FIRST_RULE)
  const [people, setPeople] = useState<NamedPeople>()
  const words = { name: name.trim(), description: description.trim() }
  const make = useMutation({
    mutationFn: () => {
      if (!isList) return createCohort(project, { ...words, filters: { properties: finishedRule(rule) } })
      return people
        ? createFromSheet(project, people.sheet, words)
        : createCohort(project, { ...words, is_static: true })
    },
    meta: { quiet: true },
    onSuccess: async (cohort) => {
      const [found, named] = [cohort.count ?? 0, people?.count]
      if (isList && named !== undefined && found < named)
        toast(`${peopleWords(found)} of ${named.toLocaleString('en')} ids; nobody is known by the others`)
      else toast(`${nameOfCohort(cohort)} is there: insights can use it`)
      await navigate({
        to: '/project/$projectId/people/cohorts/$id',
        params: { projectId: String(project), id: String(cohort.id) },
        replace: true,
      })
      await fresh(cohort)
    },
  })
  const isReady = words.name !== '' && (isList || isRuleFinished(rule))
  const submit = (form: FormEvent) => {
    form.preventDefault()
    if (isReady && !make.isPending) make.mutate()
  }
  const at = make.error instanceof ApiError ? make.error.attr : undefined
  const error = make.error ? wordsFor(make.error) : undefined
  return (
    <form className="stack new-cohort" onSubmit={submit} onChange={() => make.reset()}>
      <Field label="Name" {...(error && at === 'name' ? { error } : {})}>
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={400}
            value={name}
            placeholder="Paying customers"
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
      <Field label="Description">
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={2}
            maxLength={1000}
            value={description}
            placeholder="Who is this, and what is it for?"
            onChange={({ target }) => setDescription(target.value)}
          />
        )}
      </Field>
      <Segments
        label="How people come into it"
        choices={KINDS}
        chosen={isList ? 'list' : 'rule'}
        onChoose={(kind) => onKind(kind === 'list')}
      />
      {isList ? (
        <PeopleSource onChange={setPeople} />
      ) : (
        <>
          <p className="muted">{ruleWords(rule, names)}</p>
          <RuleEditor rule={rule} cohort={undefined} onChange={setRule} />
        </>
      )}
      {error && at !== 'name' && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="rule-foot">
        {isList ? (
          <p className="muted">People can be added and taken out later.</p>
        ) : (
          <Fitting project={project} rule={rule} />
        )}
        <span className="spacer" />
        <Button type="submit" look="primary" busy={make.isPending} disabled={!isReady}>
          Create cohort
        </Button>
      </div>
    </form>
  )
}
