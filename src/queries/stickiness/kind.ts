import { STICKINESS_DISPLAY_FIELDS, StickinessQuery } from '../../schema/query/stickiness.ts'
import { queryInterval, queryRange } from '../date-range.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight, without } from '../overrides.ts'
import { relabelled } from '../series.ts'
import { stickinessActors, stickinessOptions } from './actors.ts'
import { buildStickiness } from './build.ts'
import { shapeStickiness } from './shape.ts'

/** In how many intervals actors come. */
export const stickinessKind = queryKind({
  kind: 'StickinessQuery',
  node: StickinessQuery,
  build: buildStickiness,
  shape: shapeStickiness,
  canonical: (node) => ({ ...node, stickinessFilter: without(node.stickinessFilter, STICKINESS_DISPLAY_FIELDS) }),
  range: queryRange,
  interval: queryInterval,
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, ['interval']),
  relabel: relabelled,
  actors: stickinessActors,
  options: stickinessOptions,
})
