import type { Editor } from '../activity/editor.ts'
import { invalid } from '../http/errors.ts'
import { LONGEST_NAME } from '../insights/save.ts'
import { findInsights, insertInsights } from '../insights/store.ts'
import { uuidV7 } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { setTagsOfMany, tagsOf } from '../tags/store.ts'
import { insertTiles, lookOf, type Tile, visibleTiles } from '../tiles/store.ts'
import { findButtons, findTexts, insertButtons, insertTexts } from '../tiles/texts.ts'
import { stillThere } from './references.ts'
import { type Dashboard, type DashboardValues, findDashboard } from './store.ts'

/** The dashboard to duplicate. Throws 400 when the project has none with this id. */
export async function sourceOf(db: PostgresOrTransaction, teamId: number, id: number): Promise<Dashboard> {
  const source = await findDashboard(db, teamId, id)
  if (!source) throw invalid('Invalid value provided', 'use_dashboard')
  return source
}

/** What a duplicate takes over: what is shown and how. Who may see it, its name and its tags are its own. */
export async function duplicatedValues(
  db: PostgresOrTransaction,
  source: Dashboard,
  own: DashboardValues,
): Promise<DashboardValues> {
  const { filters, variables, breakdown_colors, data_color_theme_id } = source
  const quick_filter_ids = await stillThere(db, source.team_id, source.quick_filter_ids)
  const taken = { filters, variables, breakdown_colors, data_color_theme_id, quick_filter_ids }
  const ownFilters = own.filters && Object.keys(own.filters).length > 0 ? own.filters : filters
  return { ...own, ...taken, filters: ownFilters, creation_mode: 'duplicate' }
}

interface Copying extends Editor {
  /** New insights and cards as well; otherwise both dashboards show the same ones. */
  deep: boolean
}

/** Gives `destination` a tile of its own for each visible tile of `source`. */
export async function duplicateTiles(
  tx: PostgresOrTransaction,
  source: Dashboard,
  destination: Dashboard,
  copying: Copying,
): Promise<void> {
  const tiles = await visibleTiles(tx, source.team_id, source.id)
  const shown = copying.deep ? await copiesOf(tx, source.team_id, tiles, copying) : tiles.map(sameAs)
  await insertTiles(
    tx,
    tiles.map((tile, i) => ({ dashboard_id: destination.id, ...NOTHING, ...shown[i], ...lookOf(tile) })),
  )
}

/** What a tile shows. */
type Shown = Pick<Tile, 'insight_id' | 'text_id' | 'button_tile_id'>
const NOTHING: Shown = { insight_id: null, text_id: null, button_tile_id: null }
const sameAs = ({ insight_id, text_id, button_tile_id }: Tile): Shown => ({ insight_id, text_id, button_tile_id })

/** Shows again, beside them, what these tiles of a dashboard show, as insights and cards of its own. Throws 400. */
export async function duplicateWithin(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  asked: readonly { id: number; layouts?: JsonObject | null | undefined }[],
  editor: Editor,
): Promise<void> {
  const { team_id, id: dashboard_id } = dashboard
  const known = new Map((await visibleTiles(tx, team_id, dashboard_id)).map((tile) => [tile.id, tile]))
  const tiles = asked.map(({ id }) => {
    const tile = known.get(id)
    if (!tile) throw invalid(`Tile ${id} is not on this dashboard.`, 'duplicate_tiles')
    return tile
  })
  const shown = await copiesOf(tx, team_id, tiles, editor)
  await insertTiles(
    tx,
    tiles.map((tile, i) => ({
      ...{ dashboard_id, ...NOTHING, ...shown[i], ...lookOf(tile) },
      layouts: asked[i]?.layouts ?? {},
    })),
  )
}

/** New insights, texts and buttons like those that these tiles show, in their order. */
async function copiesOf(
  tx: PostgresOrTransaction,
  teamId: number,
  tiles: readonly Tile[],
  editor: Editor,
): Promise<Shown[]> {
  const shownAs = <T>(shown: (tile: Tile) => T | null) => tiles.flatMap((tile) => shown(tile) ?? [])
  const insights = await copyInsights(
    tx,
    teamId,
    shownAs(({ insight_id }) => insight_id),
    editor,
  )
  const texts = await copyTexts(
    tx,
    teamId,
    shownAs(({ text_id }) => text_id),
    editor,
  )
  const buttons = await copyButtons(
    tx,
    teamId,
    shownAs(({ button_tile_id }) => button_tile_id),
    editor,
  )
  const [insight, text, button] = [insights.values(), texts.values(), buttons.values()]
  return tiles.map(({ insight_id, text_id }) => {
    if (insight_id !== null) return { ...NOTHING, insight_id: insight.next().value ?? null }
    if (text_id !== null) return { ...NOTHING, text_id: text.next().value ?? null }
    return { ...NOTHING, button_tile_id: button.next().value ?? null }
  })
}

/** New texts like these. Returns their ids in the same order. */
async function copyTexts(tx: PostgresOrTransaction, teamId: number, ids: readonly number[], editor: Editor) {
  const originals = await findTexts(tx, teamId, ids)
  const made = { team_id: teamId, created_by: editor.userId, last_modified_at: editor.now }
  return insertTexts(
    tx,
    ids.map((id) => ({ ...made, body: originals.get(id)?.body ?? null })),
  )
}

/** New buttons like these. Returns their ids in the same order. */
async function copyButtons(tx: PostgresOrTransaction, teamId: number, ids: readonly string[], editor: Editor) {
  const originals = await findButtons(tx, teamId, ids)
  const made = { team_id: teamId, created_by: editor.userId, last_modified_at: editor.now }
  const copies = ids.map((id) => {
    const original = originals.get(id)
    if (!original) throw new Error(`button ${id} is gone`)
    const { url, text, placement, style } = original
    return { ...made, id: uuidV7(editor.now.getTime()), url, text, placement, style }
  })
  await insertButtons(tx, copies)
  return copies.map(({ id }) => id)
}

const COPY = ' (Copy)'

/** New insights like these, tags and all. Returns their ids in the same order. */
async function copyInsights(
  tx: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
  editor: Editor,
): Promise<number[]> {
  const originals = await findInsights(tx, teamId, ids)
  const values = ids.map((id) => {
    const original = originals.get(id)
    if (!original) throw new Error(`insight ${id} is gone`)
    const { name, derived_name, description, query, saved } = original
    const copied = name === null ? null : `${[...name].slice(0, LONGEST_NAME - COPY.length).join('')}${COPY}`
    return { name: copied, derived_name, description, query, saved }
  })
  const copies = await insertInsights(tx, teamId, values, editor)
  const tags = await tagsOf(tx, teamId, 'insight', ids)
  const tagged = copies.flatMap((copy, i) => {
    const carried = tags.get(String(ids[i]))
    return carried ? [[copy, carried] as const] : []
  })
  if (tagged.length > 0) await setTagsOfMany(tx, teamId, 'insight', tagged, editor.now)
  return copies
}
