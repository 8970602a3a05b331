import type { Editor } from '../activity/editor.ts'
import { changesBetween, noteActivity } from '../activity/store.ts'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { tagsOf } from '../tags/store.ts'
import { tileLinks } from '../tiles/store.ts'
import type { Insight } from './store.ts'

const NOTED = [
  ...['name', 'derived_name', 'description', 'query', 'order', 'favorited', 'saved', 'tags', 'dashboards', 'deleted'],
]

/** What the history of an insight compares. */
export async function shownOf(db: PostgresOrTransaction, insight: Insight): Promise<JsonObject> {
  const { id, team_id, name, derived_name, description, query, order, favorited, saved, deleted } = insight
  const links = (await tileLinks(db, 'insight_id', [id])).get(id) ?? []
  const tags = (await tagsOf(db, team_id, 'insight', [id])).get(String(id)) ?? []
  const dashboards = links.map(({ dashboard_id }) => dashboard_id).sort((a, b) => a - b)
  return { name, derived_name, description, query, order, favorited, saved, deleted, tags, dashboards }
}

/** Notes that an insight was made, or what differs from `before`. */
export async function noteInsight(
  db: PostgresOrTransaction,
  insight: Insight,
  editor: Editor,
  before: JsonObject | undefined,
): Promise<void> {
  const changes = before ? changesBetween('Insight', before, await shownOf(db, insight), NOTED) : []
  if (before && changes.length === 0) return
  const isToggled = before !== undefined && before['deleted'] !== insight.deleted
  const activity = !before ? 'created' : isToggled ? (insight.deleted ? 'deleted' : 'restored') : 'updated'
  const { id, team_id, short_id } = insight
  const name = insight.name || insight.derived_name
  const detail = { id, name, short_id, type: null, trigger: null, changes }
  await noteActivity(db, editor, { team_id, scope: 'Insight', item_id: id, activity, detail })
}
