import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  at,
  call,
  constant,
  equals,
  field,
  isTrue,
  lambda,
  minus,
  not,
  or,
  plus,
  select,
  tuple,
} from '../../hogql/build.ts'
import { BREAKDOWN_NULL, breakdownValue } from '../breakdown.ts'
import { eventMicroseconds, inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { eventsOf } from '../sample.ts'
import { type FunnelPlan, keysOf } from './plan.ts'

/**
 * One row per actor (and value): `history`, the actor's events in the order of time. Each is a tuple of its moment in
 * microseconds and a mask of what it matches, in strict funnels also of its {@link GROUP}.
 *
 * In the mask exclusions have the low bits and steps the high ones, in their order. So sorting by the mask puts events of one
 * moment in the order in which they can complete steps. An event that does several steps stands where the last of them is, so
 * that a repeated step is not begun and ended by events of one moment.
 */
export function scanActors(plan: FunnelPlan, ctx: QueryContext, more: Expr = constant(true)): SelectQuery {
  const scan = scanEvents(plan, ctx, more)
  return plan.order === 'strict' ? withGroups(plan, scan) : scan
}

/** The place of an event's third number, the group: how many different moments the actor's events had before it. */
export const GROUP = 3

/** Adds the groups. They tell where events lie between others, so those that match nothing need not be kept themselves. */
function withGroups(plan: FunnelPlan, scan: SelectQuery): SelectQuery {
  const moments = call('arrayMap', lambda(['event'], at(field('event'), 1)), field('history'))
  const isLater = lambda(['since'], call('greater', field('since'), constant(0)))
  const groups = call('arrayCumSum', isLater, call('arrayDifference', moments))
  const [event, group] = [field('event'), field('group')]
  const grouped = lambda(['event', 'group'], tuple(at(event, 1), at(event, 2), group))
  const isMatched = lambda(['event'], call('greater', at(event, 2), constant(0)))
  return select({
    select: [
      ...keysOf(plan),
      alias('history', call('arrayFilter', isMatched, call('arrayMap', grouped, field('history'), groups))),
    ],
    from: scan,
    as: 'all_events',
    where: call('notEmpty', field('history')),
  })
}

function scanEvents(plan: FunnelPlan, ctx: QueryContext, more: Expr): SelectQuery {
  const value = plan.breakdown?.kind === 'values' ? breakdownValue(plan.breakdown, ctx, undefined) : undefined
  const where = and(
    inRange(plan.range),
    ...(plan.order === 'strict' ? [] : [matchingAny([...plan.steps, ...plan.exclusions])]),
    plan.filters,
    plan.actor.exists,
    more,
  )
  const scan = (value_: Expr[], group_by: Expr[]) =>
    select({
      select: [alias('actor', plan.actor.id), ...value_, alias('history', eventsInOrder(plan))],
      from: eventsOf(plan),
      where,
      group_by: [field('actor'), ...group_by],
    })
  if (!value || plan.breakdown?.kind !== 'values') return scan([], [])
  const { attribution } = plan.breakdown
  switch (attribution.type) {
    case 'all_events':
      return scan([alias('value', value)], [field('value')])
    case 'first_touch':
    case 'last_touch': {
      const pick = attribution.type === 'first_touch' ? 'argMinIf' : 'argMaxIf'
      return scan([alias('value', touched(plan, pick, value))], [])
    }
    case 'step':
      return byStep(plan, attribution.step, value, where)
  }
}

export const exclusionBit = (index: number): number => index
export const stepBit = (plan: FunnelPlan, step: number): number => plan.exclusions.length + step

const sorted = (...parts: Expr[]) => call('arraySort', call('groupArray', call('tuple', ...parts)))

/** A moment in microseconds needs 53 bits until the year 2255. With the sign, ten of 64 are left. */
const MOST_PACKED_BITS = 10

/** An actor's events in order. A moment and a small mask are gathered and sorted as one number, which is much faster. */
function eventsInOrder(plan: FunnelPlan): Expr {
  const bits = stepBit(plan, plan.steps.length)
  if (bits > MOST_PACKED_BITS) return sorted(eventMicroseconds, mask(plan))
  const packed = plus(call('bitShiftLeft', eventMicroseconds, constant(bits)), mask(plan))
  const [time, matched] = [
    call('bitShiftRight', field('e'), constant(bits)),
    call('bitAnd', field('e'), constant(2 ** bits - 1)),
  ]
  return call('arrayMap', lambda(['e'], tuple(time, matched)), call('arraySort', call('groupArray', packed)))
}

function mask(plan: FunnelPlan): Expr {
  const conditions = [...plan.exclusions, ...plan.steps].map(({ condition }) => condition)
  return conditions.map((condition, i): Expr => call('if', condition, constant(2 ** i), constant(0))).reduce(plus)
}

/** Events that match at least one of these. */
function matchingAny(parts: readonly { condition: Expr }[]): Expr {
  const conditions = parts.map(({ condition }) => condition)
  return conditions.some(isTrue) ? constant(true) : or(...conditions)
}

/**
 * The values of the actor's first or last event that has any; an empty list where none has. One text is picked much faster
 * than a list.
 */
function touched(plan: FunnelPlan, pick: string, values: Expr): Expr {
  // Only strict funnels and exclusions scan events that are no step.
  const isStep = plan.order === 'strict' || plan.exclusions.length > 0 ? matchingAny(plan.steps) : constant(true)
  const touch = (of: Expr, isThere: Expr) => call(pick, of, field('timestamp'), and(isStep, isThere))
  const [only, ...others] = values.node === 'Array' ? values.exprs : []
  if (!only || others.length > 0) return touch(values, isFilled(values))
  const text = touch(only, not(equals(only, constant(BREAKDOWN_NULL))))
  return call('arrayFilter', lambda(['text'], call('notEmpty', field('text'))), array(text))
}

/** Whether at least one of the values is not missing. */
const isFilled = (value: Expr) =>
  call('arrayExists', lambda(['part'], not(equals(field('part'), constant(BREAKDOWN_NULL)))), value)

/**
 * One row per actor and value that the actor's events of that step have. In each, only events with that value count as the
 * step.
 */
function byStep(plan: FunnelPlan, step: number, value: Expr, where: Expr): SelectQuery {
  const bit = stepBit(plan, step)
  const isStep = (of: string) => call('bitTest', at(field(of), 2), constant(bit))
  const values = call(
    'arrayDistinct',
    call(
      'arrayMap',
      lambda(['e'], at(field('e'), 3)),
      call('arrayFilter', lambda(['e'], isStep('e')), field('all_events')),
    ),
  )
  const scan = select({
    select: [
      alias('actor', plan.actor.id),
      alias('all_events', sorted(eventMicroseconds, mask(plan), value)),
      alias('found', values),
    ],
    from: eventsOf(plan),
    where,
    group_by: [field('actor')],
  })
  const perValue = select({
    select: [
      field('actor'),
      field('all_events'),
      alias('value', call('arrayJoin', call('if', call('empty', field('found')), array(NO_VALUE), field('found')))),
    ],
    from: scan,
    as: 'scan',
  })
  const others = call('and', isStep('e'), call('notEquals', at(field('e'), 3), field('value')))
  const masked = minus(at(field('e'), 2), call('if', others, constant(2 ** bit), constant(0)))
  const events = call(
    'arraySort',
    call('arrayMap', lambda(['e'], tuple(at(field('e'), 1), masked)), field('all_events')),
  )
  return select({ select: [field('actor'), field('value'), alias('history', events)], from: perValue, as: 'per_value' })
}

const NO_VALUE = array(constant(BREAKDOWN_NULL))
