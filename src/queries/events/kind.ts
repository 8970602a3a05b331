import { EventsQuery } from '../../schema/query/events.ts'
import { insightOf } from '../actors/source.ts'
import { queryKind } from '../kind.ts'
import { overrideProperties } from '../overrides.ts'
import { buildEvents } from './build.ts'
import { shapeEvents } from './shape.ts'

/** The event explorer: rows of events with chosen columns. */
export const eventsKind = queryKind({
  kind: 'EventsQuery',
  node: EventsQuery,
  build: buildEvents,
  shape: shapeEvents,
  interval: () => 'minute',
  needsEarliest: ({ source }) => (source ? insightOf(source).needsEarliest : false),
  override: (node, filter) => {
    const properties = overrideProperties(node.properties, filter)
    return {
      ...node,
      ...(properties ? { properties } : {}),
      ...(filter.date_from || filter.date_to
        ? { after: filter.date_from ?? null, before: filter.date_to ?? null }
        : {}),
      ...(typeof filter.filterTestAccounts === 'boolean' ? { filterTestAccounts: filter.filterTestAccounts } : {}),
    }
  },
})
