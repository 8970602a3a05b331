import { alias, and, array, call, compare, constant, descending, equals, field, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import type { RetentionQuery } from '../../schema/query/retention.ts'
import { BREAKDOWN_OTHER } from '../breakdown.ts'
import type { QueryContext } from '../context.ts'
import { type ActorOptions, type ActorsSource, actorType, chosenTexts } from '../insight-actors.ts'
import { keptValues, membersOf } from './build.ts'
import { planRetention } from './plan.ts'

/** The actors of one row, each with the intervals in which they appeared. */
export function retentionActors(node: RetentionQuery, selection: ActorSelection, ctx: QueryContext): ActorsSource {
  const plan = planRetention(node, ctx)
  const row = selection.interval ?? 0
  if (row >= plan.range.buckets.length) throw invalid(`There is no row ${row}.`, 'interval')
  const texts = chosenTexts(selection.breakdown)
  const cohort =
    plan.breakdown?.kind === 'cohorts'
      ? plan.breakdown.cohorts.find(({ value }) => String(value) === texts[0])
      : undefined
  const isValue =
    plan.breakdown?.kind === 'values' && texts.length > 0
      ? [
          texts[0] === BREAKDOWN_OTHER
            ? compare('not in', field('value'), keptValues(plan, ctx, plan.breakdown.limit))
            : compare('==', field('value'), array(...texts.map(constant))),
        ]
      : []
  // Somebody with several values appears wherever one of these does.
  const appearances = call('arraySort', call('groupUniqArrayArray', field('appearances')))
  const query = select({
    select: [alias('actor_id', field('actor')), alias('appearances', appearances)],
    from: membersOf(plan, ctx, cohort?.condition),
    as: 'members',
    where: and(equals(field('row'), constant(row)), ...isValue),
    group_by: [field('actor_id')],
  })
  const counted = select({
    select: [field('actor_id'), field('appearances'), alias('appearance_count', call('length', field('appearances')))],
    from: query,
    as: 'row_members',
    order_by: [descending(field('appearance_count'))],
  })
  return {
    query: counted,
    columns: ['appearances', 'appearance_count'],
    of: actorType(node),
  }
}

/** The rows of the table. */
export function retentionOptions(node: RetentionQuery, ctx: QueryContext): Partial<ActorOptions> {
  const { range } = planRetention(node, ctx)
  const period = node.retentionFilter.period ?? 'Day'
  return { interval: range.buckets.map((_, i) => ({ label: `${period} ${i}`, value: i })) }
}
