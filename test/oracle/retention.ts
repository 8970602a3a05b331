import { bucketOf, DAY, HOUR, type Interval, nextStart, rangeBetween, startOf, toInstant, toLocal } from './calendar.ts'
import {
  type BreakdownType,
  type Deed,
  deeds,
  distinct,
  type Entity,
  type Filter,
  type Filters,
  groupBy,
  isNamed,
  lookedAt,
  matches,
  passes,
  textOf,
  type World,
} from './world.ts'

type Period = 'Hour' | 'Day' | 'Week' | 'Month'

/** A target or returning event: its name, or null for all events; or an action. */
export interface RetentionEntity {
  type: 'events' | 'actions'
  id: string | number | null
  properties?: Filter[]
}

export interface RetentionNode {
  kind: 'RetentionQuery'
  dateRange: { date_from?: string; date_to: string }
  properties: Filters
  aggregation_group_type_index?: number
  breakdownFilter?: { breakdowns: { property: string; type: BreakdownType; group_type_index?: number }[] }
  retentionFilter: {
    period: Period
    totalIntervals: number
    targetEntity: RetentionEntity
    returningEntity: RetentionEntity
    retentionType: 'retention_recurring' | 'retention_first_time' | 'retention_first_ever_occurrence'
    minimumOccurrences?: number
    cumulative?: boolean
    timeWindowMode?: 'strict_calendar_dates' | '24_hour_windows'
  }
}

export interface RetentionRow {
  label: string
  values: { count: number; label: string }[]
  breakdown_value?: string
}

const INTERVALS: Record<Period, Interval> = { Hour: 'hour', Day: 'day', Week: 'week', Month: 'month' }
const NONE = '$$_posthog_breakdown_null_$$'

const entityOf = ({ id, properties }: RetentionEntity): Entity =>
  typeof id === 'number' ? { kind: 'ActionsNode', id, properties } : { kind: 'EventsNode', event: id, properties }

/** An actor's membership of a row: with the moment its own clock starts. */
interface Start {
  row: number
  at: number
  value: string
}

/** The starts of the rows, and after them those of the columns that reach beyond. */
function rowsOf({ dateRange, retentionFilter }: RetentionNode, world: World): { rows: number[]; end: number } {
  const interval = INTERVALS[retentionFilter.period]
  const read = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`)
  const last = startOf(read(dateRange.date_to), interval, world)
  const end = nextStart(last, interval)
  const from = dateRange.date_from === undefined ? undefined : startOf(read(dateRange.date_from), interval, world)
  let first = from ?? last
  if (from === undefined) {
    for (let count = 1; count < retentionFilter.totalIntervals; count += 1) first = startOf(first - 1, interval, world)
  }
  return { rows: rangeBetween(first, end - 1, interval, world).buckets, end: toInstant(end, world) }
}

/** The rows an actor belongs to. */
function startsOf(node: RetentionNode, own: readonly Deed[], rows: readonly number[], world: World): Start[] {
  const { retentionType, targetEntity, period } = node.retentionFilter
  const target = entityOf(targetEntity)
  const fits = (deed: Deed) => matches(deed, target) && passes(deed, node.properties)
  const named = own.filter((deed) => isNamed(deed, target) && passes(deed, node.properties))
  const starts = {
    retention_recurring: own.filter(fits),
    retention_first_time: own.filter(fits).slice(0, 1),
    retention_first_ever_occurrence: named.slice(0, 1).filter(fits),
  }[retentionType]
  const inTable = starts.flatMap((deed) => {
    const row = rows.indexOf(bucketOf(deed.at, INTERVALS[period], world))
    return row < 0 ? [] : { row, at: deed.at, value: breakdownValue(node, deed) }
  })
  // The clock of somebody starts once.
  return node.retentionFilter.timeWindowMode === '24_hour_windows' ? inTable.slice(0, 1) : inTable
}

/** An actor's deeds, for each value of a breakdown apart; the very first deed of a name is one whatever its value is. */
function partsOf(node: RetentionNode, own: readonly Deed[]): (readonly Deed[])[] {
  const isWhole = !node.breakdownFilter || node.retentionFilter.retentionType === 'retention_first_ever_occurrence'
  return isWhole ? [own] : [...groupBy(own, (deed) => breakdownValue(node, deed)).values()]
}

function breakdownValue({ breakdownFilter }: RetentionNode, deed: Deed): string {
  const [breakdown] = breakdownFilter?.breakdowns ?? []
  if (!breakdown) return ''
  return textOf(lookedAt(deed, breakdown.type, breakdown.property)) || NONE
}

/** In which columns of a row the actor came back often enough. */
function columnsOf(node: RetentionNode, start: Start, returns: readonly Deed[], world: World): number[] {
  const { totalIntervals, minimumOccurrences = 1, timeWindowMode, cumulative, period } = node.retentionFilter
  const interval = INTERVALS[period]
  const own = (at: number) =>
    Math.floor((at - start.at) / (interval === 'hour' ? HOUR : interval === 'day' ? DAY : 7 * DAY))
  const steps = columnStarts(
    startOf(toLocal(start.at, world), interval, world),
    totalIntervals,
    interval,
    bucketOf(start.at, interval, world),
  )
  const column = ({ at }: Deed) =>
    timeWindowMode === '24_hour_windows' ? own(at) : steps.indexOf(bucketOf(at, interval, world))
  const counts = groupBy(returns.map(column).map(String), (text) => text)
  const often = [...counts].filter(([, times]) => times.length >= minimumOccurrences).map(([text]) => Number(text))
  const later = often.filter((index) => index > 0 && index < totalIntervals)
  return cumulative ? Array.from({ length: Math.max(0, ...later) + 1 }, (_, index) => index) : [0, ...later]
}

function columnStarts(local: number, count: number, interval: Interval, first: number): number[] {
  if (interval === 'hour') return Array.from({ length: count }, (_, index) => first + index * HOUR)
  const starts = [local]
  while (starts.length < count) starts.push(nextStart(starts.at(-1) ?? local, interval))
  return starts
}

/** The table of who came back when, one for each value of a breakdown, the largest first. */
export function retention(node: RetentionNode, world: World): RetentionRow[] {
  const { period, totalIntervals, returningEntity } = node.retentionFilter
  const { rows, end } = rowsOf(node, world)
  const known = deeds(world, node.aggregation_group_type_index).filter(({ at }) => at < end)
  const cells: { value: string; row: number; column: number; actor: string }[] = []
  for (const [actor, whole] of groupBy(known, (deed) => deed.actor)) {
    for (const own of partsOf(node, whole)) {
      const returns = own.filter((deed) => matches(deed, entityOf(returningEntity)) && passes(deed, node.properties))
      const starts = groupBy(startsOf(node, own, rows, world), ({ row }) => String(row))
      for (const [start] of starts.values()) {
        if (!start) continue
        for (const column of columnsOf(node, start, returns, world)) cells.push({ ...start, column, actor })
      }
    }
  }
  const table = (value: string): RetentionRow[] =>
    rows.map((_, row) => ({
      label: `${period} ${row}`,
      ...(node.breakdownFilter && { breakdown_value: value }),
      values: Array.from({ length: totalIntervals }, (_, column) => ({
        count: cells.filter((cell) => cell.value === value && cell.row === row && cell.column === column).length,
        label: `${period} ${column}`,
      })),
    }))
  return node.breakdownFilter
    ? distinct(cells.map(({ value }) => value))
        .sort()
        .flatMap(table)
    : table('')
}
