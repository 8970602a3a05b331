import type { Query } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, field, or, select } from '../../hogql/build.ts'
import { WebGoalsQuery } from '../../schema/query/web.ts'
import { actionCondition } from '../actions.ts'
import type { ActionData, QueryContext } from '../context.ts'
import { queryKind } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { queryFilters } from '../series.ts'
import { askedOrder } from './figures.ts'
import { webKind } from './kind.ts'
import { samplingRate, shareOf } from './sampling.ts'
import { sessionRows, webPeriods } from './sessions.ts'
import { PAIR, type WebTable } from './table.ts'

const FIGURES = ['unique_conversions', 'total_conversions', 'conversion_rate']
const COLUMNS = ['action_name', 'converting_users', 'total_conversions', 'conversion_rate']
const DEFAULT_LIMIT = 5
/** Each action is a condition on every event. */
const MAX_LIMIT = 100

/** The project's actions as goals of its site: by how many visitors and how often each was done, and by which share of all. */
export const webGoalsKind = queryKind<WebGoalsQuery, WebTable>({
  kind: 'WebGoalsQuery',
  node: WebGoalsQuery,
  build: (node, ctx) => {
    const goals = goalsOf(node, ctx)
    return goals.length === 0 ? [] : [{ name: 'goals', query: statement(node, goals, ctx) }]
  },
  shape: (answers, node, ctx) => {
    const row = readRows(answers.get('goals'))[0] ?? {}
    const share = shareOf(node)
    const compares = webPeriods(node, ctx).previous !== undefined
    const count = (name: string, period: string) => unsampled(Number(row[`${name}_${period}`] ?? 0), share)
    const pair = (of: (period: string) => number) => [of('current'), compares ? of('previous') : null]
    const rate = (i: number) => (period: string) => {
      const visitors = count('visitors', period)
      return visitors === 0 ? 0 : count(`unique_${i}`, period) / visitors
    }
    const goals = goalsOf(node, ctx)
    const results = goals.map(({ name }, i) => [
      name,
      pair((period) => count(`unique_${i}`, period)),
      pair((period) => count(`total_${i}`, period)),
      pair(rate(i)),
    ])
    return {
      results: ordered(results, node),
      columns: COLUMNS.map((name) => `context.columns.${name}`),
      types: ['String', PAIR, PAIR, PAIR],
      hasMore: ctx.actions.length > goals.length,
      limit: limitOf(node),
      offset: 0,
      samplingRate: samplingRate(node),
    }
  },
  ...webKind,
  // The answer is about the project's actions, though the node does not name them.
  canonical: (node) => ({ ...node, of: 'actions' }),
})

const limitOf = (node: WebGoalsQuery) => Math.min(node.limit ?? DEFAULT_LIMIT, MAX_LIMIT)

const goalsOf = (node: WebGoalsQuery, ctx: QueryContext): readonly ActionData[] => ctx.actions.slice(0, limitOf(node))

/** One row with the figures of all goals in both periods. */
function statement(node: WebGoalsQuery, goals: readonly ActionData[], ctx: QueryContext): Query {
  const filters = queryFilters(node, ctx)
  const isReached = (i: number) => compare('>', field(`goal_${i}`), constant(0))
  const sessions = sessionRows(node, ctx, ({ counts, within }) => {
    const reached = goals.map((goal) => and(actionCondition(goal, ctx), filters, within))
    return {
      columns: [
        alias('visitor', call('anyIf', field('person_id'), or(counts, ...reached))),
        ...reached.map((condition, i) => alias(`goal_${i}`, call('countIf', condition))),
      ],
      keeps: or(...goals.map((_, i) => isReached(i))),
    }
  })
  const ofPeriod = (period: string) => {
    const within = field(`is_${period}`)
    const visitors = (...conditions: Parameters<typeof and>) =>
      call('uniqExactIf', field('visitor'), and(within, ...conditions))
    return [
      alias(`visitors_${period}`, visitors()),
      ...goals.flatMap((_, i) => [
        alias(`unique_${i}_${period}`, visitors(isReached(i))),
        alias(`total_${i}_${period}`, call('sumIf', field(`goal_${i}`), within)),
      ]),
    ]
  }
  return select({ select: [...ofPeriod('current'), ...ofPeriod('previous')], from: sessions, as: 'sessions_seen' })
}

/** Rows by the figure that is asked for, as it is now; else in the order of the actions. */
function ordered(rows: unknown[][], node: WebGoalsQuery): unknown[][] {
  const { column, ascends } = askedOrder(node)
  const at = FIGURES.indexOf(column ?? '') + 1
  if (at === 0) return rows
  const value = (row: unknown[]) => Number([row[at]].flat()[0])
  return rows.toSorted((a, b) => (ascends ? value(a) - value(b) : value(b) - value(a)))
}
