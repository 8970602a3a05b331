import { EventsNode, everyKind } from '../../schema/query/common.ts'
import type { EventsQuery } from '../../schema/query/events.ts'
import { queryKind } from '../kind.ts'
import { listsEvents } from './kind.ts'

const COLUMNS = ['*', 'event', 'person', 'timestamp']

/** A series as a whole query, from before there was EventsQuery: a list of its events, the newest first. It names no period. */
export const eventsNodeKind = queryKind({
  kind: 'EventsNode',
  node: EventsNode.extend(everyKind).transform(
    ({ event, properties, fixedProperties, limit, orderBy, modifiers }): EventsQuery => ({
      kind: 'EventsQuery',
      select: COLUMNS,
      after: 'all',
      ...{ event, properties, fixedProperties, limit, orderBy, modifiers },
    }),
  ),
  ...listsEvents,
})
