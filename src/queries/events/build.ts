import type { Expr, OrderExpr } from '../../hogql/ast.ts'
import {
  and,
  array,
  ascending,
  compare,
  constant,
  descending,
  equals,
  field,
  moment,
  select,
} from '../../hogql/build.ts'
import { HogqlError } from '../../hogql/errors.ts'
import { hasAggregate } from '../../hogql/resolve/query.ts'
import { fromWall, parseIso, toWall } from '../../lib/time-zone.ts'
import type { EventsQuery } from '../../schema/query/events.ts'
import { actionCondition } from '../actions.ts'
import { pointActors } from '../actors/source.ts'
import type { QueryContext } from '../context.ts'
import { parseMoment } from '../date-range.ts'
import { eventIs, filtersToExpr, testAccountFilter } from '../filters.ts'
import type { ActorsSource } from '../insight-actors.ts'
import type { NamedQuery } from '../kind.ts'
import { orderFrom } from '../order-text.ts'
import { pageClauses } from '../page.ts'
import { aliased, type EventColumn, eventColumns, withoutTitle } from './columns.ts'

const CLOCK_TOLERANCE_MS = 5_000

/**
 * One statement. Equals stand by their uuid, or by their values, so that nothing is on two pages or on none. Where whole events
 * or persons are wanted, the uuids of the page are found first: sorting a month of events together with their properties would
 * read all of these.
 */
export function buildEvents(node: EventsQuery, ctx: QueryContext): NamedQuery[] {
  const columns = eventColumns(node, ctx)
  const aggregates = columns.some(({ aggregate }) => aggregate)
  const asked = (node.where ?? []).map((text) => ctx.parser.expression(withoutTitle(text)))
  // What is asked of counts can only be asked of groups of events.
  const having = aggregates ? asked.filter(hasAggregate) : []
  const where = and(conditions(node, ctx), ...asked.filter((expr) => !having.includes(expr)))
  const order = orderOf(node, columns, ctx)
  const parts = {
    select: aliased(columns),
    from: 'events',
    order_by: [...order, ascending(field('uuid'))],
    ...pageClauses(node),
  }
  if (aggregates) {
    const keys = columns.flatMap(({ aggregate, reads }, i) =>
      aggregate ? [] : reads.map((_, j) => field(`c${i}_${j}`)),
    )
    const query = select({
      ...parts,
      where,
      group_by: keys,
      ...(having.length > 0 ? { having: and(...having) } : {}),
      order_by: [...order, ...keys.map(ascending)],
    })
    return [{ name: 'rows', query }]
  }
  const wide = columns.some(({ kind }) => kind === 'row' || kind === 'person')
  if (!wide) return [{ name: 'rows', query: select({ ...parts, where }) }]
  const keys = select({ ...parts, select: [field('uuid')], where })
  const found = and(...bounds(node, ctx), compare('in', field('uuid'), keys))
  return [{ name: 'rows', query: select({ ...parts, where: found, offset: constant(0) }) }]
}

function conditions(node: EventsQuery, ctx: QueryContext): Expr {
  return and(
    ...bounds(node, ctx),
    ...(node.event ? [eventIs(node.event)] : []),
    ...(node.events && node.events.length > 0
      ? [compare('in', field('event'), array(...node.events.map(constant)))]
      : []),
    ...actionOf(node, ctx),
    ...(node.source ? [ofActors(pointActors(node.source, ctx))] : []),
    ...(node.personId ? [equals(field('person_id'), constant(node.personId))] : []),
    filtersToExpr(node.properties, ctx),
    filtersToExpr(node.fixedProperties, ctx),
    testAccountFilter(node.filterTestAccounts, ctx),
  )
}

/** Events of the persons or groups behind a point of an insight. */
function ofActors({ query, of }: ActorsSource): Expr {
  if (of.type === 'other') throw new HogqlError('The actors of this source are neither persons nor groups')
  const actor = of.type === 'person' ? field('person_id') : field(`$group_${of.index ?? 0}`)
  return compare('in', actor, select({ select: [field('actor_id')], from: query, as: 'actors' }))
}

/** Both ends are exclusive, to the microsecond: whoever goes on from the time of an event gets no event twice. */
export function bounds(node: Pick<EventsQuery, 'after' | 'before'>, ctx: QueryContext): Expr[] {
  const now = toWall(ctx.now, ctx.timezone)
  const at = (text: string) => {
    const exact = parseIso(text, ctx.timezone)
    if (exact) return moment(exact.instant, exact.microseconds)
    return moment(fromWall(parseMoment(text, now, ctx).wall, ctx.timezone))
  }
  const after = node.after ?? '-24h'
  const before = node.before ? at(node.before) : moment(new Date(ctx.now.getTime() + CLOCK_TOLERANCE_MS))
  return [
    ...(after === 'all' ? [] : [compare('>', field('timestamp'), at(after))]),
    compare('<', field('timestamp'), before),
  ]
}

function actionOf(node: EventsQuery, ctx: QueryContext): Expr[] {
  if (node.actionSteps && node.actionSteps.length > 0) return [actionCondition({ steps: node.actionSteps }, ctx)]
  if (node.actionId === null || node.actionId === undefined) return []
  const action = ctx.actions.find(({ id }) => id === node.actionId)
  if (!action) throw new HogqlError('Action does not exist')
  return [actionCondition(action, ctx)]
}

function orderOf(node: EventsQuery, columns: EventColumn[], ctx: QueryContext): OrderExpr[] {
  if (node.orderBy && node.orderBy.length > 0) return node.orderBy.map((text) => orderOne(text, columns, ctx))
  const count = columns.findIndex(({ text }) => withoutTitle(text) === 'count()')
  const aggregate = count >= 0 ? count : columns.findIndex((candidate) => candidate.aggregate)
  if (aggregate >= 0) return [descending(field(`c${aggregate}_0`))]
  const hasTime = columns.some(({ kind, text }) => kind === 'row' || withoutTitle(text) === 'timestamp')
  return hasTime ? [descending(field('timestamp'))] : columns.slice(0, 1).map((first) => ascending(sortedBy(first)))
}

/** Said in full, because the statement that finds the uuids of a page has no other columns. */
const sortedBy = ({ kind, reads: [first] }: EventColumn): Expr =>
  kind === 'row' || !first ? field('timestamp') : first

/** `expr DESC`, where `*`, `person` and their like are read as what they stand for. */
function orderOne(text: string, columns: EventColumn[], ctx: QueryContext): OrderExpr {
  const [, name = '', direction] = /^(.*?)(?:(?<!\s)\s+(ASC|DESC))?$/is.exec(text.trim()) ?? []
  const special = columns.find(({ kind, text }) => kind !== 'value' && withoutTitle(text) === withoutTitle(name))
  if (!special) return orderFrom(withoutTitle(text), ctx)
  const expr = sortedBy(special)
  return direction?.toUpperCase() === 'DESC' ? descending(expr) : ascending(expr)
}
