import { LifecycleQuery } from '../../schema/query/lifecycle.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight } from '../overrides.ts'
import { relabelled } from '../series.ts'
import { lifecycleActors, lifecycleOptions } from './actors.ts'
import { buildLifecycle, lifecycleRange } from './build.ts'
import { shapeLifecycle } from './shape.ts'

/** Who is new, returning, back after a while, or gone. */
export const lifecycleKind = queryKind({
  kind: 'LifecycleQuery',
  node: LifecycleQuery,
  build: buildLifecycle,
  shape: shapeLifecycle,
  canonical: (node) => ({ ...node, lifecycleFilter: null }),
  range: lifecycleRange,
  interval: (node) => node.interval ?? 'day',
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['interval']),
  relabel: (result, node) => ({ ...result, results: relabelled(result['results'], node.series) }),
  actors: lifecycleActors,
  options: lifecycleOptions,
})
