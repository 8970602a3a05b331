import type { PropertyFilter, PropertyGroup } from '../api/types.ts'

/** What a question is filtered by: the API takes a list, or groups that say whether all or any of them must hold. */
export type Properties = PropertyFilter[] | PropertyGroup | null | undefined

/** One filter, or several of which one is enough. */
export type Condition = PropertyFilter | PropertyGroup

export const isGroup = (one: Condition): one is PropertyGroup => 'values' in one

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
export function propertiesOf(conditions: Condition[]): PropertyFilter[] | PropertyGroup {
  const filters = conditions.filter((one) => !isGroup(one))
  const groups = conditions.filter(isGroup)
  if (groups.length === 0) return filters
  const plain = filters.length > 0 ? [{ type: 'AND' as const, values: filters }] : []
  return { type: 'AND', values: [...plain, ...groups] }
}
