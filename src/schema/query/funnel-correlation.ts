import { z } from 'zod'
import { Properties } from '../filters.ts'
import { ActionsNode, EventsNode, everyKind } from './common.ts'
import { FunnelsActorsQuery } from './funnels.ts'

const names = z.array(z.string()).max(200).nullish()

/** What those who went through a funnel did, or are, that those who left it did not. */
export const FunnelCorrelationQuery = z.strictObject({
  kind: z.literal('FunnelCorrelationQuery'),
  ...everyKind,
  source: FunnelsActorsQuery,
  funnelCorrelationType: z.enum(['events', 'properties', 'event_with_properties']),
  /** `properties`: which ones of the actors; `$all` for every one. */
  funnelCorrelationNames: names,
  funnelCorrelationExcludeNames: names,
  /** `events`: not these. */
  funnelCorrelationExcludeEventNames: names,
  /** `event_with_properties`: of which events. */
  funnelCorrelationEventNames: names,
  funnelCorrelationEventExcludePropertyNames: names,
})
export type FunnelCorrelationQuery = z.infer<typeof FunnelCorrelationQuery>

/** The actors that one of its numbers counts. */
export const FunnelCorrelationActorsQuery = z.strictObject({
  kind: z.literal('FunnelCorrelationActorsQuery'),
  ...everyKind,
  source: FunnelCorrelationQuery,
  /** Those who went through, or those who did not; both where it is absent. */
  funnelCorrelationPersonConverted: z.boolean().nullish(),
  /** The event that they did on the way. */
  funnelCorrelationPersonEntity: z.discriminatedUnion('kind', [EventsNode, ActionsNode]).nullish(),
  /** The properties that they have. */
  funnelCorrelationPropertyValues: Properties.nullish(),
  includeRecordings: z.boolean().nullish(),
})
export type FunnelCorrelationActorsQuery = z.infer<typeof FunnelCorrelationActorsQuery>
