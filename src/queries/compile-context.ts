import type { CompileContext } from '../hogql/context.ts'
import { actionCondition } from './actions.ts'
import { cohortMembers } from './cohorts/members.ts'
import type { QueryContext, SavedCohort } from './context.ts'

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
    hidden_events: ctx.hidden_events,
    cohorts: ctx.cohorts.map((cohort) => readable(cohort, ctx)),
    actions: ctx.actions.map((action) => matchable(action, ctx)),
    ...(ctx.bounce ? { bounce: ctx.bounce } : {}),
    ...(ctx.system ? { system: ctx.system } : {}),
  }
}

/** An action becomes a condition only when a query reads it, so that one at fault harms no other query. */
function matchable(action: QueryContext['actions'][number], ctx: QueryContext): CompileContext['actions'][number] {
  return {
    id: action.id,
    name: action.name,
    get condition() {
      return actionCondition(action, ctx)
    },
  }
}

/** Criteria become a query only when something reads the cohort, so that those at fault harm no other cohort. */
function readable({ id, name, members }: SavedCohort, ctx: QueryContext): CompileContext['cohorts'][number] {
  if (members.kind !== 'criteria') return { id, name, members }
  const { criteria, version } = members
  return {
    id,
    name,
    members: {
      kind: 'inline',
      ...(version === undefined ? {} : { version }),
      get query() {
        return cohortMembers(criteria, ctx)
      },
    },
  }
}
