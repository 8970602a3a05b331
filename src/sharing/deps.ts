import type { Passwords } from '../accounts/passwords.ts'
import type { Teams } from '../accounts/teams.ts'
import type { InsightDeps } from '../insights/deps.ts'

export interface SharingDeps extends InsightDeps {
  teams: Teams
  passwords: Passwords
  /** The server's secret: signs proofs of unlocking. */
  secret: string
}
