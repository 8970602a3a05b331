import type { Expr } from '../../hogql/ast.ts'
import { alias, call, constant, field } from '../../hogql/build.ts'
import { hasAggregate } from '../../hogql/resolve/query.ts'
import type { EventsQuery } from '../../schema/query/events.ts'
import { USUAL_DISPLAY_NAMES } from '../../schema/team.ts'
import type { QueryContext } from '../context.ts'

/** One item of `select`: what is read for it, and how its cell is made of that. */
export interface EventColumn {
  /** The text as sent; it names the column. */
  text: string
  kind: 'row' | 'person' | 'person_name' | 'value'
  reads: Expr[]
  aggregate: boolean
}

/** The fields of a whole event, in the order of a cell of `*`. */
export const ROW_FIELDS = [
  'uuid',
  'event',
  'properties',
  'timestamp',
  'team_id',
  'distinct_id',
  'elements_chain',
  'created_at',
] as const

export function eventColumns(node: EventsQuery, ctx: QueryContext): EventColumn[] {
  const texts = node.select.length === 0 ? ['*'] : node.select
  return texts.map((text) => columnOf(text, ctx))
}

function columnOf(text: string, ctx: QueryContext): EventColumn {
  const expression = withoutTitle(text)
  if (expression === '*') return { text, kind: 'row', reads: ROW_FIELDS.map((name) => field(name)), aggregate: false }
  if (expression === 'person') {
    const reads = [field('person_id'), field('person', 'created_at'), field('person', 'properties'), ...known()]
    return { text, kind: 'person', reads, aggregate: false }
  }
  if (expression === 'person_display_name') {
    const name = call('coalesce', ...(ctx.person_display_names ?? USUAL_DISPLAY_NAMES).map(named), field('distinct_id'))
    return { text, kind: 'person_name', reads: [name, field('person_id'), field('distinct_id')], aggregate: false }
  }
  const expr = ctx.parser.expression(expression)
  return { text, kind: 'value', reads: [expr], aggregate: hasAggregate(expr) }
}

/** `expr -- Title` shows a title; the whole text stays the column's name. */
export const withoutTitle = (text: string): string => (text.split(/\s--\s/)[0] ?? text).trim()

const named = (key: string) => call('nullIf', field('person', 'properties', key), constant(''))

const known = () => [field('person_mode'), field('distinct_id')]

/** Columns of one statement need names of their own. */
export const aliased = (columns: EventColumn[]): Expr[] =>
  columns.flatMap((column, i) => column.reads.map((expr, j) => alias(`c${i}_${j}`, expr)))
