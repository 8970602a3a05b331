import type { Editor } from '../activity/editor.ts'
import { invalid, notFound } from '../http/errors.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { findTwin, findVisibleTile, insertTile, lookOf, updateDisplay } from '../tiles/store.ts'
import { recordedChange } from './history.ts'
import { type Dashboard, findDashboard } from './store.ts'

/** Shows a tile of another dashboard here too: the same insight or text, in a tile of its own. */
export async function copyTile(
  db: Postgres,
  destination: Dashboard,
  { fromDashboardId, tileId }: { fromDashboardId: number; tileId: number },
  editor: Editor,
): Promise<void> {
  if (fromDashboardId === destination.id) throw invalid('Destination must be a different dashboard than the source.')
  const source = await findDashboard(db, destination.team_id, fromDashboardId)
  const tile = source && (await findVisibleTile(db, destination.team_id, source.id, tileId))
  if (!tile) throw notFound()
  if (tile.button_tile_id !== null) throw invalid('Only insight and text tiles can be copied between dashboards.')
  await recordedChange(db, [destination], editor, async (tx) => {
    const twin = await findTwin(tx, destination.id, tile)
    if (twin && twin.deleted !== true)
      throw invalid(`This ${tile.text_id === null ? 'insight' : 'text card'} is already on the destination dashboard.`)
    if (twin) await updateDisplay(tx, destination.id, twin.id, { ...lookOf(tile), deleted: false })
    else {
      const { insight_id, text_id } = tile
      await insertTile(tx, { dashboard_id: destination.id, insight_id, text_id, ...lookOf(tile) })
    }
  })
}
