import { alias, constant, field, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import type { SeriesNode } from '../../schema/query/common.ts'
import type { StickinessQuery } from '../../schema/query/stickiness.ts'
import type { QueryContext } from '../context.ts'
import {
  type ActorOptions,
  type ActorsSource,
  type ActorType,
  COMPARE_OPTIONS,
  chosenPeriod,
  chosenSeries,
} from '../insight-actors.ts'
import { activity, compareBy, lengthOf, planStickiness } from './build.ts'

/** The actors that were active in so many intervals; of a cumulative answer in so many or more. */
export function stickinessActors(node: StickinessQuery, selection: ActorSelection, ctx: QueryContext): ActorsSource {
  const plan = planStickiness(node, ctx)
  const series = chosenSeries(plan.series, selection)
  const { range } = chosenPeriod(plan.periods, selection)
  const intervals = Number(selection.day)
  if (!Number.isInteger(intervals)) throw invalid('day must be a number of intervals.', 'day')
  const operator = selection.operator ?? (plan.cumulative ? 'gte' : 'exact')
  const query = select({
    select: [alias('actor_id', field('actor')), field('intervals')],
    from: activity(plan, series, range),
    as: 'actors',
    where: compareBy(operator, field('intervals'), constant(intervals)),
  })
  return { query, columns: ['intervals'], of: typeOf(series.node) }
}

function typeOf({ math, math_group_type_index }: SeriesNode): ActorType {
  if (math === 'unique_group') return { type: 'group', index: math_group_type_index ?? 0 }
  return { type: math === 'hogql' ? 'other' : 'person' }
}

/** Numbers of intervals, series and periods. */
export function stickinessOptions(node: StickinessQuery, ctx: QueryContext): Partial<ActorOptions> {
  const plan = planStickiness(node, ctx)
  const [current] = plan.periods
  const length = lengthOf(plan, current.range)
  const label = (day: number) => `${day} ${plan.interval}${day === 1 ? '' : 's'}`
  return {
    day: Array.from({ length }, (_, i) => ({ label: label(i + 1), value: i + 1 })),
    series: plan.series.map((series) => ({ label: series.label, value: series.index })),
    compare: plan.compares ? COMPARE_OPTIONS : null,
  }
}
