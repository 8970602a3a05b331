import { sql } from 'kysely'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

const MAX_REFERENCES = 50

/** Insights, then cohorts, whose queries or criteria name the action; of each the newest first. */
export async function referencesTo(db: PostgresOrTransaction, teamId: number, id: number) {
  const names = (column: string) => sql<boolean>`${String(id)} = ANY(${actionsIn(column)})`
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

/** How many of these name each action of the project, as far as they are listed. */
export async function referenceCounts(db: PostgresOrTransaction, teamId: number): Promise<Map<number, number>> {
  const named = (table: string, column: string) => sql`
    SELECT unnest(${actionsIn(column)}) AS action FROM ${sql.table(table)} WHERE team_id = ${teamId} AND NOT deleted`
  const { rows } = await sql<{ action: string; count: number }>`
    SELECT action, least(count(*), ${MAX_REFERENCES})::int AS count
    FROM (${named('insight', 'query')} UNION ALL ${named('cohort', 'filters')}) AS found GROUP BY action`.execute(db)
  return new Map(rows.map(({ action, count }) => [Number(action), count]))
}

/** JSON paths to the actions of series, and to those of criteria. */
const PATHS = [
  '$.** ? (@.kind == "ActionsNode").id',
  '$.** ? (@.event_type == "actions").key',
  '$.** ? (@.seq_event_type == "actions").seq_event',
]

/** The ids of the actions that a query or criteria name, each once, as texts: they are written as numbers or as texts. */
const actionsIn = (column: string) => sql<string[]>`(
  SELECT array_agg(DISTINCT named #>> '{}')
  FROM unnest(${PATHS}::text[]::jsonpath[]) AS path, jsonb_path_query(${sql.ref(column)}, path) AS named)::text[]`
