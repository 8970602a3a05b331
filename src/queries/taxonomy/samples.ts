import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, array, at, call, constant, field, lambda, moment, select, tuple } from '../../hogql/build.ts'
import { DAY_MS } from '../../lib/durations.ts'
import type { QueryContext } from '../context.ts'

const DAYS = 30
export const DEFAULT_VALUES = 5

/** Where looking for samples begins. */
export const recently = (ctx: QueryContext): Expr => moment(new Date(ctx.now.getTime() - DAYS * DAY_MS))

/** Samples of one property. */
export interface Samples {
  sample_values: string[]
  sample_count: number
}

export const samplesOf = (row: Record<string, unknown> | undefined): Samples => ({
  sample_values: Array.isArray(row?.['values']) ? row['values'].map(String) : [],
  sample_count: Number(row?.['different'] ?? 0),
})

/** The most frequent values of the named properties among the rows of a table. Rows: `property`, `values`, `different`. */
export function frequentValues(from: string, where: Expr, properties: string[], most: number): SelectQuery {
  const pairs = properties.map((name) => tuple(constant(name), call('toString', field('properties', name))))
  const each = select({ select: [alias('pair', call('arrayJoin', array(...pairs)))], from, where })
  const counted = select({
    select: [
      alias('property', at(field('pair'), 1)),
      alias('value', at(field('pair'), 2)),
      alias('total', call('count')),
    ],
    from: each,
    as: 'each_value',
    where: call('isNotNull', at(field('pair'), 2)),
    group_by: [field('property'), field('value')],
  })
  const ordered = call('arrayReverseSort', call('groupArray', tuple(field('total'), field('value'))))
  return select({
    select: [field('property'), alias('values', firstOf(ordered, most)), alias('different', call('count'))],
    from: counted,
    as: 'counted',
    group_by: [field('property')],
  })
}

/** The second parts of the first pairs of a list, each once. */
export const firstOf = (pairs: Expr, most: number): Expr =>
  call(
    'arraySlice',
    call('arrayDistinct', call('arrayMap', lambda(['pair'], at(field('pair'), 2)), pairs)),
    constant(1),
    constant(most),
  )
