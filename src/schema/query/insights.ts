import { z } from 'zod'
import { compareField, insightFields, intervalField, SeriesNode } from './common.ts'

/**
 * Kinds that can be saved before they can be run: the outer shape is checked, their own filters are kept as sent.
 */
const ownFilter = z.looseObject({}).nullish()

export const PathsQuery = z.strictObject({
  kind: z.literal('PathsQuery'),
  ...insightFields,
  pathsFilter: z.looseObject({}),
  funnelPathsFilter: ownFilter,
})
export type PathsQuery = z.infer<typeof PathsQuery>

export const StickinessQuery = z.strictObject({
  kind: z.literal('StickinessQuery'),
  ...insightFields,
  ...intervalField,
  ...compareField,
  intervalCount: z.number().int().min(1).nullish(),
  series: z.array(SeriesNode),
  stickinessFilter: ownFilter,
})
export type StickinessQuery = z.infer<typeof StickinessQuery>

export const LifecycleQuery = z.strictObject({
  kind: z.literal('LifecycleQuery'),
  ...insightFields,
  ...intervalField,
  series: z.array(SeriesNode),
  lifecycleFilter: ownFilter,
})
export type LifecycleQuery = z.infer<typeof LifecycleQuery>
