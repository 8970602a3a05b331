import type { Postgres } from '../postgres/postgres.ts'
import type { ActionStep } from '../schema/filters.ts'

/** What actions need; the rooms above them are given by the app. */
export interface ActionDeps {
  postgres: Postgres
  clock: () => Date
  calculations: {
    /** Asks for a new calculation of the cohorts whose criteria name this action. */
    requestNaming(teamId: number, action: number): Promise<void>
  }
  /** Throws 400 for steps that no query could be computed with; `id` is the action whose steps they will be. */
  checkSteps(teamId: number, steps: readonly ActionStep[], id: number | undefined): Promise<void>
}
