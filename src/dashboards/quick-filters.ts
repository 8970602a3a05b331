import { sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { validate } from '../http/validate.ts'
import { isUuid, uuidV7 } from '../lib/ids.ts'
import { defined, type Json } from '../lib/json.ts'
import { anyOf } from '../postgres/any-of.ts'
import { json, type Postgres, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { PropertyOperator } from '../schema/filters.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

const Id = z.object({ id: z.string() })
const Choices = z
  .array(
    z.looseObject({
      id: z.string(),
      value: z.union([z.string(), z.array(z.string()), z.null()]),
      label: z.string(),
      operator: PropertyOperator,
    }),
  )
  .min(1)
/** Instead of a list of options: the values of the property are offered. */
const Discovery = z.looseObject({ operator: PropertyOperator, value_pattern: z.string().nullish() })

const Changes = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  property_name: z.string().trim().min(1).max(500).optional(),
  type: z.enum(['manual-options', 'auto-discovery']).optional(),
  options: z.json().optional(),
  /** The pages that offer it. */
  contexts: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
})
type Changes = z.infer<typeof Changes>
const Created = Changes.required({ name: true, property_name: true, options: true, contexts: true })

const COLUMNS = ['id', 'name', 'property_name', 'type', 'options', 'contexts', 'created_at', 'updated_at'] as const

/** Filters on one property that a dashboard offers above its tiles. */
export function quickFilterRoutes(deps: Deps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'GET',
      path: '/quick_filters',
      scopes: ['dashboard:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const { count, rows } = await list(postgres, team.id, query['context'], query)
        return paginated({ query, request, origin }, count, rows)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/quick_filters',
      scopes: ['dashboard:write'],
      body: Created,
      handle: async ({ team, body }) => {
        requireOptions(body.type, body.options)
        const now = deps.clock()
        const made = { id: uuidV7(now.getTime()), team_id: team.id, created_at: now, updated_at: now }
        const { name, property_name, contexts } = body
        const values = { ...columnsOf(body), options: json<Json>(body.options), name, property_name, contexts, ...made }
        return created(
          await postgres.insertInto('quick_filter').values(values).returning(COLUMNS).executeTakeFirstOrThrow(),
        )
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/quick_filters/:id',
      scopes: ['dashboard:read'],
      params: Id,
      handle: ({ team, params }) => requireFilter(postgres, team.id, params.id),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/quick_filters/:id',
      scopes: ['dashboard:write'],
      params: Id,
      body: Changes,
      find: ({ team, params }) => requireFilter(postgres, team.id, params.id),
      handle: async ({ found: { id, type }, team, body }) => {
        if (body.options !== undefined) requireOptions(body.type ?? type, body.options)
        return postgres
          .updateTable('quick_filter')
          .set({ ...columnsOf(body), updated_at: deps.clock() })
          .where('team_id', '=', team.id)
          .where('id', '=', id)
          .returning(COLUMNS)
          .executeTakeFirstOrThrow(() => notFound())
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/quick_filters/:id',
      scopes: ['dashboard:write'],
      params: Id,
      handle: async ({ team, params }) => {
        const { id } = await requireFilter(postgres, team.id, params.id)
        await postgres.transaction().execute(async (tx) => {
          await tx.deleteFrom('quick_filter').where('team_id', '=', team.id).where('id', '=', id).execute()
          // Dashboards forget the filter too: one that still named it could not be saved as it was read.
          await sql`
            UPDATE dashboard SET quick_filter_ids = quick_filter_ids - ${id}::text
            WHERE team_id = ${team.id} AND jsonb_exists(quick_filter_ids, ${id})`.execute(tx)
        })
        return noContent()
      },
    }),
  ]
}

const columnsOf = ({ options, ...rest }: Changes) => ({
  ...defined(rest),
  ...(options === undefined ? {} : { options: json<Json>(options) }),
})

function requireOptions(type: string | undefined, options: Json): void {
  validate(z.object({ options: type === 'auto-discovery' ? Discovery : Choices }), { options })
}

async function list(db: Postgres, teamId: number, context: unknown, page: { limit: number; offset: number }) {
  let query = db.selectFrom('quick_filter').where('team_id', '=', teamId)
  if (typeof context === 'string') query = query.where((eb) => eb(eb.val(context), '=', eb.fn.any('contexts')))
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await query
    .select(COLUMNS)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return { count: Number(count), rows }
}

async function requireFilter(db: Postgres, teamId: number, id: string) {
  const query = db.selectFrom('quick_filter').select(COLUMNS).where('team_id', '=', teamId)
  const row = isUuid(id) ? await query.where('id', '=', id).executeTakeFirst() : undefined
  if (!row) throw notFound()
  return row
}

/** Those of these that the project has. */
export async function existingQuickFilters(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const query = db.selectFrom('quick_filter').select('id').where('team_id', '=', teamId)
  const rows = await query.where('id', '=', anyOf(ids, 'uuid')).execute()
  const found = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => found.has(id))
}
