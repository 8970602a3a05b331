import type { Expr } from '../ast.ts'
import { and, compare, constant, equals, field, select } from '../build.ts'
import type { CompileContext } from '../context.ts'
import { HogqlError } from '../errors.ts'

/** `x IN COHORT 5` or `'name'` → `x IN (SELECT person_id …)`, by where the members of that cohort are. */
export function inCohort(left: Expr, cohort: Expr, negated: boolean, ctx: CompileContext): Expr {
  const wanted = cohort.node === 'Constant' ? cohort.value : undefined
  const found = ctx.cohorts.find(({ id, name }) => (typeof wanted === 'number' ? id === wanted : name === wanted))
  if (!found) throw new HogqlError(`Could not find cohort with ID or name ${JSON.stringify(wanted ?? null)}`, cohort)
  return compare(negated ? 'not in' : 'in', left, membersOf(found.id, found.members))
}

function membersOf(id: number, members: CompileContext['cohorts'][number]['members']): Expr {
  const ofCohort = equals(field('cohort_id'), constant(id))
  switch (members.kind) {
    case 'static':
      return select({ select: [field('person_id')], from: 'static_cohort_people', where: ofCohort })
    case 'published': {
      const version = equals(field('version'), constant(members.version))
      return select({ select: [field('person_id')], from: 'cohort_people', where: and(ofCohort, version) })
    }
    case 'inline':
      return members.query
    case 'pending':
      throw new HogqlError(`Cohort ${id} has not been calculated yet.`)
  }
}
