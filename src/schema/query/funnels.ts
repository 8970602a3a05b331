import { z } from 'zod'
import {
  ActionsNode,
  BreakdownFilter,
  EventsNode,
  everyKind,
  insightFields,
  intervalField,
  MOST_SERIES,
  SeriesNode,
} from './common.ts'

/** Fields that never change a number. */
export const FUNNELS_DISPLAY_FIELDS = [
  ...(['layout', 'funnelStepReference', 'hiddenLegendBreakdowns', 'goalLines', 'resultCustomizations'] as const),
  ...(['showValuesOnSeries', 'useUdf'] as const),
]

const displayOnly = Object.fromEntries(FUNNELS_DISPLAY_FIELDS.map((name) => [name, z.unknown().optional()]))

const between = { funnelFromStep: z.number().int(), funnelToStep: z.number().int() }

/** An event or action that must not happen between two steps (counted from 0). */
export const FunnelExclusion = z.discriminatedUnion('kind', [EventsNode.extend(between), ActionsNode.extend(between)])
export type FunnelExclusion = z.infer<typeof FunnelExclusion>

export const FunnelsFilter = z.strictObject({
  ...displayOnly,
  funnelVizType: z.enum(['steps', 'time_to_convert', 'trends', 'flow']).nullish(),
  funnelOrderType: z.enum(['ordered', 'strict', 'unordered']).nullish(),
  funnelWindowInterval: z.number().int().min(1).nullish(),
  funnelWindowIntervalUnit: z.enum(['second', 'minute', 'hour', 'day', 'week', 'month']).nullish(),
  /** Who is counted, when not persons: `properties.$session_id`. */
  funnelAggregateByHogQL: z.string().nullish(),
  exclusions: z.array(FunnelExclusion).max(MOST_SERIES).nullish(),
  breakdownAttributionType: z.enum(['first_touch', 'last_touch', 'all_events', 'step']).nullish(),
  breakdownAttributionValue: z.number().int().min(0).nullish(),
  funnelFromStep: z.number().int().nullish(),
  funnelToStep: z.number().int().nullish(),
  binCount: z.union([z.number().int(), z.literal('auto')]).nullish(),
})
export type FunnelsFilter = z.infer<typeof FunnelsFilter>

export const FunnelsQuery = z.strictObject({
  kind: z.literal('FunnelsQuery'),
  ...insightFields,
  ...intervalField,
  series: z.array(SeriesNode).max(MOST_SERIES),
  breakdownFilter: BreakdownFilter.nullish(),
  funnelsFilter: FunnelsFilter.nullish(),
})
export type FunnelsQuery = z.infer<typeof FunnelsQuery>

/** The actors behind a step of a funnel, or behind a point of its trend. */
export const FunnelsActorsQuery = z.strictObject({
  kind: z.literal('FunnelsActorsQuery'),
  ...everyKind,
  source: FunnelsQuery,
  /** Reached this step (counted from 1), or reached the one before and not this (negative). */
  funnelStep: z.number().int().nullish(),
  funnelStepBreakdown: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).nullish(),
  funnelTrendsDropOff: z.boolean().nullish(),
  funnelTrendsEntrancePeriodStart: z.string().nullish(),
  includeRecordings: z.boolean().nullish(),
})
export type FunnelsActorsQuery = z.infer<typeof FunnelsActorsQuery>
