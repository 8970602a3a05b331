import { type Dashboard, findDashboard } from '../dashboards/store.ts'
import { findInsights, type Insight } from '../insights/store.ts'
import type { Team } from '../schema/team.ts'
import { findByToken, type SharingConfiguration } from './configuration.ts'
import type { SharingDeps } from './deps.ts'
import { passwordsOf } from './passwords.ts'
import { proofOf, provenPassword } from './proof.ts'

/** What a link opens, and nothing else of its project. */
export interface Share {
  /** The token of the link, which may be one that was replaced and is in its grace. */
  token: string
  configuration: SharingConfiguration
  team: Team
  shared: { dashboard: Dashboard; insight?: undefined } | { insight: Insight; dashboard?: undefined }
}

/** How a viewer may enter: freely, by a password's proof, or not yet. */
export type Entry =
  | { locked: true }
  | { locked: false; password_id: number | null; proof?: { proof: string; by: 'cookie' | 'bearer' } }

/** The share of a token, when it is switched on, not past its end, and what it shares is still there. */
export async function findShare(deps: SharingDeps, token: string): Promise<Share | undefined> {
  if (!/^[\w-]{1,64}$/.test(token)) return undefined
  const now = deps.clock()
  const configuration = await findByToken(deps.postgres, token, now)
  if (!configuration?.enabled) return undefined
  const { expires_at } = configuration.limits
  if (expires_at !== undefined && Date.parse(expires_at) <= now.getTime()) return undefined
  const team = await deps.teams.get(configuration.team_id)
  if (!team || !(await allowsSharing(deps, team))) return undefined
  const { dashboard_id, insight_id } = configuration
  if (dashboard_id !== null) {
    const dashboard = await findDashboard(deps.postgres, team.id, dashboard_id)
    return dashboard && { token, configuration, team, shared: { dashboard } }
  }
  const insight =
    insight_id === null ? undefined : (await findInsights(deps.postgres, team.id, [insight_id])).get(insight_id)
  return insight && !insight.deleted ? { token, configuration, team, shared: { insight } } : undefined
}

/** The organization's switch. */
export async function allowsSharing(deps: Pick<SharingDeps, 'postgres'>, team: Team): Promise<boolean> {
  const row = await deps.postgres
    .selectFrom('organization')
    .select('allow_publicly_shared_resources')
    .where('id', '=', team.organization_id)
    .executeTakeFirst()
  return row?.allow_publicly_shared_resources === true
}

/** Whether a request may see the share. A proof counts while the password it names is one of the share's. */
export async function entryOf(deps: SharingDeps, { configuration, token }: Share, request: Request): Promise<Entry> {
  if (!configuration.password_required) return { locked: false, password_id: null }
  const given = proofOf(request)
  if (!given) return { locked: true }
  const origin = await provenPassword(deps.secret, given.proof, configuration, token, deps.clock())
  if (origin === undefined) return { locked: true }
  const password = (await passwordsOf(deps.postgres, configuration.id)).find((one) => one.origin === origin)
  return password ? { locked: false, password_id: password.id, proof: given } : { locked: true }
}
