import type { Editor } from '../activity/editor.ts'
import { type Activity, changesBetween, noteActivities, noteActivity } from '../activity/store.ts'
import type { RecordBoards } from '../insights/deps.ts'
import { canonicalJson, isObject, type JsonObject } from '../lib/json.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Retagged } from '../tags/bulk-update-tags.ts'
import { tagsOf } from '../tags/store.ts'
import { lookOf, tilesOfBoards } from '../tiles/store.ts'
import { findButtons, findTexts } from '../tiles/texts.ts'
import { type Dashboard, findDashboards } from './store.ts'

/** The fields that the history compares; when somebody last looked is none of them. */
const NOTED = [
  ...['name', 'description', 'pinned', 'deleted', 'filters', 'variables', 'breakdown_colors', 'data_color_theme_id'],
  ...['restriction_level', 'quick_filter_ids', 'tags', 'collaborators', 'tiles'],
]

/**
 * Runs a change, in the caller's transaction, and notes of each of these dashboards of a project what differs afterwards. Changes of
 * one dashboard go one after the other, so that what was there before is what the change began with.
 */
export async function recording<T>(
  tx: PostgresOrTransaction,
  dashboards: readonly Dashboard[],
  editor: Editor,
  change: () => Promise<T>,
): Promise<T> {
  await locked(tx, dashboards)
  const before = await shownOf(tx, dashboards)
  const result = await change()
  const [first] = dashboards
  const ids = dashboards.map(({ id }) => id)
  const changed = first ? await findDashboards(tx, first.team_id, ids, { deleted: true }) : []
  const after = await shownOf(tx, changed)
  const activities = changed.flatMap(
    (board) => changeOf(board, before.get(board.id) ?? {}, after.get(board.id) ?? {}) ?? [],
  )
  await noteActivities(tx, editor, activities)
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
  const boards = await findDashboards(tx, team_id, ids)
  return boards.length === 0 ? change() : recording(tx, boards, editor, change)
}

/** Locks the dashboards until the transaction ends, always in the order of their ids, so that no two transactions deadlock. */
async function locked(tx: PostgresOrTransaction, dashboards: readonly Dashboard[]): Promise<void> {
  const ids = dashboards.map(({ id }) => id)
  const rows = tx.selectFrom('dashboard').select('id').where('id', '=', anyOf(ids, 'int'))
  await rows.orderBy('id').forNoKeyUpdate().execute()
}

/** Notes that a dashboard was made. */
export const noteMade = (tx: PostgresOrTransaction, dashboard: Dashboard, editor: Editor) =>
  noteActivity(tx, editor, activityOf(dashboard, 'created', []))

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

function changeOf(dashboard: Dashboard, before: JsonObject, after: JsonObject): Activity | undefined {
  const isToggled = before['deleted'] !== after['deleted']
  // Tiles are deleted and restored with their dashboard: nobody changed them.
  const tiles = isToggled ? [] : [differing(before, after), differing(after, before)]
  const [old = { tiles: [] }, fresh = { tiles: [] }] = tiles
  const changes = changesBetween('Dashboard', { ...before, ...old }, { ...after, ...fresh }, NOTED)
  const activity = isToggled ? (dashboard.deleted ? 'deleted' : 'restored') : 'updated'
  return changes.length > 0 ? activityOf(dashboard, activity, changes) : undefined
}

const activityOf = (
  { id, team_id, name }: Pick<Dashboard, 'id' | 'team_id' | 'name'>,
  activity: string,
  changes: JsonObject[],
): Activity => ({
  ...{ team_id, scope: 'Dashboard', item_id: id, activity },
  detail: { id, name, short_id: null, type: 'dashboard', trigger: null, changes },
})

/** What the history compares of dashboards of a project, by id. */
async function shownOf(db: PostgresOrTransaction, dashboards: readonly Dashboard[]): Promise<Map<number, JsonObject>> {
  const [first] = dashboards
  if (!first) return new Map()
  const ids = dashboards.map(({ id }) => id)
  const tags = await tagsOf(db, first.team_id, 'dashboard', ids)
  const people = await collaborators(db, ids)
  const tiles = await tilesOf(db, first.team_id, ids)
  return new Map(
    dashboards.map((dashboard) => {
      const { id, name, description, pinned, deleted, filters, variables, breakdown_colors } = dashboard
      const { data_color_theme_id, restriction_level, quick_filter_ids } = dashboard
      const shown = {
        ...{ name, description, pinned, deleted, filters, variables, breakdown_colors, data_color_theme_id },
        ...{ restriction_level, quick_filter_ids },
        tags: tags.get(String(id)) ?? [],
        collaborators: people.get(id) ?? [],
        tiles: tiles.get(id) ?? [],
      }
      return [id, shown]
    }),
  )
}

async function collaborators(db: PostgresOrTransaction, ids: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await db
    .selectFrom('dashboard_privilege as p')
    .innerJoin('app_user as u', 'u.id', 'p.user_id')
    .select(['p.dashboard_id', 'u.uuid'])
    .where('p.dashboard_id', '=', anyOf(ids, 'int'))
    .orderBy('p.id')
    .execute()
  return listsByKey(rows.map(({ dashboard_id, uuid }) => [dashboard_id, uuid]))
}

/** The tiles with what they show: insights have a history of their own, and stand here by their id. */
async function tilesOf(
  db: PostgresOrTransaction,
  teamId: number,
  boards: readonly number[],
): Promise<Map<number, JsonObject[]>> {
  const tiles = [...(await tilesOfBoards(db, teamId, boards)).values()].flat()
  const ids = <T>(shown: (tile: (typeof tiles)[number]) => T | null) => tiles.flatMap((tile) => shown(tile) ?? [])
  const texts = await findTexts(
    db,
    teamId,
    ids(({ text_id }) => text_id),
  )
  const buttons = await findButtons(
    db,
    teamId,
    ids(({ button_tile_id }) => button_tile_id),
  )
  const shown = tiles.map((tile) => {
    const text = texts.get(tile.text_id ?? -1)
    const button = buttons.get(tile.button_tile_id ?? '')
    const { url, placement, style } = button ?? {}
    const what = {
      id: tile.id,
      ...(tile.insight_id === null ? {} : { insight: tile.insight_id }),
      ...(text ? { text: text.body } : {}),
      ...(button ? { button_tile: { url, text: button.text, placement, style } } : {}),
      ...lookOf(tile),
    }
    return [tile.dashboard_id, what] as const
  })
  return listsByKey(shown)
}

/** The tiles that are missing from the other state, or different there. */
function differing(state: JsonObject, other: JsonObject): JsonObject {
  const listOf = ({ tiles }: JsonObject) => (Array.isArray(tiles) ? tiles.filter(isObject) : [])
  const known = new Set(listOf(other).map(canonicalJson))
  return { tiles: listOf(state).filter((tile) => !known.has(canonicalJson(tile))) }
}
