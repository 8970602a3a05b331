import type { ActionStep } from '../api/actions.ts'
import { filterWords, listed } from '../editor/filter-words.ts'
import { CONDITIONS, MATCHINGS, matchingOf } from './draft.ts'

/** `Any event where the URL contains “/pricing” and plan is pro`. */
export function stepWords(step: ActionStep): string {
  const said = CONDITIONS.flatMap((condition) => {
    const value = step[condition.key]
    if (!value) return []
    const how = MATCHINGS.find((matching) => matching.value === matchingOf(step, condition))
    return [`${condition.subject} ${how?.words ?? 'is'} “${value}”`]
  })
  const all = [...said, ...(step.properties ?? []).map(filterWords)]
  return `${step.event || 'Any event'}${all.length > 0 ? ` where ${listed(all)}` : ''}`
}

/** The whole action in a line. */
export const stepsWords = (steps: ActionStep[]): string =>
  steps.length === 0 ? 'Any event' : steps.map(stepWords).join(', or ')
