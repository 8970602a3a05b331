import { alias, and, ascending, call, compare, constant, equals, field, moment, select } from '../hogql/build.ts'
import { DAY_MS } from '../lib/durations.ts'
import { toWall } from '../lib/time-zone.ts'
import type { Ask } from './deps.ts'
import type { EventDefinition } from './event-definitions.ts'
import { type ActiveHour, silentSince } from './silence.ts'

const SHOWN_DAYS = 30
/** How far back an event's rhythm is looked for. An event not seen for so long has no rhythm left, and is missing. */
const RHYTHM_DAYS = 90

interface Hour extends ActiveHour {
  count: number
}

/** How often the event came on each of the last thirty days of the project, and since when it is missing. */
export async function rhythmOf(
  deps: { ask: Ask },
  { team_id, name, last_seen_at }: EventDefinition,
  { timezone, now, signal }: { timezone: string; now: Date; signal: AbortSignal },
) {
  const hours = await readHours(deps, team_id, name, now, signal)
  const counts = new Map<string, number>()
  for (const { first, count } of hours) {
    const day = dayOf(first, timezone)
    counts.set(day, (counts.get(day) ?? 0) + count)
  }
  const daily = daysUntil(now, timezone).map((day) => ({ day, count: counts.get(day) ?? 0 }))
  return { daily, silent_since: (hours.length > 0 ? silentSince(hours, now) : longAgo(last_seen_at, now)) ?? null }
}

/**
 * Since when an event without a rhythm is missing: since it was last seen, if that is long ago. One that was sent lately with
 * old times, as in an import, is not missing.
 */
const longAgo = (lastSeen: Date | null, now: Date) => (lastSeen && lastSeen < rhythmBegins(now) ? lastSeen : undefined)

const rhythmBegins = (now: Date) => new Date(now.getTime() - RHYTHM_DAYS * DAY_MS)

const dayOf = (instant: Date, timezone: string) => toWall(instant, timezone).toISOString().slice(0, 10)

function daysUntil(now: Date, timezone: string): string[] {
  const today = Date.parse(dayOf(now, timezone))
  return Array.from({ length: SHOWN_DAYS }, (_, i) =>
    new Date(today - (SHOWN_DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  )
}

/** By hours of the project's clock, so that no hour belongs to two days. */
async function readHours(deps: { ask: Ask }, teamId: number, name: string, now: Date, signal: AbortSignal) {
  const timestamp = field('timestamp')
  const query = select({
    select: [
      alias('hour', call('toStartOfHour', timestamp)),
      alias('first', call('toUnixTimestamp64Milli', call('min', timestamp))),
      alias('last', call('toUnixTimestamp64Milli', call('max', timestamp))),
      alias('events', call('count')),
    ],
    from: 'events',
    where: and(
      equals(field('event'), constant(name)),
      compare('>=', timestamp, moment(rhythmBegins(now))),
      compare('<=', timestamp, moment(now)),
    ),
    group_by: [field('hour')],
    order_by: [ascending(field('hour'))],
  })
  const rows = await deps.ask(teamId, query, signal)
  return rows.map(
    ([, first, last, count]): Hour => ({
      first: new Date(Number(first)),
      last: new Date(Number(last)),
      count: Number(count),
    }),
  )
}
