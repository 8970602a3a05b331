import type { Editor } from '../activity/editor.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { updateDisplay, updateDisplays, visibleTiles } from '../tiles/store.ts'
import { recordedChange } from './history.ts'
import { compacted } from './layout.ts'
import { requireTile } from './requests.ts'
import type { Dashboard } from './store.ts'

/** Takes a tile off its dashboard; the others move up. Throws 404. */
export async function deleteTile(db: Postgres, dashboard: Dashboard, tileId: number, editor: Editor): Promise<void> {
  await recordedChange(db, [dashboard], editor, async (tx) => {
    await requireTile(tx, dashboard, tileId)
    await updateDisplay(tx, dashboard.id, tileId, { deleted: true })
    const left = await visibleTiles(tx, dashboard.team_id, dashboard.id)
    const layouts = compacted(left.map((tile) => tile.layouts))
    const displays = new Map(left.map(({ id }, i) => [id, { layouts: layouts[i] ?? {} }]))
    await updateDisplays(tx, dashboard.id, displays)
  })
}
