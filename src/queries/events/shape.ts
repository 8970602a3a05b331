import type { EventsQuery } from '../../schema/query/events.ts'
import type { QueryContext } from '../context.ts'
import type { Answers } from '../kind.ts'
import { presentRows, typeOf } from '../rows.ts'
import { limitOf } from './build.ts'
import { type EventColumn, eventColumns, ROW_FIELDS } from './columns.ts'

export interface EventsResult {
  columns: string[]
  types: string[]
  results: unknown[][]
  hasMore: boolean
  limit: number
  offset: number
}

export function shapeEvents(answers: Answers, node: EventsQuery, ctx: QueryContext): EventsResult {
  const answer = answers.get('rows')
  if (!answer) throw new Error('An events query has one statement')
  const columns = eventColumns(node, ctx)
  const limit = limitOf(node)
  const rows = presentRows(answer, ctx.timezone, (properties) => properties)
  let at = 0
  const places = columns.map((column) => {
    const start = at
    at += column.reads.length
    return { column, start }
  })
  return {
    columns: columns.map(({ text }) => text),
    types: places.map(({ column, start }) => (column.kind === 'value' ? typeOf(answer, start) : 'Tuple')),
    results: rows.slice(0, limit).map((row) => places.map(({ column, start }) => cellOf(column, row.slice(start)))),
    hasMore: rows.length > limit,
    limit,
    offset: node.offset ?? 0,
  }
}

function cellOf({ kind }: EventColumn, [first, second, third, mode, distinctId, ...rest]: unknown[]): unknown {
  if (kind === 'value') return first
  if (kind === 'person_name') return { display_name: first, id: second, distinct_id: third }
  if (kind === 'person') {
    if (mode === 'propertyless') return { distinct_id: distinctId }
    return { uuid: first, created_at: second, properties: third, distinct_id: distinctId }
  }
  return rowCell([first, second, third, mode, distinctId, ...rest])
}

/** A whole event, from its fields in order. */
export const rowCell = (row: unknown[]): Record<string, unknown> =>
  Object.fromEntries(ROW_FIELDS.map((name, i) => [name, row[i]]))
