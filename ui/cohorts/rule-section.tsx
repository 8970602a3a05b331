import { useState } from 'react'
import type { Cohort } from '../api/cohorts.ts'
import { Button } from '../kit/button.tsx'
import { Refusal } from '../kit/field.tsx'
import { Fitting } from './fitting.tsx'
import { finishedRule, isRuleFinished, isSameRule, type Rule, ruleOf } from './rule.ts'
import { RuleEditor } from './rule-editor.tsx'
import { ruleWords } from './rule-words.ts'
import { useChange } from './use-cohort.ts'
import { useNames } from './use-names.ts'

/** What was typed and not saved, by cohort: who leaves the page and comes back finds it. */
const left = new Map<number, Rule>()

/** The rule of a cohort: its words, its fields, and what saving them does. */
export function RuleSection({ project, cohort }: { project: number; cohort: Cohort }) {
  const saved = ruleOf(cohort.filters)
  const [draft, setDraftHere] = useState(() => left.get(cohort.id))
  const setDraft = (next: Rule | undefined) => {
    if (next) left.set(cohort.id, next)
    else left.delete(cohort.id)
    setDraftHere(next)
  }
  const change = useChange(project, cohort.id, { quiet: true })
  const names = useNames(project)
  const rule = draft ?? saved
  const isChanged = draft !== undefined && !isSameRule(draft, saved)
  const save = () =>
    change.mutate(
      {
        body: { filters: { properties: finishedRule(rule) } },
        said: 'Saved the rule: the people are being counted',
        before: { filters: { properties: saved } },
      },
      { onSuccess: () => setDraft(undefined) },
    )
  return (
    <section className="detail-section" aria-label="Rule">
      <div className="section-head">
        <h2>Rule</h2>
      </div>
      <p>{ruleWords(rule, names)}</p>
      <RuleEditor
        rule={rule}
        cohort={cohort.id}
        onChange={(next) => {
          change.reset()
          setDraft(next)
        }}
      />
      <Refusal error={change.error} />
      {isChanged && (
        <div className="rule-foot">
          <Fitting project={project} rule={rule} />
          <span className="spacer" />
          <Button look="quiet" onClick={() => setDraft(undefined)}>
            Throw away
          </Button>
          <Button look="primary" busy={change.isPending} disabled={!isRuleFinished(rule)} onClick={save}>
            Save the rule
          </Button>
        </div>
      )}
    </section>
  )
}
