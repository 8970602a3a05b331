import { isObject } from '../lib/json.ts'

/** An event, and the actions that match it by name. */
export interface Wanted {
  event: string
  actions: ReadonlySet<number>
}

/**
 * Whether a saved query names the event, or one of its actions, in any of the places where queries name them: series,
 * exclusions, the entities of retention, the points of paths, goals, filters. A query over all events names none. HogQL is
 * not parsed: it names an event where the name stands in it as a text of its own.
 */
export function namesEvent(query: unknown, wanted: Wanted): boolean {
  if (Array.isArray(query)) return query.some((item) => namesEvent(item, wanted))
  if (!isObject(query)) return false
  return NAMED.some((names) => names(query, wanted)) || Object.values(query).some((value) => namesEvent(value, wanted))
}

type Names = (node: Record<string, unknown>, wanted: Wanted) => boolean

const isAction = (id: unknown, { actions }: Wanted) => id !== null && actions.has(Number(id))
const holds = (list: unknown, name: string) => [list].flat().includes(name)

const NAMED: Names[] = [
  ({ kind, event }, wanted) => (kind === 'EventsNode' || kind === 'EventsQuery') && event === wanted.event,
  ({ kind, id }, wanted) => kind === 'ActionsNode' && isAction(id, wanted),
  ({ actionId }, wanted) => actionId !== undefined && isAction(actionId, wanted),
  ({ customEventName }, { event }) => customEventName === event,
  ({ type, id }, wanted) => (type === 'events' && id === wanted.event) || (type === 'actions' && isAction(id, wanted)),
  ({ type, key, value }, { event }) => type === 'event_metadata' && key === 'event' && holds(value, event),
  ({ includeEventTypes, excludeEvents }, { event }) => holds(includeEventTypes, event) || holds(excludeEvents, event),
  ({ startPoint, endPoint }, { event }) => startPoint === event || endPoint === event,
  ({ kind, query }, { event }) =>
    kind === 'HogQLQuery' && typeof query === 'string' && query.includes(`'${event.replace(/[\\']/g, '\\$&')}'`),
]
