import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  at,
  call,
  compare,
  constant,
  field,
  lambda,
  minus,
  moment,
  plus,
  select,
  tuple,
} from '../../hogql/build.ts'
import { fromWall } from '../../lib/time-zone.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { LifecycleQuery } from '../../schema/query/lifecycle.ts'
import { bucketIndex, seenBuckets } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { isShort, queryInterval, queryRange, type ResolvedRange, step } from '../date-range.ts'
import type { NamedQuery } from '../kind.ts'
import { eventsOf } from '../sample.ts'
import { type Actor, actorOf, queryFilters, type Series, seriesOf } from '../series.ts'

/** A lifecycle query with every default filled in. */
interface LifecyclePlan {
  series: Series | undefined
  range: ResolvedRange
  interval: Interval
  /** The bucket before the first one: who was active there can return or fall dormant in the first. */
  before: Date
  filters: Expr
  actor: Actor
  created_at: Expr
  sample: number
}

export function planLifecycle(node: LifecycleQuery, ctx: QueryContext): LifecyclePlan {
  const range = queryRange(node, ctx)
  const interval = queryInterval(node)
  const group = node.aggregation_group_type_index ?? undefined
  return {
    series: seriesOf(node.series.slice(0, 1), ctx)[0],
    range,
    interval,
    before: bucketBefore(range, ctx.timezone),
    filters: queryFilters(node, ctx),
    actor: actorOf(node),
    created_at: field(group === undefined ? 'person' : `group_${group}`, 'created_at'),
    sample: node.samplingFactor ?? 1,
  }
}

function bucketBefore({ buckets, starts, interval, wall_from, from }: ResolvedRange, timezone: string): Date {
  if (isShort(interval)) return step(starts[0] ?? from, interval, -1)
  return fromWall(step(buckets[0] ?? wall_from, interval, -1), timezone)
}

/** One statement. Rows: `bucket` (counted from the one before the range, which is 0), `status` and `total`. */
export function buildLifecycle(node: LifecycleQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planLifecycle(node, ctx)
  if (!plan.series) return []
  const keys = [field('bucket'), field('status')]
  const counted = select({
    select: [...keys, alias('total', call('count'))],
    from: statuses(plan, plan.series),
    as: 'statuses',
    group_by: keys,
  })
  return [{ name: 'lifecycle', query: counted }]
}

/** One row per actor and bucket in which it is something: `actor`, `bucket`, `status`. */
export function statuses(plan: LifecyclePlan, series: Series): SelectQuery {
  const each = select({
    select: [field('actor'), alias('state', call('arrayJoin', field('states')))],
    from: select({ select: [field('actor'), alias('states', statesOf())], from: activity(plan, series), as: 'actors' }),
    as: 'with_states',
  })
  const bucket = at(field('state'), 1)
  return select({
    select: [field('actor'), alias('bucket', bucket), alias('status', at(field('state'), 2))],
    from: each,
    as: 'each_state',
    where: and(compare('>=', bucket, constant(1)), compare('<=', bucket, constant(plan.range.buckets.length))),
  })
}

/** One row per actor: the buckets it was `active` in and the one in which it was `created`. */
function activity(plan: LifecyclePlan, series: Series): SelectQuery {
  const { range, interval, before } = plan
  const end = moment(range.to, range.to_microseconds)
  return select({
    select: [
      alias('actor', plan.actor.id),
      alias('active', seenBuckets(bucketIndex(interval, before), range.buckets.length + 1)),
      alias('created', bucketIndex(interval, before, call('min', plan.created_at))),
    ],
    from: eventsOf(plan),
    where: and(
      series.entity,
      series.filters,
      compare('>=', field('timestamp'), moment(before)),
      compare('<=', field('timestamp'), end),
      plan.filters,
      plan.actor.exists,
      compare('!=', field('person_mode'), constant('propertyless')),
    ),
    group_by: [field('actor')],
  })
}

/**
 * The buckets of an actor, each with the status that the actor has in it. An actor is dormant in the bucket after a run of
 * active ones.
 */
function statesOf(): Expr {
  const isActive = (bucket: Expr) => call('has', field('active'), bucket)
  const b = field('b')
  const status = call(
    'multiIf',
    call('equals', b, field('created')),
    constant('new'),
    isActive(minus(b, constant(1))),
    constant('returning'),
    constant('resurrecting'),
  )
  const active = call('arrayMap', lambda(['b'], tuple(b, status)), field('active'))
  const next = call('arrayMap', lambda(['b'], plus(b, constant(1))), field('active'))
  const gone = call('arrayFilter', lambda(['b'], call('not', isActive(b))), next)
  const dormant = call('arrayMap', lambda(['b'], tuple(b, constant('dormant'))), gone)
  return call('arrayConcat', active, dormant)
}
