import type { ErrorCode } from '../../http/error-codes.ts'
import { ApiError, type ErrorStatus } from '../../http/errors.ts'
import type { InsightDeps } from '../../insights/deps.ts'
import { objectOr } from '../../lib/json.ts'
import { normalizeTags } from '../../tags/store.ts'
import { type Dashboard, type DashboardValues, listDashboards } from '../store.ts'
import { type Maker, makeFromTemplate } from './apply.ts'
import { templateTagged } from './find.ts'

/**
 * Makes the dashboard that a page of the app shows as its own: of the template with this tag, one for each tag and
 * project, in no list. The project's row is locked from the look to the insert, so that of two requests one makes it
 * and the other is told so.
 */
export async function makeUnlisted(
  deps: InsightDeps,
  tag: unknown,
  own: DashboardValues,
  tags: readonly string[],
  maker: Maker,
): Promise<Dashboard> {
  const [wanted] = typeof tag === 'string' ? normalizeTags([tag]) : []
  if (wanted === undefined) throw refused(400, 'required', 'tag is required')
  const { team_id } = maker
  return deps.postgres.transaction().execute(async (tx) => {
    const template = await templateTagged(tx, team_id, wanted)
    if (!template) throw refused(400, 'invalid_input', `Unknown template tag: ${String(tag)}`)
    await tx.selectFrom('team').select('id').where('id', '=', team_id).forNoKeyUpdate().execute()
    const filters = { search: undefined, creation_mode: 'unlisted', tags: [wanted] }
    const [existing] = (await listDashboards(tx, team_id, filters, { limit: 1, offset: 0 })).dashboards
    if (existing)
      throw refused(409, 'conflict', `Unlisted dashboard with tag '${String(tag)}' already exists`, {
        dashboard_id: existing.id,
      })
    // For a later version of the program to tell which template the board was made of.
    const versioned = { ...template, dashboard_filters: { ...objectOr(template.dashboard_filters), [VERSION]: 1 } }
    return makeFromTemplate(deps, tx, versioned, { ...own, creation_mode: 'unlisted' }, tags, maker)
  })
}

const VERSION = '__template_version'

/** PostHog's bare `error`, beside the four keys of every error. */
const refused = (status: ErrorStatus, code: ErrorCode, detail: string, more: object = {}) =>
  new ApiError(status, status === 400 ? 'validation_error' : 'invalid_request', code, detail, {
    attr: 'tag',
    extra: { error: detail, ...more },
  })
