import { z } from 'zod'
import { compareField, EntityNode, insightFields, intervalField, MOST_SERIES } from './common.ts'

/** Fields that never change a number. */
export const STICKINESS_DISPLAY_FIELDS = [
  ...(['display', 'showLegend', 'showValuesOnSeries', 'showMultipleYAxes', 'hiddenLegendIndexes'] as const),
  ...(['resultCustomizationBy', 'resultCustomizations'] as const),
]

const displayOnly = Object.fromEntries(STICKINESS_DISPLAY_FIELDS.map((name) => [name, z.unknown().optional()]))

export const StickinessOperator = z.enum(['gte', 'lte', 'exact'])
export type StickinessOperator = z.infer<typeof StickinessOperator>

const StickinessFilter = z.strictObject({
  ...displayOnly,
  computedAs: z.enum(['non_cumulative', 'cumulative']).nullish(),
  /** How many events of an interval make it count. */
  stickinessCriteria: z.strictObject({ operator: StickinessOperator, value: z.number().int().min(1) }).nullish(),
})

export const StickinessQuery = z.strictObject({
  kind: z.literal('StickinessQuery'),
  ...insightFields,
  /** Whom a series counts says its math. A group type of the whole query would have no effect, so only none is taken. */
  aggregation_group_type_index: z.null().optional(),
  ...intervalField,
  ...compareField,
  /** So many intervals are one, counted back from the end. */
  intervalCount: z.number().int().min(1).nullish(),
  series: z.array(EntityNode).max(MOST_SERIES),
  stickinessFilter: StickinessFilter.nullish(),
})
export type StickinessQuery = z.infer<typeof StickinessQuery>
