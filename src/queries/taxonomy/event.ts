import type { Expr, Query } from '../../hogql/ast.ts'
import {
  alias,
  and,
  ascending,
  call,
  compare,
  constant,
  descending,
  field,
  not,
  select,
  tuple,
} from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { EventTaxonomyQuery } from '../../schema/query/taxonomy.ts'
import { actionCondition } from '../actions.ts'
import type { QueryContext } from '../context.ts'
import { eventIs } from '../filters.ts'
import { queryKind } from '../kind.ts'
import { pairJson, pairKey, pairText, propertyPairs } from '../property-pairs.ts'
import { readRows } from '../rows.ts'
import { DEFAULT_VALUES, firstOf, frequentValues, recently, type Samples, samplesOf } from './samples.ts'

interface EventTaxonomyResult {
  results: ({ property: string } & Samples)[]
}

const NEWEST_EVENTS = 100
const MOST_PROPERTIES = 500

/** Keys that tell nothing about an event. */
const NOISE =
  '^(\\$set|\\$set_once|\\$time|\\$sent_at|distinct_id|\\$ip|token|\\$feature/.*|\\$feature_enrollment/.*|\\$feature_interaction/.*|\\$product_tour.*|__.*|survey_.*|phjs.*)$'

/** The properties of an event: all that the newest ones have, or the named ones by their most frequent values. */
export const eventTaxonomyKind = queryKind<EventTaxonomyQuery, EventTaxonomyResult>({
  kind: 'EventTaxonomyQuery',
  node: EventTaxonomyQuery,
  build: (node, ctx) => [{ name: 'properties', query: samples(node, ctx) }],
  shape: (answers, node) => {
    const rows = readRows(answers.get('properties'))
    const results = rows.map((row) => ({ property: String(row['property']), ...samplesOf(row) }))
    const asked = node.properties ?? []
    const place = (property: string) => asked.indexOf(property)
    return { results: asked.length > 0 ? results.sort((a, b) => place(a.property) - place(b.property)) : results }
  },
  interval: () => 'day',
})

function samples(node: EventTaxonomyQuery, ctx: QueryContext): Query {
  const where = and(subject(node, ctx), compare('>=', field('timestamp'), recently(ctx)))
  const most = node.maxPropertyValues ?? DEFAULT_VALUES
  if (node.properties && node.properties.length > 0) return frequentValues('events', where, node.properties, most)
  const newest = select({
    select: [field('timestamp'), field('properties')],
    from: 'events',
    where,
    order_by: [descending(field('timestamp'))],
    limit: constant(NEWEST_EVENTS),
  })
  const pair = alias('pair', call('arrayJoin', propertyPairs()))
  const each = select({ select: [field('timestamp'), pair], from: newest, as: 'newest' })
  const values = select({
    select: [field('timestamp'), alias('property', pairKey), alias('value', pairText)],
    from: each,
    as: 'each_pair',
    where: and(not(call('match', pairKey, constant(NOISE))), call('notEquals', pairJson, constant('null'))),
  })
  const newestFirst = call('arrayReverseSort', call('groupArray', tuple(field('timestamp'), field('value'))))
  return select({
    select: [
      field('property'),
      alias('values', firstOf(newestFirst, most)),
      alias('different', call('uniqExact', field('value'))),
    ],
    from: values,
    as: 'all_values',
    group_by: [field('property')],
    order_by: [descending(field('different')), ascending(field('property'))],
    limit: constant(MOST_PROPERTIES),
  })
}

function subject({ event, actionId }: EventTaxonomyQuery, ctx: QueryContext): Expr {
  if (event) return eventIs(event)
  if (actionId === null || actionId === undefined) throw invalid('Either an event or an actionId is required.', 'event')
  const action = ctx.actions.find(({ id }) => id === actionId)
  if (!action) throw invalid('Action does not exist', 'actionId')
  return actionCondition(action, ctx)
}
