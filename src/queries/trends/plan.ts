import type { Expr } from '../../hogql/ast.ts'
import { HogqlError } from '../../hogql/errors.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { TrendsQuery } from '../../schema/query/trends.ts'
import { breakdownOf, type ResolvedBreakdown } from '../breakdown.ts'
import type { QueryContext } from '../context.ts'
import { comparedPeriods, type Periods, queryInterval, type ResolvedRange, resolveRange } from '../date-range.ts'
import { type Actor, actorOf, queryFilters, type Series, seriesOf } from '../series.ts'
import { mathOf, type SeriesMath } from './math.ts'

/** A series of a trends query, and how it is counted. */
export type TrendsSeries = Series & { math: SeriesMath }

/** A trends query with every default filled in: what both building and shaping start from. */
export interface TrendsPlan {
  series: TrendsSeries[]
  periods: Periods
  compares: boolean
  interval: Interval
  breakdown?: ResolvedBreakdown
  filters: Expr
  actor: Actor
  /** One number over the whole range instead of one per bucket. */
  totalValue: boolean
  cumulative: boolean
  /** A matrix of weekdays and hours, of one period and without a breakdown. */
  calendar: boolean
  sample: number
}

const TOTAL_DISPLAYS = ['BoldNumber', 'ActionsBarValue', 'ActionsPie', 'ActionsTable', 'WorldMap']
const NOT_OFFERED = ['BoxPlot', 'SlopeGraph', 'TwoDimensionalHeatmap']
const WORLD_MAP_BREAKDOWN_LIMIT = 250

export function planTrends(node: TrendsQuery, ctx: QueryContext): TrendsPlan {
  const display = node.trendsFilter?.display ?? 'ActionsLineGraph'
  if (NOT_OFFERED.includes(display)) throw new HogqlError(`The display '${display}' is not supported`)
  const interval = queryInterval(node)
  const calendar = display === 'CalendarHeatmap'
  const current = trendsRange(node, ctx)
  const periods = comparedPeriods(current, node.dateRange, calendar ? undefined : node.compareFilter, ctx)
  const limit = display === 'WorldMap' ? WORLD_MAP_BREAKDOWN_LIMIT : undefined
  const bins = node.trendsFilter?.breakdown_histogram_bin_count
  const breakdown = calendar ? undefined : breakdownOf(node.breakdownFilter, ctx, { limit, bins })
  const actor = actorOf(node)
  const isTotal = TOTAL_DISPLAYS.includes(display)
  return {
    series: seriesOf(node.series, ctx).map((series) => ({
      ...series,
      // One number has no buckets: whatever the interval, its weekly active people are those of seven days.
      math: mathOf(series.node, actor, isTotal ? 'day' : interval, ctx),
    })),
    periods,
    compares: periods.length > 1,
    interval,
    ...(breakdown ? { breakdown } : {}),
    filters: queryFilters(node, ctx),
    actor,
    totalValue: calendar || isTotal,
    cumulative: display === 'ActionsLineGraphCumulative',
    calendar,
    sample: node.samplingFactor ?? 1,
  }
}

export function trendsRange(node: TrendsQuery, ctx: QueryContext): ResolvedRange {
  const exact = node.trendsFilter?.display === 'BoldNumber'
  return resolveRange(node.dateRange, queryInterval(node), ctx, { exact })
}

/** The name of a statement: series, period and, in a breakdown by cohorts, the cohort. */
export const queryName = (series: number, period: string, cohort = 0): string => `${series}.${period}.${cohort}`
