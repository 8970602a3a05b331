import type { DashboardFilter } from '../../schema/dashboard-filter.ts'
import { EventsQuery } from '../../schema/query/events.ts'
import { insightOf } from '../actors/source.ts'
import { queryKind } from '../kind.ts'
import { appendProperties } from '../overrides.ts'
import { buildEvents } from './build.ts'
import { shapeEvents } from './shape.ts'

/** What kinds that list events have in common. */
export const listsEvents = {
  build: buildEvents,
  shape: shapeEvents,
  interval: () => 'minute' as const,
  needsEarliest: ({ source }: EventsQuery) => (source ? insightOf(source).needsEarliest : false),
  override: (node: EventsQuery, filter: DashboardFilter): EventsQuery => {
    const properties = appendProperties(node.properties, filter)
    return {
      ...node,
      ...(properties ? { properties } : {}),
      ...(filter.date_from || filter.date_to
        ? { after: filter.date_from ?? null, before: filter.date_to ?? null }
        : {}),
      ...(typeof filter.filterTestAccounts === 'boolean' ? { filterTestAccounts: filter.filterTestAccounts } : {}),
    }
  },
}

/** The event explorer: rows of events with chosen columns. */
export const eventsKind = queryKind({ kind: 'EventsQuery', node: EventsQuery, ...listsEvents })
