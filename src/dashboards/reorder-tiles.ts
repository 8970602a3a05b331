import type { Editor } from '../activity/editor.ts'
import { invalid, notFound } from '../http/errors.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { updateDisplays, visibleTiles } from '../tiles/store.ts'
import { recordedChange } from './history.ts'
import { type Arrangement, arrange } from './layout.ts'
import type { Dashboard } from './store.ts'

/** Lays tiles out anew in this order; those that are not named keep their place. */
export async function reorderTiles(
  db: Postgres,
  dashboard: Dashboard,
  { tile_order, layout }: { tile_order: number[]; layout: Arrangement },
  editor: Editor,
): Promise<void> {
  if (new Set(tile_order).size !== tile_order.length)
    throw invalid('tile_order must contain unique tile IDs', 'tile_order')
  await recordedChange(db, [dashboard], editor, async (tx) => {
    // Read only now that the board is held: another request may have given a tile another size meanwhile.
    const tiles = new Map((await visibleTiles(tx, dashboard.team_id, dashboard.id)).map((tile) => [tile.id, tile]))
    const unknown = tile_order.filter((id) => !tiles.has(id)).sort((a, b) => a - b)
    if (unknown.length > 0) throw notFound(`Tile IDs not found on this dashboard: [${unknown.join(', ')}]`)
    const layouts = arrange(
      tile_order.map((id) => tiles.get(id)?.layouts ?? {}),
      layout,
    )
    const displays = new Map(tile_order.map((id, i) => [id, { layouts: layouts[i] ?? {} }]))
    await updateDisplays(tx, dashboard.id, displays)
  })
}
