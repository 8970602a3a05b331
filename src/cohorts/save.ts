import { z } from 'zod'
import type { Editor } from '../activity/editor.ts'
import { changesBetween, noteActivity } from '../activity/store.ts'
import { invalid } from '../http/errors.ts'
import { canonicalJson, defined, isObject, type JsonObject, trusted } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { CohortGroup } from '../schema/cohort.ts'
import { Flag } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import type { Calculations } from './calculate.ts'
import { checkType } from './cohort-type.ts'
import { cohortsIn, criteriaOfGroups, isInline, readCriteria } from './criteria.ts'
import { readSheet } from './csv.ts'
import type { CohortDeps } from './deps.ts'
import { graphOf, reachableFrom } from './graph.ts'
import { addMembers } from './static-members.ts'
import { findMembers } from './static-sources.ts'
import {
  type Cohort,
  type CohortValues,
  cohortsOf,
  criteriaOf,
  findCohort,
  insertCohort,
  lockNaming,
  updateCohort,
} from './store.ts'
import { requireUnused } from './usage.ts'

/** What a create or update may set. Fields that PostHog only shows are ignored, so that an object can be sent back whole. */
export const CohortInput = z.object({
  name: z.string().trim().max(400).nullish(),
  description: z.string().max(1000).nullish(),
  groups: z.array(z.json()).nullish(),
  filters: z.unknown().optional(),
  query: z.unknown().optional(),
  is_static: Flag.optional(),
  deleted: Flag.optional(),
  cohort_type: z.string().nullish(),
  _create_static_person_ids: z.array(z.string()).optional(),
})
export type CohortInput = z.infer<typeof CohortInput>

type SaveDeps = CohortDeps & { calculations: Pick<Calculations, 'request'> }

const QUERY_KINDS = ['ActorsQuery', 'HogQLQuery']

export async function createCohort(
  deps: SaveDeps,
  team: Team,
  userId: number,
  input: CohortInput,
  csv: Uint8Array | undefined,
): Promise<Cohort> {
  const is_static = input.is_static === true
  const query = queryIn(input)
  const criteria = criteriaIn(input)
  if (query && criteria) throw invalid('Cannot set both query and filters at the same time.')
  if (query && !is_static) throw dynamicOfQuery()
  if (!is_static && !criteria) throw invalid("Must contain a 'properties' key with type and values", 'filters')
  if (criteria) await checkNamed(deps.postgres, team.id, criteria)
  await checkType(deps.postgres, team.id, input.cohort_type, { is_static, criteria })
  const sources = { csv, uuids: input._create_static_person_ids, query, criteria }
  const members = is_static ? await findMembers(deps, team.id, sources) : undefined
  const now = deps.clock()
  const cohort = await deps.postgres.transaction().execute(async (tx) => {
    await lockNaming(tx, team.id)
    // Again: what it names may have been deleted while its members were looked for.
    if (criteria) await checkNamed(tx, team.id, criteria)
    const made = await insertCohort(tx, {
      ...criteriaColumns(criteria),
      ...defined({ name: input.name, cohort_type: input.cohort_type }),
      description: input.description ?? '',
      is_static,
      query: query ?? null,
      team_id: team.id,
      created_by: userId,
      created_at: now,
    })
    await note(tx, made, 'created', { userId, now })
    return made
  })
  if (!members) return recalculated(deps, cohort)
  await addMembers(deps, cohort, members)
  return (await findCohort(deps.postgres, team.id, cohort.id)) ?? cohort
}

const dynamicOfQuery = () => invalid('Cannot create a dynamic cohort with a query. Set is_static to true.')

export async function saveCohort(
  deps: SaveDeps,
  team: Team,
  cohort: Cohort,
  userId: number,
  input: CohortInput,
  csv: Uint8Array | undefined,
): Promise<Cohort> {
  const criteria = criteriaIn(input)
  const query = queryIn(input)
  const isChanged = criteria !== undefined && differs(criteria, cohort)
  const isAskedAnew = query !== undefined && canonicalJson(query) !== canonicalJson(cohort.query)
  if (cohort.is_static && (isChanged || isAskedAnew))
    throw invalid('Editing the criteria of a static cohort is not supported yet. Create a new static cohort instead.')
  if (isAskedAnew) throw dynamicOfQuery()
  const { is_static } = cohort
  await checkType(deps.postgres, team.id, input.cohort_type, { is_static, criteria: criteria ?? criteriaOf(cohort) })
  const isDeleted = input.deleted === true && !cohort.deleted
  const isRestored = input.deleted === false && cohort.deleted
  const sheet = cohort.is_static && csv ? readSheet(csv) : undefined
  const now = deps.clock()
  const saved = await deps.postgres.transaction().execute(async (tx) => {
    if (isChanged || isDeleted || isRestored) await lockNaming(tx, team.id)
    if (isChanged) await checkNamed(tx, team.id, criteria)
    if (isDeleted) await requireUnused(tx, team, cohort)
    const updated = await updateCohort(tx, cohort, {
      ...(isChanged ? criteriaColumns(criteria) : {}),
      ...defined({ name: input.name, cohort_type: input.cohort_type, deleted: input.deleted }),
      ...(input.description === undefined ? {} : { description: input.description ?? '' }),
    })
    if (isChanged || isRestored) await refuseLoop(tx, updated)
    const activity = isDeleted ? 'deleted' : isRestored ? 'restored' : 'updated'
    await note(tx, updated, activity, { userId, now }, cohort)
    return updated
  })
  if (sheet) {
    await addMembers(deps, saved, sheet)
    return (await findCohort(deps.postgres, team.id, cohort.id)) ?? saved
  }
  return !saved.is_static && !saved.deleted && (isChanged || isRestored) ? recalculated(deps, saved) : saved
}

/** Asks for the calculation and shows the cohort as it is then: calculating. */
export async function recalculated(deps: SaveDeps, cohort: Cohort): Promise<Cohort> {
  await deps.calculations.request(cohort.team_id, [cohort.id])
  return { ...((await findCohort(deps.postgres, cohort.team_id, cohort.id)) ?? cohort), is_calculating: true }
}

const criteriaColumns = (criteria: CohortGroup | undefined): CohortValues =>
  criteria ? { filters: filtersOf(criteria), is_inline: isInline(criteria) } : { filters: null, is_inline: false }

/** Criteria as they are stored and shown. */
const filtersOf = ({ filterTestAccounts, ...properties }: CohortGroup): JsonObject =>
  trusted({ properties, ...(filterTestAccounts ? { filterTestAccounts } : {}) })

const differs = (criteria: CohortGroup, cohort: Cohort) =>
  canonicalJson(filtersOf(criteria)) !== canonicalJson(cohort.filters)

/** The criteria of a request, in either form. `{properties: {}}` means none: so a cohort without criteria is shown. */
function criteriaIn({ filters, groups }: CohortInput): CohortGroup | undefined {
  const isNone =
    filters === undefined ||
    filters === null ||
    (isObject(filters) && isObject(filters['properties']) && Object.keys(filters['properties']).length === 0)
  if (!isNone) return readCriteria(filters)
  return groups && groups.length > 0 ? criteriaOfGroups(groups) : undefined
}

function queryIn({ query }: CohortInput): JsonObject | undefined {
  if (query === undefined || query === null) return undefined
  if (!isObject(query)) throw invalid('Query must be a dictionary.', 'query')
  if (!QUERY_KINDS.includes(String(query['kind'])))
    throw invalid(`Query must be an ActorsQuery or HogQLQuery. Got: ${String(query['kind'])}`, 'query')
  return query
}

/** Throws 400 where criteria name what is no cohort. */
export async function checkNamed(db: PostgresOrTransaction, teamId: number, criteria: CohortGroup): Promise<void> {
  const named = cohortsIn(criteria)
  if (named.length === 0) return
  const known = new Set((await cohortsOf(db, teamId)).map(({ id }) => id))
  if (!named.every((id) => known.has(id))) throw invalid('Invalid Cohort ID in filter', 'filters')
}

/** Throws 400 where a cohort names itself, or others that lead back to it. */
async function refuseLoop(db: PostgresOrTransaction, { id, team_id }: Cohort): Promise<void> {
  const graph = graphOf(await cohortsOf(db, team_id))
  if (reachableFrom(graph.get(id) ?? [], graph).has(id))
    throw invalid('Cohorts cannot reference other cohorts in a loop.', 'filters')
}

async function note(
  db: CohortDeps['postgres'],
  cohort: Cohort,
  activity: string,
  editor: Editor,
  before?: Cohort,
): Promise<void> {
  const fields = ['name', 'description', 'filters', 'is_static', 'deleted']
  const shown = (from: Cohort) => trusted<JsonObject>(from)
  const changes = before ? changesBetween('Cohort', shown(before), shown(cohort), fields) : []
  if (before && changes.length === 0) return
  const detail = { name: cohort.name, short_id: null, type: null, changes }
  const { team_id, id } = cohort
  await noteActivity(db, editor, { team_id, scope: 'Cohort', item_id: id, activity, detail })
}
