import { type EventsQuery, WholeEventsNode } from '../../schema/query/events.ts'
import { queryKind } from '../kind.ts'
import type { RowsPage } from '../page.ts'
import { listsEvents } from './kind.ts'

const COLUMNS = ['*', 'event', 'person', 'timestamp']

/** A series as a whole query, from before there was EventsQuery: a list of its events, the newest first. It names no period. */
export const eventsNodeKind = queryKind<WholeEventsNode | EventsQuery, RowsPage>({
  kind: 'EventsNode',
  node: WholeEventsNode,
  build: (node, ctx) => listsEvents.build(listOf(node), ctx),
  shape: (answers, node, ctx) => listsEvents.shape(answers, listOf(node), ctx),
  interval: listsEvents.interval,
  canonical: listOf,
  // Under filters, for which it has few words, it becomes the query that it stands for.
  override: (node, filter) =>
    Object.values(filter).some((value) => value !== null && value !== undefined)
      ? listsEvents.override(listOf(node), filter)
      : node,
})

function listOf(node: WholeEventsNode | EventsQuery): EventsQuery {
  if (node.kind === 'EventsQuery') return node
  const { event, properties, fixedProperties, limit, orderBy, modifiers } = node
  const asked = { event, properties, fixedProperties, limit, orderBy, modifiers }
  return { kind: 'EventsQuery', select: COLUMNS, after: 'all', ...asked }
}
