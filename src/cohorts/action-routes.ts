import { z } from 'zod'
import { presentUserBasic } from '../accounts/present.ts'
import { usersById } from '../accounts/users.ts'
import { activityRoutes } from '../activity/routes.ts'
import { changesBetween, noteActivities } from '../activity/store.ts'
import { invalid, methodNotAllowed, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { isRowId } from '../lib/ids.ts'
import { type Json, type JsonObject, jsonIn, trusted } from '../lib/json.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import type { ActionStep } from '../schema/filters.ts'
import { Flag, Integer } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { bulkTagsBody, bulkUpdateTags } from '../tags/bulk-update-tags.ts'
import { setTags, tagsOf } from '../tags/store.ts'
import { readSteps } from './action-steps.ts'
import {
  type Action,
  actionNamed,
  existingActions,
  findAction,
  insertAction,
  listActions,
  lockActionNames,
  referencesTo,
  updateAction,
} from './action-store.ts'
import type { Calculations } from './calculate.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
  calculations: Pick<Calculations, 'requestNaming'>
  /** Throws 400 for steps that no query could be computed with; `id` is the action whose steps they will be. */
  checkSteps(teamId: number, steps: readonly ActionStep[], id: number | undefined): Promise<void>
}

/** Beyond all rows, and still an offset that Postgres takes. */
const MAX_PAGE = 2 ** 53 - 1
const Id = z.object({ id: z.coerce.number().int().catch(-1) })
const STEP_KEYS = [
  ...(['event', 'properties', 'selector', 'tag_name', 'text', 'text_matching', 'href', 'href_matching'] as const),
  ...(['url', 'url_matching'] as const),
]
const Fields = z.object({
  name: z.string().max(400).optional(),
  description: z.string().nullish(),
  steps: z.unknown().optional(),
  post_to_slack: Flag.optional(),
  tags: z.array(z.string()).optional(),
  deleted: z.boolean().optional(),
  pinned_at: z.unknown().optional(),
})
type Fields = z.infer<typeof Fields>
const ActionObject = z.looseObject({ id: z.int(), steps: z.array(z.looseObject({})), is_action: z.literal(true) })

/** Actions: named matchers of events. */
export function actionRoutes(deps: Deps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/actions',
      scopes: ['action:read'],
      query: AnyQuery,
      handle: ({ team, query }) => list(deps, team, query),
    }),
    projectRoute({
      method: 'POST',
      path: '/actions',
      scopes: ['action:write'],
      body: Fields,
      response: ActionObject,
      handle: async ({ team, principal, body }) => created(await create(deps, team, principal.user.id, body)),
    }),
    projectRoute({
      method: 'POST',
      path: '/actions/bulk_update_tags',
      scopes: ['action:write'],
      body: bulkTagsBody(Integer),
      handle: async ({ team, principal, body }) => {
        const found = await existingActions(deps.postgres, team.id, body.ids)
        const names = new Map<string | number, string | null>(found.map(({ id, name }) => [id, name]))
        const about = { team_id: team.id, user_id: principal.user.id, scope: 'Action', activity: 'updated' } as const
        const known = new Set(names.keys())
        return bulkUpdateTags(deps, team.id, 'action', body, known, 'Not found', (tx, id, before, after) => {
          const changes = changesBetween('Action', { tags: before }, { tags: after }, ['tags'])
          const detail = { name: names.get(id) ?? null, short_id: null, type: null, changes }
          return noteActivities(tx, [{ ...about, item_id: id, detail, created_at: deps.clock() }])
        })
      },
    }),
    ...activityRoutes(deps, {
      path: '/actions',
      scope: 'Action',
      itemId: async (team, id) => String((await requireAction(deps, team, Number(id))).id),
    }),
    projectRoute({
      method: 'GET',
      path: '/actions/:id',
      scopes: ['action:read'],
      params: Id,
      response: ActionObject,
      handle: async ({ team, params }) => one(deps, await requireAction(deps, team, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/actions/:id',
      scopes: ['action:write'],
      params: Id,
      body: Fields,
      response: ActionObject,
      handle: async ({ team, principal, params, body }) =>
        save(deps, await requireAction(deps, team, params.id), principal.user.id, body),
    }),
    projectRoute({
      method: 'DELETE',
      path: '/actions/:id',
      scopes: ['action:write'],
      params: Id,
      handle: async ({ team, params }) => {
        await requireAction(deps, team, params.id)
        throw methodNotAllowed(
          'Hard delete of this model is not allowed. Use a patch API call to set "deleted" to true',
        )
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/actions/:id/references',
      scopes: ['action:read'],
      params: Id,
      handle: async ({ team, params }) => {
        const { id } = await requireAction(deps, team, params.id)
        const found = await referencesTo(deps.postgres, team.id, id)
        const users = await usersById(
          deps,
          found.map(({ created_by }) => created_by),
        )
        return found.map((row) => ({ ...row, created_by: presentUserBasic(users.get(row.created_by ?? -1)) }))
      },
    }),
  ]
}

async function requireAction(deps: Deps, team: Team, id: number): Promise<Action> {
  const action = isRowId(id) ? await findAction(deps.postgres, team.id, id) : undefined
  if (!action) throw notFound()
  return action
}

async function list(deps: Deps, team: Team, query: JsonObject) {
  const number = (value: unknown) => (/^\d+$/.test(String(value)) ? Math.min(Number(value), MAX_PAGE) : undefined)
  const page = { limit: number(query['limit']) || undefined, offset: number(query['offset']) ?? 0 }
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined)
  const filters = {
    search: text('search'),
    created_by: text('created_by')?.split(',').map(Number).filter(isRowId),
    tags: tagsIn(text('tags')),
    ordering: text('ordering'),
  }
  const { count, actions } = await listActions(deps.postgres, team.id, filters, page)
  const results = await present(deps, actions)
  if (query['include_reference_count'] === '1' || query['include_reference_count'] === 'true') {
    for (const action of results)
      Object.assign(action, { reference_count: (await referencesTo(deps.postgres, team.id, action.id)).length })
  }
  return { count: page.limit === undefined ? page.offset + actions.length : count, results }
}

function tagsIn(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  const tags = jsonIn(text)
  if (Array.isArray(tags)) return tags.map(String)
  throw invalid('tags must be a JSON array.', 'tags')
}

async function create(deps: Deps, team: Team, userId: number, body: Fields) {
  const asked = body.name ?? missingName()
  const steps = readSteps(body.steps ?? [])
  await deps.checkSteps(team.id, steps, undefined)
  const now = deps.clock()
  const made = await deps.postgres.transaction().execute(async (tx) => {
    const name = await freeName(tx, team.id, asked, undefined)
    const action = await insertAction(tx, {
      name,
      description: body.description ?? '',
      steps: stepsOf(steps),
      ...(body.pinned_at ? { pinned_at: now } : {}),
      team_id: team.id,
      created_by: userId,
      created_at: now,
    })
    if (body.tags) await setTags(tx, team.id, 'action', action.id, body.tags, now)
    await note(tx, action, userId, 'created', now)
    return action
  })
  return one(deps, made)
}

async function save(deps: Deps, action: Action, userId: number, body: Fields) {
  const { team_id, id } = action
  const isRestored = action.deleted && body.deleted === false
  const asked = body.name ?? (isRestored ? (action.name ?? undefined) : undefined)
  const steps = body.steps === undefined ? undefined : readSteps(body.steps)
  if (steps) await deps.checkSteps(team_id, steps, id)
  const now = deps.clock()
  const saved = await deps.postgres.transaction().execute(async (tx) => {
    const name = asked === undefined ? undefined : await freeName(tx, team_id, asked, id)
    const updated = await updateAction(tx, action, {
      ...(name === undefined ? {} : { name }),
      ...(body.description === undefined ? {} : { description: body.description ?? '' }),
      ...(steps === undefined ? {} : { steps: stepsOf(steps) }),
      ...(body.deleted === undefined ? {} : { deleted: body.deleted }),
      ...('pinned_at' in body ? { pinned_at: body.pinned_at ? (action.pinned_at ?? now) : null } : {}),
    })
    if (body.tags) await setTags(tx, team_id, 'action', id, body.tags, now)
    const isToggled = updated.deleted !== action.deleted
    await note(tx, updated, userId, isToggled ? (updated.deleted ? 'deleted' : 'restored') : 'updated', now, action)
    return updated
  })
  if (body.steps !== undefined || body.deleted !== undefined) await deps.calculations.requestNaming(team_id, id)
  return one(deps, saved)
}

function missingName(): never {
  throw invalid('This field is required.', 'name', 'required')
}

/** The name, if no other action has it; none takes it until the transaction ends. Throws 400 when one has. */
async function freeName(
  tx: PostgresOrTransaction,
  teamId: number,
  name: string,
  id: number | undefined,
): Promise<string> {
  if (name.trim() === '') throw invalid('This field may not be blank.', 'name', 'blank')
  await lockActionNames(tx, teamId)
  const taken = await actionNamed(tx, teamId, name)
  if (taken !== undefined && taken !== id)
    throw invalid(`This project already has an action with this name, ID ${taken}`, 'name', 'unique')
  return name
}

const stepsOf = (steps: readonly ActionStep[]): Json =>
  steps.map((step) => {
    const kept: JsonObject = {}
    for (const key of STEP_KEYS) kept[key] = trusted<Json>(step[key] ?? (key === 'url_matching' ? 'contains' : null))
    return kept
  })

async function one(deps: Deps, action: Action) {
  const [shown] = await present(deps, [action])
  return shown
}

async function present(deps: Deps, actions: readonly Action[]) {
  const users = await usersById(
    deps,
    actions.map(({ created_by }) => created_by),
  )
  const [first] = actions
  const ids = actions.map(({ id }) => id)
  const tags = first ? await tagsOf(deps.postgres, first.team_id, 'action', ids) : new Map<string, string[]>()
  return actions.map((action) => ({
    id: action.id,
    name: action.name,
    description: action.description,
    tags: tags.get(String(action.id)) ?? [],
    post_to_slack: false,
    slack_message_format: '',
    steps: Array.isArray(action.steps) ? action.steps.map(presentStep) : [],
    created_at: action.created_at,
    created_by: presentUserBasic(users.get(action.created_by ?? -1)),
    deleted: action.deleted,
    is_calculating: false,
    last_calculated_at: action.created_at,
    team_id: action.team_id,
    is_action: true,
    bytecode_error: null,
    pinned_at: action.pinned_at,
    creation_context: null,
    user_access_level: 'manager',
  }))
}

/** A step with all of its keys; the pattern is what the selector comes to, for those who read it. */
const presentStep = (step: Json) => ({ selector_regex: null, ...trusted<JsonObject>(step) })

async function note(
  db: Postgres,
  action: Action,
  user_id: number,
  activity: string,
  created_at: Date,
  before?: Action,
): Promise<void> {
  const fields = ['name', 'description', 'steps', 'deleted']
  const changes = before
    ? changesBetween('Action', trusted<JsonObject>(before), trusted<JsonObject>(action), fields)
    : []
  if (before && changes.length === 0) return
  const detail = { name: action.name, short_id: null, type: null, changes }
  const { team_id, id } = action
  await noteActivities(db, [{ team_id, user_id, scope: 'Action', item_id: id, activity, detail, created_at }])
}
