import { listsByKey } from '../lib/lists-by-key.ts'
import type { IdentityRequest } from '../persons/identities.ts'
import { monthOf } from './timestamp.ts'

/** An event on its way to its group. */
export interface WaitingEvent extends IdentityRequest {
  /** When its project was made, in milliseconds. */
  team_since: number
  elements_chain: string
  /** Which request it came with: a failing group is cut between requests first. */
  request: symbol
  /** About how much memory it holds while it waits. */
  bytes: number
}

/** Anything in a queue that carries an event. */
interface Queued {
  event: WaitingEvent
}

const MAX_EVENTS = 5_000
const MAX_BYTES = 8 * 1024 * 1024
const MAX_MONTHS = 8

/** Takes the next group from a queue, in order of arrival. */
export function takeGroup<T extends { event: { bytes: number } }>(queue: T[]): T[] {
  let bytes = 0
  let count = 0
  for (const { event } of queue) {
    if (count >= MAX_EVENTS || (count > 0 && bytes + event.bytes > MAX_BYTES)) break
    bytes += event.bytes
    count++
  }
  return queue.splice(0, count)
}

/** Takes the next group of old events from a queue: events of the first few months that occur in it. The others stay. */
export function takeMonths<T extends Queued>(queue: T[]): T[] {
  const months = new Set<number>()
  const taken: T[] = []
  const rest: T[] = []
  let bytes = 0
  for (const row of queue) {
    const fits = taken.length < MAX_EVENTS && bytes + row.event.bytes <= MAX_BYTES
    const month = monthOf(row.event.timestamp)
    const isAllowed = months.has(month) || months.size < MAX_MONTHS
    if (!isAllowed || (!fits && taken.length > 0)) rest.push(row)
    else {
      months.add(month)
      taken.push(row)
      bytes += row.event.bytes
    }
  }
  // One by one: so many arguments as a long queue has would exhaust the stack.
  queue.length = 0
  for (const row of rest) queue.push(row)
  return taken
}

/**
 * A group cut in two, between requests where there are several. One bad event among thousands is so found in a dozen steps.
 */
export function halves<T extends Queued>(group: T[]): T[][] {
  const requests = [...listsByKey(group.map((item) => [item.event.request, item])).values()]
  const units = requests.length > 1 ? requests : group.map((item) => [item])
  const middle = units.length >> 1
  return [units.slice(0, middle), units.slice(middle)].map((half) => half.flat()).filter(({ length }) => length > 0)
}

/** Those of a group that are among these, by the ledger's keys, and the rest. */
export function divide<T extends Queued>(group: readonly T[], keys: ReadonlySet<string>): [T[], T[]] {
  const isAmong = ({ event }: T) => keys.has(`${event.team_id}:${event.uuid}`)
  return [group.filter(isAmong), group.filter((item) => !isAmong(item))]
}
