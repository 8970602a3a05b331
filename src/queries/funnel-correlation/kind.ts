import { FunnelCorrelationQuery } from '../../schema/query/funnel-correlation.ts'
import { queryInterval, queryRange } from '../date-range.ts'
import { queryKind } from '../kind.ts'
import { correlationActors } from './actors.ts'
import { buildCorrelation } from './build.ts'
import { type CorrelationResult, shapeCorrelation } from './shape.ts'

/** What goes with getting through a funnel, and what with leaving it. */
export const funnelCorrelationKind = queryKind<FunnelCorrelationQuery, CorrelationResult>({
  kind: 'FunnelCorrelationQuery',
  node: FunnelCorrelationQuery,
  build: (node, ctx) => [{ name: 'correlation', query: buildCorrelation(node, ctx) }],
  shape: shapeCorrelation,
  range: ({ source }, ctx) => queryRange(source.source, ctx),
  interval: ({ source }) => queryInterval(source.source),
  needsEarliest: ({ source }) => source.source.dateRange?.date_from === 'all',
  actors: correlationActors,
})
