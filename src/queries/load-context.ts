import { z } from 'zod'
import type { PropertyType } from '../hogql/context.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { ActionStep, PropertyFilter } from '../schema/filters.ts'
import type { Team } from '../schema/team.ts'
import type { TeamContext } from './context.ts'

const TYPES = ['String', 'Numeric', 'Boolean', 'DateTime', 'Duration'] as const
const EVENT = 1
const PERSON = 2

/** What a team's queries depend on, read anew for each run: property types, actions, overrides. */
export function contextLoader(deps: {
  postgres: Postgres
  team(id: number): Promise<Team | undefined>
  overrides(id: number): Promise<number>
}): (teamId: number) => Promise<TeamContext> {
  return async (teamId) => {
    const team = await deps.team(teamId)
    const [property_types, actions, overrides] = await Promise.all([
      propertyTypes(deps.postgres, teamId),
      loadActions(deps.postgres, teamId),
      deps.overrides(teamId),
    ])
    return {
      team_id: teamId,
      timezone: team?.timezone ?? 'UTC',
      week_start_day: team?.week_start_day === 1 ? 1 : 0,
      person_mode: 'person_id_override_properties_on_events',
      test_account_filters: z.array(PropertyFilter).catch([]).parse(team?.test_account_filters),
      property_types,
      overrides,
      actions,
      cohorts: [],
      variables: [],
    }
  }
}

async function propertyTypes(postgres: Postgres, teamId: number): Promise<TeamContext['property_types']> {
  const rows = await postgres
    .selectFrom('property_definition')
    .select(['name', 'type', 'group_type_index', 'property_type'])
    .where('team_id', '=', teamId)
    .where('property_type', 'in', ['Numeric', 'Boolean', 'DateTime'])
    .execute()
  const event: Record<string, PropertyType> = {}
  const person: Record<string, PropertyType> = {}
  const group: Record<number, Record<string, PropertyType>> = {}
  for (const { name, type, group_type_index, property_type } of rows) {
    const known = TYPES.find((candidate) => candidate === property_type)
    if (!known) continue
    if (type === EVENT) event[name] = known
    else if (type === PERSON) person[name] = known
    else group[group_type_index] = { ...group[group_type_index], [name]: known }
  }
  return { event, person, group }
}

async function loadActions(postgres: Postgres, teamId: number): Promise<TeamContext['actions']> {
  const rows = await postgres
    .selectFrom('action')
    .select(['id', 'name', 'steps'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .execute()
  return rows.map(({ id, name, steps }) => ({
    id,
    name: name ?? '',
    steps: z.array(ActionStep).catch([]).parse(steps),
  }))
}
