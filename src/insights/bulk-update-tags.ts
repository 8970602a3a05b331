import { editorOf } from '../activity/editor.ts'
import { changesBetween, noteActivities } from '../activity/store.ts'
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
      return bulkUpdateTags(deps, body, {
        ...{ team_id: team.id, kind: 'insight', reason: 'Not found or no edit access' },
        editable: (tx) => editableInsights(tx, viewer, body.ids),
        note: (tx, changed) => {
          const activities = changed.map(({ object: { id, name, derived_name, short_id }, before, after }) => {
            const changes = changesBetween('Insight', { tags: before }, { tags: after }, ['tags'])
            const detail = { name: name || derived_name || null, short_id, type: null, changes }
            return { team_id: team.id, scope: 'Insight', activity: 'updated', item_id: id, detail } as const
          })
          return noteActivities(tx, editor, activities)
        },
      })
    },
  })
}
