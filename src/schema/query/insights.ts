import { z } from 'zod'
import { insightFields } from './common.ts'

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
