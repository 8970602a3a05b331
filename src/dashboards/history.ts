import type { Editor } from '../activity/editor.ts'
import { type Activity, changesBetween, noteActivities, noteActivity } from '../activity/store.ts'
import type { RecordBoards } from '../insights/deps.ts'
import { canonicalJson, isObject, type JsonObject } from '../lib/json.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Retagged } from '../tags/bulk-update-tags.ts'
import { tagsOf } from '../tags/store.ts'
import { lookOf, visibleTiles } from '../tiles/store.ts'
import { findButtons, findTexts } from '../tiles/texts.ts'
import { type Dashboard, findDashboard } from './store.ts'

/** The fields that the history compares; when somebody last looked is none of them. */
const NOTED = [
  ...['name', 'description', 'pinned', 'deleted', 'filters', 'variables', 'breakdown_colors', 'data_color_theme_id'],
  ...['restriction_level', 'quick_filter_ids', 'tags', 'collaborators', 'tiles'],
]

/**
 * Runs a change, in the caller's transaction, and notes of each of these dashboards what differs afterwards. Changes of
 * one dashboard go one after the other, so that what was there before is what the change began with.
 */
export async function recording<T>(
  tx: PostgresOrTransaction,
  dashboards: readonly Dashboard[],
  editor: Editor,
  change: () => Promise<T>,
): Promise<T> {
  await locked(tx, dashboards)
  const before: JsonObject[] = []
  for (const dashboard of dashboards) before.push(await shownOf(tx, dashboard))
  const result = await change()
  for (const [i, { team_id, id }] of dashboards.entries()) {
    const after = await findDashboard(tx, team_id, id, { deleted: true })
    if (after) await noteChange(tx, after, before[i] ?? {}, editor)
  }
  return result
}

/** The same in a transaction of its own. */
export const recordedChange = <T>(
  db: Postgres,
  dashboards: readonly Dashboard[],
  editor: Editor,
  change: (tx: PostgresOrTransaction) => Promise<T>,
): Promise<T> => db.transaction().execute((tx) => recording(tx, dashboards, editor, () => change(tx)))

/** The same, of dashboards that are known by their ids alone. */
export const recordBoards: RecordBoards = async (tx, { team_id, ids }, editor, change) => {
  const found = await Promise.all(ids.map((id) => findDashboard(tx, team_id, id)))
  const boards = found.flatMap((board) => board ?? [])
  return boards.length === 0 ? change() : recording(tx, boards, editor, change)
}

/** Locks the dashboards until the transaction ends, always in the order of their ids, so that no two transactions deadlock. */
async function locked(tx: PostgresOrTransaction, dashboards: readonly Dashboard[]): Promise<void> {
  const ids = dashboards.map(({ id }) => id)
  await tx.selectFrom('dashboard').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
}

/** Notes that a dashboard was made. */
export const noteMade = (tx: PostgresOrTransaction, dashboard: Dashboard, editor: Editor) =>
  note(tx, dashboard, 'created', [], editor)

/** Notes what was done to the tags of dashboards. */
export async function noteTags(
  tx: PostgresOrTransaction,
  team_id: number,
  changed: readonly Retagged<Pick<Dashboard, 'id' | 'name'>>[],
  editor: Editor,
): Promise<void> {
  const activities = changed.flatMap(({ object: { id, name }, before, after }) => {
    const changes = changesBetween('Dashboard', { tags: before }, { tags: after }, ['tags'])
    return changes.length > 0 ? [activityOf({ id, team_id, name }, 'updated', changes)] : []
  })
  await noteActivities(tx, editor, activities)
}

async function noteChange(tx: PostgresOrTransaction, dashboard: Dashboard, before: JsonObject, editor: Editor) {
  const after = await shownOf(tx, dashboard)
  const isToggled = before['deleted'] !== after['deleted']
  // Tiles are deleted and restored with their dashboard: nobody changed them.
  const tiles = isToggled ? [] : [differing(before, after), differing(after, before)]
  const [old = { tiles: [] }, fresh = { tiles: [] }] = tiles
  const changes = changesBetween('Dashboard', { ...before, ...old }, { ...after, ...fresh }, NOTED)
  const activity = isToggled ? (dashboard.deleted ? 'deleted' : 'restored') : 'updated'
  if (changes.length > 0) await note(tx, dashboard, activity, changes, editor)
}

const note = (
  tx: PostgresOrTransaction,
  dashboard: Pick<Dashboard, 'id' | 'team_id' | 'name'>,
  activity: string,
  changes: JsonObject[],
  editor: Editor,
) => noteActivity(tx, editor, activityOf(dashboard, activity, changes))

const activityOf = (
  { id, team_id, name }: Pick<Dashboard, 'id' | 'team_id' | 'name'>,
  activity: string,
  changes: JsonObject[],
): Activity => ({
  ...{ team_id, scope: 'Dashboard', item_id: id, activity },
  detail: { id, name, short_id: null, type: 'dashboard', trigger: null, changes },
})

async function shownOf(db: PostgresOrTransaction, dashboard: Dashboard): Promise<JsonObject> {
  const { id, team_id, name, description, pinned, deleted, filters, variables, breakdown_colors } = dashboard
  const { data_color_theme_id, restriction_level, quick_filter_ids } = dashboard
  return {
    ...{ name, description, pinned, deleted, filters, variables, breakdown_colors, data_color_theme_id },
    ...{ restriction_level, quick_filter_ids },
    tags: (await tagsOf(db, team_id, 'dashboard', [id])).get(String(id)) ?? [],
    collaborators: await collaborators(db, id),
    tiles: await tilesOf(db, dashboard),
  }
}

async function collaborators(db: PostgresOrTransaction, dashboardId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('dashboard_privilege as p')
    .innerJoin('app_user as u', 'u.id', 'p.user_id')
    .select('u.uuid')
    .where('p.dashboard_id', '=', dashboardId)
    .orderBy('p.id')
    .execute()
  return rows.map(({ uuid }) => uuid)
}

/** The tiles with what they show: insights have a history of their own, and stand here by their id. */
async function tilesOf(db: PostgresOrTransaction, { team_id, id }: Dashboard): Promise<JsonObject[]> {
  const tiles = await visibleTiles(db, team_id, id)
  const ids = <T>(shown: (tile: (typeof tiles)[number]) => T | null) => tiles.flatMap((tile) => shown(tile) ?? [])
  const texts = await findTexts(
    db,
    team_id,
    ids(({ text_id }) => text_id),
  )
  const buttons = await findButtons(
    db,
    team_id,
    ids(({ button_tile_id }) => button_tile_id),
  )
  return tiles.map((tile) => {
    const text = texts.get(tile.text_id ?? -1)
    const button = buttons.get(tile.button_tile_id ?? '')
    const { url, placement, style } = button ?? {}
    return {
      id: tile.id,
      ...(tile.insight_id === null ? {} : { insight: tile.insight_id }),
      ...(text ? { text: text.body } : {}),
      ...(button ? { button_tile: { url, text: button.text, placement, style } } : {}),
      ...lookOf(tile),
    }
  })
}

/** The tiles that are missing from the other state, or different there. */
function differing(state: JsonObject, other: JsonObject): JsonObject {
  const listOf = ({ tiles }: JsonObject) => (Array.isArray(tiles) ? tiles.filter(isObject) : [])
  const known = new Set(listOf(other).map(canonicalJson))
  return { tiles: listOf(state).filter((tile) => !known.has(canonicalJson(tile))) }
}
