import { RETENTION_DISPLAY_FIELDS, RetentionQuery } from '../../schema/query/retention.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight, without } from '../overrides.ts'
import { retentionActors, retentionOptions } from './actors.ts'
import { buildRetention } from './build.ts'
import { retentionInterval, retentionRange } from './plan.ts'
import { shapeRetention } from './shape.ts'

/** Who comes back, and when. */
export const retentionKind = queryKind({
  kind: 'RetentionQuery',
  node: RetentionQuery,
  build: buildRetention,
  shape: shapeRetention,
  canonical: (node) => ({ ...node, retentionFilter: without(node.retentionFilter, RETENTION_DISPLAY_FIELDS) }),
  range: retentionRange,
  interval: retentionInterval,
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['breakdownFilter']),
  actors: retentionActors,
  options: retentionOptions,
})
