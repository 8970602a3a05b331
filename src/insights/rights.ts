import { permissionDenied } from '../http/errors.ts'
import { isRowId } from '../lib/ids.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { combined, mayEdit, NO_RIGHTS, rightsOn, type Viewer } from '../rights/boards.ts'
import { tileLinks } from '../tiles/store.ts'

/** Throws 403 where every dashboard that shows the insight is closed to the user. */
export async function requireInsightEdit(db: PostgresOrTransaction, viewer: Viewer, id: number): Promise<void> {
  const boards = await boardsOf(db, id)
  const rights = await rightsOn(db, viewer, boards)
  if (!mayEdit(combined([...rights.values()])))
    throw permissionDenied(
      'This insight is on a dashboard that can only be edited by its owner, team members invited to editing the dashboard, and project admins.',
    )
}

/** Those of the insights that exist and that the user may edit. */
export async function editableInsights(db: PostgresOrTransaction, viewer: Viewer, ids: readonly number[]) {
  const asked = ids.filter(isRowId)
  if (asked.length === 0) return []
  const found = await db
    .selectFrom('insight')
    .select(['id', 'short_id', 'name', 'derived_name'])
    .where('team_id', '=', viewer.team_id)
    .where('deleted', '=', false)
    .where('id', '=', anyOf(asked, 'int'))
    .execute()
  const links = await tileLinks(db, 'insight_id', asked)
  const boardsOn = (id: number) => (links.get(id) ?? []).map(({ dashboard_id }) => dashboard_id)
  const rights = await rightsOn(db, viewer, [...new Set(asked.flatMap(boardsOn))])
  const isEditable = (id: number) => mayEdit(combined(boardsOn(id).map((board) => rights.get(board) ?? NO_RIGHTS)))
  return found.filter(({ id }) => isEditable(id))
}

/** Throws 403 unless the user may edit each dashboard that the insight would come to or leave. */
export async function requireBoardsEdit(
  db: PostgresOrTransaction,
  viewer: Viewer,
  before: readonly number[],
  after: readonly number[],
): Promise<void> {
  const touched = [...after.filter((id) => !before.includes(id)), ...before.filter((id) => !after.includes(id))]
  const rights = await rightsOn(db, viewer, touched)
  const closed = touched.find((id) => !mayEdit(rights.get(id) ?? NO_RIGHTS))
  if (closed !== undefined) throw permissionDenied(`You don't have permission to add insights to dashboard: ${closed}`)
}

/** The dashboards that show an insight. */
export async function boardsOf(db: PostgresOrTransaction, id: number): Promise<number[]> {
  return ((await tileLinks(db, 'insight_id', [id])).get(id) ?? []).map(({ dashboard_id }) => dashboard_id)
}
