import type { SeriesNode } from '../../schema/query/common.ts'
import { CalendarHeatmapQuery, type TrendsQuery } from '../../schema/query/trends.ts'
import type { QueryContext } from '../context.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight } from '../overrides.ts'
import { buildTrends } from '../trends/build.ts'
import { type CalendarHeatmap, shapeCalendar } from '../trends/calendar.ts'
import { planTrends, queryName, trendsRange } from '../trends/plan.ts'

/** The first series of a trend by weekday and hour, without what surrounds it there. */
export const calendarHeatmapKind = queryKind<CalendarHeatmapQuery, { results: CalendarHeatmap }>({
  kind: 'CalendarHeatmapQuery',
  node: CalendarHeatmapQuery,
  build: (node, ctx) => buildTrends(trendOf(node), ctx),
  shape: (answers, node, ctx) => ({ results: matrixOf(answers.get(queryName(0, 'current')), node, ctx) }),
  range: (node, ctx) => trendsRange(trendOf(node), ctx),
  interval: () => 'day',
  override: (node, filter) => overrideInsight(node, filter, []),
})

function matrixOf(answer: Parameters<typeof shapeCalendar>[0], node: CalendarHeatmapQuery, ctx: QueryContext) {
  const plan = planTrends(trendOf(node), ctx)
  const [series] = plan.series
  // An action that does not exist has no events.
  return series
    ? shapeCalendar(answer, plan, series)
    : { data: [], rowAggregations: [], columnAggregations: [], allAggregations: 0 }
}

function trendOf({ calendarHeatmapFilter, conversionGoal, series, ...node }: CalendarHeatmapQuery): TrendsQuery {
  const [first] = series
  return {
    ...node,
    kind: 'TrendsQuery',
    series: first ? [conversionGoal ? { ...goalOf(conversionGoal), ...mathOf(first) } : first] : [],
    trendsFilter: { display: 'CalendarHeatmap' },
  }
}

const goalOf = (goal: NonNullable<CalendarHeatmapQuery['conversionGoal']>): SeriesNode =>
  'customEventName' in goal
    ? { kind: 'EventsNode', event: goal.customEventName }
    : { kind: 'ActionsNode', id: goal.actionId }

const mathOf = ({ math, properties }: SeriesNode) => ({ math, properties })
