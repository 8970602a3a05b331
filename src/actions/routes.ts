import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { editorOf } from '../activity/editor.ts'
import { activityRoutes } from '../activity/routes.ts'
import { changesBetween, noteActivities } from '../activity/store.ts'
import { deletedByPatchOnly, invalid, notFound } from '../http/errors.ts'
import { AnyQuery } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { isRowId } from '../lib/ids.ts'
import { type JsonObject, jsonIn } from '../lib/json.ts'
import { Integer } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { bulkTagsBody, bulkUpdateTags } from '../tags/bulk-update-tags.ts'
import type { ActionDeps } from './deps.ts'
import { presentAction, presentActions } from './present.ts'
import { referenceCounts, referencesTo } from './references.ts'
import { ActionInput, createAction, saveAction } from './save.ts'
import { type Action, existingActions, findAction, listActions } from './store.ts'

/** The largest offset that JavaScript counts exactly; Postgres takes it too. */
const MAX_OFFSET = 2 ** 53 - 1
const Id = z.object({ id: z.coerce.number().int().catch(-1) })
const ActionObject = z.looseObject({ id: z.int(), steps: z.array(z.looseObject({})), is_action: z.literal(true) })

/** Actions: saved matchers of events, by which queries and cohorts ask for several kinds of events under one name. */
export function actionRoutes(deps: ActionDeps): Route[] {
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
      body: ActionInput,
      response: ActionObject,
      handle: async ({ team, principal, body }) => {
        const made = await createAction(deps, team, editorOf(deps, { principal }), body)
        return created(await presentAction(deps.postgres, made))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/actions/bulk_update_tags',
      scopes: ['action:write'],
      body: bulkTagsBody(Integer),
      handle: async ({ team, principal, body }) => {
        const editor = editorOf(deps, { principal })
        return bulkUpdateTags(deps, body, {
          ...{ team_id: team.id, kind: 'action', reason: 'Not found' },
          editable: (tx) => existingActions(tx, team.id, body.ids),
          note: (tx, changed) => {
            const activities = changed.map(({ object: { id, name }, before, after }) => {
              const changes = changesBetween('Action', { tags: before }, { tags: after }, ['tags'])
              const about = { team_id: team.id, scope: 'Action', item_id: id, activity: 'updated' } as const
              return { ...about, detail: { name, short_id: null, type: null, changes } }
            })
            return noteActivities(tx, editor, activities)
          },
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
      handle: async ({ team, params }) => presentAction(deps.postgres, await requireAction(deps, team, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/actions/:id',
      scopes: ['action:write'],
      params: Id,
      body: ActionInput,
      response: ActionObject,
      find: ({ team, params }) => requireAction(deps, team, params.id),
      handle: async ({ found, principal, body }) => {
        return presentAction(deps.postgres, await saveAction(deps, found, editorOf(deps, { principal }), body))
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/actions/:id',
      scopes: ['action:write'],
      handle: deletedByPatchOnly,
    }),
    projectRoute({
      method: 'GET',
      path: '/actions/:id/references',
      scopes: ['action:read'],
      params: Id,
      handle: async ({ team, params }) => {
        const { id } = await requireAction(deps, team, params.id)
        const found = await referencesTo(deps.postgres, team.id, id)
        const userOf = await userPresenter(
          deps,
          found.map(({ created_by }) => created_by),
        )
        return found.map((row) => ({ ...row, created_by: userOf(row.created_by) }))
      },
    }),
  ]
}

async function requireAction(deps: ActionDeps, team: Team, id: number): Promise<Action> {
  const action = isRowId(id) ? await findAction(deps.postgres, team.id, id) : undefined
  if (!action) throw notFound()
  return action
}

/** All actions, or the page that is asked for. */
async function list({ postgres }: ActionDeps, team: Team, query: JsonObject) {
  const number = (value: unknown) => (/^\d+$/.test(String(value)) ? Math.min(Number(value), MAX_OFFSET) : undefined)
  const page = { limit: number(query['limit']) || undefined, offset: number(query['offset']) ?? 0 }
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined)
  const filters = {
    search: text('search'),
    created_by: text('created_by')?.split(',').map(Number).filter(isRowId),
    tags: tagsIn(text('tags')),
    ordering: text('ordering'),
  }
  const { count, actions } = await listActions(postgres, team.id, filters, page)
  const results = await presentActions(postgres, actions)
  if (!['1', 'true'].includes(String(query['include_reference_count']))) return { count, results }
  const references = await referenceCounts(postgres, team.id)
  return { count, results: results.map((one) => ({ ...one, reference_count: references.get(one.id) ?? 0 })) }
}

function tagsIn(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  const tags = jsonIn(text)
  if (Array.isArray(tags)) return tags.map(String)
  throw invalid('tags must be a JSON array.', 'tags')
}
