import { z } from 'zod'
import { ActorsQuery, InsightQuery, PersonsNode } from './actors.ts'
import { EventsQuery, WholeEventsNode } from './events.ts'
import { FunnelsQuery } from './funnels.ts'
import { HogQLQuery } from './hogql.ts'
import { LifecycleQuery } from './lifecycle.ts'
import { PathsQuery } from './paths.ts'
import { RetentionQuery } from './retention.ts'
import { StickinessQuery } from './stickiness.ts'
import { GroupsQuery } from './taxonomy.ts'
import { TrendsQuery } from './trends.ts'
import {
  WebExternalClicksTableQuery,
  WebGoalsQuery,
  WebOverviewQuery,
  WebPageURLSearchQuery,
  WebStatsTableQuery,
  WebTrendsQuery,
  WebVitalsPathBreakdownQuery,
} from './web.ts'

const WEB_QUERIES = [
  WebOverviewQuery,
  WebStatsTableQuery,
  WebGoalsQuery,
  WebTrendsQuery,
  WebExternalClicksTableQuery,
  WebPageURLSearchQuery,
  WebVitalsPathBreakdownQuery,
] as const

/** Lists as they were asked for before there were queries for them. Saved insights may still hold them. */
export const OLDER_LISTS = [WholeEventsNode, PersonsNode] as const

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
  ...WEB_QUERIES,
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
    ...WEB_QUERIES,
    ...OLDER_LISTS,
  ]),
})
export type DataTableNode = z.infer<typeof DataTableNode>

/** Web vitals are a trend of their events; what stands around it only says that they are. */
export const WebVitalsQuery = z.looseObject({ kind: z.literal('WebVitalsQuery'), source: InsightQuery })
export type WebVitalsQuery = z.infer<typeof WebVitalsQuery>

/** A saved insight in place of its query. Its own flags say how to show it. */
export const SavedInsightNode = z.looseObject({ kind: z.literal('SavedInsightNode'), shortId: z.string().min(1) })
export type SavedInsightNode = z.infer<typeof SavedInsightNode>

export const WRAPPER_KINDS = ['InsightVizNode', 'DataVisualizationNode', 'DataTableNode', 'WebVitalsQuery'] as const
