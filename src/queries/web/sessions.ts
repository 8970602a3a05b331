import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import {
  alias,
  and,
  array,
  call,
  compare,
  constant,
  equals,
  field,
  moment,
  not,
  or,
  select,
} from '../../hogql/build.ts'
import { sessionColumn } from '../../hogql/tables/sessions.ts'
import { invalid } from '../../http/errors.ts'
import { DAY_MS } from '../../lib/durations.ts'
import type { ConversionGoal } from '../../schema/query/common.ts'
import type { WebQuery } from '../../schema/query/web.ts'
import { actionCondition } from '../actions.ts'
import { inRange } from '../buckets.ts'
import type { QueryContext } from '../context.ts'
import { previousRange, queryRange, type ResolvedRange } from '../date-range.ts'
import { eventIs } from '../filters.ts'
import { eventsOf } from '../sample.ts'
import { queryFilters } from '../series.ts'
import { shareOf } from './sampling.ts'

interface WebPeriods {
  current: ResolvedRange
  previous: ResolvedRange | undefined
}

export function webPeriods(node: WebQuery, ctx: QueryContext): WebPeriods {
  const current = queryRange(node, ctx)
  return { current, previous: previousRange(current, node.dateRange, node.compareFilter, ctx) }
}

/** Looking at a page or a screen. */
export const isView = (): Expr => compare('in', field('event'), array(constant('$pageview'), constant('$screen')))

/** Conditions on the events of a session, all of which lie in one of the periods. */
export interface WebEvents {
  /** A view under the filters. */
  counts: Expr
  converts: Expr
  /** In one of the periods, under no filter yet. */
  within: Expr
}

/** What a query asks of sessions beyond the usual: more columns, and what else makes a session count. */
interface MoreOfSessions {
  columns: Expr[]
  keeps?: Expr
}

/**
 * One row for each session that began in one of the periods and has a view or a conversion under the filters: `person_key`,
 * `views`, `conversions`, `duration` in seconds, `bounced` (NULL without pageviews), `is_current` and `is_previous`. The
 * filters decide which events count; how long a session was is told by all of its events.
 */
export function sessionRows(
  node: WebQuery,
  ctx: QueryContext,
  more: (events: WebEvents) => MoreOfSessions = () => ({ columns: [] }),
): SelectQuery {
  const { current, previous } = webPeriods(node, ctx)
  const ranges = [current, ...(previous ? [previous] : [])]
  const within = or(...ranges.map((range) => inRange(range)))
  const filters = queryFilters(node, ctx)
  const counts = and(isView(), filters, within)
  const converts = node.conversionGoal ? and(goalOf(node.conversionGoal, ctx), filters, within) : constant(false)
  const { columns, keeps } = more({ counts, converts, within })
  const start = call('min', field('timestamp'))
  const from = new Date(Math.min(...ranges.map((range) => range.from.getTime())) - DAY_MS)
  const to = new Date(Math.max(...ranges.map((range) => range.to.getTime())) + DAY_MS)
  const seconds = call('dateDiff', constant('second'), start, call('max', field('timestamp')))
  return select({
    select: [
      alias('session_key', field('$session_id')),
      alias('person_key', call('anyIf', field('person_id'), or(counts, converts))),
      alias('views', call('countIf', counts)),
      alias('conversions', call('countIf', converts)),
      alias('duration', seconds),
      alias('bounced', sessionColumn('$is_bounce', ctx.bounce)),
      alias('is_current', inRange(current, start)),
      alias('is_previous', previous ? inRange(previous, start) : constant(false)),
      ...columns,
    ],
    from: eventsOf({ sample: shareOf(node) }),
    where: and(
      compare('>=', field('timestamp'), moment(from)),
      compare('<=', field('timestamp'), moment(to)),
      call('isNotNull', field('$session_id')),
      not(equals(field('$session_id'), constant(''))),
    ),
    group_by: [field('session_key')],
    having: and(
      or(
        compare('>', field('views'), constant(0)),
        compare('>', field('conversions'), constant(0)),
        ...(keeps ? [keeps] : []),
      ),
      or(field('is_current'), field('is_previous')),
    ),
  })
}

function goalOf(goal: ConversionGoal, ctx: QueryContext): Expr {
  if ('customEventName' in goal) return eventIs(goal.customEventName)
  const action = ctx.actions.find(({ id }) => id === goal.actionId)
  if (!action) throw invalid('Action does not exist', 'conversionGoal')
  return actionCondition(action, ctx)
}
