import type { Expr } from '../../hogql/ast.ts'
import { alias, call, constant, equals, field, select } from '../../hogql/build.ts'
import { HogqlError } from '../../hogql/errors.ts'
import { type CohortGroup, leavesOf } from '../../schema/cohort.ts'
import { type AskDeps, ask } from '../ask.ts'
import type { QueryContext } from '../context.ts'
import { fulfils } from './members.ts'

/** The criteria of so many cohorts are asked in one read: more might be too long for a statement. */
const AT_ONCE = 100

interface Asked {
  id: number
  criteria: CohortGroup
}

/**
 * The cohorts that one person is in now: calculated ones by their published members, others by criteria on the person.
 * `listed` are the uploaded ones that the person is in. Each read is of this person alone and answers for many cohorts. Those
 * that name others come after these, so that nobody else's membership is looked for.
 */
export async function membershipsOf(
  deps: AskDeps,
  teamId: number,
  uuid: string,
  listed: ReadonlySet<number>,
): Promise<Set<number>> {
  const { cohorts } = await deps.loadContext(teamId)
  const calculated = await calculatedOf(deps, teamId, uuid)
  const known = new Map<number, boolean>()
  let asked: Asked[] = []
  for (const { id, members } of cohorts)
    if (members.kind === 'static') known.set(id, listed.has(id))
    else if (members.kind === 'published') known.set(id, calculated.has(id))
    else if (members.kind === 'pending') known.set(id, false)
    else if (members.kind === 'criteria' && isOfPerson(members.criteria)) asked.push({ id, criteria: members.criteria })
  while (asked.length > 0) {
    const waiting = new Set(asked.map(({ id }) => id))
    const ready = asked.filter(({ criteria }) => namedIn(criteria).every((id) => !waiting.has(id)))
    // Cohorts that name each other cannot be saved.
    if (ready.length === 0) break
    const some = ready.slice(0, AT_ONCE)
    const row = await fulfilledOf(deps, teamId, uuid, some, known)
    for (const [i, { id }] of some.entries()) known.set(id, row[i] === 1 || row[i] === true)
    asked = asked.filter(({ id }) => !known.has(id))
  }
  return new Set([...known].flatMap(([id, isIn]) => (isIn ? [id] : [])))
}

/** Whether criteria can be answered by the person's own row. */
function isOfPerson(criteria: CohortGroup): boolean {
  const leaves = leavesOf(criteria)
  return leaves.length > 0 && leaves.every(({ type }) => type !== 'behavioral')
}

const namedIn = (criteria: CohortGroup): number[] =>
  leavesOf(criteria).flatMap((leaf) => (leaf.type === 'cohort' ? [leaf.value] : []))

/** The cohorts among whose published members the person is. */
async function calculatedOf(deps: AskDeps, teamId: number, uuid: string): Promise<Set<number>> {
  const isPerson = equals(field('person_id'), call('toUUID', constant(uuid)))
  const query = select({
    select: [field('cohort_id')],
    from: 'cohort_people',
    where: isPerson,
    group_by: [field('cohort_id')],
  })
  const rows = await ask(deps, teamId, () => query)
  return new Set(rows.map(([id]) => Number(id)))
}

/** Nobody fulfils criteria that say nothing, such as that a plan is greater than a word. Their own cohort tells what is wrong. */
function fulfilsIfClear(criteria: CohortGroup, ctx: QueryContext, known: ReadonlyMap<number, boolean>): Expr {
  try {
    return fulfils(criteria, ctx, known)
  } catch (error) {
    if (error instanceof HogqlError) return constant(false)
    throw error
  }
}

/** Which of these criteria the person fulfils, in their order; nothing when the person is not there. */
async function fulfilledOf(
  deps: AskDeps,
  teamId: number,
  uuid: string,
  some: readonly Asked[],
  known: ReadonlyMap<number, boolean>,
): Promise<unknown[]> {
  const isPerson = equals(field('id'), call('toUUID', constant(uuid)))
  const [row = []] = await ask(deps, teamId, (ctx) =>
    select({
      select: some.map(({ criteria }, i) => alias(`c${i}`, fulfilsIfClear(criteria, ctx, known))),
      from: 'persons',
      where: isPerson,
    }),
  )
  return row
}
