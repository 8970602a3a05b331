import type { CompareOp, Expr } from '../../hogql/ast.ts'
import {
  and,
  array,
  at,
  call,
  compare,
  constant,
  equals,
  field,
  lambda,
  minus,
  moment,
  tuple,
} from '../../hogql/build.ts'
import type { BEHAVIOURS, BehavioralLeaf } from '../../schema/cohort.ts'
import { actionCondition } from '../actions.ts'
import { eventMicroseconds } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { filtersToExpr } from '../filters.ts'
import {
  amountOf,
  back,
  CriteriaError,
  countedWindow,
  endOfDay,
  periodsOf,
  recentWindow,
  sequenceMicros,
  unitOf,
  type Window,
  windowOf,
} from './windows.ts'

/** What a leaf asks of events: those it must see, and an aggregate over one person's that says whether it holds. */
export interface Behaviour {
  reads: Expr
  holds: Expr
}

type Kind = (typeof BEHAVIOURS)[number]

/** A leaf on what people did, as columns of one aggregation: a cohort's leaves share a single read of the events. */
export function behaviourOf(leaf: BehavioralLeaf, ctx: QueryContext): Behaviour {
  const named = eventOf(leaf.key, leaf.event_type, ctx)
  const filtered = filtersToExpr(leaf.event_filters ?? [], ctx)
  return KINDS[leaf.value](leaf, { named, filtered, matches: and(named, filtered) }, ctx)
}

/** `named`: the event or action itself; `filtered`: what else is asked of it; `matches`: both. */
interface Matching {
  named: Expr
  filtered: Expr
  matches: Expr
}

const KINDS: Record<Kind, (leaf: BehavioralLeaf, event: Matching, ctx: QueryContext) => Behaviour> = {
  performed_event: (leaf, { matches }, ctx) => {
    const reads = and(matches, within(windowOf(leaf, ctx)))
    return { reads, holds: some(reads) }
  },
  performed_event_multiple: (leaf, { matches }, ctx) => {
    const reads = and(matches, within(countedWindow(leaf, ctx)))
    return { reads, holds: and(some(reads), meets(call('countIf', reads), leaf)) }
  },
  performed_event_first_time: (leaf, { named, filtered }, ctx) => {
    const { from, to } = windowOf(leaf, ctx)
    // Of several first events at one moment one that passes is enough: it sorts before those that do not.
    const first = call('minIf', tuple(eventMicroseconds, call('if', filtered, constant(0), constant(1))), named)
    return {
      reads: named,
      holds: and(some(named), between(at(first, 1), { from, to }), equals(at(first, 2), constant(0))),
    }
  },
  performed_event_regularly: (leaf, { matches }, ctx) => {
    const periods = periodsOf(leaf, ctx)
    const [newest, oldest] = [periods[0], periods.at(-1)]
    if (!newest || !oldest) throw new CriteriaError('total_periods must be greater than 0')
    const reads = and(matches, within({ from: oldest.from, to: newest.to }))
    const times = call('groupArrayIf', eventMicroseconds, reads)
    const inPeriod = and(compare('>=', field('t'), at(field('p'), 1)), compare('<=', field('t'), at(field('p'), 2)))
    const count = call('arrayCount', lambda(['t'], inPeriod), times)
    const met = and(compare('>', count, constant(0)), meets(count, leaf))
    const bounds = array(...periods.map(({ from, to }) => tuple(constant(from), constant(to))))
    const least = amountOf(leaf, 'min_periods')
    if (least > periods.length) throw new CriteriaError('min_periods cannot be greater than total_periods')
    return {
      reads,
      holds: compare('>=', call('arrayCount', lambda(['p'], met), bounds), constant(least)),
    }
  },
  performed_event_sequence: (leaf, { matches }, ctx) => {
    if (leaf.seq_event === null || leaf.seq_event === undefined) throw new CriteriaError('seq_event cannot be None')
    const second = eventOf(leaf.seq_event, leaf.seq_event_type ?? 'events', ctx)
    const range = within(windowOf(leaf, ctx))
    const reads = and({ node: 'Or', exprs: [matches, second] }, range)
    return { reads, holds: follows(matches, second, reads, sequenceMicros(leaf)) }
  },
  stopped_performing_event: (leaf, { matches }, ctx) => {
    const recent = and(matches, within(recentWindow(leaf, ctx)))
    const whole = and(matches, within(windowOf(leaf, ctx)))
    return { reads: { node: 'Or', exprs: [whole, recent] }, holds: and(some(whole), none(recent)) }
  },
  restarted_performing_event: (leaf, { matches }, ctx) => {
    const recent = recentWindow(leaf, ctx)
    const boundary = back(amountOf(leaf, 'seq_time_value'), unitOf(leaf, 'seq_time_interval'), ctx)
    const pause = { from: windowOf(leaf, ctx).from, to: endOfDay(boundary, ctx) }
    return {
      reads: matches,
      holds: and(
        some(and(matches, within(recent))),
        compare('<', call('minIf', eventMicroseconds, matches), constant(recent.from)),
        none(and(matches, within(pause))),
      ),
    }
  },
}

function eventOf(key: string | number, type: 'events' | 'actions', ctx: QueryContext): Expr {
  if (type === 'events') return equals(field('event'), constant(String(key)))
  const action = ctx.actions.find(({ id }) => id === Number(key))
  if (!action) throw new CriteriaError(`there is no action with ID ${key}`)
  return actionCondition(action, ctx)
}

const instant = (micros: number) => moment(new Date(Math.floor(micros / 1000)), micros % 1000)
const within = ({ from, to }: Window) =>
  and(compare('>=', field('timestamp'), instant(from)), compare('<=', field('timestamp'), instant(to)))
const between = (value: Expr, { from, to }: Window) =>
  and(compare('>=', value, constant(from)), compare('<=', value, constant(to)))
const some = (condition: Expr) => compare('>', call('countIf', condition), constant(0))
const none = (condition: Expr) => equals(call('countIf', condition), constant(0))

const OPERATORS: Record<string, CompareOp> = { gte: '>=', lte: '<=', gt: '>', lt: '<', eq: '==', exact: '==' }

function meets(count: Expr, leaf: BehavioralLeaf): Expr {
  const operator = OPERATORS[leaf.operator ?? 'exact']
  if (!operator) throw new CriteriaError(`operator '${String(leaf.operator)}' is not supported`)
  return compare(operator, count, constant(amountOf(leaf, 'operator_value')))
}

/**
 * Whether a second event came at most so long after a first one that is another event. One pass over the person's events
 * in order: of equal moments the firsts stand before the seconds, and what is both stands between, so that it follows
 * what is before it and is followed by what is behind.
 */
function follows(first: Expr, second: Expr, reads: Expr, most: number): Expr {
  const role = call('multiIf', and(first, second), constant(1), first, constant(0), constant(2))
  const sorted = call('arraySort', call('groupArrayIf', tuple(eventMicroseconds, role), reads))
  const [event, latest] = [field('e'), field('a')]
  const firsts = call(
    'arrayMap',
    lambda(['e'], call('if', compare('<', at(event, 2), constant(2)), at(event, 1), constant(0))),
    sorted,
  )
  const before = call('arrayPopBack', call('arrayPushFront', firsts, constant(0)))
  const latestBefore = call('arrayFill', lambda(['a'], compare('>', latest, constant(0))), before)
  const isFollowed = and(
    compare('>', at(event, 2), constant(0)),
    compare('>', latest, constant(0)),
    compare('<=', minus(at(event, 1), latest), constant(most)),
  )
  return call('arrayExists', lambda(['e', 'a'], isFollowed), sorted, latestBefore)
}
