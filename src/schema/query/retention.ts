import { z } from 'zod'
import { PropertyItem } from '../filters.ts'
import { BreakdownFilter, insightFields } from './common.ts'

/** Fields that never change a number. */
export const RETENTION_DISPLAY_FIELDS = [
  ...(['retentionReference', 'meanRetentionCalculation', 'dashboardDisplay', 'display', 'showTrendLines'] as const),
  ...(['goalLines', 'selectedInterval', 'showLegend'] as const),
]

const displayOnly = Object.fromEntries(RETENTION_DISPLAY_FIELDS.map((name) => [name, z.unknown().optional()]))

/** An event by its name or an action by its number; no id is any event. */
export const RetentionEntity = z.strictObject({
  id: z.union([z.string(), z.number()]).nullish(),
  type: z.enum(['events', 'actions', 'data_warehouse', 'new_entity']).nullish(),
  name: z.string().nullish(),
  custom_name: z.string().nullish(),
  order: z.number().nullish(),
  kind: z.string().nullish(),
  uuid: z.string().nullish(),
  properties: z.array(PropertyItem).nullish(),
})
export type RetentionEntity = z.infer<typeof RetentionEntity>

export const RetentionFilter = z.strictObject({
  ...displayOnly,
  period: z.enum(['Hour', 'Day', 'Week', 'Month']).nullish(),
  totalIntervals: z.number().int().min(1).max(366).nullish(),
  targetEntity: RetentionEntity.nullish(),
  returningEntity: RetentionEntity.nullish(),
  retentionType: z.enum(['retention_recurring', 'retention_first_time', 'retention_first_ever_occurrence']).nullish(),
  minimumOccurrences: z.number().int().min(1).nullish(),
  cumulative: z.boolean().nullish(),
  timeWindowMode: z.enum(['strict_calendar_dates', '24_hour_windows']).nullish(),
  aggregationType: z.enum(['count', 'sum', 'avg']).nullish(),
  aggregationProperty: z.string().nullish(),
  aggregationPropertyType: z.string().nullish(),
  retentionCustomBrackets: z.array(z.number().int().min(1)).max(100).nullish(),
})
export type RetentionFilter = z.infer<typeof RetentionFilter>

export const RetentionQuery = z.strictObject({
  kind: z.literal('RetentionQuery'),
  ...insightFields,
  breakdownFilter: BreakdownFilter.nullish(),
  retentionFilter: RetentionFilter,
})
export type RetentionQuery = z.infer<typeof RetentionQuery>
