import { jsonIn } from '../../lib/json.ts'
import type { EventsQuery } from '../../schema/query/events.ts'
import type { QueryContext } from '../context.ts'
import type { Answers } from '../kind.ts'
import { pageOf, type RowsPage } from '../page.ts'
import { answerTo, presentManyRows, typeOf } from '../rows.ts'
import { type EventColumn, eventColumns, ROW_FIELDS } from './columns.ts'

export async function shapeEvents(answers: Answers, node: EventsQuery, ctx: QueryContext): Promise<RowsPage> {
  const answer = answerTo(answers, 'rows')
  const columns = eventColumns(node, ctx)
  const { results: rows, ...page } = pageOf(await presentManyRows(answer, ctx.timezone), node)
  let at = 0
  const places = columns.map((column) => {
    const start = at
    at += column.reads.length
    return { column, start }
  })
  return {
    columns: columns.map(({ text }) => text),
    types: places.map(({ column, start }) => (column.kind === 'value' ? typeOf(answer, start) : 'Tuple')),
    results: rows.map((row) => places.map(({ column, start }) => cellOf(column, row.slice(start)))),
    ...page,
  }
}

function cellOf({ kind }: EventColumn, cells: unknown[]): unknown {
  const [first, second, third, mode, distinctId] = cells
  if (kind === 'value') return first
  if (kind === 'person_name') return { display_name: first, id: second, distinct_id: third }
  if (kind === 'person') {
    if (mode === 'propertyless') return { distinct_id: distinctId }
    return { uuid: first, created_at: second, properties: whole(third), distinct_id: distinctId }
  }
  return rowCell(cells)
}

/** Properties, which are text where they were grouped by. */
const whole = (properties: unknown) => (typeof properties === 'string' ? jsonIn(properties) : properties)

/** A whole event, from its fields in order. */
export const rowCell = (row: unknown[]): Record<string, unknown> =>
  Object.fromEntries(ROW_FIELDS.map((name, i) => [name, name === 'properties' ? whole(row[i]) : row[i]]))
