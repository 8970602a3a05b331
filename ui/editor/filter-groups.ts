import type { FilterGroup, PropertyFilter } from '../api/types.ts'
import { operatorOf } from './operators.ts'

/** What a question is filtered by: the API takes a list, or groups that say whether all or any of them must hold. */
export type Properties = PropertyFilter[] | FilterGroup | null | undefined

/** One filter, or several of which one is enough. */
export type Condition = PropertyFilter | FilterGroup

export const isGroup = (one: Condition): one is FilterGroup => 'values' in one

/** The conditions that must all hold: groups that say nothing else are opened. */
export function conditionsOf(properties: Properties): Condition[] {
  if (!properties) return []
  if (Array.isArray(properties)) return properties
  const { type, values } = properties
  if (type !== 'OR' || values.length === 1) return values.flatMap(opened)
  return [properties]
}

/** What a member of a group says. */
export const opened = (one: Condition): Condition[] => (isGroup(one) ? conditionsOf(one) : [one])

/** The same conditions in the simplest form. */
export function propertiesOf(conditions: Condition[]): PropertyFilter[] | FilterGroup {
  const filters = conditions.filter((one) => !isGroup(one))
  const groups = conditions.filter(isGroup)
  if (groups.length === 0) return filters
  const plain = filters.length > 0 ? [{ type: 'AND' as const, values: filters }] : []
  return { type: 'AND', values: [...plain, ...groups] }
}

const isFilter = (one: unknown): one is PropertyFilter =>
  typeof one === 'object' && one !== null && 'key' in one && typeof one.key === 'string' && 'type' in one

/** Filters as an address holds them; nothing where there are none. */
export function filtersIn(value: unknown): PropertyFilter[] | undefined {
  const filters = Array.isArray(value) ? value.filter(isFilter) : []
  return filters.length > 0 ? filters : undefined
}

/** Whether there is something to compare with. What the page has no fields for, such as SQL, is complete as it is. */
export const isComplete = ({ type, operator, value }: PropertyFilter): boolean =>
  (type !== 'event' && type !== 'person') ||
  operatorOf(operator).takes === 'nothing' ||
  [value].flat().some((one) => one !== undefined && one !== null && one !== '')

/** Filters over others: on the same property the later one stands. */
export function over(base: Condition[], filters: PropertyFilter[]): Condition[] {
  const isReplaced = (one: Condition) =>
    !isGroup(one) && filters.some(({ key, type }) => key === one.key && type === one.type)
  return [...base.filter((one) => !isReplaced(one)), ...filters]
}
