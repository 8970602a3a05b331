import type { Expr, Query, SelectQuery } from '../../hogql/ast.ts'
import { alias, array, call, constant, divided, field, minus, over, quantileOf, select } from '../../hogql/build.ts'
import type { FunnelsQuery } from '../../schema/query/funnels.ts'
import { keptByPlace, placeBy, type ValueBreakdown } from '../breakdown.ts'
import { bucketOf } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import type { NamedQuery } from '../kind.ts'
import { bestOf, everyOf, isReached, timeOf } from './best.ts'
import { chainsOf } from './chains.ts'
import { type FunnelPlan, keysOf, planFunnel } from './plan.ts'
import { scanActors } from './scan.ts'

/** The statements of a funnel: one, or one per cohort. */
export function buildFunnels(node: FunnelsQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planFunnel(node, ctx)
  const ask = (more?: Expr): Query => {
    const chains = chainsOf(plan, scanActors(plan, ctx, more))
    if (plan.viz === 'trends') return conversionRates(plan, chains)
    return plan.viz === 'steps'
      ? stepCounts(plan, bestOf(plan, chains))
      : timeToConvert(node, plan, bestOf(plan, chains))
  }
  // Times to convert are those of everybody.
  if (plan.breakdown?.kind !== 'cohorts' || plan.viz === 'time_to_convert') return [{ name: queryName(), query: ask() }]
  return plan.breakdown.cohorts.map(({ condition }, i) => ({ name: queryName(i), query: ask(condition) }))
}

export const queryName = (cohort = 0): string => `funnel.${cohort}`

const MICROSECONDS = 1_000_000

/** The last required step before this one: times are measured from there. */
export function stepBefore({ steps }: Pick<FunnelPlan, 'steps'>, step: number): number {
  let before = step - 1
  while (before > 0 && steps[before]?.optional) before--
  return before
}

/** Counts, sums of seconds and medians of each step. */
function stepCounts(plan: FunnelPlan, best: SelectQuery): Query {
  const seconds = (step: number) => divided(minus(timeOf(step), timeOf(stepBefore(plan, step))), constant(MICROSECONDS))
  const later = plan.steps.map((_, i) => i).slice(1)
  const counts = plan.steps.map((_, i) => call('countIf', isReached(i)))
  const sums = later.map((i) => call('sumIf', seconds(i), isReached(i)))
  const { breakdown } = plan
  if (breakdown?.kind !== 'values') {
    const medians = later.map((i) => quantileOf(0.5, [seconds(i), isReached(i)], 'If'))
    return select({ select: inLists(counts, sums, medians), from: best, as: 'actors' })
  }
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}_${i}`)
  const [count, sum, median] = [
    names('count', counts.length),
    names('sum', later.length),
    names('median', later.length),
  ]
  const perValue = select({
    select: [
      field('value'),
      ...counts.map((expr, i) => alias(count[i] ?? '', expr)),
      ...sums.map((expr, i) => alias(sum[i] ?? '', expr)),
      ...later.map((step, i) => alias(median[i] ?? '', quantileOf(0.5, [seconds(step), isReached(step)], 'StateIf'))),
    ],
    from: best,
    as: 'actors',
    group_by: [field('value')],
  })
  const ranked = select({
    select: [
      field('value'),
      ...[...count, ...sum, ...median].map((name) => field(name)),
      alias('place', placeBy([...count].reverse())),
    ],
    from: perValue,
    as: 'per_value',
  })
  return select({
    select: [
      alias('breakdown', keptByPlace(breakdown)),
      ...inLists(
        count.map((name) => call('sum', field(name))),
        sum.map((name) => call('sum', field(name))),
        median.map((name) => quantileOf(0.5, [field(name)], 'Merge')),
      ),
    ],
    from: ranked,
    as: 'ranked',
    group_by: [field('breakdown')],
  })
}

/** The best chains with a value that {@link stepCounts} puts under "Other". It has to find the same places for the values. */
export function othersOf(plan: FunnelPlan, breakdown: ValueBreakdown, best: SelectQuery): SelectQuery {
  const reached = plan.steps.map((_, i) => over('countIf', [isReached(i)], { partition_by: [field('value')] }))
  const names = reached.map((_, i) => `count_${i}`)
  const kept = [field('actor'), field('times')]
  const counted = select({
    select: [...kept, field('value'), ...reached.map((count, i) => alias(names[i] ?? '', count))],
    from: best,
    as: 'actors',
  })
  const placed = select({
    select: [...kept, alias('place', placeBy([...names].reverse()))],
    from: counted,
    as: 'counted',
  })
  const isOther = call('greater', field('place'), constant(breakdown.limit))
  return select({ select: kept, from: placed, as: 'placed', where: isOther })
}

const inLists = (counts: Expr[], sums: Expr[], medians: Expr[]) => [
  alias('counts', array(...counts)),
  alias('sums', array(...sums)),
  alias('medians', array(...medians)),
]

/** Bins of the seconds between two steps, and their mean. */
function timeToConvert(node: FunnelsQuery, plan: FunnelPlan, best: SelectQuery): Query {
  const seconds = select({
    select: [alias('seconds', divided(minus(timeOf(plan.to), timeOf(plan.from)), constant(MICROSECONDS)))],
    from: best,
    as: 'actors',
    where: isReached(plan.to),
  })
  const measured = select({
    select: [
      field('seconds'),
      alias('low', call('floor', over('min', [field('seconds')]))),
      alias('high', call('ceil', over('max', [field('seconds')]))),
      alias('average', over('avg', [field('seconds')])),
      alias('bins', binCount(node, over('count'))),
    ],
    from: seconds,
    as: 'conversions',
  })
  const wide = call('ceil', divided(minus(field('high'), field('low')), field('bins')))
  const width = call('if', call('equals', wide, constant(0)), constant(60), wide)
  const keys = ['low', 'width', 'bins', 'average', 'bin']
  return select({
    select: [
      field('low'),
      alias('width', width),
      field('bins'),
      field('average'),
      alias('bin', call('floor', divided(minus(field('seconds'), field('low')), field('width')))),
      alias('total', call('count')),
    ],
    from: measured,
    as: 'measured',
    group_by: keys.map((name) => field(name)),
  })
}

const MOST_BINS = 90
const MOST_AUTOMATIC_BINS = 60

function binCount(node: FunnelsQuery, conversions: Expr): Expr {
  const asked = node.funnelsFilter?.binCount
  if (typeof asked === 'number') return constant(Math.min(Math.max(asked, 1), MOST_BINS))
  const automatic = call('ceil', call('cbrt', conversions))
  return call('least', call('greatest', automatic, constant(1)), constant(MOST_AUTOMATIC_BINS))
}

/** One row per actor, bucket of entrance (and value), and whether the actor `converted` from there. */
export function entrances(plan: FunnelPlan, chains: SelectQuery): SelectQuery {
  return select({
    select: [...keysOf(plan), ...entrance(plan), alias('converted', call('max', isReached(plan.to)))],
    from: everyOf(plan, chains),
    as: 'entered',
    where: isReached(plan.from),
    group_by: [...keysOf(plan), field('bucket')],
  })
}

/** Actors that entered in each bucket, and those of them who went on; one entry per actor and bucket. */
function conversionRates(plan: FunnelPlan, chains: SelectQuery): Query {
  const perActor = entrances(plan, chains)
  const counts = [alias('entered', call('count')), alias('converted', call('sum', field('converted')))]
  const { breakdown } = plan
  if (breakdown?.kind !== 'values') {
    return select({
      select: [field('bucket'), ...counts],
      from: perActor,
      as: 'per_actor',
      group_by: [field('bucket')],
    })
  }
  const perValue = select({
    select: [field('bucket'), field('value'), ...counts],
    from: perActor,
    as: 'per_actor',
    group_by: [field('bucket'), field('value')],
  })
  const ofValue = (name: string) => over('sum', [field(name)], { partition_by: [field('value')] })
  const summed = select({
    select: [
      ...['bucket', 'value', 'entered', 'converted'].map((name) => field(name)),
      alias('all_converted', ofValue('converted')),
      alias('all_entered', ofValue('entered')),
    ],
    from: perValue,
    as: 'per_value',
  })
  const ranked = select({
    select: [
      ...['bucket', 'value', 'entered', 'converted'].map((name) => field(name)),
      alias('place', placeBy(['all_converted', 'all_entered'])),
    ],
    from: summed,
    as: 'summed',
  })
  return select({
    select: [
      field('bucket'),
      alias('breakdown', keptByPlace(breakdown)),
      alias('entered', call('sum', field('entered'))),
      alias('converted', call('sum', field('converted'))),
    ],
    from: ranked,
    as: 'ranked',
    group_by: [field('bucket'), field('breakdown')],
  })
}

/** The bucket in which step `from` was reached. */
function entrance(plan: FunnelPlan): Expr[] {
  const second = call('intDiv', timeOf(plan.from), constant(MICROSECONDS))
  // Whole seconds are their own buckets.
  return [
    alias('bucket', plan.interval === 'second' ? second : bucketOf(plan.interval, call('fromUnixTimestamp', second))),
  ]
}
