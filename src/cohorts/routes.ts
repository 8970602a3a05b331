import { z } from 'zod'
import { activityRoutes } from '../activity/routes.ts'
import { noteActivity } from '../activity/store.ts'
import { fileIn, readBody } from '../http/body.ts'
import { deletedByPatchOnly, invalid, notFound } from '../http/errors.ts'
import { AnyQuery, ListQuery, paginated } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { validate } from '../http/validate.ts'
import { isRowId, isUuid } from '../lib/ids.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'
import { listPersons } from '../persons/list.ts'
import { requirePerson } from '../persons/read.ts'
import { anyOf } from '../postgres/any-of.ts'
import { isYes } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import type { Calculations } from './calculate.ts'
import { readCriteria } from './criteria.ts'
import type { CohortDeps } from './deps.ts'
import { listCohorts } from './list.ts'
import { cohortsOfPerson } from './of-person.ts'
import { presentCohorts } from './present.ts'
import { CohortInput, checkNamed, createCohort, recalculated, saveCohort } from './save.ts'
import { addMembers, removeMember } from './static-members.ts'
import { findMembers } from './static-sources.ts'
import { type Cohort, criteriaOf, findCohort, insertCohort, listRuns } from './store.ts'
import { usesOf } from './usage.ts'

export type CohortRouteDeps = CohortDeps & { calculations: Pick<Calculations, 'request'> }

const Id = z.object({ id: z.coerce.number().int() })
const AnyBody = z.record(z.string(), z.json())
const CohortObject = z.looseObject({
  id: z.int(),
  name: z.string().nullable(),
  is_static: z.boolean(),
  is_calculating: z.boolean(),
  count: z.number().nullable(),
})
const Success = z.object({ success: z.literal(true) })

export function cohortRoutes(deps: CohortRouteDeps): Route[] {
  return [
    ...listRoutes(deps),
    ...activityRoutes(deps, {
      path: '/cohorts',
      scope: 'Cohort',
      itemId: async (team, id) => String((await requireCohort(deps, team, Number(id))).id),
    }),
    ...oneRoutes(deps),
    ...memberRoutes(deps),
  ]
}

async function requireCohort(deps: CohortDeps, team: Team, id: number): Promise<Cohort> {
  const cohort = isRowId(id) ? await findCohort(deps.postgres, team.id, id) : undefined
  if (!cohort) throw notFound()
  return cohort
}

async function present(deps: CohortDeps, cohort: Cohort) {
  const [shown] = await presentCohorts(deps.postgres, [cohort])
  return shown
}

/** A body as JSON or as a form with a sheet in `csv`. */
async function readInput(request: Request): Promise<{ input: CohortInput; csv: Uint8Array | undefined }> {
  const body = await readBody(request)
  const csv = await fileIn(body, 'csv')?.arrayBuffer()
  return { input: validate(CohortInput, body), csv: csv && new Uint8Array(csv) }
}

function listRoutes(deps: CohortRouteDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/cohorts',
      scopes: ['cohort:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, cohorts, matches } = await listCohorts(deps.postgres, team.id, query)
        const shown = await presentCohorts(deps.postgres, cohorts, { basic: isYes(query['basic']), matches })
        return paginated({ query, request, origin }, count, shown)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/cohorts',
      scopes: ['cohort:write'],
      response: CohortObject,
      handle: async ({ team, principal, request }) => {
        const { input, csv } = await readInput(request)
        return created(await present(deps, await createCohort(deps, team, principal.user.id, input, csv)))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/cohorts/count_members',
      scopes: ['cohort:read', 'person:read'],
      body: AnyBody,
      response: z.object({ count: z.int() }),
      handle: async ({ team, body, signal }) => {
        const criteria = readCriteria(body['filters'])
        await checkNamed(deps.postgres, team.id, criteria)
        return { count: await deps.countMembers(team.id, criteria, signal) }
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/persons/cohorts',
      scopes: ['person:read', 'cohort:read'],
      query: AnyQuery,
      handle: async ({ team, query }) => {
        const id = query['person_id']
        if (typeof id !== 'string' || id === '') throw invalid('This field is required.', 'person_id', 'required')
        const person = await requirePerson(deps.postgres, team.id, id)
        return { results: await cohortsOfPerson(deps, team.id, person) }
      },
    }),
  ]
}

function oneRoutes(deps: CohortRouteDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/cohorts/:id',
      scopes: ['cohort:read'],
      params: Id,
      response: CohortObject,
      handle: async ({ team, params }) => present(deps, await requireCohort(deps, team, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/cohorts/:id',
      scopes: ['cohort:write'],
      params: Id,
      response: CohortObject,
      handle: async ({ team, principal, params, request }) => {
        const cohort = await requireCohort(deps, team, params.id)
        const { input, csv } = await readInput(request)
        return present(deps, await saveCohort(deps, team, cohort, principal.user.id, input, csv))
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/cohorts/:id',
      scopes: ['cohort:write'],
      handle: deletedByPatchOnly,
    }),
    projectRoute({
      method: 'POST',
      path: '/cohorts/:id/recalculate',
      scopes: ['cohort:write'],
      params: Id,
      response: CohortObject,
      handle: async ({ team, params }) => {
        const cohort = await requireCohort(deps, team, params.id)
        if (cohort.is_static) throw invalid('A static cohort is a list: there is nothing to calculate.')
        if (cohort.deleted) throw invalid('A deleted cohort is not calculated.')
        return present(deps, await recalculated(deps, cohort))
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/cohorts/:id/duplicate_as_static_cohort',
      scopes: ['cohort:write'],
      params: Id,
      response: CohortObject,
      handle: async ({ team, principal, params }) => {
        const cohort = await requireCohort(deps, team, params.id)
        return present(deps, await staticCopy(deps, team, cohort, principal.user.id))
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/cohorts/:id/used_in',
      scopes: ['cohort:read'],
      params: Id,
      handle: async ({ team, params }) => usesOf(deps.postgres, await requireCohort(deps, team, params.id)),
    }),
    projectRoute({
      method: 'GET',
      path: '/cohorts/:id/calculation_history',
      scopes: ['cohort:read'],
      params: Id,
      query: ListQuery,
      handle: async ({ team, params, query, request, origin }) => {
        const cohort = await requireCohort(deps, team, params.id)
        const { count, runs } = await listRuns(deps.postgres, cohort.id, query)
        return paginated({ query, request, origin }, count, runs.map(presentRun))
      },
    }),
  ]
}

function presentRun(run: Awaited<ReturnType<typeof listRuns>>['runs'][number]) {
  const seconds = run.finished_at ? (run.finished_at.getTime() - run.started_at.getTime()) / 1000 : null
  return {
    id: Number(run.id),
    filters: run.filters,
    count: run.count === null ? null : Number(run.count),
    started_at: run.started_at,
    finished_at: run.finished_at,
    queries: null,
    error: run.error,
    duration_seconds: seconds,
    is_completed: run.finished_at !== null,
    is_successful: run.finished_at !== null && run.error === null,
    total_query_ms: null,
    total_memory_mb: null,
    total_read_rows: null,
    total_written_rows: null,
    main_query: null,
  }
}

async function staticCopy(deps: CohortDeps, team: Team, cohort: Cohort, userId: number): Promise<Cohort> {
  if (cohort.is_static) throw invalid('Cannot duplicate a static cohort as a static cohort.')
  const members = await findMembers(deps, team.id, { criteria: criteriaOf(cohort) })
  const copy = await insertCohort(deps.postgres, {
    name: `${cohort.name ?? ''} (static copy)`,
    description: cohort.description,
    is_static: true,
    team_id: team.id,
    created_by: userId,
    created_at: deps.clock(),
  })
  await addMembers(deps, copy, members)
  return requireCohort(deps, team, copy.id)
}

function memberRoutes(deps: CohortRouteDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/cohorts/:id/persons',
      scopes: ['cohort:read', 'person:read'],
      params: Id,
      query: ListQuery,
      handle: async ({ team, params, ...asked }) => {
        const { id } = await requireCohort(deps, team, params.id)
        return listPersons(deps, team, asked, [{ type: 'cohort', key: 'id', value: id }])
      },
    }),
    projectRoute({
      method: 'PATCH',
      path: '/cohorts/:id/add_persons_to_static_cohort',
      scopes: ['cohort:write'],
      params: Id,
      body: AnyBody,
      response: Success,
      find: ({ team, params }) => requireCohort(deps, team, params.id),
      handle: async ({ found: cohort, principal, body }) => {
        await addMembers(deps, cohort, { named: { by: 'uuid' }, ids: await addedIds(deps, cohort, body) })
        return noted(deps, cohort, principal.user.id, 'persons_added_manually')
      },
    }),
    projectRoute({
      method: 'PATCH',
      path: '/cohorts/:id/remove_person_from_static_cohort',
      scopes: ['cohort:write'],
      params: Id,
      body: AnyBody,
      response: Success,
      find: ({ team, params }) => requireCohort(deps, team, params.id),
      handle: async ({ found: cohort, team, principal, body }) => {
        const { person_id } = body
        if (!cohort.is_static) throw invalid('Can only remove users from static cohorts')
        if (person_id === undefined || person_id === '') throw invalid('person_id is required', 'person_id')
        if (typeof person_id !== 'string' || !isUuid(person_id))
          throw invalid('person_id must be a valid UUID', 'person_id')
        const person = await requirePerson(deps.postgres, team.id, person_id)
        if (!(await removeMember(deps, cohort, person.id))) return { success: true }
        return noted(deps, cohort, principal.user.id, 'person_removed_manually')
      },
    }),
  ]
}

const MAX_ADDED = 1_000

async function addedIds(deps: CohortDeps, cohort: Cohort, { person_ids }: JsonObject): Promise<string[]> {
  if (!cohort.is_static) throw invalid('Can only add users to static cohorts')
  if (!Array.isArray(person_ids)) throw invalid('person_ids must be a list', 'person_ids')
  if (person_ids.length === 0) throw invalid('person_ids cannot be empty', 'person_ids')
  if (person_ids.length > MAX_ADDED) throw invalid('List size exceeds limit', 'person_ids')
  const uuids = person_ids.map(String).filter(isUuid)
  const known = await deps.postgres
    .selectFrom('person')
    .select('uuid')
    .where('team_id', '=', cohort.team_id)
    .where('uuid', '=', anyOf(uuids, 'uuid'))
    .execute()
  if (known.length === 0) throw invalid('No valid users to add to cohort', 'person_ids')
  return known.map(({ uuid }) => uuid)
}

/** Notes in the history that the list was changed, never who is in it. */
async function noted(deps: CohortDeps, { id, team_id, name }: Cohort, userId: number, activity: string) {
  const detail = objectOr({ name, changes: [] })
  const editor = { userId, now: deps.clock() }
  await noteActivity(deps.postgres, editor, { team_id, scope: 'Cohort', item_id: id, activity, detail })
  return { success: true }
}
