import type { Expr } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, field, isTrue, not, select } from '../../hogql/build.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import type { FunnelCorrelationQuery } from '../../schema/query/funnel-correlation.ts'
import type { QueryContext } from '../context.ts'
import { filtersToExpr } from '../filters.ts'
import { funnelActorType } from '../funnels/actors.ts'
import type { ActorsSource } from '../insight-actors.ts'
import { seriesOf } from '../series.ts'
import { actorTable, eventsOnTheWay, journeysOf, onTheWay, planJourneys, withJourneys } from './journeys.ts'

/** The actors that went through the funnel or did not, did an event on the way, and have certain properties. */
export function correlationActors(
  node: FunnelCorrelationQuery,
  selection: ActorSelection,
  ctx: QueryContext,
): ActorsSource {
  const plan = planJourneys(node, ctx)
  const journeys = journeysOf(node, plan, ctx)
  const { funnelCorrelationPersonConverted: converted, funnelCorrelationPersonEntity: entity } = selection
  const where: Expr[] = []
  if (typeof converted === 'boolean')
    where.push(converted ? field('journeys', 'converted') : not(field('journeys', 'converted')))
  const isOfGroups = typeof node.source.source.aggregation_group_type_index === 'number'
  const own = filtersToExpr(selection.funnelCorrelationPropertyValues, ctx, isOfGroups ? 'group' : 'person')
  if (!isTrue(own)) {
    const { table, id, ofType } = actorTable(node)
    const owners = select({ select: [id], from: table, where: and(ofType ?? constant(true), own) })
    where.push(compare('in', field('journeys', 'actor'), owners))
  }
  const [did] = entity ? seriesOf([entity], ctx) : []
  const found = did && eventsOnTheWay([], and(did.entity, did.filters), plan)
  if (entity && !found) where.push(constant(false))
  const query = select({
    select: [alias('actor_id', call('any', field('journeys', 'actor')))],
    from: found ? withJourneys(found, journeys, 'INNER JOIN') : { table: journeys, alias: 'journeys' },
    where: and(...where, ...(found ? [onTheWay()] : [])),
    group_by: [field('journeys', 'actor')],
  })
  return { query, columns: [], of: funnelActorType(node.source.source) }
}
