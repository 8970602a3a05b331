import type { ErrorCode } from '../../http/error-codes.ts'
import { ApiError, type ErrorStatus } from '../../http/errors.ts'
import type { PostgresOrTransaction } from '../../postgres/postgres.ts'
import { lockTagging, tagsOf } from '../../tags/store.ts'
import { listDashboards } from '../store.ts'
import { templateTagged } from './find.ts'

/** A live unlisted dashboard and the tag under which a page of the app finds it. */
interface Taken {
  tag: string
  dashboard_id: number
}

/**
 * The live unlisted dashboard with this tag, other than `own`. Tags are locked until the transaction ends, so that of two
 * simultaneous requests one sees the dashboard of the other.
 */
async function unlistedTagged(
  tx: PostgresOrTransaction,
  teamId: number,
  tag: string,
  own?: number,
): Promise<Taken | undefined> {
  await lockTagging(tx, teamId)
  const filters = { search: undefined, creation_mode: 'unlisted', tags: [tag] }
  const { dashboards } = await listDashboards(tx, teamId, filters, { limit: 2, offset: 0 })
  const [existing] = dashboards.filter(({ id }) => id !== own)
  return existing && { tag, dashboard_id: existing.id }
}

/** The first of these tags that belongs to a template and already finds another dashboard. */
export async function takenBy(
  tx: PostgresOrTransaction,
  { id, team_id }: { id: number; team_id: number },
  tags: readonly string[],
): Promise<Taken | undefined> {
  for (const tag of tags) {
    const taken = (await templateTagged(tx, team_id, tag)) && (await unlistedTagged(tx, team_id, tag, id))
    if (taken) return taken
  }
  return undefined
}

/** Throws 409 where the project has a live unlisted dashboard with this tag. */
export async function requireUntaken(
  tx: PostgresOrTransaction,
  teamId: number,
  tag: string,
  shown: string,
): Promise<void> {
  const taken = await unlistedTagged(tx, teamId, tag)
  if (taken) throw conflict({ ...taken, tag: shown })
}

/** Throws 409 where a live unlisted dashboard has a tag, of these or of all, that already finds another one. */
export async function requireOnlyOne(
  tx: PostgresOrTransaction,
  dashboard: { id: number; team_id: number },
  among?: readonly string[],
): Promise<void> {
  const { team_id, id } = dashboard
  await lockTagging(tx, team_id)
  const tags = among ?? (await tagsOf(tx, team_id, 'dashboard', [id])).get(String(id)) ?? []
  const taken = await takenBy(tx, dashboard, tags)
  if (taken) throw conflict(taken)
}

const conflict = ({ tag, dashboard_id }: Taken) =>
  refused(409, 'conflict', `Unlisted dashboard with tag '${tag}' already exists`, { dashboard_id })

/** PostHog's bare `error`, beside the four keys of every error. */
export const refused = (status: ErrorStatus, code: ErrorCode, detail: string, more: object = {}) =>
  new ApiError(status, status === 400 ? 'validation_error' : 'invalid_request', code, detail, {
    attr: 'tag',
    extra: { error: detail, ...more },
  })
