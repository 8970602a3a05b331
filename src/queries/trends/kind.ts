import { TRENDS_DISPLAY_FIELDS, TrendsQuery } from '../../schema/query/trends.ts'
import { queryInterval } from '../date-range.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight, without } from '../overrides.ts'
import { trendsActors, trendsOptions } from './actors.ts'
import { buildTrends } from './build.ts'
import { relabelledTrends } from './formulas.ts'
import { trendsRange } from './plan.ts'
import { shapeTrends } from './shape.ts'

/** Counts and aggregates over time or in total. */
export const trendsKind = queryKind({
  kind: 'TrendsQuery',
  node: TrendsQuery,
  build: buildTrends,
  shape: shapeTrends,
  canonical: (node) => ({ ...node, trendsFilter: without(node.trendsFilter, TRENDS_DISPLAY_FIELDS) }),
  range: trendsRange,
  interval: queryInterval,
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['interval', 'breakdownFilter']),
  relabel: relabelledTrends,
  actors: trendsActors,
  options: trendsOptions,
})
