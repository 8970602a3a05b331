import type { Expr, Query, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  ascending,
  at,
  call,
  compare,
  constant,
  descending,
  divided,
  field,
  lambda,
  minus,
  not,
  or,
  plus,
  select,
  tuple,
} from '../../hogql/build.ts'
import type { PathsFilter, PathsQuery } from '../../schema/query/paths.ts'
import { eventMicroseconds, inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { type ResolvedRange, resolveRange } from '../date-range.ts'
import { eventExpression } from '../event-expression.ts'
import { eventIs } from '../filters.ts'
import type { NamedQuery } from '../kind.ts'
import { cleanedPath } from '../path-cleaning.ts'
import { eventsOf } from '../sample.ts'
import { actorOf, queryFilters } from '../series.ts'
import { aroundStep } from './around-step.ts'

const DEFAULT_STEPS = 5
const DEFAULT_EDGES = 50
const GAP_MICROSECONDS = 30 * 60 * 1_000_000

export const pathsRange = (node: PathsQuery, ctx: QueryContext): ResolvedRange =>
  resolveRange(node.dateRange, 'day', ctx)

/** One statement. Rows: an edge as `source`, `target`, how often (`value`) and its mean `milliseconds`. */
export function buildPaths(node: PathsQuery, ctx: QueryContext): NamedQuery[] {
  const { minEdgeWeight, maxEdgeWeight, edgeLimit } = node.pathsFilter
  const value = field('value')
  // Weights are compared before a sample is scaled up to everybody.
  const weighing = (weight: number) => constant(weight * (node.samplingFactor ?? 1))
  const query: Query = select({
    select: [
      field('source'),
      field('target'),
      alias('value', call('count')),
      alias('milliseconds', call('avg', field('taken'))),
    ],
    from: edgesOf(node, ctx),
    as: 'edges',
    group_by: [field('source'), field('target')],
    having: and(
      ...(typeof minEdgeWeight === 'number' ? [compare('>=', value, weighing(minEdgeWeight))] : []),
      ...(typeof maxEdgeWeight === 'number' ? [compare('<=', value, weighing(maxEdgeWeight))] : []),
    ),
    order_by: [descending(value), ascending(field('source')), ascending(field('target'))],
    limit: constant(edgeLimit ?? DEFAULT_EDGES),
  })
  return [{ name: 'edges', query }]
}

/** One row per edge that an actor walked: `actor`, `source`, `target` and the milliseconds `taken`. */
export function edgesOf(node: PathsQuery, ctx: QueryContext): SelectQuery {
  const [a, b] = [field('a'), field('b')]
  const edge = tuple(at(a, 2), at(b, 2), divided(minus(at(b, 1), at(a, 1)), constant(1000)))
  const pairs = call('arrayMap', lambda(['a', 'b'], edge), popped('arrayPopBack'), popped('arrayPopFront'))
  const each = select({
    select: [field('actor'), alias('edge', call('arrayJoin', pairs))],
    from: pathsOf(node, ctx),
    as: 'paths',
  })
  return select({
    select: [
      field('actor'),
      alias('source', at(field('edge'), 1)),
      alias('target', at(field('edge'), 2)),
      alias('taken', at(field('edge'), 3)),
    ],
    from: each,
    as: 'each_edge',
  })
}

const popped = (name: string) => call(name, field('path'))

/** One row per path of an actor: `actor` and `path`, moments with numbered items (`1_/pricing`). */
export function pathsOf(node: PathsQuery, ctx: QueryContext): SelectQuery {
  const steps = node.pathsFilter.stepLimit ?? DEFAULT_STEPS
  const numbered = lambda(
    ['e', 'i'],
    tuple(at(field('e'), 1), call('concat', call('toString', field('i')), constant('_'), at(field('e'), 2))),
  )
  const walked = pointedPaths(node.pathsFilter, steps, collapsed(node, ctx))
  const cut = call('arraySlice', field('walked'), constant(1), constant(steps))
  return select({
    select: [field('actor'), alias('path', call('arrayMap', numbered, cut, call('arrayEnumerate', cut)))],
    from: walked,
    as: 'pointed',
  })
}

/** Paths without repetitions: of a run of equal items the last one is kept. */
function collapsed(node: PathsQuery, ctx: QueryContext): SelectQuery {
  const nextItem = call(
    'arrayPushBack',
    call('arrayPopFront', itemsOf('visit')),
    // Behind the last item stands one that differs from it, so that the last is kept.
    call('concat', call('arrayElement', itemsOf('visit'), constant(-1)), constant('.')),
  )
  const isLast = lambda(['e', 'next'], call('notEquals', at(field('e'), 2), field('next')))
  return select({
    select: [field('actor'), alias('walked', call('arrayFilter', isLast, field('visit'), nextItem))],
    from: visits(node, ctx),
    as: 'visits',
  })
}

const itemsOf = (list: string) => call('arrayMap', lambda(['e'], at(field('e'), 2)), field(list))

/** An actor's events in the order of time, cut where nothing happened for half an hour. */
function visits(node: PathsQuery, ctx: QueryContext): SelectQuery {
  const actor = actorOf(node)
  const item = itemOf(node.pathsFilter, ctx)
  const excluded = node.pathsFilter.excludeEvents ?? []
  const events = select({
    select: [alias('actor', actor.id), alias('timestamp_us', eventMicroseconds), alias('item', item)],
    from: eventsOf({ sample: node.samplingFactor ?? 1 }),
    where: and(includedTypes(node.pathsFilter), inRange(pathsRange(node, ctx)), queryFilters(node, ctx), actor.exists),
  })
  const perActor = select({
    select: [
      field('actor'),
      alias('events', call('arraySort', call('groupArray', call('tuple', field('timestamp_us'), field('item'))))),
    ],
    from: aroundStep(events, node, ctx),
    as: 'items',
    ...(excluded.length > 0 ? { where: compare('not in', field('item'), array(...excluded.map(constant))) } : {}),
    group_by: [field('actor')],
  })
  const moments = call('arrayMap', lambda(['e'], at(field('e'), 1)), field('events'))
  const isGap = lambda(['e', 'gap'], call('greaterOrEquals', field('gap'), constant(GAP_MICROSECONDS)))
  const cut = call('arraySplit', isGap, field('events'), call('arrayDifference', moments))
  return select({ select: [field('actor'), alias('visit', call('arrayJoin', cut))], from: perActor, as: 'actors' })
}

function includedTypes({ includeEventTypes: types }: PathsFilter): Expr {
  if (!types || types.length === 0 || types.includes('hogql')) return constant(true)
  const isCustom = not(call('startsWith', field('event'), constant('$')))
  return or(...types.map((type) => (type === 'custom_event' ? isCustom : eventIs(type))))
}

/** What an event is on a path: its page, its screen, an expression or its name; then grouped and cleaned. */
function itemOf(filter: PathsFilter, ctx: QueryContext): Expr {
  const expression = filter.includeEventTypes?.includes('hogql') ? filter.pathsHogQLExpression : undefined
  const other = expression ? call('toString', eventExpression(expression, ctx)) : field('event')
  const text = (value: Expr) => call('ifNull', value, constant(''))
  const url = call('replaceRegexpOne', text(field('properties', '$current_url')), constant('(.)/$'), constant('\\1'))
  const named = call(
    'multiIf',
    eventIs('$pageview'),
    url,
    eventIs('$screen'),
    text(field('properties', '$screen_name')),
    text(other),
  )
  const project = filter.pathReplacements ? ctx.path_cleaning_filters : []
  const item = cleanedPath(grouped(named, filter.pathGroupings ?? []), project)
  return cleanedPath(item, filter.localPathCleaningFilters ?? [])
}

function grouped(item: Expr, patterns: string[]): Expr {
  const cases = patterns.flatMap((pattern) => {
    const regex = pattern.split('*').map(escaped).join('.*')
    return [call('match', item, constant(`^${regex}$`)), constant(pattern)]
  })
  return cases.length === 0 ? item : call('multiIf', ...cases, item)
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&')

const withoutSlash = (point: string) => point.replace(/(.)\/$/, '$1')

/** The parts of paths from one point on, up to another, or between the two. Without these points there is no path. */
function pointedPaths(filter: PathsFilter, steps: number, walks: SelectQuery): SelectQuery {
  if (!filter.startPoint && !filter.endPoint) return walks
  const { path, exists } = betweenPoints(filter, steps)
  const listed = select({
    select: [field('actor'), field('walked'), alias('items', itemsOf('walked'))],
    from: walks,
    as: 'walks',
  })
  return select({ select: [field('actor'), alias('walked', path)], from: listed, as: 'listed', where: exists })
}

function betweenPoints({ startPoint, endPoint }: PathsFilter, steps: number): { path: Expr; exists: Expr } {
  const path = field('walked')
  const start = startPoint ? call('indexOf', field('items'), constant(withoutSlash(startPoint))) : constant(1)
  const isFound = (position: Expr) => compare('>', position, constant(0))
  if (!endPoint) return { path: call('arraySlice', path, start), exists: isFound(start) }
  const behind = startPoint ? call('arraySlice', field('items'), start) : field('items')
  const end = call('indexOf', behind, constant(withoutSlash(endPoint)))
  const whole = call('arraySlice', path, start, end)
  const exists = and(...(startPoint ? [isFound(start)] : []), isFound(end))
  if (!startPoint) {
    const first = call('greatest', minus(end, constant(steps - 1)), constant(1))
    return { path: call('arraySlice', whole, first), exists }
  }
  const head = Math.floor(steps / 2)
  const tail = steps - 1 - head
  const isLong = call('greater', call('length', whole), constant(steps))
  const skipped = tuple(at(call('arrayElement', whole, constant(head)), 1), constant('...'))
  const short = call(
    'arrayConcat',
    call('arraySlice', whole, constant(1), constant(head)),
    array(skipped),
    call('arraySlice', whole, plus(minus(end, constant(tail)), constant(1))),
  )
  return { path: call('if', isLong, short, whole), exists }
}
