import type { Expr } from '../../hogql/ast.ts'
import { alias, and, call, callWith, compare, constant, equals, field, moment, select } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { DAY_MS } from '../../lib/durations.ts'
import { isObject, type JsonObject } from '../../lib/json.ts'
import { fromWall, parseIso, toWall } from '../../lib/time-zone.ts'
import type { Interval } from '../../schema/date-range.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import type { TrendsQuery } from '../../schema/query/trends.ts'
import { BREAKDOWN_NULL, BREAKDOWN_OTHER, shownAs } from '../breakdown.ts'
import type { QueryContext } from '../context.ts'
import { isShort, type ResolvedRange, startOf, step } from '../date-range.ts'
import {
  type ActorOptions,
  type ActorsSource,
  actorType,
  COMPARE_OPTIONS,
  chosenPeriod,
  chosenSeries,
  chosenTexts,
  dayOptions,
  type Option,
} from '../insight-actors.ts'
import { eventsOf } from '../sample.ts'
import { groupActor } from '../series.ts'
import { daysBefore } from './active.ts'
import type { SeriesMath } from './math.ts'
import { planTrends, type TrendsPlan } from './plan.ts'
import { Scan } from './scan.ts'

const DISTINCT_IDS = 100

/** The actors of one point of a trend, each with its number of events. */
export function trendsActors(node: TrendsQuery, selection: ActorSelection, ctx: QueryContext): ActorsSource {
  const plan = planTrends(node, ctx)
  const series = chosenSeries(plan.series, selection)
  const { range } = chosenPeriod(plan.periods, selection)
  const group = series.node.math === 'unique_group' ? (series.node.math_group_type_index ?? 0) : undefined
  const actor = group === undefined ? plan.actor : groupActor(group)
  const scan = new Scan(plan, series, range, ctx)
  const span = spanOf(selection.day, plan, series.math, range, ctx)
  const value = breakdownIs(selection, scan, plan)
  const { math } = series
  const isFirst = math.plan === 'first'
  const matching = isFirst && !math.matching ? series.entity : scan.matching()
  const since = compare('>=', field('timestamp'), moment(span.from))
  const first = call('argMin', and(scan.matching(), value), field('timestamp'))
  const query = select({
    select: [
      alias('actor_id', actor.id),
      alias('event_count', call('count')),
      alias('event_distinct_ids', callWith('groupUniqArray', [constant(DISTINCT_IDS)], field('distinct_id'))),
    ],
    from: eventsOf(plan),
    where: and(
      matching,
      ...(isFirst ? [] : [since]),
      compare('<=', field('timestamp'), moment(span.to, span.to_microseconds)),
      actor.exists,
      ...(isFirst ? [] : [value]),
      ...(math.plan === 'distinct' && math.condition ? [math.condition] : []),
    ),
    group_by: [field('actor_id')],
    ...(isFirst
      ? { having: and(compare('>=', call('min', field('timestamp')), moment(span.from)), equals(first, constant(1))) }
      : {}),
  })
  const of = group === undefined ? actorType(node) : ({ type: 'group', index: group } as const)
  return { query, columns: ['event_count', 'event_distinct_ids'], of }
}

type Span = Pick<ResolvedRange, 'from' | 'to' | 'to_microseconds'>

/** The moments that a point covers: its bucket, the window that ends in it, or all up to it. */
function spanOf(
  day: ActorSelection['day'],
  plan: TrendsPlan,
  math: SeriesMath,
  range: ResolvedRange,
  ctx: QueryContext,
): Span {
  const days = math.plan === 'active' ? math.days : undefined
  if (day === null || day === undefined || plan.totalValue)
    return days === undefined ? range : { ...range, from: daysBefore(range, days, ctx.timezone) }
  const bucket = bucketAt(day, plan.interval, ctx)
  // A window ends with the day that names its bucket; one of hours is time that passes.
  const isOfDays = days !== undefined && plan.interval !== 'hour'
  const end = fromWall(new Date(step(bucket, isOfDays ? 'day' : plan.interval, 1).getTime() - 1), ctx.timezone)
  const last = { to: end, to_microseconds: 999 }
  const upper = range.to < end ? { to: range.to, to_microseconds: range.to_microseconds } : last
  if (isOfDays) return { ...upper, from: daysBefore(last, days, ctx.timezone) }
  if (days !== undefined) return { ...upper, from: new Date(end.getTime() + 1 - days * DAY_MS) }
  const start = fromWall(bucket, ctx.timezone)
  return { ...upper, from: plan.cumulative || start < range.from ? range.from : start }
}

/** The wall clock of a bucket that a client names. Where a day has no midnight, its first moment is a later hour. */
function bucketAt(day: string | number, interval: Interval, { timezone, week_start_day }: QueryContext): Date {
  const parsed = parseIso(String(day), timezone)
  if (!parsed) throw invalid(`'${day}' is not a day of this insight.`, 'day')
  const wall = toWall(parsed.instant, timezone)
  return isShort(interval) ? wall : startOf(wall, 'day', week_start_day)
}

/** Events of the chosen value: of one that is shown, of nothing, or of all that are not shown. */
function breakdownIs({ breakdown: chosen }: ActorSelection, scan: Scan, plan: TrendsPlan): Expr {
  const { breakdown } = plan
  if (chosen === null || chosen === undefined || !breakdown) return constant(true)
  if (breakdown.kind === 'cohorts') {
    const cohort = breakdown.cohorts.find(({ value }) => String(value) === String(chosen))
    if (!cohort) throw invalid(`'${chosen}' is not a cohort of this insight.`, 'breakdown')
    return cohort.condition
  }
  const texts = chosenTexts(chosen)
  const value = scan.value() ?? constant(true)
  if (texts[0] === BREAKDOWN_OTHER) return compare('not in', value, scan.top())
  return equals(value, shownAs(breakdown, texts, scan.extremes()))
}

/** The points of a trend: its days, series, periods and the values that its answer shows. */
export function trendsOptions(
  node: TrendsQuery,
  ctx: QueryContext,
  result: JsonObject | undefined,
): Partial<ActorOptions> {
  const plan = planTrends(node, ctx)
  const [current] = plan.periods
  const values = valuesOf(result)
  const multiple = plan.breakdown?.kind === 'values' && plan.breakdown.multiple ? plan.breakdown.parts.length : 0
  return {
    day: !plan.totalValue ? dayOptions(current.range, plan.interval) : null,
    series: plan.series.map(({ label, index }) => ({ label, value: index })),
    compare: plan.compares ? COMPARE_OPTIONS : null,
    breakdown: plan.breakdown && multiple === 0 ? optionsOf(values.map((value) => value[0])) : null,
    breakdowns:
      multiple > 0
        ? Array.from({ length: multiple }, (_, i) => ({ values: optionsOf(values.map((value) => value[i])) }))
        : null,
  }
}

const WORDS: Record<string, string> = {
  [BREAKDOWN_NULL]: 'None (i.e. no value)',
  [BREAKDOWN_OTHER]: 'Other (i.e. all remaining values)',
}

function optionsOf(values: (string | number | undefined)[]): Option[] {
  const different = [...new Set(values)].filter((value) => value !== undefined)
  return different.map((value) => ({ label: WORDS[String(value)] ?? String(value), value }))
}

function valuesOf(result: JsonObject | undefined): (string | number)[][] {
  const items = Array.isArray(result?.['results']) ? result['results'] : []
  return items.map((item) =>
    [isObject(item) ? item['breakdown_value'] : undefined]
      .flat()
      .filter((part) => typeof part === 'string' || typeof part === 'number'),
  )
}
