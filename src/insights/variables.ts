import { z } from 'zod'
import { invalid, notFound } from '../http/errors.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { isUuid, uuidV7 } from '../lib/ids.ts'
import { defined, type Json } from '../lib/json.ts'
import { isUniqueViolation, json, type Postgres } from '../postgres/postgres.ts'
import { Flag } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

const PAGE = 500
const Id = z.object({ id: z.string() })
const Paged = z.object({ page: z.string().default('1') })
const Option = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const changes = {
  name: z.string().trim().min(1).max(400),
  type: z.enum(['String', 'Number', 'Boolean', 'List', 'Date']),
  default_value: z.json().nullish(),
  values: z.array(Option).nullish(),
  is_multi: Flag.optional(),
}
const Created = z.object(changes)
const Changed = z.object(changes).partial()
type Changed = z.infer<typeof Changed>

const Variable = z.object({
  id: z.string(),
  name: z.string(),
  type: changes.type,
  default_value: z.unknown(),
  values: z.unknown(),
  is_multi: z.boolean(),
  code_name: z.string(),
  created_by: z.int().nullable(),
  created_at: z.date(),
})

/** Variables of SQL insights: `{variables.code_name}`. */
export function variableRoutes(deps: Deps): Route[] {
  const { postgres } = deps
  return [
    projectRoute({
      method: 'GET',
      path: '/insight_variables',
      scopes: ['insight_variable:read'],
      query: Paged,
      handle: async ({ team, query, request, origin }) => {
        const count = await countOf(postgres, team.id)
        const last = Math.max(1, Math.ceil(count / PAGE))
        const page = query.page === 'last' ? last : Number(query.page || 1)
        if (!Number.isInteger(page) || page < 1 || page > last) throw notFound('Invalid page.')
        const at = (number: number) => `${origin}${new URL(request.url).pathname}?page=${number}`
        return {
          count,
          next: page < last ? at(page + 1) : null,
          previous: page > 1 ? at(page - 1) : null,
          results: await list(postgres, team.id, page),
        }
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/insight_variables',
      scopes: ['insight_variable:write'],
      body: Created,
      response: Variable,
      handle: async ({ team, principal, body }) => created(await insert(deps, team, principal.user.id, body)),
    }),
    projectRoute({
      method: 'GET',
      path: '/insight_variables/:id',
      scopes: ['insight_variable:read'],
      params: Id,
      response: Variable,
      handle: ({ team, params }) => find(postgres, team, params.id),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/insight_variables/:id',
      scopes: ['insight_variable:write'],
      params: Id,
      body: Changed,
      response: Variable,
      find: ({ team, params }) => find(postgres, team, params.id),
      handle: ({ found, team, body }) => update(postgres, team, found.id, body),
    }),
    projectRoute({
      method: 'DELETE',
      path: '/insight_variables/:id',
      scopes: ['insight_variable:write'],
      params: Id,
      handle: async ({ team, params }) => {
        const { id } = await find(postgres, team, params.id)
        await postgres.deleteFrom('insight_variable').where('team_id', '=', team.id).where('id', '=', id).execute()
        return noContent()
      },
    }),
  ]
}

const COLUMNS = [
  ...(['id', 'name', 'type', 'default_value', 'values', 'is_multi', 'code_name', 'created_by', 'created_at'] as const),
]

async function countOf(db: Postgres, teamId: number): Promise<number> {
  const query = db.selectFrom('insight_variable').where('team_id', '=', teamId)
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

function list(db: Postgres, teamId: number, page: number) {
  return db
    .selectFrom('insight_variable')
    .select(COLUMNS)
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
}

async function find(db: Postgres, team: Team, id: string) {
  const row = isUuid(id)
    ? await db
        .selectFrom('insight_variable')
        .select(COLUMNS)
        .where('team_id', '=', team.id)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row) throw notFound()
  return row
}

/** What SQL calls a variable of this name: letters, digits and `_`, in lower case. */
const codeNameOf = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9 _]/g, '')
    .replaceAll(' ', '_')
    .toLowerCase()

const columnsOf = ({ default_value, values, ...rest }: Changed) => ({
  ...defined(rest),
  ...(default_value === undefined ? {} : { default_value: json<Json>(default_value) }),
  ...(values === undefined ? {} : { values: json<Json>(values) }),
})

async function insert({ postgres, clock }: Deps, team: Team, userId: number, body: z.infer<typeof Created>) {
  const { name, type } = body
  const code_name = codeNameOf(name)
  if (code_name === '') throw invalid('The name must have a letter or a digit.', 'name')
  const now = clock()
  try {
    return await postgres
      .insertInto('insight_variable')
      .values({
        ...columnsOf(body),
        name,
        type,
        id: uuidV7(now.getTime()),
        team_id: team.id,
        code_name,
        created_at: now,
        created_by: userId,
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
  } catch (error) {
    if (isUniqueViolation(error)) throw invalid('Variable with this code name already exists', 'code_name', 'unique')
    throw error
  }
}

/** A new name changes only the label: queries go on using the code name. */
function update(db: Postgres, team: Team, id: string, body: Changed) {
  return db
    .updateTable('insight_variable')
    .set({ ...columnsOf(body), team_id: team.id })
    .where('team_id', '=', team.id)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow(() => notFound())
}
