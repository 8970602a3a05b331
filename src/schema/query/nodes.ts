import { z } from 'zod'
import { ActorsQuery, InsightQuery } from './actors.ts'
import { EventsQuery } from './events.ts'
import { FunnelsQuery } from './funnels.ts'
import { HogQLQuery } from './hogql.ts'
import { LifecycleQuery } from './lifecycle.ts'
import { PathsQuery } from './paths.ts'
import { RetentionQuery } from './retention.ts'
import { StickinessQuery } from './stickiness.ts'
import { GroupsQuery } from './taxonomy.ts'
import { TrendsQuery } from './trends.ts'
import { WebOverviewQuery, WebStatsTableQuery } from './web.ts'

/** Every query that can stand inside a wrapper, by kind. */
export const SourceQuery = z.discriminatedUnion('kind', [
  TrendsQuery,
  FunnelsQuery,
  RetentionQuery,
  PathsQuery,
  StickinessQuery,
  LifecycleQuery,
  HogQLQuery,
  EventsQuery,
  ActorsQuery,
  GroupsQuery,
  WebOverviewQuery,
  WebStatsTableQuery,
])
export type SourceQuery = z.infer<typeof SourceQuery>

/** Wrappers say how to show a query. Their display flags are kept as sent, known or not. */
export const InsightVizNode = z.looseObject({ kind: z.literal('InsightVizNode'), source: InsightQuery })
export type InsightVizNode = z.infer<typeof InsightVizNode>

export const DataVisualizationNode = z.looseObject({ kind: z.literal('DataVisualizationNode'), source: HogQLQuery })
export type DataVisualizationNode = z.infer<typeof DataVisualizationNode>

export const DataTableNode = z.looseObject({
  kind: z.literal('DataTableNode'),
  source: z.discriminatedUnion('kind', [
    EventsQuery,
    HogQLQuery,
    ActorsQuery,
    GroupsQuery,
    WebOverviewQuery,
    WebStatsTableQuery,
  ]),
})
export type DataTableNode = z.infer<typeof DataTableNode>

/** A saved insight in place of its query. Its own flags say how to show it. */
export const SavedInsightNode = z.looseObject({ kind: z.literal('SavedInsightNode'), shortId: z.string().min(1) })
export type SavedInsightNode = z.infer<typeof SavedInsightNode>

export const WRAPPER_KINDS = ['InsightVizNode', 'DataVisualizationNode', 'DataTableNode'] as const
