import { alias, and, ascending, call, compare, constant, field, select } from '../../hogql/build.ts'
import { containing } from '../../lib/like.ts'
import { WebPageURLSearchQuery } from '../../schema/query/web.ts'
import { inRange } from '../buckets.ts'
import { queryRange } from '../date-range.ts'
import { eventIs } from '../filters.ts'
import { queryKind } from '../kind.ts'
import { pageClauses, pageOf } from '../page.ts'
import { readRows } from '../rows.ts'
import { eventsOf } from '../sample.ts'
import { queryFilters } from '../series.ts'
import { webKind } from './kind.ts'
import { shareOf } from './sampling.ts'

interface PageSearchResult {
  results: { url: string }[]
  hasMore: boolean
  limit: number
}

/** The addresses that were seen, for a picker: those that contain the term, from A to Z. */
export const webPageSearchKind = queryKind<WebPageURLSearchQuery, PageSearchResult>({
  kind: 'WebPageURLSearchQuery',
  node: WebPageURLSearchQuery,
  build: (node, ctx) => {
    const address = call('toString', field('properties', '$current_url'))
    const search = node.searchTerm
    const query = select({
      select: [alias('url', node.stripQueryParams ? call('cutQueryStringAndFragment', address) : address)],
      distinct: true,
      from: eventsOf({ sample: shareOf(node) }),
      where: and(
        eventIs('$pageview'),
        inRange(queryRange(node, ctx)),
        call('isNotNull', address),
        ...(search ? [compare('ilike', address, constant(containing(search)))] : []),
        queryFilters(node, ctx),
      ),
      order_by: [ascending(field('url'))],
      ...pageClauses(node),
    })
    return [{ name: 'pages', query }]
  },
  shape: (answers, node) => {
    const { results, hasMore, limit } = pageOf(readRows(answers.get('pages')), node)
    return { results: results.map(({ url }) => ({ url: String(url) })), hasMore, limit }
  },
  ...webKind,
})
