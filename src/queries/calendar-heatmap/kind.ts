import type { SeriesNode } from '../../schema/query/common.ts'
import { CalendarHeatmapQuery, type TrendsQuery } from '../../schema/query/trends.ts'
import type { QueryContext } from '../context.ts'
import { type Answer, queryKind } from '../kind.ts'
import { overrideInsight } from '../overrides.ts'
import { buildTrends } from '../trends/build.ts'
import { type CalendarHeatmap, emptyCalendar, shapeCalendar } from '../trends/calendar-heatmap.ts'
import { planTrends, queryName, trendsRange } from '../trends/plan.ts'

/**
 * The first series by weekday and hour: what a trend shows with the display `CalendarHeatmap`, without the item around it.
 */
export const calendarHeatmapKind = queryKind<CalendarHeatmapQuery, { results: CalendarHeatmap }>({
  kind: 'CalendarHeatmapQuery',
  node: CalendarHeatmapQuery,
  build: (node, ctx) => buildTrends(trendOf(node), ctx),
  shape: (answers, node, ctx) => ({ results: matrixOf(answers.get(queryName(0, 'current')), node, ctx) }),
  range: (node, ctx) => trendsRange(trendOf(node), ctx),
  interval: () => 'day',
  override: (node, filter) => overrideInsight(node, filter, []),
})

function matrixOf(answer: Answer | undefined, node: CalendarHeatmapQuery, ctx: QueryContext): CalendarHeatmap {
  const plan = planTrends(trendOf(node), ctx)
  const [series] = plan.series
  // There is no series when its action does not exist.
  return series ? shapeCalendar(answer, plan, series, ctx) : emptyCalendar(ctx)
}

/** The trend that shows the same. A conversion goal takes the place of the event, and is counted as the series says. */
function trendOf({ calendarHeatmapFilter, conversionGoal, series, ...node }: CalendarHeatmapQuery): TrendsQuery {
  const [first] = series
  return {
    ...node,
    kind: 'TrendsQuery',
    series: first ? [conversionGoal ? { ...goalOf(conversionGoal), ...countingOf(first) } : first] : [],
    trendsFilter: { display: 'CalendarHeatmap' },
  }
}

const goalOf = (goal: NonNullable<CalendarHeatmapQuery['conversionGoal']>): SeriesNode =>
  'customEventName' in goal
    ? { kind: 'EventsNode', event: goal.customEventName }
    : { kind: 'ActionsNode', id: goal.actionId }

/** How a series is counted, without what is counted. */
const countingOf = ({ properties, fixedProperties, math, ...rest }: SeriesNode) => ({
  properties,
  fixedProperties,
  math,
  math_property: rest.math_property,
  math_property_type: rest.math_property_type,
  math_group_type_index: rest.math_group_type_index,
  math_hogql: rest.math_hogql,
  math_multiplier: rest.math_multiplier,
})
