import type { InsightDeps } from '../../insights/deps.ts'
import { objectOr } from '../../lib/json.ts'
import { normalizeTags } from '../../tags/store.ts'
import type { Dashboard, DashboardValues } from '../store.ts'
import { type Maker, makeFromTemplate } from './apply.ts'
import { templateTagged } from './find.ts'
import { refused, requireOnlyOne, requireUntaken } from './one-per-tag.ts'

/**
 * Makes the dashboard that a page of the app shows as its own: of the template with this tag, one for each tag and
 * project, in no list.
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
    await requireUntaken(tx, team_id, wanted, String(tag))
    // For a later version of the program to tell which template the board was made of.
    const versioned = { ...template, dashboard_filters: { ...objectOr(template.dashboard_filters), [VERSION]: 1 } }
    const dashboard = await makeFromTemplate(deps, tx, versioned, { ...own, creation_mode: 'unlisted' }, tags, maker)
    await requireOnlyOne(tx, dashboard, normalizeTags(tags))
    return dashboard
  })
}

const VERSION = '__template_version'
