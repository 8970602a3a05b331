import type { Expr } from '../../hogql/ast.ts'
import type { TrendsQuery } from '../../schema/query/trends.ts'
import type { QueryContext } from '../context.ts'
import type { NamedQuery } from '../kind.ts'
import { calendarOf } from './calendar-heatmap.ts'
import { planTrends, queryName } from './plan.ts'
import { Scan } from './scan.ts'
import { statementOf } from './statement.ts'

/**
 * The statements of a trends query: one for each series and period, and in a breakdown by cohorts for each cohort. Each
 * gives rows of `bucket`, `breakdown` and `total`, as far as the plan has them. Buckets without events have no row;
 * `shape.ts` fills them.
 */
export function buildTrends(node: TrendsQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planTrends(node, ctx)
  if (plan.calendar)
    return plan.series.map((series) => ({ name: queryName(series.index, 'current'), query: calendarOf(plan, series) }))
  return plan.series.flatMap((series) =>
    plan.periods.flatMap(({ name, range }) => {
      const scan = (more?: Expr) => new Scan(plan, series, range, ctx, more)
      if (plan.breakdown?.kind === 'cohorts') {
        return plan.breakdown.cohorts.map(({ condition }, i) => ({
          name: queryName(series.index, name, i),
          query: statementOf(scan(condition)),
        }))
      }
      const one = scan()
      const extremes = one.extremes()
      return [
        { name: queryName(series.index, name), query: statementOf(one) },
        ...(extremes && name === 'current' ? [{ name: `extremes.${series.index}`, query: extremes }] : []),
      ]
    }),
  )
}
