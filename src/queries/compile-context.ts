import type { CompileContext } from '../hogql/context.ts'
import { actionCondition } from './actions.ts'
import type { QueryContext } from './context.ts'

/** What the compiler may know, from what queries know. */
export function compileContext(ctx: QueryContext): CompileContext {
  return {
    team_id: ctx.team_id,
    now: ctx.now,
    timezone: ctx.timezone,
    week_start_day: ctx.week_start_day,
    person_mode: ctx.person_mode,
    has_overrides: ctx.overrides > 0,
    property_types: ctx.property_types,
    cohorts: ctx.cohorts,
    actions: ctx.actions.map((action) => ({
      id: action.id,
      name: action.name,
      condition: actionCondition(action, ctx),
    })),
  }
}
