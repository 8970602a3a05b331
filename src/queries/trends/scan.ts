import type { Expr, JoinExpr, Query, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, field, moment, or, select, times } from '../../hogql/build.ts'
import { breakdownValue, histogramValues, keptOr, topValues, type ValueBreakdown } from '../breakdown.ts'
import { bucketOf, inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { ResolvedRange } from '../date-range.ts'
import { eventsOf } from '../sample.ts'
import type { TrendsPlan, TrendsSeries } from './plan.ts'

/**
 * One series over one period: which events are read, and what their rows are grouped by; `more` is a further condition, such
 * as a cohort. How they are counted is in `statement.ts`.
 */
export class Scan {
  readonly plan: TrendsPlan
  readonly series: TrendsSeries
  readonly range: ResolvedRange
  readonly ctx: QueryContext
  readonly breakdown: ValueBreakdown | undefined
  private readonly more: Expr

  constructor(
    plan: TrendsPlan,
    series: TrendsSeries,
    range: ResolvedRange,
    ctx: QueryContext,
    more: Expr = constant(true),
  ) {
    this.plan = plan
    this.series = series
    this.range = range
    this.ctx = ctx
    this.more = more
    this.breakdown = plan.breakdown?.kind === 'values' ? plan.breakdown : undefined
  }

  over(range: ResolvedRange): Scan {
    return new Scan(this.plan, this.series, range, this.ctx, this.more)
  }

  events(): JoinExpr {
    return eventsOf(this.plan)
  }

  matching(): Expr {
    return and(this.series.entity, this.series.filters, this.plan.filters, this.more)
  }

  where(conditions: Expr[] = [], from: Date = this.range.from): Expr {
    return and(this.matching(), inRange({ ...this.range, from }), ...conditions)
  }

  /** What events are broken down by. */
  value(): Expr | undefined {
    return this.breakdown && breakdownValue(this.breakdown, this.ctx, this.extremes())
  }

  /** The least and the greatest value of each histogram, over the whole range. */
  extremes(): Query | undefined {
    const values = this.breakdown ? histogramValues(this.breakdown, this.ctx) : []
    if (values.length === 0) return undefined
    return select({
      select: [call('tuple', ...values.flatMap((value) => [call('min', value), call('max', value)]))],
      from: 'events',
      where: this.everything(),
    })
  }

  /** The values that are shown. */
  top(): Query {
    const { math } = this.series
    const { limit, multiple } = this.needBreakdown()
    if (math.plan === 'first') {
      const first = this.firsts(math.matching, this.latest(), this.inPeriods(field('first')))
      const from = select({ select: [], from: first, as: 'firsts' })
      return topValues({ value: field('value'), amount: call('count'), from, limit, multiple })
    }
    const amount =
      math.plan === 'aggregate'
        ? math.expr
        : math.plan === 'per_session' || math.plan === 'per_actor'
          ? call('count')
          : call('uniqExact', math.of)
    const from = select({ select: [], from: this.events(), where: this.everything() })
    const value = this.value() ?? constant(null)
    return topValues({ value, amount, from, limit, multiple })
  }

  needBreakdown(): ValueBreakdown {
    if (!this.breakdown) throw new Error('No breakdown')
    return this.breakdown
  }

  /** One row for each actor whose first event came by the end of a range, if `within` holds for it. */
  firsts(matching: boolean, { to, to_microseconds }: ResolvedRange, within: Expr): SelectQuery {
    const { entity, filters } = this.series
    const all = and(filters, this.plan.filters, this.more)
    const value = this.value()
    const until = compare('<=', field('timestamp'), moment(to, to_microseconds))
    return select({
      select: [
        alias('first', call('min', field('timestamp'))),
        ...(value ? [alias('value', call('argMin', value, field('timestamp')))] : []),
      ],
      from: this.events(),
      where: and(entity, until, this.plan.actor.exists, ...(matching ? [all] : [])),
      group_by: [this.plan.actor.id],
      having: and(within, ...(matching || all.node === 'Constant' ? [] : [call('argMin', all, field('timestamp'))])),
    })
  }

  /** Events by bucket and by what is kept of the values. */
  grouped(total: Expr, where: Expr): Query {
    const value = this.value()
    return this.byBucket({
      bucket: bucketOf(this.plan.interval),
      ...(value ? { breakdown: keptOr(value, this.top(), this.needBreakdown()) } : {}),
      total,
      from: this.events(),
      where,
    })
  }

  /** The same of the rows of a subquery, which have a `value`. */
  regrouped(inner: SelectQuery, bucket: Expr, total: Expr): Query {
    const breakdown = this.keptValue()
    return this.byBucket({ bucket, ...(breakdown ? { breakdown } : {}), total, from: inner })
  }

  /** What is kept of the `value` of a subquery's rows. */
  keptValue(): Expr | undefined {
    return this.breakdown && keptOr(field('value'), this.top(), this.breakdown)
  }

  private byBucket(parts: {
    bucket: Expr
    breakdown?: Expr
    total: Expr
    from: Query | JoinExpr
    where?: Expr
  }): Query {
    const keys = [
      ...(this.plan.totalValue ? [] : [alias('bucket', parts.bucket)]),
      ...(parts.breakdown ? [alias('breakdown', parts.breakdown)] : []),
    ]
    return select({
      select: [...keys, alias('total', this.scaled(parts.total))],
      from: parts.from,
      ...('node' in parts.from ? { as: 'inner' } : {}),
      ...(parts.where ? { where: parts.where } : {}),
      group_by: keys.map((key) => field(key.alias)),
    })
  }

  private scaled(total: Expr): Expr {
    const factor = this.series.node.math_multiplier
    return factor === null || factor === undefined ? total : times(total, constant(factor))
  }

  /** The events of all periods together, because periods that are compared show the same values. */
  private everything(): Expr {
    return and(this.matching(), this.inPeriods(field('timestamp')))
  }

  private inPeriods(moment: Expr): Expr {
    return or(...this.plan.periods.map(({ range }) => inRange(range, moment)))
  }

  private latest(): ResolvedRange {
    return this.plan.periods.reduce((last, { range }) => (range.to > last.to ? range : last), this.range)
  }
}
