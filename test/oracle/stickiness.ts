import { bucketOf, type DateRange, type Interval, previousRange, type Range, readRange } from './calendar.ts'
import { deeds, type Entity, type Filters, groupBy, matches, passes, sum, type World } from './world.ts'

export interface StickinessNode {
  kind: 'StickinessQuery'
  dateRange: DateRange
  interval: Interval
  intervalCount: number
  series: Entity[]
  properties: Filters
  compareFilter?: { compare: boolean }
  stickinessFilter: {
    computedAs: 'non_cumulative' | 'cumulative'
    stickinessCriteria?: { operator: 'gte' | 'lte' | 'exact'; value: number }
  }
}

export interface StickinessItem {
  data: number[]
  count: number
  days: number[]
  compare_label?: string
}

const MEETS = {
  gte: (count: number, value: number) => count >= value,
  lte: (count: number, value: number) => count <= value,
  exact: (count: number, value: number) => count === value,
}

/** How many actors were there in exactly (or at least) so many intervals. */
function itemOf(
  node: StickinessNode,
  entity: Entity,
  range: Range,
  world: World,
): Omit<StickinessItem, 'compare_label'> {
  const { computedAs, stickinessCriteria } = node.stickinessFilter
  const { operator, value } = stickinessCriteria ?? { operator: 'gte', value: 1 }
  const last = range.buckets.length - 1
  // Intervals are taken together from the end backwards.
  const groupOf = (at: number) =>
    Math.floor((last - range.buckets.indexOf(bucketOf(at, node.interval, world))) / node.intervalCount)
  const counted = deeds(world).filter(
    (deed) => range.holds(deed.at) && passes(deed, node.properties) && matches(deed, entity),
  )
  const lengths = [...groupBy(counted, ({ actor }) => actor).values()].map((own) => {
    const groups = groupBy(own, ({ at }) => `${groupOf(at)}`)
    return [...groups.values()].filter((events) => MEETS[operator](events.length, value)).length
  })
  const days = Array.from({ length: Math.ceil(range.buckets.length / node.intervalCount) }, (_, index) => index + 1)
  const data = days.map(
    (day) => lengths.filter((length) => (computedAs === 'cumulative' ? length >= day : length === day)).length,
  )
  return { data, count: sum(data), days }
}

export function stickiness(node: StickinessNode, world: World): StickinessItem[] {
  const range = readRange(node.dateRange, node.interval, world, world.now)
  return node.series.flatMap((entity) => {
    const current = itemOf(node, entity, range, world)
    if (!node.compareFilter?.compare) return [current]
    const previous = itemOf(node, entity, previousRange(range, world, node.dateRange), world)
    return [
      { ...current, compare_label: 'current' },
      { ...previous, compare_label: 'previous' },
    ]
  })
}
