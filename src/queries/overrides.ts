import type { DashboardFilter } from '../schema/dashboard-filter.ts'
import { DateRange } from '../schema/date-range.ts'
import type { Properties } from '../schema/filters.ts'
import type { BreakdownFilter } from '../schema/query/common.ts'

/**
 * A dashboard's filters over a query: a new query, the stored one is never changed. Each kind says which of its fields take
 * part; these are the rules that kinds share.
 */

/**
 * The dashboard's dates replace both ends: one that it does not give is open. Dashboards store dates unchecked; they are
 * checked here.
 */
export function overrideDates(
  range: DateRange | null | undefined,
  filter: DashboardFilter,
): DateRange | null | undefined {
  if (!filter.date_from && !filter.date_to) return range
  return DateRange.parse({
    date_from: filter.date_from ?? null,
    date_to: filter.date_to ?? null,
    ...(filter.explicitDate === null || filter.explicitDate === undefined ? {} : { explicitDate: filter.explicitDate }),
  })
}

/** Both have to hold: the query's own and the dashboard's. */
export function overrideProperties(
  own: Properties | null | undefined,
  filter: DashboardFilter,
): Properties | null | undefined {
  const added = filter.properties
  if (!added || added.length === 0) return own
  const isEmpty = !own || (Array.isArray(own) ? own.length === 0 : own.values.length === 0)
  if (isEmpty) return added
  const mine = Array.isArray(own) ? { type: 'AND' as const, values: own } : own
  return { type: 'AND', values: [mine, { type: 'AND', values: added }] }
}

/** The same for a kind whose properties are a list: the dashboard's follow the query's own. */
export function appendProperties(
  own: Properties | null | undefined,
  filter: DashboardFilter,
): Properties | null | undefined {
  return Array.isArray(own) ? [...own, ...(filter.properties ?? [])] : overrideProperties(own, filter)
}

interface InsightFields {
  dateRange?: DateRange | null | undefined
  properties?: Properties | null | undefined
  filterTestAccounts?: boolean | null | undefined
  interval?: unknown
  breakdownFilter?: BreakdownFilter | null | undefined
}

/** The node under the filters that all insights know; `fields` names which of the other two this kind has. */
export function overrideInsight<Node extends InsightFields>(
  node: Node,
  filter: DashboardFilter,
  fields: readonly ('interval' | 'breakdownFilter')[],
  propertiesUnder = overrideProperties,
): Node {
  const dateRange = overrideDates(node.dateRange, filter)
  const properties = propertiesUnder(node.properties, filter)
  return {
    ...node,
    ...(dateRange === undefined ? {} : { dateRange }),
    ...(properties === undefined ? {} : { properties }),
    ...(typeof filter.filterTestAccounts === 'boolean' ? { filterTestAccounts: filter.filterTestAccounts } : {}),
    ...(filter.interval && fields.includes('interval') ? { interval: filter.interval } : {}),
    ...(filter.breakdown_filter && fields.includes('breakdownFilter')
      ? { breakdownFilter: filter.breakdown_filter }
      : {}),
  }
}

/** A kind's own filter without the fields that only say how to show it. */
export function without(filter: object | null | undefined, display: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([key]) => !display.includes(key)))
}
