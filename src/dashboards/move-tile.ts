import type { Editor } from '../activity/editor.ts'
import { invalid, notFound } from '../http/errors.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { requireEdit } from '../rights/boards.ts'
import { findTwin, rehangTile, removeTile } from '../tiles/store.ts'
import { recordedChange } from './history.ts'
import { requireTile } from './requests.ts'
import { type Dashboard, findDashboard } from './store.ts'

/** Gives a tile to another dashboard; it keeps its id, place and overrides. */
export async function moveTile(
  db: Postgres,
  source: Dashboard,
  { tileId, toDashboardId }: { tileId: number; toDashboardId: number },
  editor: Editor,
): Promise<void> {
  await requireTile(db, source, tileId)
  const target = await findDashboard(db, source.team_id, toDashboardId)
  if (!target) throw notFound()
  if (target.id === source.id) return
  const viewer = { team_id: source.team_id, user_id: editor.userId }
  await requireEdit(db, viewer, target.id, "You don't have edit permissions for the destination dashboard.")
  await recordedChange(db, [source, target], editor, async (tx) => {
    // Asked again, because the boards are held only now: another request may have taken the tile away meanwhile.
    const tile = await requireTile(tx, source, tileId)
    const twin = await findTwin(tx, target.id, tile)
    if (twin && twin.deleted !== true) throw invalid('Invalid request data for moving tile.')
    if (twin) await removeTile(tx, target.id, twin.id)
    await rehangTile(tx, tile, target.id)
  })
}
