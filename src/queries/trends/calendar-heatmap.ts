import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, array, ascending, at, call, constant, field, select, times, tuple } from '../../hogql/build.ts'
import { HogqlError } from '../../hogql/errors.ts'
import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { Answer } from '../kind.ts'
import { readRows } from '../rows.ts'
import { eventsOf, unsampled } from '../sample.ts'
import { scalesWithSample } from './math.ts'
import type { TrendsPlan, TrendsSeries } from './plan.ts'

/** The rows of sums have these in the place of a weekday (1 is Monday, 7 is Sunday) or an hour (0 to 23). */
const EVERY_DAY = 0
const EVERY_HOUR = 24

/** Numbers by weekday and hour, in the project's time zone; cells in which nothing happened are left out. */
export interface CalendarHeatmap {
  /** The day that the project's weeks begin with: 0 is Sunday, 1 is Monday. */
  weekStartDay: 0 | 1
  data: { row: number; column: number; value: number }[]
  rowAggregations: { row: number; value: number }[]
  columnAggregations: { column: number; value: number }[]
  allAggregations: number
}

/**
 * One row for each cell, for each weekday, for each hour, and one for everything. The sums are not made of the cells, because
 * somebody who came at two different hours would be counted twice.
 */
export function calendarOf(plan: TrendsPlan, series: TrendsSeries): SelectQuery {
  const weekday = call('toDayOfWeek', field('timestamp'))
  const hour = call('toHour', field('timestamp'))
  const [everyDay, everyHour] = [constant(EVERY_DAY), constant(EVERY_HOUR)]
  const cells = array(
    tuple(weekday, hour),
    tuple(weekday, everyHour),
    tuple(everyDay, hour),
    tuple(everyDay, everyHour),
  )
  const { amount, condition } = amountOf(series)
  const factor = series.node.math_multiplier
  const [period] = plan.periods
  const counted = select({
    select: [
      alias('cell', call('arrayJoin', cells)),
      alias('total', typeof factor === 'number' ? times(amount, constant(factor)) : amount),
    ],
    from: eventsOf(plan),
    where: and(series.entity, series.filters, plan.filters, inRange(period.range), ...condition, plan.actor.exists),
    group_by: [field('cell')],
  })
  return select({
    select: [alias('weekday', at(field('cell'), 1)), alias('hour', at(field('cell'), 2)), field('total')],
    from: counted,
    as: 'cells',
    order_by: [ascending(field('weekday')), ascending(field('hour'))],
  })
}

function amountOf({ math, node }: TrendsSeries): { amount: Expr; condition: Expr[] } {
  if (math.plan === 'aggregate') return { amount: math.expr, condition: [] }
  if (math.plan === 'distinct')
    return { amount: call('uniqExact', math.of), condition: math.condition ? [math.condition] : [] }
  throw new HogqlError(`Math '${node.math}' cannot be shown by weekday and hour.`)
}

export const emptyCalendar = ({ week_start_day }: QueryContext): CalendarHeatmap => ({
  weekStartDay: week_start_day,
  data: [],
  rowAggregations: [],
  columnAggregations: [],
  allAggregations: 0,
})

/** Rows → the matrix that clients expect. */
export function shapeCalendar(
  answer: Answer | undefined,
  plan: TrendsPlan,
  series: TrendsSeries,
  ctx: QueryContext,
): CalendarHeatmap {
  const sample = scalesWithSample(series.node) ? plan.sample : 1
  const found = emptyCalendar(ctx)
  for (const cell of readRows(answer)) {
    const [row, column] = [Number(cell['weekday']), Number(cell['hour'])]
    const value = unsampled(Number(cell['total'] ?? 0), sample)
    if (row === EVERY_DAY && column === EVERY_HOUR) found.allAggregations = value
    else if (row === EVERY_DAY) found.columnAggregations.push({ column, value })
    else if (column === EVERY_HOUR) found.rowAggregations.push({ row, value })
    else found.data.push({ row, column, value })
  }
  return found
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const HOURS = Array.from({ length: EVERY_HOUR }, (_, hour) => hour)

/** What the columns of {@link weekOf} are called. */
export const WEEK_COLUMNS = ['Day', ...HOURS.map(String), 'All']

/** A matrix of an answer as the rows of a table: the days, the sums of hours below, and no cell left out. */
export function weekOf(matrix: JsonObject): unknown[][] {
  const valueIn = (list: unknown, place: JsonObject) =>
    objectsOf(list).find(({ row, column }) => row === place['row'] && column === place['column'])?.['value'] ?? 0
  const days = matrix['weekStartDay'] === 0 ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]
  const rows = days.map((row) => {
    const day = WEEKDAYS[row - 1]
    const cells = HOURS.map((column) => valueIn(matrix['data'], { row, column }))
    return [day, ...cells, valueIn(matrix['rowAggregations'], { row })]
  })
  const hours = HOURS.map((column) => valueIn(matrix['columnAggregations'], { column }))
  return [...rows, ['All', ...hours, matrix['allAggregations']]]
}
