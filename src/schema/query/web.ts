import { z } from 'zod'
import { CompareFilter, DateRange, Interval } from '../date-range.ts'
import { Properties } from '../filters.ts'
import { ConversionGoal, everyKind } from './common.ts'

const SamplingRate = z
  .strictObject({ numerator: z.number().positive(), denominator: z.number().positive().nullish() })
  .refine(({ numerator, denominator }) => numerator <= (denominator ?? 1), { message: 'A share is at most 1.' })
export type SamplingRate = z.infer<typeof SamplingRate>

const webFields = {
  ...everyKind,
  dateRange: DateRange.nullish(),
  properties: Properties.nullish(),
  compareFilter: CompareFilter.nullish(),
  conversionGoal: ConversionGoal.nullish(),
  filterTestAccounts: z.boolean().nullish(),
  includeRevenue: z.boolean().nullish(),
  doPathCleaning: z.boolean().nullish(),
  sampling: z.strictObject({ enabled: z.boolean().nullish(), forceSamplingRate: SamplingRate.nullish() }).nullish(),
  samplingFactor: z.number().gt(0).max(1).nullish(),
  /** PostHog ignores it too: sessions are always counted. */
  useSessionsTable: z.boolean().nullish(),
  orderBy: z.array(z.string()).nullish(),
  /** How the ends of the range are rounded; the figures have no buckets. */
  interval: Interval.nullish(),
  dataColorTheme: z.number().nullish(),
  /** A field of insights that PostHog's type of these queries has and does not use. */
  aggregation_group_type_index: z.number().nullish(),
}

export const WebOverviewQuery = z.strictObject({ kind: z.literal('WebOverviewQuery'), ...webFields })
export type WebOverviewQuery = z.infer<typeof WebOverviewQuery>

export const WebBreakdown = z.enum([
  ...(['Page', 'InitialPage', 'ExitPage', 'ExitClick', 'PreviousPage', 'ScreenName', 'InitialChannelType'] as const),
  ...(['InitialReferringDomain', 'InitialUTMSource', 'InitialUTMCampaign', 'InitialUTMMedium'] as const),
  ...(['InitialUTMTerm', 'InitialUTMContent', 'InitialUTMSourceMediumCampaign'] as const),
  ...(['Browser', 'OS', 'Viewport', 'DeviceType', 'Country', 'Region', 'City', 'Timezone', 'Language'] as const),
  'FrustrationMetrics',
])
export type WebBreakdown = z.infer<typeof WebBreakdown>

export const WebStatsTableQuery = z.strictObject({
  kind: z.literal('WebStatsTableQuery'),
  ...webFields,
  breakdownBy: WebBreakdown,
  includeBounceRate: z.boolean().nullish(),
  includeScrollDepth: z.boolean().nullish(),
  /** Pages of several sites apart: their host stands before the path. */
  includeHost: z.boolean().nullish(),
  includeAvgTimeOnPage: z.boolean().nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
})
export type WebStatsTableQuery = z.infer<typeof WebStatsTableQuery>

/** How often the project's actions were done, and by how many of the visitors. */
export const WebGoalsQuery = z.strictObject({
  kind: z.literal('WebGoalsQuery'),
  ...webFields,
  limit: z.number().int().min(1).nullish(),
})
export type WebGoalsQuery = z.infer<typeof WebGoalsQuery>

export const WebTrendsMetric = z.enum([
  ...(['UniqueUsers', 'PageViews', 'Sessions', 'Bounces', 'SessionDuration', 'TotalSessions'] as const),
])
export type WebTrendsMetric = z.infer<typeof WebTrendsMetric>

/** The figures of a site by interval. */
export const WebTrendsQuery = z.strictObject({
  kind: z.literal('WebTrendsQuery'),
  ...webFields,
  metrics: z.array(WebTrendsMetric).nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
})
export type WebTrendsQuery = z.infer<typeof WebTrendsQuery>

/** Which other sites were gone to from here. */
export const WebExternalClicksTableQuery = z.strictObject({
  kind: z.literal('WebExternalClicksTableQuery'),
  ...webFields,
  stripQueryParams: z.boolean().nullish(),
  limit: z.number().int().min(1).nullish(),
  offset: z.number().int().min(0).nullish(),
})
export type WebExternalClicksTableQuery = z.infer<typeof WebExternalClicksTableQuery>

/** Addresses of the site, for a picker. */
export const WebPageURLSearchQuery = z.strictObject({
  kind: z.literal('WebPageURLSearchQuery'),
  ...webFields,
  searchTerm: z.string().nullish(),
  stripQueryParams: z.boolean().nullish(),
  limit: z.number().int().min(1).nullish(),
})
export type WebPageURLSearchQuery = z.infer<typeof WebPageURLSearchQuery>

/** Pages by how well they do in one of the web vitals; the two thresholds part good, middling and poor. */
export const WebVitalsPathBreakdownQuery = z.strictObject({
  kind: z.literal('WebVitalsPathBreakdownQuery'),
  ...webFields,
  metric: z.enum(['INP', 'LCP', 'CLS', 'FCP']),
  percentile: z.enum(['p75', 'p90', 'p99']),
  thresholds: z.tuple([z.number(), z.number()]),
})
export type WebVitalsPathBreakdownQuery = z.infer<typeof WebVitalsPathBreakdownQuery>

/** What every question about a site has. */
export type WebQuery = Omit<WebOverviewQuery, 'kind'>
