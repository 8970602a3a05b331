import { alias, and, at, call, constant, equals, field, select } from '../../hogql/build.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import type { PathsQuery } from '../../schema/query/paths.ts'
import type { QueryContext } from '../context.ts'
import { type ActorsSource, actorType } from '../insight-actors.ts'
import { edgesOf, pathsOf } from './build.ts'

/** The actors that walked an edge, or whose path ended at an item. The keys stand in the filter of the paths. */
export function pathsActors(node: PathsQuery, _selection: ActorSelection, ctx: QueryContext): ActorsSource {
  const { pathStartKey, pathEndKey, pathDropoffKey } = node.pathsFilter
  const last = at(call('arrayElement', field('path'), constant(-1)), 2)
  const edge = and(
    ...(pathStartKey ? [equals(field('source'), constant(pathStartKey))] : []),
    ...(pathEndKey ? [equals(field('target'), constant(pathEndKey))] : []),
  )
  const query = select({
    select: [alias('actor_id', field('actor')), alias('event_count', call('count'))],
    ...(pathDropoffKey
      ? { from: pathsOf(node, ctx), as: 'paths', where: equals(last, constant(pathDropoffKey)) }
      : { from: edgesOf(node, ctx), as: 'edges', where: edge }),
    group_by: [field('actor_id')],
  })
  return { query, columns: ['event_count'], of: actorType(node) }
}
