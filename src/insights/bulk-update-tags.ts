import { editorOf } from '../activity/editor.ts'
import { changesBetween, noteActivity } from '../activity/store.ts'
import { projectRoute, type Route } from '../http/route.ts'
import { Integer } from '../schema/form.ts'
import { bulkTagsBody, bulkUpdateTags } from '../tags/bulk-update-tags.ts'
import type { InsightDeps } from './deps.ts'
import { editableInsights } from './rights.ts'

/** The tags of many insights at once; what is on closed boards alone is skipped. */
export function bulkUpdateTagsRoute(deps: InsightDeps): Route {
  return projectRoute({
    method: 'POST',
    path: '/insights/bulk_update_tags',
    scopes: ['insight:write'],
    body: bulkTagsBody(Integer),
    handle: async ({ team, principal, body }) => {
      const viewer = { team_id: team.id, user_id: principal.user.id }
      const editor = editorOf(deps, { principal })
      const editable = await editableInsights(deps.postgres, viewer, body.ids)
      const known = new Set(editable.keys())
      const reason = 'Not found or no edit access'
      return bulkUpdateTags(deps, team.id, 'insight', body, known, reason, (tx, id, before, after) => {
        const insight = editable.get(Number(id))
        const changes = changesBetween('Insight', { tags: before }, { tags: after }, ['tags'])
        const name = insight?.name || insight?.derived_name || null
        const detail = { name, short_id: insight?.short_id ?? null, type: null, changes }
        const about = { team_id: team.id, scope: 'Insight', activity: 'updated', item_id: id } as const
        return noteActivity(tx, editor, { ...about, detail })
      })
    },
  })
}
