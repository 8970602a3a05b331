import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, call, field, select } from '../../hogql/build.ts'
import type { Fillings } from '../../hogql/placeholders.ts'
import { invalid } from '../../http/errors.ts'
import type { ActorsQuery, PointActorsQuery } from '../../schema/query/actors.ts'
import type { HogQLQuery } from '../../schema/query/hogql.ts'
import type { QueryContext } from '../context.ts'
import { funnelCorrelationKind } from '../funnel-correlation/kind.ts'
import { buildHogql } from '../hogql/build.ts'
import type { ActorsSource } from '../insight-actors.ts'
import { INSIGHT_KINDS } from '../insight-kinds.ts'
import type { PreparedQuery } from '../kind.ts'

/** The insight behind a question about its actors, ready to be asked. */
export function insightOf({ source }: PointActorsQuery): PreparedQuery {
  const found = [...INSIGHT_KINDS, funnelCorrelationKind].find(({ kind }) => kind === source.kind)
  if (!found) throw invalid(`A ${source.kind} has no actors.`, 'source')
  return found.prepare(source, {}, {})
}

export function pointActors(node: PointActorsQuery, ctx: QueryContext): ActorsSource {
  return insightOf(node).actors(node, ctx)
}

/** Where the actors of a list come from; undefined for all persons. */
export function sourceOf(
  { source }: ActorsQuery,
  ctx: QueryContext,
): (ActorsSource & { fillings?: Fillings }) | undefined {
  if (!source) return undefined
  return source.kind === 'HogQLQuery' ? hogqlSource(source, ctx) : pointActors(source, ctx)
}

const ID_COLUMNS = ['person_id', 'actor_id', 'group_key']

/** A person's own SQL: the column that names actors is found by its name. */
function hogqlSource(node: HogQLQuery, ctx: QueryContext): ActorsSource & { fillings?: Fillings } {
  const query = ctx.parser.query(node.query)
  const names = firstSelect(query).map(nameOf)
  const id = ID_COLUMNS.find((name) => names.includes(name)) ?? names.find((name) => name?.toLowerCase().includes('id'))
  if (!id) throw invalid('The source query must have a column named person_id, actor_id or group_key.', 'source')
  const columns = names.flatMap((name) => (name && name !== id && name !== 'actor_id' ? [name] : []))
  const isGroup = id === 'group_key'
  const actor = isGroup ? field('given', id) : call('toUUID', call('toString', field('given', id)))
  const fillings = buildHogql(node, ctx)[0]?.fillings
  return {
    query: select({
      select: [alias('actor_id', actor), ...columns.map((name) => field('given', name))],
      from: query,
      as: 'given',
    }),
    columns,
    of: isGroup ? { type: 'group', index: undefined } : { type: 'person' },
    ...(fillings ? { fillings } : {}),
  }
}

const firstSelect = (query: Query): Expr[] =>
  query.node === 'SelectQuery' ? query.select : firstSelect(query.initial_select_query)

function nameOf(item: Expr): string | undefined {
  if (item.node === 'Alias') return item.alias
  return item.node === 'Field' ? String(item.chain.at(-1)) : undefined
}
