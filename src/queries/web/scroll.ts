import type { Expr } from '../../hogql/ast.ts'
import { and, array, call, compare, constant, field, or } from '../../hogql/build.ts'
import { isPropertyGroup, type Properties, type PropertyFilter, type PropertyGroup } from '../../schema/filters.ts'
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
  if (isPropertyGroup(item)) return movedGroup(item)
  const isPath = item.key === '$pathname' && (item.type ?? 'event') === 'event'
  return isPath ? { ...item, key: '$prev_pageview_pathname' } : item
}

const number = (name: string) => call('toFloat', field('properties', name))

/** Who saw more than this share of a page's content read it to its end. */
const READ = 0.8
const LONGEST_SECONDS = 86_400

/** How far the page was scrolled, from 0 to 1. */
export const scrolled = (): Expr => number('$prev_pageview_max_scroll_percentage')

/** Whether more than {@link READ} of the content was seen; NULL where that is not told. */
export function readToTheEnd(): Expr {
  const share = number('$prev_pageview_max_content_percentage')
  return call('if', call('isNull', share), constant(null), call('greater', share, constant(READ)))
}

/** For how many seconds the page was open, a day at most. */
export function secondsOnPage(): Expr {
  const seconds = number('$prev_pageview_duration')
  return call('if', call('greater', seconds, constant(LONGEST_SECONDS)), constant(LONGEST_SECONDS), seconds)
}

/** Whether an event tells anything of the page it leaves, whose path is `left`. */
export const tellsOfPage = (left: Expr): Expr =>
  and(
    call('isNotNull', left),
    or(
      ...['scroll', 'content'].map((of) => call('isNotNull', number(`$prev_pageview_max_${of}_percentage`))),
      call('isNotNull', number('$prev_pageview_duration')),
    ),
  )
