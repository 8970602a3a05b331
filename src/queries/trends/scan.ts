import type { Call, Expr, JoinExpr, Query, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  call,
  callWith,
  compare,
  constant,
  equals,
  field,
  lambda,
  minus,
  moment,
  not,
  or,
  plus,
  select,
  times,
  wide,
} from '../../hogql/build.ts'
import { DAY_MS, DAY_SECONDS, HOUR_MS } from '../../lib/durations.ts'
import { fromWall } from '../../lib/time-zone.ts'
import {
  breakdownValue,
  histogramValues,
  keptOr,
  otherOf,
  sumsOfKept,
  topValues,
  type ValueBreakdown,
} from '../breakdown.ts'
import { bucketIndex, bucketOf, firstBucket, inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { type ResolvedRange, step } from '../date-range.ts'
import { eventsOf } from '../sample.ts'
import type { SeriesMath } from './math.ts'
import type { TrendsPlan, TrendsSeries } from './plan.ts'
import { DAYS, dayNumber, SECONDS, type WindowUnit } from './window-units.ts'

/** How many days fit into a mask. */
const MASK_BITS = 64
/** With more buckets than this, a number for each bucket of each value would need much memory. */
const MOST_BUCKETS_ADDED = 92

type Active = Extract<SeriesMath, { plan: 'active' }>

/** The statements that read one series over one period; `more` is a further condition, such as a cohort. */
export class Scan {
  private readonly plan: TrendsPlan
  private readonly series: TrendsSeries
  private readonly range: ResolvedRange
  private readonly ctx: QueryContext
  private readonly more: Expr
  private readonly breakdown: ValueBreakdown | undefined

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

  query(): Query {
    const { math } = this.series
    switch (math.plan) {
      case 'aggregate':
        return math.adds && this.breakdown && this.isAddedUp()
          ? this.addedUp(math.adds, this.breakdown)
          : this.grouped(math.expr, this.where())
      case 'distinct':
        return this.distinct(math.of, math.condition, math.anew)
      case 'active':
        return this.plan.totalValue ? this.activeTotal(math) : this.active(math)
      case 'per_actor':
        return this.perKey(this.plan.actor.id, call('count'), math.statistic, this.plan.actor.exists)
      case 'per_session':
        return this.perKey(
          field('$session_id'),
          call('any', field('session', '$session_duration')),
          math.statistic,
          call('isNotNull', field('$session_id')),
        )
      case 'first':
        return this.firstTime(math.matching)
    }
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

  private grouped(total: Expr, where: Expr): Query {
    const value = this.value()
    return this.select({
      bucket: bucketOf(this.plan.interval),
      ...(value ? { breakdown: keptOr(value, this.top(), this.needBreakdown()) } : {}),
      total,
      from: this.events(),
      where,
    })
  }

  /**
   * Whether a breakdown is computed by {@link addedUp}. It is not where periods are compared, because both show the values
   * that are greatest in the two together, which one period alone does not know.
   */
  private isAddedUp(): boolean {
    const { compares, totalValue } = this.plan
    const isScaled = typeof this.series.node.math_multiplier === 'number'
    return !compares && !isScaled && (totalValue || this.range.buckets.length <= MOST_BUCKETS_ADDED)
  }

  /** Counts and sums of a breakdown: one group per value, with a number for each bucket. */
  private addedUp(amount: Call, breakdown: ValueBreakdown): Query {
    const { buckets, interval } = this.range
    const index = bucketIndex(interval, firstBucket(this.range))
    const each = [constant(0), constant(buckets.length), constant(1)]
    const part = this.plan.totalValue ? amount : callWith(`${amount.name}Resample`, each, ...amount.args, index)
    const parts = select({
      select: [alias('value', this.value() ?? constant(null)), alias('amount', amount), alias('part', part)],
      from: this.events(),
      where: this.where(),
      group_by: [field('value')],
    })
    return sumsOfKept(breakdown, parts, this.plan.totalValue ? 'sum' : 'sumForEach')
  }

  private distinct(of: Expr, condition: Expr = constant(true), anew = false): Query {
    const value = this.value()
    const where = this.where([condition, this.plan.actor.exists])
    if (!this.plan.cumulative || anew)
      return this.grouped(value ? this.countParts(of, value) : call('uniqExact', of), where)
    const first = select({
      select: [alias('first', call('min', bucketOf(this.plan.interval))), ...(value ? [alias('value', value)] : [])],
      from: this.events(),
      where,
      group_by: [of, ...(value ? [field('value')] : [])],
    })
    return this.outer(first, field('first'), call('count'))
  }

  /** The value of all others counts as the sum of its parts: there, and only there, an actor counts once for each value. */
  private countParts(of: Expr, value: Expr): Expr {
    const merged = equals(field('breakdown'), otherOf(this.needBreakdown()))
    return call('if', merged, call('uniqExactIf', of, value, merged), call('uniqExactIf', of, not(merged)))
  }

  private perKey(key: Expr, inner: Expr, statistic: (value: Expr) => Expr, exists: Expr): Query {
    const value = this.value()
    const bucket = this.plan.totalValue ? [] : [alias('bucket_start', bucketOf(this.plan.interval))]
    const perKey = select({
      select: [...bucket, ...(value ? [alias('value', value)] : []), alias('amount', inner)],
      from: this.events(),
      where: this.where([exists]),
      group_by: [...bucket.map(() => field('bucket_start')), ...(value ? [field('value')] : []), key],
    })
    return this.outer(perKey, field('bucket_start'), statistic(field('amount')))
  }

  /**
   * Actors by the bucket of their first event ever. With `matching` it is the first one that passes the filters, else the
   * very first, which has to pass them.
   */
  private firstTime(matching: boolean): Query {
    const first = this.firsts(matching, this.range, compare('>=', field('first'), moment(this.range.from)))
    return this.outer(first, bucketOf(this.plan.interval, field('first')), call('count'))
  }

  /** One row for each actor whose first event came by the end of a range, if `within` holds for it. */
  private firsts(matching: boolean, { to, to_microseconds }: ResolvedRange, within: Expr): SelectQuery {
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

  private activeTotal({ of, days }: Active): Query {
    const from = new Date(this.range.to.getTime() + 1 - days * DAY_MS)
    const range = { ...this.range, from }
    return new Scan(this.plan, { ...this.series, math: { plan: 'distinct', of } }, range, this.ctx, this.more).query()
  }

  /**
   * One pass over the events: each actor's days are bits, and every window is a mask. Spans too long for that name each
   * day.
   */
  private active({ of, days }: Active): Query {
    const firstDay = dayNumber(this.range.buckets[0] ?? this.range.wall_from) - days + 1
    const lastDay = dayNumber(this.range.wall_to)
    if (this.plan.interval === 'hour') return this.activeByUnit(of, days * DAY_SECONDS, SECONDS)
    if (lastDay - firstDay >= MASK_BITS) return this.activeByUnit(of, days, DAYS)
    const value = this.value()
    const day = minus(call('toRelativeDayNum', field('timestamp')), constant(firstDay))
    const perActor = select({
      select: [
        alias('days', call('groupBitOr', call('bitShiftLeft', wide(1n), day))),
        ...(value ? [alias('value', value)] : []),
      ],
      from: this.events(),
      where: this.where([this.plan.actor.exists], days),
      group_by: [of, ...(value ? [field('value')] : [])],
    })
    const counts = this.range.buckets.map((bucket) => {
      const shift = BigInt(dayNumber(bucket) - firstDay - days + 1)
      const mask = ((1n << BigInt(days)) - 1n) << shift
      return call('countIf', compare('!=', call('bitAnd', field('days'), wide(mask)), constant(0)))
    })
    return select({
      select: [...this.outerBreakdown(), alias('total', array(...counts))],
      from: perActor,
      as: 'per_actor',
      group_by: this.outerBreakdown().map(() => field('breakdown')),
    })
  }

  private activeByUnit(of: Expr, length: number, unit: WindowUnit): Query {
    const value = this.value()
    const starts = this.range.buckets.map((bucket, i) => unit.numberOf(bucket, this.range.starts[i] ?? bucket))
    const seen = select({
      select: [alias('actor', of), alias('seen', unit.number), ...(value ? [alias('value', value)] : [])],
      distinct: true,
      from: this.events(),
      where: this.where([this.plan.actor.exists], Math.ceil(length / unit.perDay)),
    })
    const within = and(
      compare('>=', field('start'), field('seen')),
      compare('<', field('start'), plus(field('seen'), constant(length))),
    )
    const starting = call('arrayJoin', call('arrayFilter', lambda(['start'], within), array(...starts.map(constant))))
    const keys = [field('actor'), ...(value ? [field('value')] : [])]
    return this.outer(seen, unit.back(starting), call('uniqExact', ...keys))
  }

  /** Groups rows of a subquery with `value` by bucket and by what is kept of the values. */
  private outer(inner: SelectQuery, bucket: Expr, total: Expr): Query {
    const breakdown = this.outerBreakdown()[0]
    return this.select({ bucket, ...(breakdown ? { breakdown: breakdown.expr } : {}), total, from: inner })
  }

  private outerBreakdown() {
    return this.breakdown ? [alias('breakdown', keptOr(field('value'), this.top(), this.breakdown))] : []
  }

  private select(parts: { bucket: Expr; breakdown?: Expr; total: Expr; from: Query | JoinExpr; where?: Expr }): Query {
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

  private where(conditions: Expr[] = [], windowDays = 0): Expr {
    const from = windowDays === 0 ? this.range.from : this.windowStart(windowDays)
    return and(this.matching(), inRange({ ...this.range, from }), ...conditions)
  }

  /** When the window of the first bucket begins: so many days that end with it. */
  private windowStart(days: number): Date {
    const { buckets, from, interval } = this.range
    if (interval === 'hour') return new Date(firstBucket(this.range).getTime() - (days * 24 - 1) * HOUR_MS)
    const [first] = buckets
    return first ? fromWall(step(first, 'day', 1 - days), this.ctx.timezone) : from
  }

  matching(): Expr {
    return and(this.series.entity, this.series.filters, this.plan.filters, this.more)
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

  value(): Expr | undefined {
    return this.breakdown && breakdownValue(this.breakdown, this.ctx, this.extremes())
  }

  top(): Query {
    const breakdown = this.needBreakdown()
    const { math } = this.series
    const { limit, multiple } = breakdown
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

  private needBreakdown(): ValueBreakdown {
    if (!this.breakdown) throw new Error('No breakdown')
    return this.breakdown
  }

  private events(): JoinExpr {
    return eventsOf(this.plan)
  }
}
