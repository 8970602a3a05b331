import { sql } from 'kysely'
import type { Editor } from '../activity/editor.ts'
import { noteInsights, shownOfMany } from '../insights/history.ts'
import { findInsights, setDeleted } from '../insights/store.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { type Dashboard, setTilesDeleted } from './store.ts'

/** Takes away what goes with a deleted dashboard: its tiles and, when that is wanted, insights that are nowhere else. */
export async function deleteContents(
  tx: PostgresOrTransaction,
  dashboard: Dashboard,
  { delete_insights, ...editor }: Editor & { delete_insights: boolean },
): Promise<void> {
  const doomed = delete_insights ? await insightsOnlyOn(tx, dashboard.id) : []
  await setInsightsDeleted(tx, dashboard, doomed, true, editor)
  await setTilesDeleted(tx, dashboard.id, true)
  await tx
    .updateTable('group_type')
    .set({ detail_dashboard: null })
    .where('team_id', '=', dashboard.team_id)
    .where('detail_dashboard', '=', dashboard.id)
    .execute()
  await tx
    .updateTable('team')
    .set({ primary_dashboard: null })
    .where('id', '=', dashboard.team_id)
    .where('primary_dashboard', '=', dashboard.id)
    .execute()
}

/** Brings back the tiles that went with the dashboard, and those of their insights that are deleted. */
export async function restoreContents(tx: PostgresOrTransaction, dashboard: Dashboard, editor: Editor): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    SELECT i.id FROM insight i JOIN dashboard_tile t ON t.insight_id = i.id
    WHERE t.dashboard_id = ${dashboard.id} AND t.deleted_with_dashboard AND i.deleted`.execute(tx)
  await setTilesDeleted(tx, dashboard.id, false)
  await setInsightsDeleted(
    tx,
    dashboard,
    rows.map(({ id }) => id),
    false,
    editor,
  )
}

async function insightsOnlyOn(tx: PostgresOrTransaction, dashboardId: number): Promise<number[]> {
  const { rows } = await sql<{ insight_id: number }>`
    SELECT insight_id FROM dashboard_tile t
    WHERE dashboard_id = ${dashboardId} AND insight_id IS NOT NULL AND deleted IS NOT TRUE
      AND NOT EXISTS (SELECT 1 FROM dashboard_tile o
        WHERE o.insight_id = t.insight_id AND o.dashboard_id <> ${dashboardId} AND o.deleted IS NOT TRUE)`.execute(tx)
  return rows.map(({ insight_id }) => insight_id)
}

async function setInsightsDeleted(
  tx: PostgresOrTransaction,
  { team_id }: Dashboard,
  ids: number[],
  deleted: boolean,
  editor: Editor,
): Promise<void> {
  const insights = [...(await findInsights(tx, team_id, ids)).values()]
  const before = await shownOfMany(tx, team_id, insights)
  const updated = await setDeleted(tx, team_id, ids, deleted, editor.now)
  await noteInsights(tx, team_id, updated, editor, before)
}
