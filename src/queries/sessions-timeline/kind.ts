import { alias, and, constant, descending, equals, field, select } from '../../hogql/build.ts'
import { SessionsTimelineQuery } from '../../schema/query/sessions-timeline.ts'
import { bounds } from '../events/build.ts'
import { ROW_FIELDS } from '../events/columns.ts'
import { rowCell } from '../events/shape.ts'
import { queryKind } from '../kind.ts'
import { answerTo, presentRows } from '../rows.ts'

interface TimelineEntry {
  sessionId: string | null
  recording_duration_s: null
  events: Record<string, unknown>[]
}

const MOST_EVENTS = 1_000
const GAP_MS = 30 * 60_000

/** Events of a person gathered by session, the newest session first. */
export const sessionsTimelineKind = queryKind<SessionsTimelineQuery, { results: TimelineEntry[]; hasMore: boolean }>({
  kind: 'SessionsTimelineQuery',
  node: SessionsTimelineQuery,
  build: (node, ctx) => {
    const query = select({
      select: [...ROW_FIELDS.map((name, i) => alias(`c${i}`, field(name))), alias('session', field('$session_id'))],
      from: 'events',
      where: and(...bounds(node, ctx), ...(node.personId ? [equals(field('person_id'), constant(node.personId))] : [])),
      order_by: [descending(field('timestamp'))],
      limit: constant(MOST_EVENTS + 1),
    })
    return [{ name: 'events', query }]
  },
  shape: (answers, _node, ctx) => {
    const rows = presentRows(answerTo(answers, 'events'), ctx.timezone)
    return { results: bySession(rows.slice(0, MOST_EVENTS)), hasMore: rows.length > MOST_EVENTS }
  },
  interval: () => 'minute',
})

/** Rows come newest first. Without a session, half an hour of silence begins another entry. */
function bySession(rows: unknown[][]): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  const sessions = new Map<unknown, TimelineEntry>()
  let loose: { entry: TimelineEntry; earliest: number } | undefined
  for (const row of rows) {
    const event = rowCell(row)
    const id = row[ROW_FIELDS.length]
    const session = typeof id === 'string' && id !== '' ? id : null
    const time = Date.parse(String(event['timestamp']))
    const known =
      session === null ? (loose && loose.earliest - time < GAP_MS ? loose.entry : undefined) : sessions.get(session)
    const entry = known ?? { sessionId: session, recording_duration_s: null, events: [] }
    if (!known) entries.push(entry)
    if (session === null) loose = { entry, earliest: time }
    else sessions.set(session, entry)
    entry.events.push(event)
  }
  return entries
}
