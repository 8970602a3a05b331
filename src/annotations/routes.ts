import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { activityRoutes } from '../activity/routes.ts'
import { deletedByPatchOnly, invalid, notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, projectRoute, type Route } from '../http/route.ts'
import { isRowId } from '../lib/ids.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { Flag, Moment, Whole } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import {
  type Annotation,
  createAnnotation,
  findAnnotation,
  listAnnotations,
  SCOPES,
  updateAnnotation,
} from './store.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

const Id = z.object({ id: z.coerce.number().int() })
/** A moment, or a day for its beginning; in UTC where it says no zone. */
const Marker = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value),
  Moment,
)
const Fields = z.object({
  content: z.string().max(8192).nullish(),
  date_marker: Marker.nullish(),
  creation_type: z.enum(['USR', 'GIT']).optional(),
  scope: z.enum(SCOPES).optional(),
  dashboard_item: Whole.nullish(),
  dashboard_id: Whole.nullish(),
  deleted: Flag.optional(),
  emoji: z.string().max(16).nullish(),
  hidden_in_user_interface: Flag.nullish(),
})
const AnnotationObject = z.looseObject({ id: z.int(), content: z.string().nullable(), scope: z.enum(SCOPES) })

/** Notes on a moment, shown on charts. */
export function annotationRoutes(deps: Deps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/annotations',
      scopes: ['annotation:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, annotations } = await listAnnotations(deps.postgres, team, query, query)
        return paginated({ query, request, origin }, count, await present(deps, annotations))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/annotations',
      scopes: ['annotation:write'],
      body: Fields,
      response: AnnotationObject,
      handle: async ({ team, principal, body }) => {
        checkScope(body.scope ?? 'dashboard_item', body)
        const made = await createAnnotation(deps.postgres, team.id, principal.user.id, body, deps.clock())
        return created(await one(deps, made))
      },
    }),
    ...activityRoutes(deps, {
      path: '/annotations',
      scope: 'Annotation',
      itemId: async (team, id) => String((await requireAnnotation(deps, team, Number(id))).id),
    }),
    projectRoute({
      method: 'GET',
      path: '/annotations/:id',
      scopes: ['annotation:read'],
      params: Id,
      response: AnnotationObject,
      handle: async ({ team, params }) => one(deps, await requireAnnotation(deps, team, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/annotations/:id',
      scopes: ['annotation:write'],
      params: Id,
      body: Fields,
      response: AnnotationObject,
      find: ({ team, params }) => requireAnnotation(deps, team, params.id),
      handle: async ({ found, principal, body }) => {
        const scope = body.scope ?? SCOPES.find((known) => known === found.scope) ?? 'project'
        checkScope(scope, { ...found, ...body })
        return one(deps, await updateAnnotation(deps.postgres, found, principal.user.id, body, deps.clock()))
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/annotations/:id',
      scopes: ['annotation:write'],
      handle: deletedByPatchOnly,
    }),
  ]
}

/** An annotation of a dashboard must name it; those of a project or an organization need no name. */
function checkScope(
  scope: string,
  named: { dashboard_item?: number | null | undefined; dashboard_id?: number | null | undefined },
): void {
  if (scope === 'dashboard' && !named.dashboard_id && !named.dashboard_item)
    throw invalid('An annotation of a dashboard must name it.', 'dashboard_id', 'required')
}

async function requireAnnotation(deps: Deps, team: Team, id: number): Promise<Annotation> {
  const found = isRowId(id) ? await findAnnotation(deps.postgres, team, id) : undefined
  if (!found) throw notFound()
  return found
}

async function one(deps: Deps, annotation: Annotation) {
  const [shown] = await present(deps, [annotation])
  return shown
}

async function present(deps: Deps, annotations: readonly Annotation[]) {
  const userOf = await userPresenter(
    deps,
    annotations.map(({ created_by }) => created_by),
  )
  return annotations.map(({ team_id: _, created_by, ...annotation }) => ({
    ...annotation,
    created_by: userOf(created_by),
  }))
}
