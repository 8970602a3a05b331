import { sql } from 'kysely'
import { z } from 'zod'
import type { PropertyType } from '../hogql/context.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { ActionStep, PropertyFilter } from '../schema/filters.ts'
import type { Team } from '../schema/team.ts'
import type { TeamContext } from './context.ts'

const TYPES = ['String', 'Numeric', 'Boolean', 'DateTime', 'Duration'] as const
const EVENT = 1
const PERSON = 2

/** A property definition as the statement below gives it: name, kind, group type index, type. */
type DefinitionRow = [string, number, number, string]

interface WorldRow {
  definitions: DefinitionRow[]
  actions: { id: number; name: string | null; steps: unknown }[]
  overrides: number
}

/**
 * What a team's queries depend on, read anew for each run: property types, actions, overrides. One statement, because
 * a board asks for it once a tile and a round trip costs more than what it reads.
 */
export function contextLoader(deps: {
  postgres: Postgres
  team(id: number): Promise<Team | undefined>
}): (teamId: number) => Promise<TeamContext> {
  return async (teamId) => {
    const team = await deps.team(teamId)
    const { definitions, actions, overrides } = await loadWorld(deps.postgres, teamId)
    return {
      team_id: teamId,
      timezone: team?.timezone ?? 'UTC',
      week_start_day: team?.week_start_day === 1 ? 1 : 0,
      person_mode: 'person_id_override_properties_on_events',
      test_account_filters: z.array(PropertyFilter).catch([]).parse(team?.test_account_filters),
      property_types: propertyTypes(definitions),
      overrides: Number(overrides),
      actions: actions.map(({ id, name, steps }) => ({
        id,
        name: name ?? '',
        steps: z.array(ActionStep).catch([]).parse(steps),
      })),
      cohorts: [],
      variables: [],
    }
  }
}

async function loadWorld(postgres: Postgres, teamId: number): Promise<WorldRow> {
  const { rows } = await sql<WorldRow>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_array(name, type, group_type_index, property_type)), '[]')
        FROM property_definition
        WHERE team_id = ${teamId} AND property_type IN ('Numeric', 'Boolean', 'DateTime')) AS definitions,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'steps', steps)), '[]')
        FROM action WHERE team_id = ${teamId} AND NOT deleted) AS actions,
      (SELECT coalesce(max(overrides), 0) FROM person_override_count WHERE team_id = ${teamId}) AS overrides`.execute(
    postgres,
  )
  return rows[0] ?? { definitions: [], actions: [], overrides: 0 }
}

function propertyTypes(definitions: readonly DefinitionRow[]): TeamContext['property_types'] {
  const event: Record<string, PropertyType> = {}
  const person: Record<string, PropertyType> = {}
  const group: Record<number, Record<string, PropertyType>> = {}
  for (const [name, type, group_type_index, property_type] of definitions) {
    const known = TYPES.find((candidate) => candidate === property_type)
    if (!known) continue
    if (type === EVENT) event[name] = known
    else if (type === PERSON) person[name] = known
    else group[group_type_index] = { ...group[group_type_index], [name]: known }
  }
  return { event, person, group }
}
