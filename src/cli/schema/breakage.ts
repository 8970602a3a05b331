import { isObject, type Json, objectOr } from '../../lib/json.ts'
import { askForAll, type Connection } from '../connection.ts'
import type { LockedEvents } from './lock.ts'

/** A change of the schema that something on the server depends on. */
export interface Breakage {
  event: string
  /** Undefined when the event itself is gone. */
  property: string | undefined
  /** What happened to it, as the end of a sentence. */
  what: string
  /** The insights, with their boards, and the actions that use it. */
  used_by: string[]
}

type Change = Omit<Breakage, 'used_by'>
const GONE = 'is no longer in the schema'

/** An insight or an action, and the names it asks about. */
interface User {
  name: string
  events: ReadonlySet<string>
  properties: ReadonlySet<string>
}

/** What changed since the lock was written and is used by a tile, an insight or an action. */
export async function breakages(connection: Connection, lock: LockedEvents, now: LockedEvents): Promise<Breakage[]> {
  const changed = changesOf(lock, now)
  if (changed.length === 0) return []
  const users = await usersOf(connection)
  return changed.flatMap((change) => {
    const { event, property } = change
    const used_by = users
      .filter((user) => user.events.has(event) && (property === undefined || user.properties.has(property)))
      .map(({ name }) => name)
    return used_by.length > 0 ? [{ ...change, used_by }] : []
  })
}

/** Events and properties that went away or became another type. What was added breaks nothing that was asked before. */
export function changesOf(lock: LockedEvents, now: LockedEvents): Change[] {
  const changes: Change[] = []
  for (const [event, properties] of lock) {
    const current = now.get(event)
    if (!current) changes.push({ event, property: undefined, what: GONE })
    else
      for (const [property, { type }] of properties) {
        const found = current.get(property)
        if (!found) changes.push({ event, property, what: GONE })
        else if (found.type !== type) changes.push({ event, property, what: `was ${type} and is ${found.type}` })
      }
  }
  return changes
}

async function usersOf(connection: Connection): Promise<User[]> {
  const [insights, boards, actions] = await Promise.all([
    askForAll(connection, 'insights/'),
    askForAll(connection, 'dashboards/'),
    askForAll(connection, 'actions/'),
  ])
  const boardNames = new Map(boards.map(objectOr).map(({ id, name }) => [id, String(name)]))
  const saved = insights.map(objectOr).map(({ name, derived_name, query, filters, dashboards }) => {
    const on = (Array.isArray(dashboards) ? dashboards : []).flatMap((id) => boardNames.get(id) ?? [])
    const where = on.map((board) => `"${board}"`).join(' and ')
    const title = `the insight "${String(name || derived_name || 'Untitled')}"`
    return { name: where ? `${title} on ${where}` : title, ...namesIn([query ?? null, filters ?? null]) }
  })
  return [
    ...saved,
    ...actions
      .map(objectOr)
      .map(({ name, steps }) => ({ name: `the action "${String(name)}"`, ...namesIn(steps ?? null) })),
  ]
}

/** The events and event properties that a query or the steps of an action name, wherever they stand in it. */
export function namesIn(value: Json): { events: Set<string>; properties: Set<string> } {
  const events = new Set<string>()
  const properties = new Set<string>()
  const note = (names: Set<string>, name: Json | undefined) => {
    if (typeof name === 'string') names.add(name)
    else if (Array.isArray(name)) for (const one of name) note(names, one)
  }
  const visit = (part: Json | undefined): void => {
    if (Array.isArray(part)) for (const one of part) visit(one)
    if (!isObject(part)) return
    note(events, part['event'])
    if (part['type'] === 'events') note(events, part['id'])
    if (part['type'] === 'event' || part['type'] === undefined) note(properties, part['key'] ?? part['property'])
    note(properties, part['math_property'])
    if ((part['breakdown_type'] ?? 'event') === 'event') note(properties, part['breakdown'])
    for (const one of Object.values(part)) visit(one)
  }
  visit(value)
  return { events, properties }
}
