import type { Expr, JoinExpr, OrderExpr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  ascending,
  call,
  compare,
  constant,
  descending,
  equals,
  field,
  isTrue,
  or,
  select,
} from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { containing } from '../../lib/like.ts'
import type { ActorsQuery } from '../../schema/query/actors.ts'
import type { QueryContext } from '../context.ts'
import { withoutTitle } from '../events/columns.ts'
import { filtersToExpr } from '../filters.ts'
import type { ActorsSource } from '../insight-actors.ts'
import type { NamedQuery } from '../kind.ts'
import { orderFrom } from '../order-text.ts'
import { pageClauses } from '../page.ts'
import { type ActorColumn, actorColumns, isOfSource, ofActor } from './columns.ts'
import { sourceOf } from './source.ts'

/**
 * Three statements: the page of actors (ids and what the source says of them), the rows of these actors, and their distinct
 * ids. So the properties of everybody are never sorted, and an actor without a row is still in the list.
 */
export function buildActors(node: ActorsQuery, ctx: QueryContext): NamedQuery[] {
  const source = sourceOf(node, ctx)
  const columns = actorColumns(node, source, ctx)
  const fillings = source?.fillings ? { fillings: source.fillings } : {}
  if (columns.some((column) => 'aggregate' in column && column.aggregate))
    return [{ name: 'aggregates', query: aggregated(node, source, columns, ctx), ...fillings }]
  const page = actorsPage(node, source, columns, ctx)
  const ids = select({ select: [field('actor_id')], from: page, as: 'page' })
  const about = aboutActors(source, columns, ids)
  const named = [{ name: 'actors', query: page }, ...about]
  return named.map((statement) => ({ ...statement, ...fillings }))
}

/** Actor ids in order, then the values of the source. */
function actorsPage(
  node: ActorsQuery,
  source: ActorsSource | undefined,
  columns: ActorColumn[],
  ctx: QueryContext,
): SelectQuery {
  const order = orderOf(node, source, columns, ctx)
  const readsOwn = order.some(({ expr }) => !isOfSource(expr, source))
  const values = columns.flatMap((column, i) => (column.kind === 'source' ? [alias(`c${i}`, column.expr)] : []))
  const own = ownConditions(node, source, ctx)
  const shared = { order_by: order, ...pageClauses(node) }
  if (!source)
    return select({ select: [alias('actor_id', field('id'))], from: 'persons', where: and(...own), ...shared })
  const table = tableOf(source)
  const matching =
    own.length > 0 && table
      ? select({ select: [field(table.key)], from: table.name, where: and(...ofIndex(source), ...own) })
      : undefined
  return select({
    select: [alias('actor_id', field('source', 'actor_id')), ...values],
    from: readsOwn && table ? joined(source, table) : { table: source.query, alias: 'source' },
    ...(matching ? { where: compare('in', field('source', 'actor_id'), matching) } : {}),
    ...shared,
  })
}

interface ActorTable {
  name: 'persons' | 'groups'
  key: 'id' | 'key'
}

function tableOf(source: ActorsSource | undefined): ActorTable | undefined {
  if (source?.of.type === 'other') return undefined
  return source?.of.type === 'group' ? { name: 'groups', key: 'key' } : { name: 'persons', key: 'id' }
}

const ofIndex = (source: ActorsSource | undefined): Expr[] =>
  source?.of.type === 'group' && source.of.index !== undefined
    ? [equals(field('index'), constant(source.of.index))]
    : []

function joined(source: ActorsSource, { name, key }: ActorTable): JoinExpr {
  const own = [equals(field(name, key), field('source', 'actor_id'))]
  const index = source.of.type === 'group' ? source.of.index : undefined
  const on = and(...own, ...(index === undefined ? [] : [equals(field(name, 'index'), constant(index))]))
  return {
    table: source.query,
    alias: 'source',
    next_join: { table: field(name), join_type: 'LEFT JOIN', constraint: { constraint_type: 'ON', expr: on } },
  }
}

/** Conditions on the rows of actors themselves. */
function ownConditions(node: ActorsQuery, source: ActorsSource | undefined, ctx: QueryContext): Expr[] {
  const filters = [node.properties, node.fixedProperties].map((properties) => filtersToExpr(properties, ctx, 'person'))
  const search = node.search?.trim()
  const all = [...filters, ...(search ? [searched(search, source)] : [])]
  return all.filter((expr) => !isTrue(expr))
}

const NAMES = ['email', 'name']

function searched(text: string, source: ActorsSource | undefined): Expr {
  const like = (value: Expr) => compare('ilike', value, constant(containing(text)))
  const named = NAMES.map((name) => like(call('toString', field('properties', name))))
  if (source?.of.type === 'group') return or(...named, like(field('key')))
  const byDistinctId = select({
    select: [field('person_id')],
    from: 'person_distinct_ids',
    where: like(field('distinct_id')),
  })
  return or(...named, like(call('toString', field('id'))), compare('in', field('id'), byDistinctId))
}

/** Equals stand by their id, so that no actor is on two pages or on none. */
function orderOf(
  node: ActorsQuery,
  source: ActorsSource | undefined,
  columns: ActorColumn[],
  ctx: QueryContext,
): OrderExpr[] {
  const id = source ? field('source', 'actor_id') : field('id')
  if (node.orderBy && node.orderBy.length > 0) {
    const asked = node.orderBy.map((text) => {
      const order = orderFrom(withoutTitle(text), ctx)
      const expr = ofActor(order.expr)
      const isId = expr.node === 'Field' && expr.chain.length === 1 && IDS.includes(String(expr.chain[0]))
      return { ...order, expr: isId ? id : expr }
    })
    return [...asked, ascending(id)]
  }
  const created = columns.find((column) => withoutTitle(column.text) === 'created_at')
  if (created && source?.of.type !== 'other') return [descending(field('created_at')), ascending(id)]
  const [first] = columns
  return [...(first && 'expr' in first ? [ascending(first.expr)] : []), ascending(id)]
}

const IDS = ['id', 'actor_id', 'person', 'actor', 'group', 'key']

/** What is known of the actors of a page. */
function aboutActors(source: ActorsSource | undefined, columns: ActorColumn[], ids: SelectQuery): NamedQuery[] {
  const table = tableOf(source)
  if (!table) return []
  const values = columns.flatMap((column, i) => (column.kind === 'own' ? [alias(`c${i}`, column.expr)] : []))
  const isWhole = columns.some(({ kind }) => kind === 'actor' || kind === 'name')
  const facts =
    table.name === 'persons' ? ['created_at', 'properties', 'is_identified'] : ['index', 'created_at', 'properties']
  const about = select({
    select: [alias('actor_id', field(table.key)), ...(isWhole ? facts.map((name) => field(name)) : []), ...values],
    from: table.name,
    where: and(compare('in', field(table.key), ids), ...ofIndex(source)),
  })
  if (table.name === 'groups' || !isWhole) return [{ name: 'about', query: about }]
  const distinct = select({
    select: [field('person_id'), alias('distinct_ids', call('arraySort', call('groupArray', field('distinct_id'))))],
    from: 'person_distinct_ids',
    where: compare('in', field('person_id'), ids),
    group_by: [field('person_id')],
  })
  return [
    { name: 'about', query: about },
    { name: 'distinct_ids', query: distinct },
  ]
}

/** With an aggregate among the columns all the others are what is grouped by. */
function aggregated(
  node: ActorsQuery,
  source: ActorsSource | undefined,
  columns: ActorColumn[],
  ctx: QueryContext,
): SelectQuery {
  const values = columns.map((column, i) => {
    if (!('expr' in column)) throw invalid(`'${column.text}' cannot stand beside an aggregate.`, 'select')
    return { ...column, name: `c${i}` }
  })
  const table = tableOf(source)
  const first = values.find(({ text }) => withoutTitle(text) === 'count()') ?? values.find(({ aggregate }) => aggregate)
  const keys = values.flatMap(({ name, aggregate }) => (aggregate ? [] : [field(name)]))
  const asked = node.orderBy?.map((text) => orderFrom(withoutTitle(text), ctx)) ?? []
  const order = asked.length > 0 ? asked : [descending(field(first?.name ?? 'c0'))]
  return select({
    select: values.map(({ name, expr }) => alias(name, expr)),
    from: source && table ? joined(source, table) : source ? { table: source.query, alias: 'source' } : 'persons',
    where: and(...ownConditions(node, source, ctx)),
    group_by: keys,
    order_by: [...order, ...keys.map(ascending)],
    ...pageClauses(node),
  })
}
