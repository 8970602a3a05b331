import { bucketOf, type DateRange, dayText, HOUR, type Interval, readRange, startOf, toInstant } from './calendar.ts'
import { deeds, type Entity, type Filters, groupBy, matches, passes, sum, type World } from './world.ts'

export interface LifecycleNode {
  kind: 'LifecycleQuery'
  dateRange: DateRange
  interval: Interval
  series: Entity[]
  properties: Filters
  aggregation_group_type_index?: number
}

export interface LifecycleItem {
  status: string
  data: number[]
  count: number
  days: string[]
}

/** Who is new, came again, came back, or stayed away, interval by interval. */
export function lifecycle(node: LifecycleNode, world: World): LifecycleItem[] {
  const { interval, series, properties } = node
  const range = readRange(node.dateRange, interval, world, world.now)
  const [first = 0] = range.buckets
  const before = interval === 'hour' ? first - HOUR : startOf(first - 1, interval, world)
  const from = interval === 'hour' ? before : toInstant(before, world)
  const entity = series[0] ?? { kind: 'EventsNode', event: null }
  const counted = deeds(world, node.aggregation_group_type_index).filter(({ at }) => at >= from && at <= range.until)
  const active = counted.filter((deed) => passes(deed, properties) && matches(deed, entity))
  const tally = (status: string, sign: number, isOne: (here: boolean, last: boolean, isNew: boolean) => boolean) => {
    const data = range.buckets.map((bucket, index) => {
      const previous = range.buckets[index - 1] ?? before
      const ones = [...groupBy(active, ({ actor }) => actor).values()].filter((own) => {
        const buckets = own.map(({ at }) => bucketOf(at, interval, world))
        const created_at = Math.min(...own.map(({ created_at }) => created_at))
        const isNew = bucketOf(created_at, interval, world) === bucket
        return isOne(buckets.includes(bucket), buckets.includes(previous), isNew)
      })
      return sign * ones.length + 0
    })
    return { status, data, count: sum(data), days: range.buckets.map((at) => dayText(at, interval, world)) }
  }
  return [
    tally('new', 1, (here, _, isNew) => here && isNew),
    tally('returning', 1, (here, last, isNew) => here && last && !isNew),
    tally('resurrecting', 1, (here, last, isNew) => here && !last && !isNew),
    tally('dormant', -1, (here, last) => !here && last),
  ]
}
