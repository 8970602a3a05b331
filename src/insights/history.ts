import type { Editor } from '../activity/editor.ts'
import { type Activity, changesBetween, noteActivities, noteActivity } from '../activity/store.ts'
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
  return (await shownOfMany(db, insight.team_id, [insight])).get(insight.id) ?? {}
}

/** The same of many insights of a project, by id. */
export async function shownOfMany(
  db: PostgresOrTransaction,
  teamId: number,
  insights: readonly Insight[],
): Promise<Map<number, JsonObject>> {
  const ids = insights.map(({ id }) => id)
  const links = await tileLinks(db, 'insight_id', ids)
  const tags = await tagsOf(db, teamId, 'insight', ids)
  return new Map(
    insights.map(({ id, name, derived_name, description, query, order, favorited, saved, deleted }) => {
      const dashboards = (links.get(id) ?? []).map(({ dashboard_id }) => dashboard_id).sort((a, b) => a - b)
      const said = { name, derived_name, description, query, order, favorited, saved, deleted }
      return [id, { ...said, tags: tags.get(String(id)) ?? [], dashboards }]
    }),
  )
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
  await noteActivity(db, editor, activityOf(insight, before, changes))
}

/** Notes what of these insights differs from `before`, by id. */
export async function noteInsights(
  db: PostgresOrTransaction,
  teamId: number,
  insights: readonly Insight[],
  editor: Editor,
  before: ReadonlyMap<number, JsonObject>,
): Promise<void> {
  const after = await shownOfMany(db, teamId, insights)
  const activities = insights.flatMap((insight) => {
    const old = before.get(insight.id) ?? {}
    const changes = changesBetween('Insight', old, after.get(insight.id) ?? {}, NOTED)
    return changes.length > 0 ? [activityOf(insight, old, changes)] : []
  })
  await noteActivities(db, editor, activities)
}

function activityOf(insight: Insight, before: JsonObject | undefined, changes: JsonObject[]): Activity {
  const isToggled = before !== undefined && before['deleted'] !== insight.deleted
  const activity = !before ? 'created' : isToggled ? (insight.deleted ? 'deleted' : 'restored') : 'updated'
  const { id, team_id, short_id } = insight
  const name = insight.name || insight.derived_name
  const detail = { id, name, short_id, type: null, trigger: null, changes }
  return { team_id, scope: 'Insight', item_id: id, activity, detail }
}
