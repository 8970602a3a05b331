import { sql } from 'kysely'
import { isRowId } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { anyOf } from '../postgres/any-of.ts'
import { json, type Postgres, type PostgresOrTransaction } from '../postgres/postgres.ts'

/** A tile with what it shows: exactly one of insight, text and button. */
export interface Tile {
  id: number
  dashboard_id: number
  insight_id: number | null
  text_id: number | null
  button_tile_id: string | null
  layouts: JsonObject
  color: string | null
  filters_overrides: JsonObject | null
  show_description: boolean | null
  transparent_background: boolean | null
  deleted: boolean | null
}

/** What a tile shows. */
type Shown = Pick<Tile, 'insight_id' | 'text_id' | 'button_tile_id'>

/** A tile as an insight lists it. */
export interface TileLink {
  id: number
  dashboard_id: number
  deleted: boolean | null
}

const COLUMNS = [
  't.id',
  't.dashboard_id',
  't.insight_id',
  't.text_id',
  't.button_tile_id',
  't.layouts',
  't.color',
  't.filters_overrides',
  't.show_description',
  't.transparent_background',
  't.deleted',
] as const

/** The visible tiles of a project's dashboard: neither they nor their insight are deleted. */
export async function visibleTiles(db: PostgresOrTransaction, teamId: number, dashboardId: number): Promise<Tile[]> {
  return (await tilesOfBoards(db, teamId, [dashboardId])).get(dashboardId) ?? []
}

/** The same of many dashboards. */
export async function tilesOfBoards(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
): Promise<Map<number, Tile[]>> {
  const rows = await db
    .selectFrom('dashboard_tile as t')
    .innerJoin('dashboard as d', 'd.id', 't.dashboard_id')
    .leftJoin('insight as i', 'i.id', 't.insight_id')
    .select(COLUMNS)
    .where('d.team_id', '=', teamId)
    .where('t.dashboard_id', '=', anyOf(ids, 'int'))
    .where(sql<boolean>`t.deleted IS NOT TRUE AND i.deleted IS NOT TRUE`)
    .orderBy('t.id')
    .execute()
  const tiles = rows.map((row) => ({
    ...row,
    layouts: objectOr(row.layouts),
    filters_overrides: row.filters_overrides === null ? null : objectOr(row.filters_overrides),
  }))
  return listsByKey(tiles.map((tile) => [tile.dashboard_id, tile]))
}

/** The visible tiles of each insight, on dashboards that are not deleted. */
export async function tileLinks(
  db: PostgresOrTransaction,
  column: 'insight_id' | 'text_id' | 'button_tile_id',
  ids: readonly (number | string)[],
): Promise<Map<number | string, TileLink[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('dashboard_tile as t')
    .innerJoin('dashboard as d', 'd.id', 't.dashboard_id')
    .select(['t.id', 't.dashboard_id', 't.deleted', `t.${column} as object_id`])
    .where(sql.ref(`t.${column}`), '=', anyOf(ids, column === 'button_tile_id' ? 'uuid' : 'int'))
    .where(sql<boolean>`t.deleted IS NOT TRUE AND NOT d.deleted`)
    .orderBy('t.id')
    .execute()
  return listsByKey(rows.flatMap(({ object_id, ...link }) => (object_id === null ? [] : [[object_id, link]])))
}

/** Puts an insight on exactly these dashboards: new tiles are made, old ones revived with their layout, others go. */
export async function setInsightDashboards(
  db: PostgresOrTransaction,
  insightId: number,
  dashboardIds: readonly number[],
): Promise<void> {
  await db
    .updateTable('dashboard_tile')
    .set({ deleted: true })
    .where('insight_id', '=', insightId)
    .where((eb) => (dashboardIds.length > 0 ? eb('dashboard_id', 'not in', [...dashboardIds]) : eb.lit(true)))
    .where(sql<boolean>`deleted IS NOT TRUE`)
    .execute()
  if (dashboardIds.length > 0)
    await db
      .insertInto('dashboard_tile')
      .values([...new Set(dashboardIds)].map((dashboard_id) => ({ dashboard_id, insight_id: insightId })))
      .onConflict((conflict) =>
        conflict
          .columns(['dashboard_id', 'insight_id'])
          .doUpdateSet({ deleted: false })
          .where(sql<boolean>`dashboard_tile.deleted IS TRUE`),
      )
      .execute()
}

/** What of a tile a PATCH of its dashboard may change. */
export interface TileDisplay {
  layouts?: JsonObject
  color?: string | null
  filters_overrides?: JsonObject | null
  show_description?: boolean | null
  transparent_background?: boolean | null
  deleted?: boolean
}

/** Reads the display keys of an element of `tiles`; an empty object when it has none. */
export function displayOf(element: JsonObject): TileDisplay {
  const { layouts, color, filters_overrides, show_description, transparent_background, deleted } = element
  return {
    ...(layouts === undefined ? {} : { layouts: objectOr(layouts) }),
    ...(color === undefined ? {} : { color: typeof color === 'string' ? color : null }),
    ...(filters_overrides === undefined
      ? {}
      : { filters_overrides: isObject(filters_overrides) ? filters_overrides : null }),
    ...(show_description === undefined ? {} : { show_description: booleanOrNull(show_description) }),
    ...(transparent_background === undefined ? {} : { transparent_background: booleanOrNull(transparent_background) }),
    ...(deleted === undefined ? {} : { deleted: deleted === true || deleted === 'true' }),
  }
}

/** How a tile is shown, to show another one alike. */
export function lookOf(tile: Tile) {
  const { layouts, color, filters_overrides, show_description, transparent_background } = tile
  return { layouts, color, filters_overrides, show_description, transparent_background }
}

const booleanOrNull = (value: Json) => (typeof value === 'boolean' ? value : null)

const columnsOf = ({ layouts, filters_overrides, ...rest }: TileDisplay) => ({
  ...rest,
  ...(layouts === undefined ? {} : { layouts: json(layouts) }),
  ...(filters_overrides === undefined ? {} : { filters_overrides: json<Json>(filters_overrides) }),
})

/** Changes how a tile is shown; a tile of another dashboard, or that cannot be, is left alone. */
export async function updateDisplay(
  db: PostgresOrTransaction,
  dashboardId: number,
  tileId: number,
  display: TileDisplay,
): Promise<void> {
  if (Object.keys(display).length === 0 || !isRowId(tileId)) return
  await db
    .updateTable('dashboard_tile')
    .set(columnsOf(display))
    .where('dashboard_id', '=', dashboardId)
    .where('id', '=', tileId)
    .execute()
}

/** The same of many tiles, in one statement. */
export async function updateDisplays(
  db: PostgresOrTransaction,
  dashboardId: number,
  displays: ReadonlyMap<number, TileDisplay>,
): Promise<void> {
  const wanted = [...displays].filter(([id, display]) => Object.keys(display).length > 0 && isRowId(id))
  if (wanted.length === 0) return
  const all = json(wanted.map(([id, display]) => ({ ...display, id })))
  await sql`
    UPDATE dashboard_tile t SET
      layouts = CASE WHEN jsonb_exists(w.e, 'layouts') THEN w.e -> 'layouts' ELSE t.layouts END,
      color = CASE WHEN jsonb_exists(w.e, 'color') THEN w.e ->> 'color' ELSE t.color END,
      filters_overrides =
        CASE WHEN jsonb_exists(w.e, 'filters_overrides') THEN w.e -> 'filters_overrides' ELSE t.filters_overrides END,
      show_description =
        CASE WHEN jsonb_exists(w.e, 'show_description') THEN (w.e ->> 'show_description')::boolean
          ELSE t.show_description END,
      transparent_background =
        CASE WHEN jsonb_exists(w.e, 'transparent_background') THEN (w.e ->> 'transparent_background')::boolean
          ELSE t.transparent_background END,
      deleted = CASE WHEN jsonb_exists(w.e, 'deleted') THEN (w.e ->> 'deleted')::boolean ELSE t.deleted END
    FROM jsonb_array_elements(${all}) AS w (e)
    WHERE t.dashboard_id = ${dashboardId} AND t.id = (w.e ->> 'id')::int`.execute(db)
}

type NewTile = Pick<Tile, 'dashboard_id'> &
  Partial<Pick<Tile, 'insight_id' | 'text_id' | 'button_tile_id'>> &
  TileDisplay

/** Makes a tile of a text or a button that exists. Returns its id. */
export async function insertTile(db: PostgresOrTransaction, tile: NewTile): Promise<number> {
  const row = await db.insertInto('dashboard_tile').values(newRow(tile)).returning('id').executeTakeFirstOrThrow()
  return row.id
}

const newRow = ({ layouts, filters_overrides, ...rest }: NewTile) => ({
  ...rest,
  layouts: json(layouts ?? {}),
  filters_overrides: json<Json>(filters_overrides === undefined ? {} : filters_overrides),
})

const ROWS_AT_ONCE = 500

/** Makes tiles, in this order; all say the same columns. */
export async function insertTiles(db: PostgresOrTransaction, tiles: readonly NewTile[]): Promise<void> {
  for (let at = 0; at < tiles.length; at += ROWS_AT_ONCE)
    await db
      .insertInto('dashboard_tile')
      .values(tiles.slice(at, at + ROWS_AT_ONCE).map(newRow))
      .execute()
}

/** The tile of this dashboard with this id, deleted or not. */
export async function findTile(db: PostgresOrTransaction, dashboardId: number, tileId: number) {
  if (!isRowId(tileId)) return undefined
  return db
    .selectFrom('dashboard_tile')
    .select(['id', 'insight_id', 'text_id', 'button_tile_id', 'deleted'])
    .where('dashboard_id', '=', dashboardId)
    .where('id', '=', tileId)
    .executeTakeFirst()
}

/** Which of these dashboards exist in the project; deleted ones are told apart. */
export async function dashboardsOf(db: Postgres, teamId: number, asked: readonly number[]) {
  const ids = asked.filter(isRowId)
  if (ids.length === 0) return []
  return db
    .selectFrom('dashboard')
    .select(['id', 'name', 'deleted', 'creation_mode'])
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'int'))
    .execute()
}

/** Tiles by their place on the grid: `y`, then `x`, then id; what has no place comes late. */
export function inOrder(tiles: readonly Tile[], size: 'sm' | 'xs' = 'sm'): Tile[] {
  const at = (tile: Tile, axis: 'x' | 'y') => {
    const box = tile.layouts[size]
    const value = isObject(box) ? Number(box[axis] ?? 100) : 100
    return Number.isFinite(value) ? value : 100
  }
  return [...tiles].sort((a, b) => at(a, 'y') - at(b, 'y') || at(a, 'x') - at(b, 'x') || a.id - b.id)
}

/** The visible tile of a project's dashboard with this id. */
export async function findVisibleTile(
  db: PostgresOrTransaction,
  teamId: number,
  dashboardId: number,
  tileId: number,
): Promise<Tile | undefined> {
  return (await visibleTiles(db, teamId, dashboardId)).find(({ id }) => id === tileId)
}

/** The tile of a dashboard that shows the same insight, text or button, deleted or not. */
export async function findTwin(db: PostgresOrTransaction, dashboardId: number, shown: Shown) {
  const { insight_id, text_id, button_tile_id } = shown
  const column = insight_id !== null ? 'insight_id' : text_id !== null ? 'text_id' : 'button_tile_id'
  return db
    .selectFrom('dashboard_tile')
    .select(['id', 'deleted'])
    .where('dashboard_id', '=', dashboardId)
    .where(sql<boolean>`${sql.ref(column)} = ${insight_id ?? text_id ?? button_tile_id}`)
    .executeTakeFirst()
}

/** The dashboards with a tile of this card, the tile and they deleted or not. */
export async function boardsShowing(
  db: PostgresOrTransaction,
  column: 'text_id' | 'button_tile_id',
  card: number | string,
): Promise<number[]> {
  const rows = await db
    .selectFrom('dashboard_tile')
    .select('dashboard_id')
    .where(sql<boolean>`${sql.ref(column)} = ${card}`)
    .execute()
  return rows.map(({ dashboard_id }) => dashboard_id)
}

/** Lets a tile show another text or button. */
export async function giveCard(
  db: PostgresOrTransaction,
  dashboardId: number,
  tileId: number,
  card: { text_id: number } | { button_tile_id: string },
): Promise<void> {
  await db
    .updateTable('dashboard_tile')
    .set(card)
    .where('dashboard_id', '=', dashboardId)
    .where('id', '=', tileId)
    .execute()
}

/** Gives a tile to another dashboard. */
export async function rehangTile(db: PostgresOrTransaction, tile: Tile, dashboardId: number): Promise<void> {
  await db
    .updateTable('dashboard_tile')
    .set({ dashboard_id: dashboardId })
    .where('id', '=', tile.id)
    .where('dashboard_id', '=', tile.dashboard_id)
    .execute()
}

export async function removeTile(db: PostgresOrTransaction, dashboardId: number, tileId: number): Promise<void> {
  await db.deleteFrom('dashboard_tile').where('dashboard_id', '=', dashboardId).where('id', '=', tileId).execute()
}
