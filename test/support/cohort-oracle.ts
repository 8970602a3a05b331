import { fromWall, toWall } from '../../src/lib/time-zone.ts'

/**
 * Who is in a cohort, computed from the raw list of events by the definitions and by nothing else: no SQL, no compiler.
 * Times are milliseconds; only what a wall clock shows comes from the shared library.
 */
export interface OracleEvent {
  who: string
  event: string
  at: number
  amount: number | undefined
}

export interface OracleWorld {
  now: number
  timezone: string
  events: readonly OracleEvent[]
  /** Persons and their plan. */
  persons: ReadonlyMap<string, string | undefined>
  cohorts: ReadonlyMap<number, ReadonlySet<string>>
}

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
type Leaf = Record<string, unknown>

const num = (value: unknown) => Number(value)
const unitOf = (value: unknown): Unit =>
  (['minute', 'hour', 'day', 'week', 'month', 'year'] as const).find((unit) => unit === value) ?? 'day'

const wallOf = (at: number, { timezone }: OracleWorld) => toWall(new Date(at), timezone)
const instantOf = (wall: Date, { timezone }: OracleWorld) => fromWall(wall, timezone).getTime()

function back(at: number, count: number, unit: Unit, world: OracleWorld): number {
  if (unit === 'minute') return at - count * 60_000
  if (unit === 'hour') return at - count * 3_600_000
  const wall = wallOf(at, world)
  if (unit === 'day') wall.setUTCDate(wall.getUTCDate() - count)
  else if (unit === 'week') wall.setUTCDate(wall.getUTCDate() - 7 * count)
  else {
    const months = unit === 'month' ? count : 12 * count
    const day = wall.getUTCDate()
    wall.setUTCDate(1)
    wall.setUTCMonth(wall.getUTCMonth() - months)
    const length = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate()
    wall.setUTCDate(Math.min(day, length))
  }
  return instantOf(wall, world)
}

function startOfDay(at: number, world: OracleWorld): number {
  const wall = wallOf(at, world)
  wall.setUTCHours(0, 0, 0, 0)
  return instantOf(wall, world)
}

function startOfHour(at: number, world: OracleWorld): number {
  const wall = wallOf(at, world)
  wall.setUTCMinutes(0, 0, 0)
  return instantOf(wall, world)
}

/** The first millisecond of the next day: ends are exclusive here. */
function nextDay(at: number, world: OracleWorld): number {
  const wall = wallOf(at, world)
  wall.setUTCHours(0, 0, 0, 0)
  wall.setUTCDate(wall.getUTCDate() + 1)
  return instantOf(wall, world)
}

function from(count: number, unit: Unit, world: OracleWorld): number {
  const at = back(world.now, count, unit, world)
  if (unit === 'minute') return at
  return unit === 'hour' ? startOfHour(at, world) : startOfDay(at, world)
}

const MEETS: Record<string, (count: number, wanted: number) => boolean> = {
  gte: (count, wanted) => count >= wanted,
  lte: (count, wanted) => count <= wanted,
  gt: (count, wanted) => count > wanted,
  lt: (count, wanted) => count < wanted,
  eq: (count, wanted) => count === wanted,
  exact: (count, wanted) => count === wanted,
}

function behaves(who: string, leaf: Leaf, world: OracleWorld): boolean {
  const own = world.events.filter((event) => event.who === who)
  const big = Array.isArray(leaf['event_filters']) && leaf['event_filters'].length > 0
  const passes = (event: OracleEvent) => !big || (event.amount !== undefined && event.amount > 10)
  const named = own.filter(({ event }) => event === leaf['key'])
  const matching = named.filter(passes)
  const [n, unit] = [num(leaf['time_value']), unitOf(leaf['time_interval'])]
  const [sn, sunit] = [num(leaf['seq_time_value']), unitOf(leaf['seq_time_interval'])]
  const end = nextDay(world.now, world)
  const since = (start: number) => matching.filter(({ at }) => at >= start && at < end)
  const meets = (count: number) =>
    MEETS[String(leaf['operator'] ?? 'exact')]?.(count, num(leaf['operator_value'])) === true
  switch (leaf['value']) {
    case 'performed_event':
      return since(from(n, unit, world)).length > 0
    case 'performed_event_multiple': {
      const start = back(world.now, n, unit, world)
      const count = matching.filter(({ at }) => at > start && at < world.now + 5000).length
      return count > 0 && meets(count)
    }
    case 'performed_event_first_time': {
      const first = Math.min(...named.map(({ at }) => at))
      const firsts = named.filter(({ at }) => at === first)
      return firsts.some(passes) && first >= from(n, unit, world) && first < end
    }
    case 'performed_event_regularly': {
      const isShort = unit === 'minute' || unit === 'hour'
      const minute = Math.floor(world.now / 60_000) * 60_000
      const start = unit === 'minute' ? minute : isShort ? startOfHour(world.now, world) : startOfDay(world.now, world)
      let met = 0
      for (let i = 0; i < num(leaf['total_periods']); i++) {
        const [lo, hi] = [back(start, (i + 1) * n, unit, world), back(start, i * n, unit, world)]
        const count = matching.filter(({ at }) => at >= lo && at < hi).length
        if (count > 0 && meets(count)) met++
      }
      return met >= num(leaf['min_periods'])
    }
    case 'performed_event_sequence': {
      const start = from(n, unit, world)
      const length = { minute: 60, hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 }[sunit]
      const seconds = own.filter(({ event, at }) => event === leaf['seq_event'] && at >= start && at < end)
      return since(start).some((one) =>
        seconds.some((two) => two !== one && two.at >= one.at && two.at - one.at <= sn * length * 1000),
      )
    }
    case 'stopped_performing_event':
      return since(from(n, unit, world)).length > 0 && since(from(sn, sunit, world)).length === 0
    case 'restarted_performing_event': {
      const recent = from(sn, sunit, world)
      const boundary = nextDay(back(world.now, sn, sunit, world), world)
      const first = Math.min(...matching.map(({ at }) => at))
      const paused = !matching.some(({ at }) => at >= from(n, unit, world) && at < boundary)
      return since(recent).length > 0 && !(first >= recent && first < end) && paused
    }
    default:
      throw new Error(`unknown behaviour ${String(leaf['value'])}`)
  }
}

function holds(who: string, item: Leaf, world: OracleWorld): boolean {
  const values = item['values']
  if (Array.isArray(values)) {
    return item['type'] === 'AND'
      ? values.every((value) => holds(who, value, world))
      : values.some((value) => holds(who, value, world))
  }
  return leafHolds(who, item, world) !== (item['negation'] === true)
}

function leafHolds(who: string, leaf: Leaf, world: OracleWorld): boolean {
  if (leaf['type'] === 'behavioral') return behaves(who, leaf, world)
  if (leaf['type'] === 'cohort') return world.cohorts.get(num(leaf['value']))?.has(who) === true
  const plan = world.persons.get(who)
  if (leaf['operator'] === 'is_set') return plan !== undefined
  if (leaf['operator'] === 'is_not') return plan !== leaf['value']
  return plan === leaf['value']
}

/** The members, sorted. */
export const oracleMembers = (tree: Leaf, world: OracleWorld): string[] =>
  [...world.persons.keys()].filter((who) => holds(who, tree, world)).sort()
