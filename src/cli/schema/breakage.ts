import { namesEvent, type Wanted } from '../../definitions/named-events.ts'
import { isObject, type Json, objectOr, objectsOf } from '../../lib/json.ts'
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

/** An insight or an action: its name, and what it asks, as it is stored. */
interface User {
  name: string
  asks: Json
}

/** What changed since the lock was written and is used by a tile, an insight or an action. */
export async function breakages(connection: Connection, lock: LockedEvents, now: LockedEvents): Promise<Breakage[]> {
  const changed = changesOf(lock, now)
  if (changed.length === 0) return []
  const users = await usersOf(connection)
  return changed.flatMap((change) => {
    const { event, property } = change
    const wanted = { event, actions: matching(users, event) }
    const used_by = users
      .filter(({ asks }) => asksFor(asks, wanted) && (property === undefined || namesProperty(asks, property)))
      .map(({ name }) => name)
    return used_by.length > 0 ? [{ ...change, used_by }] : []
  })
}

/** Events and properties that went away or became another type. What was added breaks nothing that was asked before. */
function changesOf(lock: LockedEvents, now: LockedEvents): Change[] {
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

async function usersOf(connection: Connection): Promise<(User & { action?: number })[]> {
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
    return { name: where ? `${title} on ${where}` : title, asks: [query ?? null, filters ?? null] }
  })
  const named = actions.map(objectOr).map(({ id, name, steps }) => ({
    ...{ name: `the action "${String(name)}"`, asks: steps ?? null, action: Number(id) },
  }))
  return [...saved, ...named]
}

/** The actions with a step that is this event. */
function matching(users: readonly { asks: Json; action?: number }[], event: string): ReadonlySet<number> {
  const ids = users.flatMap(({ asks, action }) =>
    action !== undefined && objectsOf(asks).some((step) => step['event'] === event) ? [action] : [],
  )
  return new Set(ids)
}

/** A query names events in many places, the steps of an action in one. */
const asksFor = (asks: Json, wanted: Wanted) =>
  namesEvent(asks, wanted) || objectsOf(asks).some((step) => step['event'] === wanted.event)

/** Whether a query or a step says the property's name, wherever it stands in it; in SQL as a word of its own. */
function namesProperty(asks: Json | undefined, property: string): boolean {
  if (Array.isArray(asks)) return asks.some((one) => namesProperty(one, property))
  if (!isObject(asks)) return false
  const { kind, query, key, math_property, breakdown, type, breakdown_type } = asks
  if (kind === 'HogQLQuery' && typeof query === 'string' && saysWord(query, property)) return true
  const ofEvent = (what: Json | undefined) => what === undefined || what === 'event'
  if (ofEvent(type) && (key === property || asks['property'] === property)) return true
  if (math_property === property) return true
  if (ofEvent(breakdown_type) && [breakdown].flat().includes(property)) return true
  return Object.values(asks).some((one) => namesProperty(one, property))
}

function saysWord(sql: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`).test(sql)
}
