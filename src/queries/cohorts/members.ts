import type { Expr, SelectQuery } from '../../hogql/ast.ts'
import { alias, and, call, compare, constant, equals, field, not, or, select } from '../../hogql/build.ts'
import { CompilerBug, HogqlError } from '../../hogql/errors.ts'
import { type BehavioralLeaf, type CohortGroup, type CriteriaLeaf, isCohortGroup } from '../../schema/cohort.ts'
import type { QueryContext } from '../context.ts'
import { conditionOn, filtersToExpr, valuesOf } from '../filters.ts'
import { behaviourOf } from './behaviours.ts'
import { CriteriaError } from './windows.ts'

/**
 * The persons that fulfil a cohort's criteria, as a query of one column. Membership is boolean logic over the persons
 * there are: a negation is everybody else. All that is asked of events is asked in one read of them, grouped by person.
 */
export function cohortMembers(criteria: CohortGroup, ctx: QueryContext): SelectQuery {
  const behaviours: Expr[] = []
  const reads: Expr[] = []
  const columnOf = (leaf: BehavioralLeaf): Expr => {
    const { reads: read, holds } = behaviourOf(leaf, ctx)
    reads.push(read)
    behaviours.push(alias(`b${behaviours.length}`, holds))
    return call('ifNull', field('done', `b${behaviours.length - 1}`), constant(false))
  }
  const where = conditionOfAll(criteria, ctx, (leaf) =>
    leaf.type === 'behavioral' ? columnOf(leaf) : personCondition(leaf, ctx),
  )
  if (behaviours.length === 0) return select({ select: [alias('person_id', field('id'))], from: 'persons', where })
  const done = select({
    select: [alias('actor', field('person_id')), ...behaviours],
    from: 'events',
    where: or(...reads),
    group_by: [field('person_id')],
  })
  const on = equals(field('persons', 'id'), field('done', 'actor'))
  return select({
    select: [alias('person_id', field('persons', 'id'))],
    from: {
      table: field('persons'),
      next_join: {
        table: done,
        alias: 'done',
        join_type: 'LEFT JOIN',
        constraint: { constraint_type: 'ON', expr: on },
      },
    },
    where,
  })
}

/**
 * Whether a person fulfils criteria that ask nothing of events, in a read of `persons`. What is known of other cohorts, by
 * their ids, is not asked again.
 */
export function fulfils(criteria: CohortGroup, ctx: QueryContext, known: ReadonlyMap<number, boolean>): Expr {
  return conditionOfAll(criteria, ctx, (leaf) => {
    if (leaf.type === 'behavioral') throw new CompilerBug('Events are asked by cohortMembers.')
    const isIn = leaf.type === 'cohort' ? known.get(leaf.value) : undefined
    return isIn === undefined ? personCondition(leaf, ctx) : constant(isIn)
  })
}

/** The tree of a cohort's criteria, each as `holds` writes it, and the project's test filters where it follows them. */
function conditionOfAll(criteria: CohortGroup, ctx: QueryContext, holds: (leaf: CriteriaLeaf) => Expr): Expr {
  let criterion = 0
  const conditionOf = (leaf: CriteriaLeaf): Expr => {
    criterion++
    const expr = named(criterion, leaf, () => holds(leaf))
    // Where nothing is known a condition does not hold, so its negation does.
    return leaf.negation ? not(call('ifNull', expr, constant(false))) : expr
  }
  const treeOf = (group: CohortGroup): Expr => {
    if (group.values.length === 0) throw new HogqlError('A group of criteria is empty.', {}, 'invalid_property_filter')
    const exprs = group.values.map((item) => (isCohortGroup(item) ? treeOf(item) : conditionOf(item)))
    const [only] = exprs
    if (exprs.length === 1 && only) return only
    return group.type === 'OR' ? { node: 'Or', exprs } : { node: 'And', exprs }
  }
  const tree = treeOf(criteria)
  return criteria.filterTestAccounts ? and(tree, noTestPersons(ctx)) : tree
}

/** What the project's test filters say of persons. What they say of events is not asked: a cohort is of persons. */
function noTestPersons(ctx: QueryContext): Expr {
  const ofPersons = ctx.test_account_filters.flatMap((item) => (item.type === 'person' ? [item] : []))
  return filtersToExpr(ofPersons, ctx, 'person')
}

function personCondition(leaf: Exclude<CriteriaLeaf, BehavioralLeaf>, ctx: QueryContext): Expr {
  if (leaf.type === 'cohort') {
    const isThere = ctx.cohorts.some(({ id }) => id === leaf.value)
    // A cohort that is gone has no members.
    return isThere ? compare('in cohort', field('id'), constant(leaf.value)) : constant(false)
  }
  const { key, operator, value } = leaf
  if (leaf.type === 'person_metadata')
    return conditionOn(field(key), operator, valuesOf(value), 'creation of the person', ctx)
  return filtersToExpr([{ type: 'person', key, operator, value }], ctx, 'person')
}

/** Errors of a leaf name it, by its place and what it is about. */
function named<T>(place: number, leaf: CriteriaLeaf, build: () => T): T {
  try {
    return build()
  } catch (error) {
    if (!(error instanceof CriteriaError) && !(error instanceof HogqlError)) throw error
    throw new HogqlError(`Criterion ${place} (${leaf.key}): ${error.message}`, {}, 'invalid_property_filter')
  }
}
