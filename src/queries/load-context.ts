import { sql } from 'kysely'
import { z } from 'zod'
import type { PropertyType } from '../hogql/context.ts'
import { keptUntilWritten } from '../postgres/kept-until-written.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { storedCriteria } from '../schema/cohort.ts'
import { ActionStep, PropertyItem } from '../schema/filters.ts'
import { PathCleaningFilters } from '../schema/path-cleaning.ts'
import { DEFAULT_MODIFIERS, ProjectModifiers } from '../schema/query/common.ts'
import { displayNamesOf, type Team } from '../schema/team.ts'
import type { SavedCohort, SavedVariable, TeamContext } from './context.ts'
import { sharedLoad } from './shared-load.ts'

const TYPES = ['String', 'Numeric', 'Boolean', 'DateTime', 'Duration'] as const
const EVENT = 1
const PERSON = 2

/** The properties of one type: kind, group type index, type, names. */
type TypedNames = [number, number, string, string[]]

/** The one row of what people made. */
interface FactsRow {
  actions: { id: number; name: string | null; steps: unknown }[]
  cohorts: { id: number; name: string | null; is_static: boolean; version: number | null; filters: unknown }[]
  variables: SavedVariable[]
  hidden: { distinct_ids: string[]; cutoff: number }[]
  deleted_at: number
}

/**
 * What a team's queries depend on, as it stands at each run: settings, property types, actions, cohorts, variables. It is
 * read by few statements, because a round trip costs more than what it reads; tiles that ask together share it.
 */
export function contextLoader(deps: {
  postgres: Postgres
  team(id: number): Promise<Team | undefined>
}): (teamId: number) => Promise<TeamContext> {
  const { postgres } = deps
  const typesOf = keptUntilWritten(postgres, TYPED, (teamId: number) => loadTypes(postgres, teamId), MOST_KEPT)
  const factsOf = keptUntilWritten(postgres, FACTS, (teamId: number) => loadFacts(postgres, teamId), MOST_KEPT)
  const captured = keptUntilWritten(postgres, CAPTURED, (teamId: number) => loadCaptured(postgres, teamId), MOST_KEPT)
  return sharedLoad(async (teamId) => {
    const known = [deps.team(teamId), typesOf(teamId), factsOf(teamId), captured(teamId)] as const
    const [team, property_types, facts, seen] = await Promise.all(known)
    return { ...settingsOf(teamId, team), property_types, ...facts, ...seen }
  })
}

/** Of how many projects the facts are kept. */
const MOST_KEPT = 100
/** There may be tens of thousands of properties, which must not be read again whenever a cohort is calculated. */
const TYPED = ['property_definition'] as const
/** Whose rows the facts are made of. They go with their project, but of one that is gone nobody asks any more. */
const FACTS = ['action', 'cohort', 'insight_variable', 'person_deletion'] as const
/** Capture writes these all the time, which must not cost the other facts. */
const CAPTURED = ['event_definition', 'person_override_count'] as const

/** What the row of the project itself says. */
function settingsOf(team_id: number, team: Team | undefined) {
  const modifiers = ProjectModifiers.catch({}).parse(team?.modifiers ?? {})
  return {
    team_id,
    timezone: team?.timezone ?? 'UTC',
    week_start_day: team?.week_start_day === 1 ? 1 : 0,
    person_mode: modifiers.personsOnEventsMode ?? DEFAULT_MODIFIERS.personsOnEventsMode,
    counts_distinct_ids: team?.aggregate_users_by_distinct_id ?? false,
    modifiers,
    test_account_filters: z.array(PropertyItem).catch([]).parse(team?.test_account_filters),
    path_cleaning_filters: PathCleaningFilters.catch([]).parse(team?.path_cleaning_filters),
    person_display_names: displayNamesOf(team),
  } as const
}

/** What people made in the project, and whom they deleted. */
async function loadFacts(postgres: Postgres, teamId: number) {
  const { actions, cohorts, variables, hidden, deleted_at } = await readFacts(postgres, teamId)
  return {
    actions: actions.map(({ id, name, steps }) => ({
      id,
      name: name ?? '',
      steps: z.array(ActionStep).catch([]).parse(steps),
    })),
    hidden_events: hidden.map(({ distinct_ids, cutoff }) => ({ distinct_ids, cutoff: new Date(Number(cutoff)) })),
    deleted_at: Number(deleted_at),
    cohorts: cohorts.map((row) => ({ id: row.id, name: row.name ?? '', members: membersOf(row) })),
    variables,
  }
}

async function readFacts(postgres: Postgres, teamId: number): Promise<FactsRow> {
  const { rows } = await sql<FactsRow>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'steps', steps)
          ORDER BY pinned_at, id DESC), '[]')
        FROM action WHERE team_id = ${teamId} AND NOT deleted) AS actions,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'is_static', is_static, 'version', version,
          'filters', CASE WHEN is_inline OR version IS NULL THEN filters END)), '[]')
        FROM cohort WHERE team_id = ${teamId} AND NOT deleted) AS cohorts,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'code_name', code_name, 'type', type,
          'default_value', default_value, 'is_multi', is_multi)), '[]')
        FROM insight_variable WHERE team_id = ${teamId}) AS variables,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('distinct_ids', distinct_ids,
          'cutoff', floor(extract(epoch FROM cutoff) * 1000))), '[]')
        FROM person_deletion WHERE team_id = ${teamId} AND delete_verified_at IS NULL) AS hidden,
      (SELECT coalesce(floor(extract(epoch FROM max(cutoff)) * 1000), 0)
        FROM person_deletion WHERE team_id = ${teamId}) AS deleted_at`.execute(postgres)
  const nothing = { actions: [], cohorts: [], variables: [], hidden: [] }
  return rows[0] ?? { ...nothing, deleted_at: 0 }
}

/** What capture has found out of the project. */
async function loadCaptured(postgres: Postgres, teamId: number) {
  const { rows } = await sql<{ overrides: number; has_events: boolean }>`
    SELECT (SELECT coalesce(max(overrides), 0) FROM person_override_count WHERE team_id = ${teamId}) AS overrides,
      EXISTS (SELECT FROM event_definition WHERE team_id = ${teamId}) AS has_events`.execute(postgres)
  return { overrides: Number(rows[0]?.overrides ?? 0), has_events: rows[0]?.has_events === true }
}

/**
 * Where a cohort's members are: in an uploaded list, in what the last calculation found, or in its criteria. The statement
 * gives criteria only where they are asked anew by every query: when they ask nothing of events, or were never calculated.
 */
function membersOf({ is_static, version, filters }: FactsRow['cohorts'][number]): SavedCohort['members'] {
  if (is_static) return { kind: 'static', version: Number(version ?? 0) }
  if (filters !== null) {
    const criteria = storedCriteria(filters)
    if (!criteria) return { kind: 'pending' }
    return { kind: 'criteria', criteria, ...(version === null ? {} : { version: Number(version) }) }
  }
  return version === null ? { kind: 'pending' } : { kind: 'published', version: Number(version) }
}

/** The types of the project's properties, as far as they have one that a query may read them by. */
async function loadTypes(postgres: Postgres, teamId: number): Promise<TeamContext['property_types']> {
  const { rows } = await sql<{ definitions: TypedNames[] }>`
    SELECT coalesce(json_agg(json_build_array(type, group_type_index, property_type, names)), '[]') AS definitions
    FROM (SELECT type, group_type_index, property_type, json_agg(name) AS names FROM property_definition
      WHERE team_id = ${teamId} AND (property_type IN ('Numeric', 'Boolean', 'DateTime')
        OR property_type = 'String' AND only_scalars)
      GROUP BY type, group_type_index, property_type) AS typed`.execute(postgres)
  return propertyTypes(rows[0]?.definitions ?? [])
}

function propertyTypes(definitions: readonly TypedNames[]): TeamContext['property_types'] {
  const event: Record<string, PropertyType> = {}
  const person: Record<string, PropertyType> = {}
  const group: Record<number, Record<string, PropertyType>> = {}
  for (const [type, group_type_index, property_type, names] of definitions) {
    const known = TYPES.find((candidate) => candidate === property_type)
    if (!known) continue
    const types = type === EVENT ? event : type === PERSON ? person : (group[group_type_index] ?? {})
    if (type !== EVENT && type !== PERSON) group[group_type_index] = types
    for (const name of names) types[name] = known
  }
  return { event, person, group }
}
