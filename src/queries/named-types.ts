import type { PropertyTypes } from '../hogql/context.ts'
import { isObject } from '../lib/json.ts'
import type { TeamContext } from './context.ts'

/** HogQL may write these in a name in more than one way. */
const ESCAPED = /['"`\\\p{Cc}]/u

/**
 * The types of the properties that a query names, itself or through what it refers to. The query is compiled with these types
 * alone, so that a new property elsewhere in the project changes neither its answer nor its cache key.
 */
export function namedTypes(node: unknown, team: TeamContext): PropertyTypes {
  const texts = textsIn([
    node,
    team.actions,
    team.cohorts,
    team.variables,
    team.test_account_filters,
    team.person_display_names,
  ])
  // HogQL drops a written NUL from a name.
  const text = texts.join('\n').replaceAll('\\0', '')
  const named = <Type>(types: Readonly<Record<string, Type>>): Record<string, Type> =>
    Object.fromEntries(Object.entries(types).filter(([name]) => ESCAPED.test(name) || text.includes(name)))
  const { event, person, group } = team.property_types
  const groups = Object.entries(group).map(([index, types]) => [index, named(types)] as const)
  const namedGroups = groups.filter(([, types]) => Object.keys(types).length > 0)
  return { event: named(event), person: named(person), group: Object.fromEntries(namedGroups) }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]) : []
}
