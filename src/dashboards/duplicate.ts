import type { Editor } from '../activity/editor.ts'
import { invalid } from '../http/errors.ts'
import { LONGEST_NAME } from '../insights/save.ts'
import { findInsights, insertInsights } from '../insights/store.ts'
import { uuidV7 } from '../lib/ids.ts'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { setTagsOfMany, tagsOf } from '../tags/store.ts'
import { insertTiles, lookOf, type Tile, visibleTiles } from '../tiles/store.ts'
import { findButtons, findTexts, insertButton, insertText } from '../tiles/texts.ts'
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
  const ids = tiles.flatMap(({ insight_id }) => insight_id ?? [])
  const insights = (await copyInsights(tx, teamId, ids, editor)).values()
  const shown: Shown[] = []
  for (const tile of tiles) {
    if (tile.insight_id !== null) shown.push({ ...NOTHING, insight_id: insights.next().value ?? null })
    else shown.push({ ...NOTHING, ...(await copyOfCard(tx, teamId, tile, editor)) })
  }
  return shown
}

/** A new text or button like the one this tile shows. */
async function copyOfCard(tx: PostgresOrTransaction, teamId: number, tile: Tile, editor: Editor) {
  const { userId, now } = editor
  if (tile.text_id !== null) {
    const card = (await findTexts(tx, teamId, [tile.text_id])).get(tile.text_id)
    const text = { team_id: teamId, body: card?.body ?? null, created_by: userId, last_modified_at: now }
    return { text_id: await insertText(tx, text) }
  }
  const button = (await findButtons(tx, teamId, [tile.button_tile_id ?? ''])).get(tile.button_tile_id ?? '')
  if (!button) throw new Error(`tile ${tile.id} shows nothing`)
  const { url, text, placement, style } = button
  const id = uuidV7(now.getTime())
  const made = { created_by: userId, last_modified_at: now }
  await insertButton(tx, { id, team_id: teamId, url, text, placement, style, ...made })
  return { button_tile_id: id }
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
