import type { PropertyFilter } from '../api/types.ts'
import { type Condition, isGroup, opened } from './filter-groups.ts'
import { operatorOf } from './operators.ts'

/** `plan is pro or team`. */
export function filterWords(filter: PropertyFilter): string {
  if (filter.type === 'hogql') return filter.key
  if (filter.type === 'cohort') return `${isOutside(filter) ? 'not in' : 'in'} cohort ${filter.value}`
  const operator = operatorOf(filter.operator)
  const value = operator.takes === 'nothing' ? '' : ` ${[filter.value].flat().join(' or ') || '…'}`
  return `${filter.key} ${operator.words}${value}`
}

/** Whether a cohort leaves its people out. */
const isOutside = ({ operator }: PropertyFilter) => operator === 'not_in' || operator === 'is_not'

/** `plan is pro`, or `(plan is pro or country is DE)`. */
export function conditionWords(condition: Condition): string {
  if (!isGroup(condition)) return filterWords(condition)
  const parts = condition.values.map((one) => listed(opened(one).map(conditionWords)))
  return `(${parts.join(' or ')})`
}

/** `a, b and c`. */
export function listed(parts: string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
