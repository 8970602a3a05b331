import { constant, select } from '../hogql/build.ts'
import { compile } from '../hogql/compile.ts'
import { afterParsing } from '../hogql/parse.ts'
import { ApiError, invalid } from '../http/errors.ts'
import type { ActionStep } from '../schema/filters.ts'
import { actionCondition } from './actions.ts'
import { type AskDeps, contextNow } from './ask.ts'
import { compileContext } from './compile-context.ts'
import type { QueryContext } from './context.ts'
import { asApiError } from './errors.ts'

/**
 * Refuses steps of an action with which every query would fail, and names the place. The engine is asked for no rows, because
 * it complains about types and constants before it reads any. `id` is the action whose steps they will be.
 */
export async function checkSteps(
  deps: AskDeps,
  teamId: number,
  steps: readonly ActionStep[],
  id: number | undefined,
): Promise<void> {
  const now = await contextNow(deps, teamId)
  const ctx = { ...now, actions: now.actions.map((action) => (action.id === id ? { ...action, steps } : action)) }
  const fault = await faultOf(deps, steps, ctx)
  if (fault === undefined) return
  for (const { place, step } of steps.flatMap(partsOf)) {
    const reason = await faultOf(deps, [step], ctx)
    if (reason !== undefined) throw invalid(`${place}: ${reason}`, 'steps')
  }
  throw invalid(fault, 'steps')
}

/** A step without its filters, and each filter as a step of its own: to find which of them is at fault. */
function partsOf(step: ActionStep, i: number): { place: string; step: ActionStep }[] {
  const { properties, ...rest } = step
  const filters = (properties ?? []).map((filter, j) => ({
    place: `steps[${i}].properties[${j}]`,
    step: { properties: [filter] },
  }))
  return [{ place: `steps[${i}]`, step: rest }, ...filters]
}

/** Why events cannot be compared with these steps; undefined when they can, or when that cannot be told now. */
async function faultOf(deps: AskDeps, steps: readonly ActionStep[], ctx: QueryContext): Promise<string | undefined> {
  try {
    const { sql, params } = await afterParsing(deps.parser, () => {
      const where = actionCondition({ steps }, ctx)
      return compile(select({ select: [constant(1)], from: 'events', where, limit: constant(0) }), compileContext(ctx))
    })
    await deps.clickhouse.rows(sql, params, { team_id: ctx.team_id })
    return undefined
  } catch (error) {
    const known = asApiError(error)
    if (!(known instanceof ApiError)) throw error
    return known.status === 400 ? known.message : undefined
  }
}
