import type { DashboardFilter } from '../../schema/dashboard-filter.ts'
import { ActorsQuery } from '../../schema/query/actors.ts'
import { queryKind } from '../kind.ts'
import { appendProperties } from '../overrides.ts'
import { buildActors } from './build.ts'
import { shapeActors } from './shape.ts'
import { insightOf } from './source.ts'

/** What kinds that list actors have in common. */
export const listsActors = {
  build: buildActors,
  shape: shapeActors,
  interval: () => 'minute' as const,
  listsPersons: true as const,
  override: <Node extends Pick<ActorsQuery, 'properties'>>(node: Node, filter: DashboardFilter): Node => {
    const properties = appendProperties(node.properties, filter)
    return properties ? { ...node, properties } : node
  },
  needsEarliest: ({ source }: ActorsQuery) =>
    source ? source.kind !== 'HogQLQuery' && insightOf(source).needsEarliest : false,
}

/** Lists of persons and groups: all of them, or those behind a point of an insight. */
export const actorsKind = queryKind({ kind: 'ActorsQuery', node: ActorsQuery, ...listsActors })
