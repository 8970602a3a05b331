import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  call,
  compare,
  constant,
  divided,
  equals,
  field,
  isTrue,
  select,
} from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { parseIso, toWall } from '../../lib/time-zone.ts'
import type { ActorSelection } from '../../schema/query/actors.ts'
import type { FunnelsQuery } from '../../schema/query/funnels.ts'
import { BREAKDOWN_NULL, BREAKDOWN_OTHER, type ValueBreakdown } from '../breakdown.ts'
import { bucketConstant } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { type ActorsSource, type ActorType, actorType, chosenTexts } from '../insight-actors.ts'
import { bestOf, bestOfValues, isReached, timeOf } from './best.ts'
import { entrances, othersOf } from './build.ts'
import { chainsOf } from './chains.ts'
import { type FunnelPlan, planFunnel } from './plan.ts'
import { scanActors } from './scan.ts'

const MICROSECONDS = 1_000_000

/** The actors that reached a step, or that left before it; in trends, those that entered in a bucket. */
export function funnelsActors(node: FunnelsQuery, selection: ActorSelection, ctx: QueryContext): ActorsSource {
  const of = funnelActorType(node)
  const plan = planFunnel(node, ctx)
  if (plan.viz === 'trends') {
    const { condition, value } = chosenValue(plan, selection)
    const query = select({
      select: [alias('actor_id', field('actor'))],
      from: entrances(plan, chainsOf(plan, scanActors(plan, ctx, condition))),
      as: 'per_actor',
      where: and(...entered(plan, selection, ctx), value),
      group_by: [field('actor_id')],
    })
    return { query, columns: [], of }
  }
  const { timestampOf } = reachedStep(plan, selection)
  const time = call('fromUnixTimestamp', divided(timeOf(timestampOf), constant(MICROSECONDS)))
  const query = select({
    select: [alias('actor_id', field('actor')), alias('timestamp', time)],
    from: actorsOfStep(plan, selection, ctx),
    as: 'reached',
  })
  return { query, columns: ['timestamp'], of }
}

/** What an actor of a funnel is: a person or group, or anything where an expression tells them apart. */
export const funnelActorType = (node: FunnelsQuery): ActorType =>
  node.funnelsFilter?.funnelAggregateByHogQL ? { type: 'other' } : actorType(node)

/**
 * One row, `actor` and `times`, for each who reached a step, or left before it, with the value that is asked for. Where
 * several values are asked for, who did so under any of them is taken with the one under which it got furthest.
 */
export function actorsOfStep(plan: FunnelPlan, selection: ActorSelection, ctx: QueryContext): SelectQuery {
  const { condition, value, others } = chosenValue(plan, selection)
  const best = bestOf(plan, chainsOf(plan, scanActors(plan, ctx, condition)))
  const asked = others ? othersOf(plan, others, best) : best
  const found = select({
    select: [field('actor'), field('times')],
    from: asked,
    as: 'actors',
    where: and(reachedStep(plan, selection).reached, value),
  })
  return isTrue(value) && hasSeveralValues(plan) ? bestOfValues(plan, found) : found
}

/** Whether an actor can count under several values of the breakdown. */
function hasSeveralValues({ breakdown }: FunnelPlan): boolean {
  if (breakdown?.kind !== 'values') return false
  return breakdown.attribution.type === 'all_events' || breakdown.attribution.type === 'step'
}

/** Who reached a step (counted from 1), or left before it (negative), and the step whose moment tells of it. */
export function reachedStep(
  plan: FunnelPlan,
  { funnelStep }: Pick<ActorSelection, 'funnelStep'>,
): { reached: Expr; timestampOf: number } {
  const step = funnelStep ?? 1
  if (step === 0 || step === -1)
    throw invalid('funnelStep must be a step counted from 1, or -2 and below.', 'funnelStep')
  if (Math.abs(step) > plan.steps.length) throw invalid('funnelStep is beyond the last step.', 'funnelStep')
  if (step > 0) return { reached: isReached(step - 1), timestampOf: step - 1 }
  const before = -step - 2
  return { reached: and(isReached(before), call('not', isReached(before + 1))), timestampOf: before }
}

function entered(plan: FunnelPlan, selection: ActorSelection, ctx: QueryContext): Expr[] {
  const { funnelTrendsEntrancePeriodStart: start, funnelTrendsDropOff: dropOff } = selection
  if (!start || typeof dropOff !== 'boolean') {
    throw invalid(
      'funnelTrendsEntrancePeriodStart and funnelTrendsDropOff are required for funnel trends.',
      'funnelTrendsEntrancePeriodStart',
    )
  }
  const parsed = parseIso(start, ctx.timezone)
  if (!parsed) throw invalid(`'${start}' is not a date.`, 'funnelTrendsEntrancePeriodStart')
  return [
    equals(field('bucket'), bucketConstant(toWall(parsed.instant, ctx.timezone), plan.interval, ctx)),
    call('equals', field('converted'), constant(dropOff ? 0 : 1)),
  ]
}

/**
 * Which value of the breakdown is asked for: a list of texts, one text, or the id of a cohort; `others` for all that are
 * not shown by name.
 */
function chosenValue(
  plan: FunnelPlan,
  { funnelStepBreakdown: chosen }: ActorSelection,
): { condition: Expr; value: Expr; others?: ValueBreakdown } {
  const all = constant(true)
  const { breakdown } = plan
  if (chosen === null || chosen === undefined || !breakdown) return { condition: all, value: all }
  const texts = chosenTexts(chosen)
  if (breakdown.kind === 'cohorts') {
    const cohort = breakdown.cohorts.find(({ value }) => String(value) === texts[0])
    if (!cohort) throw invalid(`'${texts[0]}' is not a cohort of this funnel.`, 'funnelStepBreakdown')
    return { condition: cohort.condition, value: all }
  }
  if (texts[0] === 'Other' || texts[0] === BREAKDOWN_OTHER) {
    if (plan.viz !== 'trends') return { condition: all, value: all, others: breakdown }
    throw invalid('The actors of all other values together cannot be listed.', 'funnelStepBreakdown')
  }
  const stored = texts.map((text) => constant(text === '' ? BREAKDOWN_NULL : text))
  const isNothing = texts.every((text) => text === '')
  const same = compare('==', field('value'), array(...stored))
  // Without any value, first and last touch have nothing to keep.
  return { condition: all, value: isNothing ? call('or', call('empty', field('value')), same) : same }
}
