import { HogQLQuery } from '../../schema/query/hogql.ts'
import { queryKind } from '../kind.ts'
import { appendProperties, overrideDates } from '../overrides.ts'
import { buildHogql, overrideVariables } from './build.ts'
import { shapeHogql } from './shape.ts'

/** SQL written by a person. */
export const hogqlKind = queryKind({
  kind: 'HogQLQuery',
  node: HogQLQuery,
  build: buildHogql,
  shape: shapeHogql,
  interval: () => 'day',
  streamed: true,
  override: (node, filter, variables) => {
    const own = node.filters ?? {}
    const dateRange = overrideDates(own.dateRange, filter)
    const properties = appendProperties(own.properties, filter)
    const tests = filter.filterTestAccounts
    const filters = {
      ...own,
      ...(dateRange ? { dateRange } : {}),
      ...(properties ? { properties } : {}),
      ...(typeof tests === 'boolean' ? { filterTestAccounts: tests } : {}),
    }
    const changed = Object.keys(filters).length > 0 ? { ...node, filters } : node
    return overrideVariables(changed, variables)
  },
})
