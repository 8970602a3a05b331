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
import { invalid } from '../../http/errors.ts'
import { objectOr } from '../../lib/json.ts'
import type { ConversionGoal, WebOverviewQuery, WebStatsTableQuery } from '../../schema/query/web.ts'
import { actionCondition } from '../actions.ts'
import type { QueryContext } from '../context.ts'
import { previousRange, type ResolvedRange, resolveRange } from '../date-range.ts'
import { eventIs } from '../filters.ts'
import { queryFilters } from '../series.ts'

type WebQuery = WebOverviewQuery | WebStatsTableQuery

const DAY_MS = 86_400_000
const BOUNCE_SECONDS = 10

export const webRange = (node: WebQuery, ctx: QueryContext): ResolvedRange => resolveRange(node.dateRange, 'day', ctx)

export interface WebPeriods {
  current: ResolvedRange
  previous: ResolvedRange | undefined
}

export function webPeriods(node: WebQuery, ctx: QueryContext): WebPeriods {
  const current = webRange(node, ctx)
  return { current, previous: previousRange(current, node.dateRange, node.compareFilter, ctx) }
}

/** Looking at a page or a screen. */
const isView = () => compare('in', field('event'), array(constant('$pageview'), constant('$screen')))

/**
 * One row per session that began in one of the periods and has a view (or a conversion) under the filters: `person`,
 * `views`, `conversions`, `duration` in seconds, `bounced` (NULL without pageviews), and for each period whether it is in
 * it. Filters say which events count; how long a session was is told by all of its events.
 */
export function sessionRows(node: WebQuery, ctx: QueryContext, more: (counts: Expr) => Expr[] = () => []): SelectQuery {
  const { current, previous } = webPeriods(node, ctx)
  const filters = queryFilters(node, ctx)
  const goal = node.conversionGoal ? goalOf(node.conversionGoal, ctx) : constant(false)
  const counts = and(isView(), filters)
  const converts = and(goal, filters)
  const start = call('min', field('timestamp'))
  const ranges = [current, ...(previous ? [previous] : [])]
  const from = new Date(Math.min(...ranges.map((range) => range.from.getTime())) - DAY_MS)
  const to = new Date(Math.max(...ranges.map((range) => range.to.getTime())) + DAY_MS)
  const seconds = call('dateDiff', constant('second'), start, call('max', field('timestamp')))
  const isIn = (range: ResolvedRange) =>
    and(compare('>=', start, moment(range.from)), compare('<=', start, moment(range.to, range.to_microseconds)))
  return select({
    select: [
      alias('session', field('$session_id')),
      alias('person', call('anyIf', field('person_id'), or(counts, converts))),
      alias('views', call('countIf', counts)),
      alias('conversions', call('countIf', converts)),
      alias('duration', seconds),
      alias('bounced', bounced(seconds, node)),
      alias('is_current', isIn(current)),
      alias('is_previous', previous ? isIn(previous) : constant(false)),
      ...more(counts),
    ],
    from: 'events',
    where: and(
      compare('>=', field('timestamp'), moment(from)),
      compare('<=', field('timestamp'), moment(to)),
      call('isNotNull', field('$session_id')),
      not(equals(field('$session_id'), constant(''))),
    ),
    group_by: [field('session')],
    having: and(
      or(compare('>', field('views'), constant(0)), compare('>', field('conversions'), constant(0))),
      or(field('is_current'), field('is_previous')),
    ),
  })
}

/** One pageview, nothing clicked, and gone within seconds. */
function bounced(seconds: Expr, node: WebQuery): Expr {
  const asked = Number(objectOr(node.modifiers)['bounceRateDurationSeconds'])
  const limit = Number.isFinite(asked) && asked > 0 ? asked : BOUNCE_SECONDS
  const count = (name: string) => call('countIf', eventIs(name))
  const left = call(
    'and',
    call('lessOrEquals', count('$pageview'), constant(1)),
    call('equals', count('$autocapture'), constant(0)),
    call('less', seconds, constant(limit)),
  )
  return call('if', call('equals', count('$pageview'), constant(0)), constant(null), left)
}

function goalOf(goal: ConversionGoal, ctx: QueryContext): Expr {
  if ('customEventName' in goal) return eventIs(goal.customEventName)
  const action = ctx.actions.find(({ id }) => id === goal.actionId)
  if (!action) throw invalid('Action does not exist', 'conversionGoal')
  return actionCondition(action, ctx)
}
