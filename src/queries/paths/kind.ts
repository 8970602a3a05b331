import { PathsQuery } from '../../schema/query/paths.ts'
import { queryKind } from '../kind.ts'
import { overrideInsight } from '../overrides.ts'
import { pathsActors } from './actors.ts'
import { buildPaths, pathsRange } from './build.ts'
import { shapePaths } from './shape.ts'

/** The ways that actors take from item to item. */
export const pathsKind = queryKind({
  kind: 'PathsQuery',
  node: PathsQuery,
  build: buildPaths,
  shape: shapePaths,
  range: pathsRange,
  interval: () => 'day',
  insight: true,
  override: (node, filter) => overrideInsight(node, filter, []),
  needsEarliest: ({ dateRange, funnelPathsFilter }) =>
    [dateRange, funnelPathsFilter?.funnelSource.dateRange].some((range) => range?.date_from === 'all'),
  actors: pathsActors,
})
