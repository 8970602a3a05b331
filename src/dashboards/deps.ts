import type { InsightDeps } from '../insights/deps.ts'
import type { LanguageModel } from '../language-model/language-model.ts'

/** What the room is given. */
export interface DashboardDeps extends InsightDeps {
  /** Tells what changed on a board in words of its own, where one is configured. */
  model: LanguageModel | undefined
}
