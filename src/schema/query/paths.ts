import { z } from 'zod'
import { insightFields } from './common.ts'
import { FunnelsQuery } from './funnels.ts'

export const PathsFilter = z.strictObject({
  includeEventTypes: z.array(z.enum(['$pageview', '$screen', 'custom_event', 'hogql'])).nullish(),
  /** The item of an event, with `hogql` among the types. */
  pathsHogQLExpression: z.string().nullish(),
  excludeEvents: z.array(z.string()).nullish(),
  /** Patterns with `*`: what matches one is shown as it. */
  pathGroupings: z.array(z.string()).nullish(),
  pathReplacements: z.boolean().nullish(),
  localPathCleaningFilters: z
    .array(z.strictObject({ regex: z.string().nullish(), alias: z.string().nullish(), order: z.number().nullish() }))
    .nullish(),
  startPoint: z.string().nullish(),
  endPoint: z.string().nullish(),
  stepLimit: z.number().int().min(2).max(20).nullish(),
  edgeLimit: z.number().int().min(1).max(10_000).nullish(),
  minEdgeWeight: z.number().int().min(0).nullish(),
  maxEdgeWeight: z.number().int().min(0).nullish(),
  pathStartKey: z.string().nullish(),
  pathEndKey: z.string().nullish(),
  pathDropoffKey: z.string().nullish(),
  showFullUrls: z.unknown().optional(),
})
export type PathsFilter = z.infer<typeof PathsFilter>

export const PathsQuery = z.strictObject({
  kind: z.literal('PathsQuery'),
  ...insightFields,
  pathsFilter: PathsFilter,
  funnelPathsFilter: z
    .strictObject({
      funnelPathType: z
        .enum(['funnel_path_before_step', 'funnel_path_between_steps', 'funnel_path_after_step'])
        .nullish(),
      funnelSource: FunnelsQuery,
      funnelStep: z.number().int().nullish(),
    })
    .nullish(),
})
export type PathsQuery = z.infer<typeof PathsQuery>
