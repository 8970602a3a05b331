import { z } from 'zod'
import {
  BreakdownFilter,
  ConversionGoal,
  compareField,
  insightFields,
  intervalField,
  MOST_SERIES,
  SeriesNode,
} from './common.ts'

const ChartDisplay = z.enum([
  ...([
    'ActionsLineGraph',
    'ActionsBar',
    'ActionsUnstackedBar',
    'ActionsStackedBar',
    'ActionsAreaGraph',
    'Auto',
  ] as const),
  ...([
    'ActionsLineGraphCumulative',
    'BoldNumber',
    'ActionsBarValue',
    'ActionsPie',
    'ActionsTable',
    'WorldMap',
  ] as const),
  ...(['CalendarHeatmap', 'BoxPlot', 'SlopeGraph', 'TwoDimensionalHeatmap'] as const),
])

/** Fields that are stored and returned, and never change a number. They are not part of a cache key. */
export const TRENDS_DISPLAY_FIELDS = [
  ...([
    'aggregationAxisFormat',
    'aggregationAxisPrefix',
    'aggregationAxisPostfix',
    'decimalPlaces',
    'minDecimalPlaces',
  ] as const),
  ...(['showLegend', 'showValuesOnSeries', 'showLabelsOnSeries', 'showPercentStackView', 'showMultipleYAxes'] as const),
  ...(['showAlertThresholdLines', 'showTrendLines', 'showMovingAverage', 'movingAverageIntervals'] as const),
  ...(['showConfidenceIntervals', 'confidenceLevel', 'yAxisScaleType', 'goalLines', 'hiddenLegendIndexes'] as const),
  ...(['resultCustomizationBy', 'resultCustomizations', 'detailedResultsAggregationType'] as const),
]

const displayOnly = Object.fromEntries(TRENDS_DISPLAY_FIELDS.map((name) => [name, z.unknown().optional()]))

const FormulaNode = z.strictObject({ formula: z.string(), custom_name: z.string().nullish() })

const TrendsFilter = z.strictObject({
  ...displayOnly,
  display: ChartDisplay.nullish(),
  formula: z.string().nullish(),
  formulas: z.array(z.string()).nullish(),
  formulaNodes: z.array(FormulaNode).nullish(),
  smoothingIntervals: z.number().int().min(0).nullish(),
  breakdown_histogram_bin_count: z.number().int().nullish(),
})

export const TrendsQuery = z.strictObject({
  kind: z.literal('TrendsQuery'),
  ...insightFields,
  ...intervalField,
  ...compareField,
  series: z.array(SeriesNode).max(MOST_SERIES),
  breakdownFilter: BreakdownFilter.nullish(),
  trendsFilter: TrendsFilter.nullish(),
  conversionGoal: z.looseObject({}).nullish(),
})
export type TrendsQuery = z.infer<typeof TrendsQuery>

/** One series by weekday and hour: what a trend shows under the display of this name. */
export const CalendarHeatmapQuery = z.strictObject({
  kind: z.literal('CalendarHeatmapQuery'),
  ...insightFields,
  ...intervalField,
  ...compareField,
  series: z.array(SeriesNode).min(1).max(MOST_SERIES),
  /** In place of the event of the series. */
  conversionGoal: ConversionGoal.nullish(),
  calendarHeatmapFilter: z.looseObject({}).nullish(),
})
export type CalendarHeatmapQuery = z.infer<typeof CalendarHeatmapQuery>
