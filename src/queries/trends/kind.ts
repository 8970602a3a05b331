import { TRENDS_DISPLAY_FIELDS, TrendsQuery } from '../../schema/query/trends.ts'
import type { QueryKind } from '../kind.ts'
import { buildTrends } from './build.ts'
import { trendsRange } from './plan.ts'
import { shapeTrends, type TrendsResult } from './shape.ts'

/** Counts and aggregates over time or in total. */
export const trendsKind: QueryKind<TrendsQuery, TrendsResult> = {
  kind: 'TrendsQuery',
  node: TrendsQuery,
  build: buildTrends,
  shape: shapeTrends,
  canonical: (node) => ({
    ...node,
    trendsFilter: Object.fromEntries(
      Object.entries(node.trendsFilter ?? {}).filter(([key]) => !TRENDS_DISPLAY_FIELDS.some((name) => name === key)),
    ),
  }),
  range: trendsRange,
  interval: (node) => node.interval ?? 'day',
  insight: true,
  needsEarliest: (node) => node.dateRange?.date_from === 'all',
}
