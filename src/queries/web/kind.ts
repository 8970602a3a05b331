import type { DashboardFilter } from '../../schema/dashboard-filter.ts'
import type { WebQuery } from '../../schema/query/web.ts'
import { queryInterval, queryRange } from '../date-range.ts'
import { appendProperties, overrideInsight } from '../overrides.ts'

/** What all kinds of web queries have. */
export const webKind = {
  range: queryRange,
  interval: queryInterval,
  override: <Node extends WebQuery>(node: Node, filter: DashboardFilter) =>
    overrideInsight(node, filter, [], appendProperties),
}
