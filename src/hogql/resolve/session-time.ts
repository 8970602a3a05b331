import { type Column, type Sql, type SqlQuery, sql } from '../sql.ts'
import { EVENTS } from '../tables/events.ts'

/**
 * How far around the moments that a query asks for the events of its sessions are looked for. SDKs end a session after a
 * day; without a bound every question about one would read all events there ever were. PostHog's is as wide.
 */
const AROUND_DAYS = 3

/** Which way a comparison is widened when the moment stands on its left, and when it stands on its right. */
const WIDENED: Record<string, readonly ['minus' | 'plus', 'minus' | 'plus']> = {
  greater: ['minus', 'plus'],
  greaterOrEquals: ['minus', 'plus'],
  less: ['plus', 'minus'],
  lessOrEquals: ['plus', 'minus'],
}

/** A query that gathers sessions, with the events alone that a WHERE around it leaves in question. */
export function nearby(sessions: SqlQuery, where: readonly Sql[], moment: { from: string; name: string }): SqlQuery {
  const bounds = where.flatMap(conjuncts).flatMap((condition) => {
    const widened = condition.node === 'Call' ? WIDENED[condition.name] : undefined
    const [left, right] = condition.node === 'Call' ? condition.args : []
    if (!widened || !left || !right) return []
    if (isColumn(left, moment) && isMoment(right)) return [bound(right, widened[0])]
    return isColumn(right, moment) && isMoment(left) ? [bound(left, widened[1])] : []
  })
  if (sessions.node !== 'Select' || bounds.length === 0) return sessions
  return { ...sessions, where: sql.and([...(sessions.where ? [sessions.where] : []), ...bounds]) }
}

/** A bound of the events of sessions, some days before or behind a limit. */
function bound(limit: Sql, side: 'minus' | 'plus'): Sql {
  const timestamp = sql.column(EVENTS.name, 'timestamp', sql.type('datetime'))
  const days = sql.call('toIntervalDay', [sql.small(AROUND_DAYS)], sql.type('interval'))
  const wider = sql.call(side, [wide(limit), days], sql.type('datetime'))
  return sql.call(side === 'minus' ? 'greaterOrEquals' : 'lessOrEquals', [timestamp, wider], sql.type('boolean'))
}

const conjuncts = (condition: Sql): Sql[] =>
  condition.node === 'Call' && condition.name === 'and' ? condition.args.flatMap(conjuncts) : [condition]

const isColumn = (value: Sql, { from, name }: { from: string; name: string }): value is Column =>
  value.node === 'Column' && value.from === from && value.name === name

/** A moment as events have theirs: days and seconds have no room for more around their first and last, and begin anew. */
const wide = (limit: Sql): Sql => sql.call('toDateTime64', [limit, sql.small(6), sql.text('UTC')], sql.type('datetime'))

/** A moment that is the same for every row. */
const isMoment = (value: Sql): boolean => ['datetime', 'date'].includes(value.type.name) && isConstant(value)

const isConstant = (value: Sql): boolean =>
  value.node === 'Value' || (value.node === 'Call' && value.over === undefined && value.args.every(isConstant))
