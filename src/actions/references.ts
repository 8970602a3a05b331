import { sql } from 'kysely'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

const MAX_REFERENCES = 50

/** Insights, then cohorts, whose queries or criteria name the action; of each the newest first. */
export async function referencesTo(db: PostgresOrTransaction, teamId: number, id: number) {
  const names = (column: string) => sql<boolean>`${sql.ref(column)} @? ${pathTo(id)}::jsonpath`
  const insights = await db
    .selectFrom('insight')
    .select(['id', 'short_id', 'name', 'derived_name', 'created_at', 'created_by'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .where(names('query'))
    .orderBy('id', 'desc')
    .limit(MAX_REFERENCES)
    .execute()
  const cohorts = await db
    .selectFrom('cohort')
    .select(['id', 'name', 'created_at', 'created_by'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .where(names('filters'))
    .orderBy('id', 'desc')
    .limit(MAX_REFERENCES)
    .execute()
  const found: (JsonObject & { created_by: number | null })[] = [
    ...insights.map(({ id, short_id, name, derived_name, created_at, created_by }) => ({
      ...{ type: 'insight', id: short_id, name: name || derived_name || `Insight ${id}`, url: `/insights/${short_id}` },
      ...{ created_at: created_at.toISOString(), created_by },
    })),
    ...cohorts.map(({ id, name, created_at, created_by }) => ({
      ...{ type: 'cohort', id, name: name || `Cohort ${id}`, url: `/cohorts/${id}` },
      ...{ created_at: created_at.toISOString(), created_by },
    })),
  ]
  return found.slice(0, MAX_REFERENCES)
}

/**
 * A JSON path to a series of this action, or to a criterion on it. Nothing needs escaping: the id is a number from our
 * own table.
 */
const pathTo = (id: number) => {
  const is = (key: string) => `(@.${key} == ${Math.trunc(id)} || @.${key} == "${Math.trunc(id)}")`
  const seq = `(@.seq_event_type == "actions" && ${is('seq_event')})`
  return `$.** ? ((@.kind == "ActionsNode" && ${is('id')}) || (@.event_type == "actions" && ${is('key')}) || ${seq})`
}
