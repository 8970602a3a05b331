import { LifecycleQuery } from '../../schema/query/lifecycle.ts'
import { queryInterval, queryRange } from '../date-range.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight } from '../overrides.ts'
import { relabelled } from '../series.ts'
import { lifecycleActors, lifecycleOptions } from './actors.ts'
import { buildLifecycle } from './build.ts'
import { shapeLifecycle } from './shape.ts'

/** Who is new, returning, back after a while, or gone. */
export const lifecycleKind = queryKind({
  kind: 'LifecycleQuery',
  node: LifecycleQuery,
  build: buildLifecycle,
  shape: shapeLifecycle,
  canonical: (node) => ({ ...node, lifecycleFilter: null }),
  range: queryRange,
  interval: queryInterval,
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['interval']),
  relabel: relabelled,
  actors: lifecycleActors,
  options: lifecycleOptions,
})
