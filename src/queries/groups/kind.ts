import type { Expr, OrderExpr, Query } from '../../hogql/ast.ts'
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
  or,
  select,
} from '../../hogql/build.ts'
import { containing } from '../../lib/like.ts'
import { GroupsQuery } from '../../schema/query/taxonomy.ts'
import type { QueryContext } from '../context.ts'
import { withoutTitle } from '../events/columns.ts'
import { filtersToExpr } from '../filters.ts'
import { queryKind } from '../kind.ts'
import { orderFrom } from '../order-text.ts'
import { appendProperties } from '../overrides.ts'
import { pageClauses, pageOf, type RowsPage } from '../page.ts'
import { answerTo, presentRows, typeOf } from '../rows.ts'

const DEFAULT_COLUMNS = ['group_name', 'key']

/** The groups of one type. */
export const groupsKind = queryKind<GroupsQuery, RowsPage>({
  kind: 'GroupsQuery',
  node: GroupsQuery,
  build: (node, ctx) => [{ name: 'groups', query: rows(node, ctx) }],
  shape: (answers, node, ctx) => {
    const answer = answerTo(answers, 'groups')
    const { results, ...page } = pageOf(presentRows(answer, ctx.timezone), node)
    const columns = columnsOf(node)
    return { results, columns, types: columns.map((_, i) => typeOf(answer, i)), ...page }
  },
  interval: () => 'minute',
  override: (node, filter) => {
    const properties = appendProperties(node.properties, filter)
    return properties ? { ...node, properties } : node
  },
})

const columnsOf = ({ select: asked }: GroupsQuery) => (asked && asked.length > 0 ? asked : DEFAULT_COLUMNS)

/** A group's name, or its key where it has none. */
const groupName = () => call('coalesce', call('nullIf', field('properties', 'name'), constant('')), field('key'))

function rows(node: GroupsQuery, ctx: QueryContext): Query {
  const value = (text: string): Expr => (text === 'group_name' ? groupName() : ctx.parser.expression(text))
  const search = node.search?.trim()
  const like = (expr: Expr) => compare('ilike', expr, constant(containing(search ?? '')))
  return select({
    select: columnsOf(node).map((text, i) => alias(`c${i}`, value(withoutTitle(text)))),
    from: 'groups',
    where: and(
      equals(field('index'), constant(node.group_type_index)),
      ...(search ? [or(like(field('key')), like(call('toString', field('properties', 'name'))))] : []),
      filtersToExpr(node.properties, ctx, 'group'),
    ),
    order_by: [...(node.orderBy ?? ['created_at DESC']).map((text) => orderOne(text, ctx)), ascending(field('key'))],
    ...pageClauses(node),
  })
}

function orderOne(text: string, ctx: QueryContext): OrderExpr {
  const bare = withoutTitle(text)
  const named = /^group_name(\s+(?:ASC|DESC))?$/i.exec(bare.trim())
  if (!named) return orderFrom(bare, ctx)
  return named[1]?.trim().toUpperCase() === 'DESC' ? descending(groupName()) : ascending(groupName())
}
