import { z } from 'zod'
import { isInstanceAdmin } from '../../accounts/organizations.ts'
import { deletedByPatchOnly, invalid, permissionDenied } from '../../http/errors.ts'
import { ListQuery, pageOf } from '../../http/pagination.ts'
import { created, projectRoute, Reply, type Route } from '../../http/route.ts'
import { uuidV7 } from '../../lib/ids.ts'
import { defined, type JsonObject } from '../../lib/json.ts'
import { isUniqueViolation, type Postgres } from '../../postgres/postgres.ts'
import { Flag, isRestoring } from '../../schema/form.ts'
import { listTemplates, requireTemplate, type TemplateFilters, withIds } from './find.ts'
import { insertTemplate, type StoredTemplate, updateTemplate } from './store.ts'
import { TemplateTile, templateSchema } from './template.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

const Id = z.object({ id: z.string() })
const Anything = z.record(z.string(), z.json())
const Changes = z.object({
  template_name: z.string().trim().min(1).max(400).optional(),
  dashboard_description: z.string().max(400).nullish(),
  dashboard_filters: Anything.nullish(),
  tiles: z.array(TemplateTile).nullish(),
  variables: z.array(Anything).nullish(),
  tags: z.array(z.string().max(255)).optional(),
  deleted: Flag.optional(),
  image_url: z.string().max(8201).nullish(),
  scope: z.enum(['team', 'global', 'feature_flag']).optional(),
  availability_contexts: z.array(z.string().max(255)).nullish(),
  is_featured: Flag.optional(),
})
const Created = Changes.extend({ template_name: z.string().trim().min(1).max(400) })

/** Boards to make more of: those of the project, those shared with every project, and the built-in ones. */
export function templateRoutes(deps: Deps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'GET',
      path: '/dashboard_templates',
      scopes: ['dashboard_template:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const all = await listTemplates(postgres, team.id, filtersOf(query))
        return pageOf({ query, request, origin }, all, (page) =>
          withIds(
            postgres,
            team.id,
            page.map(({ id }) => id),
          ),
        )
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/dashboard_templates',
      scopes: ['dashboard_template:write'],
      body: Created,
      handle: async ({ team, principal, body }) => {
        requireTiles(body.tiles ?? [])
        if (body.scope === 'global') await requireInstanceAdmin(postgres, principal.user.id)
        const now = deps.clock()
        const made = { id: uuidV7(now.getTime()), team_id: team.id, created_by: principal.user.id, created_at: now }
        return created(await named(() => insertTemplate(postgres, { ...defined(body), ...made })))
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/dashboard_templates/json_schema',
      scopes: ['dashboard_template:read'],
      // It changes with a new version of the program only; PostHog lets it be kept as long.
      handle: () => new Reply(200, templateSchema(), { 'cache-control': 'private, max-age=120' }),
    }),
    projectRoute({
      method: 'GET',
      path: '/dashboard_templates/:id',
      scopes: ['dashboard_template:read'],
      params: Id,
      handle: ({ team, params }) => requireTemplate(postgres, team.id, params.id),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/dashboard_templates/:id',
      scopes: ['dashboard_template:write'],
      params: Id,
      body: Changes,
      find: ({ team, params, body }) => requireTemplate(postgres, team.id, params.id, { deleted: isRestoring(body) }),
      handle: async ({ found: template, principal, body }) => {
        await requireChangeable(postgres, template, body.scope, principal.user.id)
        if (body.tiles !== undefined) requireTiles(body.tiles ?? [])
        return named(() => updateTemplate(postgres, template, defined(body)))
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/dashboard_templates/:id',
      scopes: ['dashboard_template:write'],
      params: Id,
      find: ({ team, params }) => requireTemplate(postgres, team.id, params.id),
      handle: deletedByPatchOnly,
    }),
  ]
}

function filtersOf(query: JsonObject): TemplateFilters {
  const { scope, search, ordering } = query
  return {
    scope: scope === 'global' || scope === 'feature_flag' ? scope : undefined,
    is_featured: Flag.safeParse(query['is_featured']).data,
    search: typeof search === 'string' ? search : undefined,
    descending: ordering === '-template_name',
  }
}

function requireTiles(tiles: readonly unknown[]): void {
  if (tiles.length === 0) throw invalid('You need to provide tiles for the template.')
}

async function requireInstanceAdmin(db: Postgres, userId: number): Promise<void> {
  if (!(await isInstanceAdmin(db, userId)))
    throw permissionDenied("You don't have edit permissions for this dashboard template.")
}

/** Members change the templates of their project; global ones are changed only by administrators of the instance. */
async function requireChangeable(
  db: Postgres,
  template: StoredTemplate,
  scope: string | undefined,
  userId: number,
): Promise<void> {
  if (template.team_id === null && scope === 'team')
    throw invalid('The original templates cannot be made private as they would be lost.')
  if (template.team_id === null) throw permissionDenied("You don't have edit permissions for this dashboard template.")
  if (template.scope === 'global' || scope === 'global') await requireInstanceAdmin(db, userId)
}

/** A name stands for one template of a project. */
async function named(write: () => Promise<StoredTemplate>): Promise<StoredTemplate> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw invalid('A dashboard template with this name already exists for this project.', 'template_name')
  }
}
