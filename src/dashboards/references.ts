import { invalid } from '../http/errors.ts'
import { canonicalUuid, isRowId, isUuid } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { findTheme } from './data-color-themes.ts'
import { existingQuickFilters } from './quick-filters.ts'
import type { DashboardValues } from './store.ts'

/** Checks what a dashboard names of the project's themes and quick filters. Throws 400. */
export async function withReferences(
  db: PostgresOrTransaction,
  teamId: number,
  values: DashboardValues,
): Promise<DashboardValues> {
  const { data_color_theme_id: theme, quick_filter_ids } = values
  if (typeof theme === 'number' && !(isRowId(theme) && (await findTheme(db, teamId, theme))))
    throw invalid('Data color theme not found.', 'data_color_theme_id')
  if (quick_filter_ids === undefined) return values
  const ids = [...new Set(idsOf(quick_filter_ids).map(requireUuid))]
  const found = await existingQuickFilters(db, teamId, ids)
  const missing = ids.filter((id) => !found.includes(id))
  if (missing.length > 0) throw invalid(`Quick filters not found: ${missing.join(', ')}`, 'quick_filter_ids')
  return { ...values, quick_filter_ids: ids }
}

/** The quick filters of another dashboard that are still there. */
export const stillThere = (db: PostgresOrTransaction, teamId: number, ids: Json): Promise<string[]> =>
  existingQuickFilters(db, teamId, idsOf(ids).filter(isUuid))

const idsOf = (ids: Json) => (Array.isArray(ids) ? ids.map(String) : [])

function requireUuid(id: string): string {
  const uuid = canonicalUuid(id)
  if (uuid === undefined) throw invalid(`Invalid UUID: ${id}`, 'quick_filter_ids')
  return uuid
}
