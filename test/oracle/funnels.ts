import { bucketOf, DAY, type DateRange, dayText, HOUR, type Interval, MINUTE, readRange, SECOND } from './calendar.ts'
import {
  type BreakdownType,
  type Deed,
  deeds,
  distinct,
  type Entity,
  type Filters,
  groupBy,
  lookedAt,
  matches,
  passes,
  quantile,
  sum,
  textOf,
  type World,
} from './world.ts'

export interface FunnelStep extends Entity {
  optionalInFunnel?: boolean
}

export interface FunnelsNode {
  kind: 'FunnelsQuery'
  dateRange: DateRange
  interval: Interval
  series: FunnelStep[]
  properties: Filters
  aggregation_group_type_index?: number
  breakdownFilter?: { breakdown: string; breakdown_type: BreakdownType; breakdown_group_type_index?: number }
  funnelsFilter: {
    funnelVizType: 'steps' | 'time_to_convert' | 'trends'
    funnelOrderType: 'ordered' | 'strict' | 'unordered'
    funnelWindowInterval: number
    funnelWindowIntervalUnit: keyof typeof UNITS
    exclusions?: (Entity & { funnelFromStep: number; funnelToStep: number })[]
    breakdownAttributionType?: 'first_touch' | 'last_touch' | 'all_events' | 'step'
    breakdownAttributionValue?: number
    funnelFromStep?: number
    funnelToStep?: number
    binCount?: number
  }
}

const UNITS = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY, week: 7 * DAY, month: 31 * DAY }

/** One way through the funnel: when each step was done, with holes where optional ones were skipped. */
interface Chain {
  times: (number | undefined)[]
  isSpoiled: boolean
}

export interface StepRow {
  order: number
  count: number
  average_conversion_time: number | null
  median_conversion_time: number | null
  /** A list, but of groups a text. */
  breakdown_value?: string | string[]
}

type Steps = readonly ((deed: Deed) => boolean)[]

const windowOf = ({ funnelsFilter }: FunnelsNode) =>
  funnelsFilter.funnelWindowInterval * UNITS[funnelsFilter.funnelWindowIntervalUnit]

const depthOf = ({ times }: Chain) => times.length
const lastOf = ({ times }: Chain) => times.at(-1) ?? 0
const startOf = ({ times }: Chain) => times[0] ?? 0

/** How many steps at the end of the chain were not skipped, and how many before the one that was, and so on. */
const unskipped = ({ times }: Chain) => sum(times.map((time, step) => (time === undefined ? 0 : 2 ** step)))

/** Furthest first; then the one that got there first; of those, one that skipped nothing; then the one that began last. */
const better = (a: Chain, b: Chain) =>
  depthOf(b) - depthOf(a) || lastOf(a) - lastOf(b) || unskipped(b) - unskipped(a) || startOf(b) - startOf(a)

/** The next step, and where that may be skipped also the one after it. */
function stepsAfter(node: FunnelsNode, step: number): number[] {
  const next = step + 1
  if (next >= node.series.length) return []
  return node.series[next]?.optionalInFunnel ? [next, ...stepsAfter(node, next)] : [next]
}

/**
 * Continues a chain as early as it can be, to its furthest step. Of events at one moment any may come first, and each
 * is used once: all ways are tried.
 */
function follow(
  node: FunnelsNode,
  steps: Steps,
  events: readonly Deed[],
  used: readonly Deed[],
  times: Chain['times'],
): Chain {
  const [last, first] = [used.at(-1)?.at ?? 0, used[0]?.at ?? 0]
  const rest = events.filter((event) => event.at >= last && event.at - first <= windowOf(node) && !used.includes(event))
  const reachable = stepsAfter(node, times.length - 1)
  const isNext = (event: Deed) => reachable.some((step) => steps[step]?.(event))
  const isStrict = node.funnelsFilter.funnelOrderType === 'strict'
  const earliest = (isStrict ? rest.slice(0, 1) : rest).find(isNext)?.at
  const ways = rest
    .filter((event) => event.at === earliest)
    .flatMap((event) => reachable.filter((step) => steps[step]?.(event)).map((step) => ({ event, step })))
  const chains = ways.map(({ event, step }) => {
    const skipped: Chain['times'] = Array.from({ length: step - times.length }, () => undefined)
    return follow(node, steps, events, [...used, event], [...times, ...skipped, event.at])
  })
  const [best] = chains.sort((a, b) => depthOf(b) - depthOf(a) || done(b) - done(a))
  return best ?? { times, isSpoiled: false }
}

const done = ({ times }: Chain) => times.filter((time) => time !== undefined).length

/** Different steps in any order: the first event of each, from one event on. */
function gather(node: FunnelsNode, steps: Steps, events: readonly Deed[], start: Deed): Chain {
  const near = events.filter(({ at }) => at >= start.at && at - start.at <= windowOf(node))
  const firsts = steps.flatMap((step) => (step(start) ? start.at : (near.find(step)?.at ?? [])))
  return { times: firsts.sort((a, b) => a - b), isSpoiled: false }
}

/** An excluded event between two steps, or after the first of them where the second was never done. */
function isSpoiled(node: FunnelsNode, { times }: Chain, own: readonly Deed[]): boolean {
  const { exclusions = [], funnelOrderType } = node.funnelsFilter
  const end = (times[0] ?? 0) + windowOf(node)
  return exclusions.some(({ funnelFromStep, funnelToStep, ...entity }) => {
    const isWhole = funnelOrderType === 'unordered'
    const from = times[isWhole ? 0 : funnelFromStep]
    const to = times[funnelToStep]
    const isBetween = ({ at }: Deed) => from !== undefined && at > from && (to === undefined ? at <= end : at < to)
    return own.some((deed) => isBetween(deed) && matches(deed, entity))
  })
}

/** Every chain of an actor, one for each event that can begin one. */
function chainsOf(node: FunnelsNode, steps: Steps, own: readonly Deed[]): Chain[] {
  const { funnelOrderType } = node.funnelsFilter
  const matching = own.filter((deed) => steps.some((step) => step(deed)))
  const chains =
    funnelOrderType === 'unordered'
      ? matching.map((start) => gather(node, steps, matching, start))
      : own
          .filter((deed) => steps[0]?.(deed))
          .map((start) => follow(node, steps, funnelOrderType === 'strict' ? own : matching, [start], [start.at]))
  return chains.map((chain) => ({ ...chain, isSpoiled: isSpoiled(node, chain, own) }))
}

/** The chain that an actor is counted with: the furthest; nobody is counted whose furthest chains are all spoiled. */
function bestChain(chains: readonly Chain[]): Chain | undefined {
  const furthest = Math.max(0, ...chains.map(depthOf))
  return chains.filter((chain) => depthOf(chain) === furthest && !chain.isSpoiled).sort(better)[0]
}

interface Part {
  value?: string
  steps: Steps
  own: Deed[]
}

/** The funnels an actor goes through: one, or one for each value of a breakdown it counts under. */
function partsOf(node: FunnelsNode, own: Deed[]): Part[] {
  const steps: Steps = node.series.map((entity) => (deed: Deed) => matches(deed, entity))
  const { breakdownFilter, funnelsFilter } = node
  if (!breakdownFilter) return [{ steps, own }]
  const { breakdown, breakdown_type } = breakdownFilter
  const valueOf = (deed: Deed) => textOf(lookedAt(deed, breakdown_type, breakdown)) ?? ''
  const matching = own.filter((deed) => steps.some((step) => step(deed)))
  const values = matching.map(valueOf)
  const isTold = (value: string) => value !== ''
  const attributed = funnelsFilter.breakdownAttributionValue ?? 0
  const some = (list: string[]) => (list.length > 0 ? distinct(list) : [''])
  switch (funnelsFilter.breakdownAttributionType ?? 'first_touch') {
    case 'first_touch':
      return [{ steps, own, value: values.find(isTold) ?? '' }]
    case 'last_touch':
      return [{ steps, own, value: values.findLast(isTold) ?? '' }]
    case 'all_events':
      return distinct(values).map((value) => ({ steps, own: own.filter((deed) => valueOf(deed) === value), value }))
    case 'step':
      return some(own.filter((deed) => steps[attributed]?.(deed)).map(valueOf)).map((value) => ({
        value,
        own,
        steps: steps.map(
          (step, index) => (deed: Deed) => step(deed) && (index !== attributed || valueOf(deed) === value),
        ),
      }))
  }
}

function byActor(node: FunnelsNode, world: World): Part[] {
  const range = readRange(node.dateRange, node.interval, world, world.now)
  const counted = deeds(world, node.aggregation_group_type_index).filter(
    (deed) => range.holds(deed.at) && passes(deed, node.properties),
  )
  return [...groupBy(counted, ({ actor }) => actor).values()].flatMap((own) => partsOf(node, own))
}

/** Seconds from one step to a later one. */
const between = ({ times }: Chain, from: number, to: number): number[] => {
  const [start, end] = [times[from], times[to]]
  return start === undefined || end === undefined ? [] : [(end - start) / SECOND]
}

const mean = (numbers: readonly number[]) => (numbers.length > 0 ? sum(numbers) / numbers.length : null)

function stepRows(node: FunnelsNode, best: readonly Chain[]): StepRow[] {
  return node.series.map(({ optionalInFunnel }, order) => {
    const reached = best.filter(
      (chain) => depthOf(chain) > order && !(optionalInFunnel && chain.times[order] === undefined),
    )
    const required = node.series.flatMap((step, index) => (index < order && !step.optionalInFunnel ? index : []))
    const before = node.series.some((step) => step.optionalInFunnel) ? (required.at(-1) ?? -1) : order - 1
    const seconds = best.flatMap((chain) => between(chain, before, order))
    const median_conversion_time = seconds.length > 0 ? quantile(seconds, 0.5) : null
    return { order, count: reached.length, average_conversion_time: mean(seconds), median_conversion_time }
  })
}

/** The steps of a funnel: one list, or a list for each value of the breakdown. */
export function funnelSteps(node: FunnelsNode, world: World): StepRow[] | StepRow[][] {
  const parts = byActor(node, world).map(({ value = '', steps, own }) => ({
    value,
    best: bestChain(chainsOf(node, steps, own)),
  }))
  const counted = parts.flatMap(({ value, best }) => (best ? { value, best } : []))
  if (!node.breakdownFilter)
    return stepRows(
      node,
      counted.map(({ best }) => best),
    )
  const isOfGroup = node.breakdownFilter.breakdown_type === 'group'
  return [...groupBy(counted, ({ value }) => value)].map(([value, own]) =>
    stepRows(
      node,
      own.map(({ best }) => best),
    ).map((row) => ({ ...row, breakdown_value: isOfGroup ? value : [value] })),
  )
}

/** How long those who converted took, in bins. */
export function funnelTimes(node: FunnelsNode, world: World) {
  const { funnelFromStep = 0, funnelToStep = node.series.length - 1, binCount } = node.funnelsFilter
  const best = byActor(node, world).flatMap(({ steps, own }) => bestChain(chainsOf(node, steps, own)) ?? [])
  const seconds = best.flatMap((chain) => between(chain, funnelFromStep, funnelToStep))
  if (seconds.length === 0) return { bins: [], average_conversion_time: null }
  const automatic = Math.min(Math.max(Math.ceil(Math.cbrt(seconds.length)), 1), 60)
  const count = binCount === undefined ? automatic : Math.min(Math.max(binCount, 1), 90)
  const [low, high] = [Math.floor(Math.min(...seconds)), Math.ceil(Math.max(...seconds))]
  const width = Math.ceil((high - low) / count) || 60
  const bins = Array.from({ length: count + 1 }, (_, index) => {
    const inside = seconds.filter((time) => Math.floor((time - low) / width) === index)
    return [low + index * width, inside.length]
  })
  return { bins, average_conversion_time: mean(seconds) }
}

/** The share of those who entered in each interval that got through. */
export function funnelTrends(node: FunnelsNode, world: World) {
  const { funnelFromStep = 0, funnelToStep = node.series.length - 1 } = node.funnelsFilter
  const range = readRange(node.dateRange, node.interval, world, world.now)
  const entries = byActor(node, world).flatMap(({ steps, own }, actor) =>
    chainsOf(node, steps, own).flatMap(({ times }) => {
      const entered = times[funnelFromStep]
      const bucket = entered === undefined ? undefined : bucketOf(entered, node.interval, world)
      return bucket === undefined ? [] : { actor, bucket, isThrough: times[funnelToStep] !== undefined }
    }),
  )
  const data = range.buckets.map((bucket) => {
    const here = [
      ...groupBy(
        entries.filter((entry) => entry.bucket === bucket),
        ({ actor }) => `${actor}`,
      ).values(),
    ]
    const through = here.filter((own) => own.some(({ isThrough }) => isThrough))
    return here.length === 0 ? 0 : Math.round((through.length / here.length) * 10_000) / 100
  })
  return [{ count: data.length, data, days: range.buckets.map((at) => dayText(at, node.interval, world)) }]
}
