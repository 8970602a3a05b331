import { z } from 'zod'
import { hasScope, type UserPrincipal } from '../http/auth.ts'
import { invalid, notFound, permissionDenied } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { projectRoute, Reply, type Route } from '../http/route.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { deleteTag, findTag, mergeTags, renameTag, searchTags, type TagUsage, tagUsage } from './usage.ts'

const Id = z.object({ id: z.string() })
const MAX_SEARCH = 100
const MAX_USAGE = 500
/** Whoever may change one kind of what carries tags may change the tags themselves. */
const WRITES = ['event_definition:write', 'dashboard:write', 'insight:write', 'action:write']

/** The project's tags: their names, what carries them, and changing one everywhere at once. */
export function tagRoutes({ postgres }: { postgres: Postgres }): Route[] {
  const requireTag = async (teamId: number, id: string): Promise<TagUsage> => {
    const tag = await findTag(postgres, teamId, id)
    if (!tag) throw notFound()
    return tag
  }
  const requireWritable = async (teamId: number, principal: UserPrincipal, id: string) => {
    requireWrite(principal)
    return requireTag(teamId, id)
  }
  return [
    projectRoute({
      method: 'GET',
      path: '/tags',
      scopes: [],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { search } = query
        if (typeof search !== 'string') return allTags(postgres, team.id)
        const page = { ...query, limit: Math.min(query.limit, MAX_SEARCH) }
        const { count, names } = await searchTags(postgres, team.id, search, page)
        return paginated({ query: page, request, origin }, count, names)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/tags/usage',
      scopes: [],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const asked = new URL(request.url).searchParams.get('limit')
        const page = { ...query, limit: asked ? Math.min(query.limit, MAX_USAGE) : MAX_USAGE }
        const search = typeof query['search'] === 'string' ? query['search'] : ''
        const { count, tags } = await tagUsage(postgres, team.id, search, page)
        return paginated({ query: page, request, origin }, count, tags)
      },
    }),
    projectRoute({
      method: 'PATCH',
      path: '/tags/:id',
      scopes: [],
      params: Id,
      body: z.object({ name: z.string().max(255) }),
      find: ({ team, principal, params }) => requireWritable(team.id, principal, params.id),
      handle: async ({ found: { id }, team, body }) => {
        await renameTag(postgres, team.id, id, body.name)
        return requireTag(team.id, id)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/tags/:id',
      scopes: [],
      params: Id,
      handle: async ({ team, principal, params }) => {
        const { id } = await requireWritable(team.id, principal, params.id)
        const untagged = await deleteTag(postgres, team.id, id)
        return new Reply(204, undefined, { 'x-objects-untagged': String(untagged) })
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/tags/:id/merge',
      scopes: [],
      params: Id,
      body: z.object({ into_id: z.string() }),
      find: ({ team, principal, params }) => requireWritable(team.id, principal, params.id),
      handle: async ({ found: { id }, team, body }) => {
        const into = await findTag(postgres, team.id, body.into_id)
        if (!into) throw invalid('Tag not found.', 'into_id')
        if (into.id === id) throw invalid('Pick a different tag to merge into.', 'into_id')
        const moved_count = await mergeTags(postgres, team.id, id, into.id)
        if (moved_count === undefined) throw notFound('Tag not found.')
        return { id: into.id, name: into.name, moved_count }
      },
    }),
  ]
}

async function allTags(postgres: Postgres, teamId: number): Promise<string[]> {
  const rows = await postgres.selectFrom('tag').select('name').where('team_id', '=', teamId).orderBy('name').execute()
  return rows.map(({ name }) => name)
}

function requireWrite(principal: UserPrincipal): void {
  if (principal.kind === 'user' || WRITES.some((scope) => hasScope(principal.scopes, scope))) return
  throw permissionDenied(`API key missing required scope '${WRITES[0]}'`)
}
