import { useQuery } from '@tanstack/react-query'
import { fittingQuery } from '../api/cohorts.ts'
import { Refusal } from '../kit/field.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { Counting } from './counting.tsx'
import { peopleWords } from './people-words.ts'
import { filtersOf, finishedRule, isRuleFinished, type Rule } from './rule.ts'

/** How many people fit a rule that is not saved yet: at once where it asks for what is known of them, else on demand. */
export function Fitting({ project, rule }: { project: number; rule: Rule }) {
  const finished = finishedRule(rule)
  const filters = useSettled(filtersOf(finished) ?? { type: 'AND', values: [] })
  const canCount = isRuleFinished(rule) && filters.values.length > 0 && filtersOf(finished) !== undefined
  const { data, error, isFetching } = useQuery({ ...fittingQuery(project, filters), enabled: canCount })
  if (!isRuleFinished(rule)) return <p className="muted">Finish every criterion, then it can be saved.</p>
  if (!canCount) return <Counting project={project} rule={finished} />
  if (error) return <Refusal error={error} />
  return (
    <p className="muted" role="status" aria-busy={isFetching}>
      {data === undefined ? 'Counting…' : `${peopleWords(data)} now`}
    </p>
  )
}
