import { FUNNELS_DISPLAY_FIELDS, FunnelsQuery } from '../../schema/query/funnels.ts'
import { queryInterval, queryRange } from '../date-range.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight, without } from '../overrides.ts'
import { funnelsActors } from './actors.ts'
import { buildFunnels } from './build.ts'
import { relabelled, shapeFunnels } from './shape.ts'

/** How many actors go through steps, and how long it takes them. */
export const funnelsKind = queryKind({
  kind: 'FunnelsQuery',
  node: FunnelsQuery,
  build: buildFunnels,
  shape: shapeFunnels,
  canonical: (node) => ({ ...node, funnelsFilter: without(node.funnelsFilter, FUNNELS_DISPLAY_FIELDS) }),
  range: queryRange,
  interval: queryInterval,
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['interval', 'breakdownFilter']),
  relabel: relabelled,
  actors: funnelsActors,
})
