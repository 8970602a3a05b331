import type { Teams } from '../accounts/teams.ts'
import type { InsightDeps } from '../insights/deps.ts'
import type { LanguageModel } from '../language-model/language-model.ts'

/** What the room is given. */
export interface DashboardDeps extends InsightDeps {
  /** Tells what changed on a board in words of its own, where one is configured. */
  model: LanguageModel | undefined
  /** The projects, which are kept in memory and name a dashboard each. */
  teams: Pick<Teams, 'refresh'>
}
