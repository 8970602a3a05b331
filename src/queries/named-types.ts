import type { PropertyTypes } from '../hogql/context.ts'
import { isObject } from '../lib/json.ts'
import { NamesInText } from '../lib/names-in-text.ts'
import type { TeamContext } from './context.ts'

/** Signs that HogQL can write in a name in more than one way, so that the name need not stand in the text as it is. */
const ESCAPED = /['"`\\\p{Cc}]/u

/**
 * The types of the properties that a query names, itself or through what it refers to. The query is compiled with these types
 * alone, so that a new property elsewhere in the project changes neither its answer nor its cache key.
 */
export function namedTypes(node: unknown, team: TeamContext): PropertyTypes {
  const known = knownNames(team.property_types)
  const { actions, cohorts, variables, test_account_filters, person_display_names } = team
  const names = new Set([
    ...known.escaped,
    ...known.finder.in(textOf([node, test_account_filters, person_display_names])),
    ...[actions, cohorts, variables].flatMap((list) => [...namesIn(list, known)]),
  ])
  const named = <Type>(types: Readonly<Record<string, Type>>): Record<string, Type> =>
    Object.fromEntries(
      [...names].flatMap((name): [string, Type][] => {
        const type = Object.hasOwn(types, name) ? types[name] : undefined
        return type === undefined ? [] : [[name, type]]
      }),
    )
  const { event, person, group } = team.property_types
  const groups = Object.entries(group).map(([index, types]) => [index, named(types)] as const)
  const namedGroups = groups.filter(([, types]) => Object.keys(types).length > 0)
  return { event: named(event), person: named(person), group: Object.fromEntries(namedGroups) }
}

interface KnownNames {
  /** Those that count as named by every query. */
  escaped: string[]
  finder: NamesInText
  /** The names that were found in lists of the project, by the list. A list is the same object for as long as it is kept. */
  found: WeakMap<object, ReadonlySet<string>>
}

const knownOf = new WeakMap<PropertyTypes, KnownNames>()

/** The names of all properties that have a type. They are prepared once for as long as these types are the same object. */
function knownNames(types: PropertyTypes): KnownNames {
  const ready = knownOf.get(types)
  if (ready) return ready
  const all = [types.event, types.person, ...Object.values(types.group)].flatMap(Object.keys)
  const isEscaped = (name: string) => ESCAPED.test(name)
  const finder = new NamesInText(all.filter((name) => !isEscaped(name)))
  const known = { escaped: all.filter(isEscaped), finder, found: new WeakMap() }
  knownOf.set(types, known)
  return known
}

function namesIn(list: object, { finder, found }: KnownNames): ReadonlySet<string> {
  const ready = found.get(list)
  if (ready) return ready
  const names = finder.in(textOf(list))
  found.set(list, names)
  return names
}

/** All keys and texts of a value. HogQL drops a NUL that is written in a name as `\0`, so it is dropped here too. */
const textOf = (value: unknown) => textsIn(value).join('\n').replaceAll('\\0', '')

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]) : []
}
