import type { Expr, Query } from '../../hogql/ast.ts'
import { alias, and, ascending, call, compare, constant, descending, equals, field, select } from '../../hogql/build.ts'
import { WebExternalClicksTableQuery } from '../../schema/query/web.ts'
import type { QueryContext } from '../context.ts'
import { eventIs } from '../filters.ts'
import { queryKind } from '../kind.ts'
import { pageClauses, pageOf } from '../page.ts'
import { cleanedPath } from '../path-cleaning.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { queryFilters } from '../series.ts'
import { askedOrder } from './figures.ts'
import { webKind } from './kind.ts'
import { samplingRate, shareOf } from './sampling.ts'
import { sessionRows, webPeriods } from './sessions.ts'
import { PAIR, type WebTable } from './table.ts'

const COLUMNS = ['url', 'visitors', 'clicks']

/** Links to other sites, by how many visitors followed them and how often. Links within the site's own domain are not told. */
export const webExternalClicksKind = queryKind<WebExternalClicksTableQuery, WebTable>({
  kind: 'WebExternalClicksTableQuery',
  node: WebExternalClicksTableQuery,
  build: (node, ctx) => [{ name: 'rows', query: statement(node, ctx) }],
  shape: (answers, node, ctx) => {
    const share = shareOf(node)
    const compares = webPeriods(node, ctx).previous !== undefined
    const pair = (row: Record<string, unknown>, name: string) => [
      unsampled(Number(row[`${name}_current`]), share),
      compares ? unsampled(Number(row[`${name}_previous`]), share) : null,
    ]
    const { results, ...page } = pageOf(readRows(answers.get('rows')), node)
    return {
      results: results.map((row) => [row['url'], pair(row, 'visitors'), pair(row, 'clicks')]),
      columns: COLUMNS.map((name) => `context.columns.${name}`),
      types: ['String', PAIR, PAIR],
      ...page,
      samplingRate: samplingRate(node),
    }
  },
  ...webKind,
})

function statement(node: WebExternalClicksTableQuery, ctx: QueryContext): Query {
  const property = (name: string) => call('ifNull', call('toString', field('properties', name)), constant(''))
  const site = (address: Expr) => call('cutToFirstSignificantSubdomain', address)
  const target = property('$external_click_url')
  const stripped = node.stripQueryParams ? call('cutQueryStringAndFragment', target) : target
  const url = cleanedPath(stripped, node.doPathCleaning ? ctx.path_cleaning_filters : [])
  const leaves = and(
    eventIs('$autocapture'),
    equals(field('properties', '$event_type'), constant('click')),
    compare('!=', target, constant('')),
    compare('!=', site(target), site(property('$host'))),
    queryFilters(node, ctx),
  )
  const sessions = sessionRows(node, ctx, ({ within }) => ({
    columns: [
      alias('visitor', call('anyIf', field('person_id'), and(leaves, within))),
      alias('links', call('groupArrayIf', url, and(leaves, within))),
    ],
    keeps: call('notEmpty', field('links')),
  }))
  const each = select({
    select: [
      ...['visitor', 'is_current', 'is_previous'].map((name) => field(name)),
      alias('url', call('arrayJoin', field('links'))),
    ],
    from: sessions,
    as: 'sessions_seen',
  })
  const { column, ascends } = askedOrder(node)
  const first = field(`${column === 'visitors' ? 'visitors' : 'clicks'}_current`)
  return select({
    select: [
      field('url'),
      ...['current', 'previous'].flatMap((period) => [
        alias(`visitors_${period}`, call('uniqExactIf', field('visitor'), field(`is_${period}`))),
        alias(`clicks_${period}`, call('countIf', field(`is_${period}`))),
      ]),
    ],
    from: each,
    as: 'each_click',
    group_by: [field('url')],
    order_by: [ascends ? ascending(first) : descending(first), ascending(field('url'))],
    ...pageClauses(node),
  })
}
