import { updateDashboard } from '../dashboards/store.ts'
import type { Page } from '../http/pagination.ts'
import { DAY_MS } from '../lib/durations.ts'
import type { Share } from './access.ts'
import type { SharingDeps } from './deps.ts'

type Deps = Pick<SharingDeps, 'postgres' | 'clock'>

const KEPT_MS = 90 * DAY_MS

/** Notes that somebody looked: on the board always, in the log of views when the owner keeps one. */
export async function noteView(
  { postgres, clock }: Deps,
  { configuration, shared }: Share,
  view: { password_id: number | null; embedded: boolean },
): Promise<void> {
  const now = clock()
  if (shared.dashboard) await updateDashboard(postgres, shared.dashboard, { last_accessed_at: now })
  if (configuration.limits.view_log)
    await postgres
      .insertInto('share_view')
      .values({ ...view, configuration_id: configuration.id, viewed_at: now })
      .execute()
}

/** A page of the log of views of a link, the newest first, and how many it holds in all. */
export async function listViews({ postgres }: Deps, configurationId: number, { limit, offset }: Page) {
  const query = postgres.selectFrom('share_view').where('configuration_id', '=', configurationId)
  const { count } = await query.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  const views = await query
    .select(['viewed_at', 'password_id', 'embedded'])
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { count: Number(count), views }
}

/** Deletes old views; runs every hour. */
export async function forgetViews({ postgres, clock }: Deps): Promise<void> {
  const oldest = new Date(clock().getTime() - KEPT_MS)
  await postgres.deleteFrom('share_view').where('viewed_at', '<', oldest).execute()
}
