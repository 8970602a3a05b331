import type { Expr, Query, SelectQuery } from '../../hogql/ast.ts'
import { alias, at, call, compare, constant, field, over, select } from '../../hogql/build.ts'
import type { RetentionQuery } from '../../schema/query/retention.ts'
import { keptByPlace, placeBy } from '../breakdown.ts'
import type { QueryContext } from '../context.ts'
import type { NamedQuery } from '../kind.ts'
import { rowsOf } from './appearances.ts'
import { hasPatterns, isApart, planRetention, type RetentionPlan, splits } from './plan.ts'
import { actorsOf } from './starts-and-returns.ts'

/** The statements of a retention table: one, or one per cohort. Rows: `row`, `column`, `total` and `breakdown`. */
export function buildRetention(node: RetentionQuery, ctx: QueryContext): NamedQuery[] {
  const plan = planRetention(node, ctx)
  const ask = (more?: Expr) => cells(plan, ctx, more)
  if (plan.breakdown?.kind !== 'cohorts') return [{ name: queryName(), query: ask() }]
  return plan.breakdown.cohorts.map(({ condition }, i) => ({ name: queryName(i), query: ask(condition) }))
}

export const queryName = (cohort = 0): string => `retention.${cohort}`

/** How many actors are in each cell of the table, by each value of a breakdown. */
function countedCells(plan: RetentionPlan, ctx: QueryContext, more: Expr | undefined): SelectQuery {
  const value = splits(plan) ? [field('value')] : []
  const actors = actorsOf(plan, ctx, more)
  const members = hasPatterns(plan) ? rowsOf(plan, alike(plan, actors), 'actors') : rowsOf(plan, actors, 'actor')
  const apart = plan.amount ? withAmounts(members, value) : members
  return select({
    select: [
      field('row'),
      plan.amount ? field('column') : alias('column', call('arrayJoin', field('appearances'))),
      ...value,
      alias('total', hasPatterns(plan) ? call('sum', field('actors')) : call('count')),
      ...(plan.amount ? [alias('amount', call('sum', field('amount')))] : []),
    ],
    from: apart,
    as: 'members',
    group_by: [field('row'), field('column'), ...value],
  })
}

/** The same with the values of a breakdown that are too many put together. */
function cells(plan: RetentionPlan, ctx: QueryContext, more: Expr | undefined): Query {
  const counted = countedCells(plan, ctx, more)
  if (plan.breakdown?.kind !== 'values') return counted
  const placed = placedBySize(plan, counted)
  const keys = [field('row'), field('column')]
  return select({
    select: [
      ...keys,
      alias('breakdown', keptByPlace(plan.breakdown)),
      ...figuresOf(plan).map((name) => alias(name, call('sum', field(name)))),
    ],
    from: placed,
    as: 'placed',
    group_by: [...keys, field('breakdown')],
  })
}

const figuresOf = ({ amount }: RetentionPlan) => (amount ? ['total', 'amount'] : ['total'])

/** The cells of each value, with its `place`: first comes the value with which most began. */
function placedBySize(plan: RetentionPlan, counted: SelectQuery): SelectQuery {
  const began = call('if', call('equals', field('column'), constant(0)), field('total'), constant(0))
  const all = ['row', 'column', 'value', ...figuresOf(plan)].map((name) => field(name))
  const sized = select({
    select: [...all, alias('size', over('sum', [began], { partition_by: [field('value')] }))],
    from: counted,
    as: 'counted',
  })
  return select({ select: [...all, alias('place', placeBy(['size']))], from: sized, as: 'sized' })
}

/** The values that have rows of their own. */
export function keptValues(plan: RetentionPlan, ctx: QueryContext, limit: number): SelectQuery {
  return select({
    select: [field('value')],
    from: placedBySize(plan, countedCells(plan, ctx, undefined)),
    as: 'placed',
    where: compare('<=', field('place'), constant(limit)),
  })
}

/** One row per actor, row and column of the table, with the amount of that column. */
function withAmounts(members: SelectQuery, value: Expr[]): SelectQuery {
  const cell = alias('cell', call('arrayJoin', call('arrayZip', field('appearances'), field('amounts'))))
  const each = select({ select: [field('row'), ...value, cell], from: members, as: 'actors' })
  const parts = [alias('column', at(field('cell'), 1)), alias('amount', at(field('cell'), 2))]
  return select({ select: [field('row'), ...value, ...parts], from: each, as: 'cells' })
}

/** Actors with the same starts and returns are in the same cells, so they are counted before they are spread over these. */
function alike(plan: RetentionPlan, actors: SelectQuery): SelectQuery {
  const pattern = [...(isApart(plan) ? [field('value')] : []), field('starts'), field('returns')]
  return select({
    select: [...pattern, alias('actors', call('count'))],
    from: actors,
    as: 'each_actor',
    group_by: pattern,
  })
}

/**
 * One row per actor and row of the table: `actor`, `row`, `value` (in a breakdown by values) and `appearances`, the columns
 * in which the actor returned. 0, the start itself, is always among them. Where a property is added up, `amounts` has the
 * sum of each.
 */
export const membersOf = (plan: RetentionPlan, ctx: QueryContext, more?: Expr): SelectQuery =>
  rowsOf(plan, actorsOf(plan, ctx, more), 'actor')
