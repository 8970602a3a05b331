import { z } from 'zod'
import { EntityNode, insightFields, intervalField, MOST_SERIES } from './common.ts'

/** All of it says how to show the answer. */
const LifecycleFilter = z.strictObject({
  showLegend: z.boolean().nullish(),
  showValuesOnSeries: z.boolean().nullish(),
  stacked: z.boolean().nullish(),
  toggledLifecycles: z.array(z.string()).nullish(),
  goalLines: z.unknown().optional(),
})

export const LifecycleStatus = z.enum(['new', 'returning', 'resurrecting', 'dormant'])
export type LifecycleStatus = z.infer<typeof LifecycleStatus>

export const LifecycleQuery = z.strictObject({
  kind: z.literal('LifecycleQuery'),
  ...insightFields,
  ...intervalField,
  series: z.array(EntityNode).max(MOST_SERIES),
  lifecycleFilter: LifecycleFilter.nullish(),
})
export type LifecycleQuery = z.infer<typeof LifecycleQuery>
