import { isObject } from '../lib/json.ts'

/** An event, and the actions that match it by name. */
export interface Wanted {
  event: string
  actions: ReadonlySet<number>
}

/** What a saved query names: events and actions, and the texts of its HogQL, which is not parsed. */
export interface Named {
  events: Set<string>
  actions: Set<number>
  hogql: string[]
}

/**
 * Everything that a saved query names in any of the places where queries name events: series, exclusions, the entities of
 * retention, the points of paths, goals, filters. A query over all events names none.
 */
export function namedIn(query: unknown, named: Named = { events: new Set(), actions: new Set(), hogql: [] }): Named {
  if (Array.isArray(query)) for (const item of query) namedIn(item, named)
  if (!isObject(query)) return named
  const events = EVENTS.flatMap((read) => read(query))
  for (const event of events) if (typeof event === 'string') named.events.add(event)
  for (const id of ACTIONS.flatMap((read) => read(query))) if (id !== null) named.actions.add(Number(id))
  if (query['kind'] === 'HogQLQuery' && typeof query['query'] === 'string') named.hogql.push(query['query'])
  for (const value of Object.values(query)) namedIn(value, named)
  return named
}

/** Whether what is named is the event or one of its actions. HogQL names it where it stands as a text of its own. */
export function isNamed({ events, actions, hogql }: Named, wanted: Wanted): boolean {
  const text = `'${wanted.event.replace(/[\\']/g, '\\$&')}'`
  return (
    events.has(wanted.event) ||
    [...wanted.actions].some((id) => actions.has(id)) ||
    hogql.some((query) => query.includes(text))
  )
}

export const namesEvent = (query: unknown, wanted: Wanted): boolean => isNamed(namedIn(query), wanted)

type Read = (node: Record<string, unknown>) => unknown[]

const given = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat())

const EVENTS: Read[] = [
  ({ kind, event }) => (kind === 'EventsNode' || kind === 'EventsQuery' ? [event] : []),
  ({ type, id }) => (type === 'events' ? [id] : []),
  ({ type, key, value }) => (type === 'event_metadata' && key === 'event' ? given(value) : []),
  ({ customEventName, startPoint, endPoint }) => [customEventName, startPoint, endPoint],
  ({ includeEventTypes, excludeEvents }) => [...given(includeEventTypes), ...given(excludeEvents)],
]

const ACTIONS: Read[] = [
  ({ kind, id }) => (kind === 'ActionsNode' ? given(id) : []),
  ({ type, id }) => (type === 'actions' ? given(id) : []),
  ({ actionId }) => given(actionId),
]
