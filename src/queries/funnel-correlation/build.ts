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
  divided,
  equals,
  field,
  lambda,
  minus,
  not,
  or,
  over,
  plus,
  select,
  times,
  tuple,
} from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import type { FunnelCorrelationQuery } from '../../schema/query/funnel-correlation.ts'
import type { QueryContext } from '../context.ts'
import type { FunnelPlan } from '../funnels/plan.ts'
import { pairJson, pairKey, pairText, propertyPairs } from '../property-pairs.ts'
import { entitiesOf } from '../series.ts'
import { actorTable, eventsOnTheWay, journeysOf, onTheWay, planJourneys, withJourneys } from './journeys.ts'

/**
 * The names that tell best who goes through a funnel and who does not. Every actor has a set of names, of what it did on
 * the way or of what it is. For each name, the odds of converting of the actors who have it are divided by the odds of
 * those who do not. One is added to each of the four counts, so that none of them is zero.
 */
export function buildCorrelation(node: FunnelCorrelationQuery, ctx: QueryContext): Query {
  const plan = planJourneys(node, ctx)
  return strongest(counted(namesOf(node, plan, ctx)))
}

/** Rows `actor`, `converted` and `names`. */
function namesOf(node: FunnelCorrelationQuery, plan: FunnelPlan, ctx: QueryContext): SelectQuery {
  const journeys = journeysOf(node, plan, ctx)
  switch (node.funnelCorrelationType) {
    case 'events':
      return didOnTheWay(journeys, eventsOnTheWay([alias('name', field('event'))], otherEvents(node, plan, ctx), plan))
    case 'event_with_properties':
      return didOnTheWay(journeys, eventProperties(node, plan, ctx))
    case 'properties':
      return ownProperties(node, journeys)
  }
}

function didOnTheWay(journeys: SelectQuery, named: SelectQuery): SelectQuery {
  return select({
    select: [
      alias('actor', field('journeys', 'actor')),
      alias('converted', call('any', field('journeys', 'converted'))),
      alias('names', call('groupUniqArrayIf', field('found', 'name'), onTheWay())),
    ],
    from: withJourneys(named, journeys, 'RIGHT JOIN'),
    group_by: [field('journeys', 'actor')],
  })
}

/** Events other than the steps of the funnel, which say only that somebody went through it, and those that are excluded. */
function otherEvents(node: FunnelCorrelationQuery, { steps }: FunnelPlan, ctx: QueryContext): Expr {
  const names = steps.flatMap(({ node: step }) =>
    entitiesOf(step).flatMap((entity) =>
      entity.kind === 'EventsNode'
        ? [entity.event]
        : (ctx.actions.find(({ id }) => id === entity.id)?.steps ?? []).map(({ event }) => event),
    ),
  )
  const excluded = [...names, ...(node.funnelCorrelationExcludeEventNames ?? [])]
  return not(isOneOf(field('event'), [...new Set(excluded)]))
}

const isOneOf = (value: Expr, names: (string | null | undefined)[]): Expr => {
  const texts = names.flatMap((name) => (name ? [constant(name)] : []))
  return texts.length === 0 ? constant(false) : compare('in', value, array(...texts))
}

/** What PostHog writes between the parts of a name, and between the type of a click and its elements. */
export const SEPARATOR = '::'
export const ELEMENTS_SEPARATOR = '__~~__'
/** Between a property of an actor and its value until the answer is written: neither can hold it, as both can hold `::`. */
export const PAIR_SEPARATOR = '\0'

const joinedName = (separator: string, ...parts: Expr[]) =>
  call('concat', ...parts.flatMap((part, i) => (i === 0 ? [part] : [constant(separator), part])))

/** Each property of some events is a name with its value; of a click, the element that was clicked. */
function eventProperties(node: FunnelCorrelationQuery, plan: FunnelPlan, ctx: QueryContext): SelectQuery {
  const events = node.funnelCorrelationEventNames ?? []
  if (events.length === 0)
    throw invalid('At least one event name is needed to correlate its properties.', 'funnelCorrelationEventNames')
  const kept = not(isOneOf(pairKey, node.funnelCorrelationEventExcludePropertyNames ?? []))
  const pairs = call('arrayFilter', lambda(['pair'], kept), propertyPairs())
  const named = call('arrayMap', lambda(['pair'], joinedName(SEPARATOR, field('event'), pairKey, pairText)), pairs)
  const type = call('toString', call('ifNull', field('properties', '$event_type'), constant('')))
  const element = call('concat', type, constant(ELEMENTS_SEPARATOR), field('elements_chain'))
  const clicked = array(joinedName(SEPARATOR, field('event'), constant('elements_chain'), element))
  const isClick = equals(field('event'), constant('$autocapture'))
  const name = alias('name', call('arrayJoin', call('if', isClick, clicked, named)))
  const matching = and(isOneOf(field('event'), events), otherEvents(node, plan, ctx))
  return eventsOnTheWay([name], matching, plan)
}

/** Each property of an actor is a name with its value, as it is now. */
function ownProperties(node: FunnelCorrelationQuery, journeys: SelectQuery): SelectQuery {
  const asked = node.funnelCorrelationNames ?? []
  if (asked.length === 0)
    throw invalid('At least one property is needed, or $all for every one.', 'funnelCorrelationNames')
  const wanted = and(
    not(isOneOf(pairKey, node.funnelCorrelationExcludeNames ?? [])),
    asked.includes('$all') ? constant(true) : isOneOf(pairKey, asked),
    not(equals(pairJson, constant('null'))),
  )
  const pairs = call('arrayFilter', lambda(['pair'], wanted), propertyPairs())
  const names = call('arrayMap', lambda(['pair'], joinedName(PAIR_SEPARATOR, pairKey, pairText)), pairs)
  const { table, id, ofType } = actorTable(node)
  const actors = select({
    select: [alias('actor', id), alias('names', names)],
    from: table,
    ...(ofType ? { where: ofType } : {}),
  })
  return select({
    select: [
      alias('actor', field('journeys', 'actor')),
      alias('converted', field('journeys', 'converted')),
      alias('names', field('found', 'names')),
    ],
    from: withJourneys(actors, journeys, 'RIGHT JOIN'),
  })
}

const COUNTS = ['is_total', 'name', 'success', 'failure']

/** For each name how many of the actors who have it converted and how many did not; and a row of everybody, `is_total`. */
function counted(named: SelectQuery): SelectQuery {
  const boxed = call('arrayMap', lambda(['name'], tuple(constant(0), field('name'))), field('names'))
  const everybody = tuple(constant(1), constant(''))
  const each = select({
    select: [field('converted'), alias('item', call('arrayJoin', call('arrayPushBack', boxed, everybody)))],
    from: named,
    as: 'named',
  })
  return select({
    select: [
      alias('is_total', at(field('item'), 1)),
      alias('name', at(field('item'), 2)),
      alias('success', call('countIf', field('converted'))),
      alias('failure', call('countIf', call('not', field('converted')))),
    ],
    from: each,
    as: 'each_name',
    group_by: [field('is_total'), field('name')],
  })
}

const STRONGEST_PER_SIDE = 10
/** A name counts when this share of all actors has it; when so many have it, it counts whatever their share is. */
const SHARE_NEEDED = 0.02
const MOST_NEEDED = 25

/** The strongest names of each side with their odds ratios, and the row of everybody. Its numbers are the greatest of all. */
function strongest(counts: SelectQuery): SelectQuery {
  const [success, failure] = [field('success'), field('failure')]
  const totals = select({
    select: [
      ...COUNTS.map((name) => field(name)),
      alias('all_success', over('max', [success])),
      alias('all_failure', over('max', [failure])),
    ],
    from: counts,
    as: 'counts',
  })
  const plusOne = (value: Expr) => plus(value, constant(1))
  const odds = divided(
    times(plusOne(success), plusOne(minus(field('all_failure'), failure))),
    times(plusOne(minus(field('all_success'), success)), plusOne(failure)),
  )
  const needed = call(
    'least',
    constant(MOST_NEEDED),
    times(plus(field('all_success'), field('all_failure')), constant(SHARE_NEEDED)),
  )
  const rated = select({
    select: [...COUNTS.map((name) => field(name)), alias('odds_ratio', odds)],
    from: totals,
    as: 'totals',
    where: or(field('is_total'), compare('>=', plus(success, failure), needed)),
  })
  const rating = [...COUNTS, 'odds_ratio'].map((name) => field(name))
  const isSuccess = compare('>', field('odds_ratio'), constant(1))
  const strength = call('if', isSuccess, divided(constant(1), field('odds_ratio')), field('odds_ratio'))
  const placed = select({
    select: [
      ...rating,
      alias(
        'place',
        over('row_number', [], {
          partition_by: [field('is_total'), isSuccess],
          order_by: [ascending(strength), ascending(field('name'))],
        }),
      ),
    ],
    from: rated,
    as: 'rated',
  })
  return select({
    select: rating,
    from: placed,
    as: 'placed',
    where: compare('<=', field('place'), constant(STRONGEST_PER_SIDE)),
    order_by: [ascending(field('place'))],
  })
}
