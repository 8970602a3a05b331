import { ActorsQuery } from '../../schema/query/actors.ts'
import { queryKind } from '../kind.ts'
import { overrideProperties } from '../overrides.ts'
import { buildActors } from './build.ts'
import { shapeActors } from './shape.ts'
import { insightOf } from './source.ts'

/** Lists of persons and groups: all of them, or those behind a point of an insight. */
export const actorsKind = queryKind({
  kind: 'ActorsQuery',
  node: ActorsQuery,
  build: buildActors,
  shape: shapeActors,
  interval: () => 'minute',
  override: (node, filter) => {
    const properties = overrideProperties(node.properties, filter)
    return properties ? { ...node, properties } : node
  },
  needsEarliest: ({ source }) => (source ? source.kind !== 'HogQLQuery' && insightOf(source).needsEarliest : false),
})
