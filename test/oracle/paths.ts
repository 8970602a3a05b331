import { type DateRange, MINUTE, readRange } from './calendar.ts'
import { deeds, distinct, type Filters, groupBy, passes, sum, textOf, type World } from './world.ts'

export interface PathsNode {
  kind: 'PathsQuery'
  dateRange: DateRange
  properties: Filters
  pathsFilter: {
    includeEventTypes: ('$pageview' | '$screen' | 'custom_event')[]
    excludeEvents: string[]
    pathGroupings: string[]
    startPoint?: string
    endPoint?: string
    stepLimit: number
    edgeLimit: number
    minEdgeWeight?: number
    maxEdgeWeight?: number
  }
}

export interface PathEdge {
  source: string
  target: string
  value: number
  average_conversion_time: number
}

interface Stop {
  at: number
  item: string
}

const withoutSlash = (item: string) => (item.length > 1 && item.endsWith('/') ? item.slice(0, -1) : item)

/** The stops of every actor in order, before they are cut into paths. */
function walksOf({ dateRange, properties, pathsFilter }: PathsNode, world: World): Stop[][] {
  const { includeEventTypes, excludeEvents, pathGroupings } = pathsFilter
  const range = readRange(dateRange, 'day', world, world.now)
  const typeOf = (event: string) => (event.startsWith('$') ? event : 'custom_event')
  const isWanted = (event: string) =>
    includeEventTypes.length === 0 || includeEventTypes.some((type) => type === typeOf(event))
  const patterns = pathGroupings.map((pattern) => ({
    pattern,
    regex: new RegExp(`^${pattern.replaceAll('*', '.*')}$`),
  }))
  const itemOf = (event: string, url: string, screen: string) =>
    event === '$pageview' ? withoutSlash(url) : event === '$screen' ? screen : event
  const counted = deeds(world).filter(
    (deed) => range.holds(deed.at) && isWanted(deed.event) && passes(deed, properties),
  )
  return [...groupBy(counted, ({ actor }) => actor).values()].map((own) =>
    own
      .map(({ at, event, properties }) => {
        const item = itemOf(event, textOf(properties['$current_url']) ?? '', textOf(properties['$screen_name']) ?? '')
        return { at, item: patterns.find(({ regex }) => regex.test(item))?.pattern ?? item }
      })
      .filter(({ item }) => !excludeEvents.includes(item)),
  )
}

/** Half an hour of silence ends a path; a run of equal stops is its last one. */
function pathsOf(walk: readonly Stop[]): Stop[][] {
  const paths: Stop[][] = []
  for (const stop of walk) {
    const path = paths.at(-1)
    const last = path?.at(-1)
    if (!path || !last || stop.at - last.at >= 30 * MINUTE) paths.push([stop])
    else if (last.item === stop.item) path[path.length - 1] = stop
    else path.push(stop)
  }
  return paths
}

function trim(path: readonly Stop[], { pathsFilter: { startPoint, endPoint, stepLimit } }: PathsNode): Stop[] {
  const first = startPoint === undefined ? 0 : path.findIndex(({ item }) => item === withoutSlash(startPoint))
  if (first < 0) return []
  const rest = path.slice(first)
  if (endPoint === undefined) return rest.slice(0, stepLimit)
  const last = rest.findIndex(({ item }) => item === withoutSlash(endPoint))
  return last < 0 ? [] : rest.slice(0, last + 1).slice(-stepLimit)
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function paths(node: PathsNode, world: World): PathEdge[] {
  const { edgeLimit, minEdgeWeight = 0, maxEdgeWeight = Number.POSITIVE_INFINITY } = node.pathsFilter
  const steps = walksOf(node, world)
    .flatMap(pathsOf)
    .map((path) => trim(path, node))
    .flatMap((path) =>
      path.slice(1).map(({ at, item }, index) => ({
        source: `${index + 1}_${path[index]?.item}`,
        target: `${index + 2}_${item}`,
        time: at - (path[index]?.at ?? at),
      })),
    )
  const edges = [...groupBy(steps, ({ source, target }) => JSON.stringify([source, target])).values()].flatMap(
    (own) => {
      const [first] = own
      const average_conversion_time = sum(own.map(({ time }) => time)) / own.length
      return first ? { source: first.source, target: first.target, value: own.length, average_conversion_time } : []
    },
  )
  const kept = edges
    .filter(({ value }) => value >= minEdgeWeight && value <= maxEdgeWeight)
    .sort((a, b) => b.value - a.value || byText(a.source, b.source) || byText(a.target, b.target))
    .slice(0, edgeLimit)
  const reached = new Set(distinct(kept.map(({ source }) => source)).filter((source) => source.startsWith('1_')))
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const { source, target } of kept) if (reached.has(source)) reached.add(target)
  }
  return kept.filter(({ source }) => reached.has(source))
}
