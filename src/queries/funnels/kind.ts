import { FUNNELS_DISPLAY_FIELDS, FunnelsQuery } from '../../schema/query/funnels.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight, without } from '../overrides.ts'
import { funnelsActors } from './actors.ts'
import { buildFunnels } from './build.ts'
import { funnelRange } from './plan.ts'
import { relabelled, shapeFunnels } from './shape.ts'

/** How many actors go through steps, and how long it takes them. */
export const funnelsKind = queryKind({
  kind: 'FunnelsQuery',
  node: FunnelsQuery,
  build: buildFunnels,
  shape: shapeFunnels,
  canonical: (node) => ({ ...node, funnelsFilter: without(node.funnelsFilter, FUNNELS_DISPLAY_FIELDS) }),
  range: funnelRange,
  interval: (node) => node.interval ?? 'day',
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['interval', 'breakdownFilter']),
  relabel: (result, node) => ({ ...result, results: relabelled(result['results'], node) }),
  actors: funnelsActors,
})
