import type { Expr } from '../../hogql/ast.ts'
import { and, array, call, compare, constant, field, or } from '../../hogql/build.ts'
import type { Properties, PropertyFilter, PropertyGroup } from '../../schema/filters.ts'
import type { WebStatsTableQuery } from '../../schema/query/web.ts'
import type { QueryContext } from '../context.ts'
import { queryFilters } from '../series.ts'

/**
 * How far a page was read is told by the event that leaves it: the next view or `$pageleave`, about the view before. So
 * these events are filtered by the page they leave, not by the one they are on.
 */
export function leavesPage(node: WebStatsTableQuery, within: Expr, ctx: QueryContext): Expr {
  const leaving = array(...['$pageview', '$pageleave', '$screen'].map(constant))
  const filters = queryFilters({ ...node, properties: ofLeftPage(node.properties) }, ctx)
  return and(compare('in', field('event'), leaving), filters, within)
}

function ofLeftPage(properties: Properties | null | undefined): Properties | null | undefined {
  if (!properties) return properties
  return Array.isArray(properties) ? properties.map(moved) : movedGroup(properties)
}

const movedGroup = (group: PropertyGroup): PropertyGroup => ({ ...group, values: group.values.map(moved) })

function moved(item: PropertyGroup | PropertyFilter): PropertyGroup | PropertyFilter {
  if ('values' in item && Array.isArray(item.values))
    return movedGroup({ type: item.type === 'OR' ? 'OR' : 'AND', values: item.values })
  const isPath = 'key' in item && item.key === '$pathname' && (item.type ?? 'event') === 'event'
  return isPath ? { ...item, key: '$prev_pageview_pathname' } : item
}

const number = (name: string) => call('toFloat', field('properties', name))

/** More of it than this is the page read to its end. */
const READ = 0.8
const LONGEST_SECONDS = 86_400

/** How far was scrolled (0 to 1), whether more than four fifths of the content were seen, and for how many seconds. */
export const scrolled = (): Expr => number('$prev_pageview_max_scroll_percentage')

export function readToTheEnd(): Expr {
  const share = number('$prev_pageview_max_content_percentage')
  return call('if', call('isNull', share), constant(null), call('greater', share, constant(READ)))
}

export function secondsOnPage(): Expr {
  const seconds = number('$prev_pageview_duration')
  return call('if', call('greater', seconds, constant(LONGEST_SECONDS)), constant(LONGEST_SECONDS), seconds)
}

export const tellsOfPage = (left: Expr): Expr =>
  and(
    call('isNotNull', left),
    or(
      ...['scroll', 'content'].map((of) => call('isNotNull', number(`$prev_pageview_max_${of}_percentage`))),
      call('isNotNull', number('$prev_pageview_duration')),
    ),
  )
