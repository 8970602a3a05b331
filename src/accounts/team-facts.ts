import { sql } from 'kysely'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'

/** What a project shows of itself that follows from what was captured. */
export interface TeamFacts {
  ingested_event: boolean
  group_types: {
    group_type: string
    group_type_index: number
    name_singular: string | null
    name_plural: string | null
  }[]
}

/** The projects with what was captured for each. */
export async function withFacts(
  { postgres }: { postgres: Postgres },
  teams: readonly Team[],
): Promise<(Team & TeamFacts)[]> {
  if (teams.length === 0) return []
  const { rows } = await sql<TeamFacts & { team_id: number }>`
    SELECT asked.team_id,
      EXISTS (SELECT FROM event_definition e WHERE e.team_id = asked.team_id) AS ingested_event,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('group_type', g.group_type, 'group_type_index', g.group_type_index,
          'name_singular', g.name_singular, 'name_plural', g.name_plural) ORDER BY g.group_type_index), '[]')
        FROM group_type g WHERE g.team_id = asked.team_id) AS group_types
    FROM unnest(${teams.map(({ id }) => id)}::bigint[]) AS asked (team_id)`.execute(postgres)
  const found = new Map(rows.map(({ team_id, ...facts }) => [Number(team_id), facts]))
  return teams.map((team) => ({ ...team, ...(found.get(team.id) ?? { ingested_event: false, group_types: [] }) }))
}
