import { alias, and, constant, equals, field, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { parseIso, toWall } from '../../lib/time-zone.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import { type LifecycleQuery, LifecycleStatus } from '../../schema/query/lifecycle.ts'
import { dayOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { type ActorOptions, type ActorsSource, actorType, dayOptions } from '../insight-actors.ts'
import { planLifecycle, statuses } from './build.ts'

/** The actors that are something in one bucket. */
export function lifecycleActors(node: LifecycleQuery, selection: ActorSelection, ctx: QueryContext): ActorsSource {
  const plan = planLifecycle(node, ctx)
  if (!plan.series) throw invalid('The lifecycle has no series.', 'series')
  const { day, status } = selection
  const parsed = parseIso(String(day ?? ''), ctx.timezone)
  const wanted = parsed && dayOf(toWall(parsed.instant, ctx.timezone), plan.interval)
  const bucket = plan.range.buckets.findIndex((candidate) => dayOf(candidate, plan.interval) === wanted)
  if (bucket < 0) throw invalid(`'${day ?? ''}' is not a day of this insight.`, 'day')
  const query = select({
    select: [alias('actor_id', field('actor'))],
    from: statuses(plan, plan.series),
    as: 'statuses',
    where: and(
      equals(field('bucket'), constant(bucket + 1)),
      ...(status ? [equals(field('status'), constant(status))] : []),
    ),
    group_by: [field('actor_id')],
  })
  return { query, columns: [], of: actorType(node) }
}

/** Buckets and statuses. */
export function lifecycleOptions(node: LifecycleQuery, ctx: QueryContext): Partial<ActorOptions> {
  const { range, interval } = planLifecycle(node, ctx)
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return {
    day: dayOptions(range, interval),
    status: LifecycleStatus.options.map((status) => ({ label: capital(status), value: status })),
  }
}
