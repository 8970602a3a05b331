import { z } from 'zod'
import { Properties, PropertyItem } from '../filters.ts'
import { Expressions, everyKind } from './common.ts'
import { FunnelCorrelationActorsQuery } from './funnel-correlation.ts'
import { FunnelsActorsQuery, FunnelsQuery } from './funnels.ts'
import { HogQLQuery } from './hogql.ts'
import { LifecycleQuery, LifecycleStatus } from './lifecycle.ts'
import { PathsQuery } from './paths.ts'
import { RetentionQuery } from './retention.ts'
import { StickinessOperator, StickinessQuery } from './stickiness.ts'
import { TrendsQuery } from './trends.ts'

export const InsightQuery = z.discriminatedUnion('kind', [
  TrendsQuery,
  FunnelsQuery,
  RetentionQuery,
  PathsQuery,
  StickinessQuery,
  LifecycleQuery,
])
export type InsightQuery = z.infer<typeof InsightQuery>

const pointFields = {
  ...everyKind,
  /** The place of the series. */
  series: z.number().int().min(0).nullish(),
  /** A value of `days`; absent for totals. */
  day: z.union([z.string(), z.number()]).nullish(),
  breakdown: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]).nullish(),
  compare: z.enum(['current', 'previous']).nullish(),
  /** The row of a retention table. */
  interval: z.number().int().min(0).nullish(),
  status: LifecycleStatus.nullish(),
  includeRecordings: z.boolean().nullish(),
}

/** The actors behind one point of an insight. */
export const InsightActorsQuery = z.strictObject({
  kind: z.literal('InsightActorsQuery'),
  ...pointFields,
  source: InsightQuery,
})
export type InsightActorsQuery = z.infer<typeof InsightActorsQuery>

export const StickinessActorsQuery = z.strictObject({
  kind: z.literal('StickinessActorsQuery'),
  ...pointFields,
  operator: StickinessOperator.nullish(),
  source: StickinessQuery,
})
export type StickinessActorsQuery = z.infer<typeof StickinessActorsQuery>

/** The kinds that name the actors behind a point. */
export const PointActorsQuery = z.discriminatedUnion('kind', [
  InsightActorsQuery,
  StickinessActorsQuery,
  FunnelsActorsQuery,
  FunnelCorrelationActorsQuery,
])
export type PointActorsQuery = z.infer<typeof PointActorsQuery>

/** Which point: what every kind may be asked, all of it optional. */
export type ActorSelection = Partial<
  Omit<InsightActorsQuery, 'kind' | 'source'> &
    Omit<FunnelsActorsQuery, 'kind' | 'source'> &
    Omit<FunnelCorrelationActorsQuery, 'kind' | 'source'> &
    Pick<StickinessActorsQuery, 'operator'>
>

export const ActorsQuery = z.strictObject({
  kind: z.literal('ActorsQuery'),
  ...everyKind,
  source: z.discriminatedUnion('kind', [...PointActorsQuery.options, HogQLQuery]).nullish(),
  select: Expressions.nullish(),
  search: z.string().nullish(),
  properties: Properties.nullish(),
  fixedProperties: Properties.nullish(),
  orderBy: Expressions.nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
})
export type ActorsQuery = z.infer<typeof ActorsQuery>

/** What may be chosen in the list of actors behind an insight. */
export const InsightActorsQueryOptions = z.strictObject({
  kind: z.literal('InsightActorsQueryOptions'),
  ...everyKind,
  source: PointActorsQuery,
})
export type InsightActorsQueryOptions = z.infer<typeof InsightActorsQueryOptions>

/** A list of persons as it was asked for before there was ActorsQuery. */
export const PersonsNode = z.strictObject({
  kind: z.literal('PersonsNode'),
  ...everyKind,
  search: z.string().nullish(),
  cohort: z.number().int().nullish(),
  distinctId: z.string().nullish(),
  properties: Properties.nullish(),
  fixedProperties: z.array(PropertyItem).nullish(),
  orderBy: Expressions.nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
})
export type PersonsNode = z.infer<typeof PersonsNode>
