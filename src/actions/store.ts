import { sql } from 'kysely'
import { isRowId } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import { anyOf } from '../postgres/any-of.ts'
import { json, type PostgresOrTransaction } from '../postgres/postgres.ts'

export interface Action {
  id: number
  team_id: number
  name: string | null
  description: string
  steps: Json
  created_at: Date
  created_by: number | null
  deleted: boolean
  pinned_at: Date | null
}

/** The action with this id, deleted or not. */
export async function findAction(db: PostgresOrTransaction, teamId: number, id: number): Promise<Action | undefined> {
  return db.selectFrom('action').selectAll().where('team_id', '=', teamId).where('id', '=', id).executeTakeFirst()
}

/** Those of these that exist and are not deleted. */
export async function existingActions(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
): Promise<Pick<Action, 'id' | 'name'>[]> {
  const asked = ids.filter(isRowId)
  if (asked.length === 0) return []
  const query = db
    .selectFrom('action')
    .select(['id', 'name'])
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
  return query.where('id', '=', anyOf(asked, 'int')).execute()
}

const NAMES_LOCK = 727_004

/**
 * Until the transaction ends nobody else can name an action of the project, or change its steps: two requests at once would
 * both find the name free.
 */
export async function lockActionNames(tx: PostgresOrTransaction, teamId: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${NAMES_LOCK}::int, ${teamId}::int)`.execute(tx)
}

/** What the actions of the project are called and made of, as a text that changes with them. */
export async function stateOfActions(db: PostgresOrTransaction, teamId: number): Promise<string | null> {
  const state = sql<string | null>`md5(string_agg(jsonb_build_array(id, name, steps)::text, '' ORDER BY id))`
  const { of } = await db
    .selectFrom('action')
    .select(state.as('of'))
    .where('team_id', '=', teamId)
    .where('deleted', '=', false)
    .executeTakeFirstOrThrow()
  return of
}

/** The id of an action of this name that is not deleted. */
export async function actionNamed(db: PostgresOrTransaction, teamId: number, name: string) {
  const row = await db
    .selectFrom('action')
    .select('id')
    .where('team_id', '=', teamId)
    .where('name', '=', name)
    .where('deleted', '=', false)
    .executeTakeFirst()
  return row?.id
}

export type ActionValues = Partial<Pick<Action, 'name' | 'description' | 'steps' | 'deleted' | 'pinned_at'>>

const columnsOf = ({ steps, ...rest }: ActionValues) => ({
  ...rest,
  ...(steps === undefined ? {} : { steps: json<Json>(steps) }),
})

export async function insertAction(
  db: PostgresOrTransaction,
  values: ActionValues & { team_id: number; created_by: number; created_at: Date },
): Promise<Action> {
  const { team_id, created_by, created_at, ...rest } = values
  return db
    .insertInto('action')
    .values({ ...columnsOf(rest), team_id, created_by, created_at })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function updateAction(db: PostgresOrTransaction, action: Action, values: ActionValues): Promise<Action> {
  return db
    .updateTable('action')
    .set({ ...columnsOf(values), team_id: action.team_id })
    .where('team_id', '=', action.team_id)
    .where('id', '=', action.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface ActionFilters {
  search: string | undefined
  created_by: number[] | undefined
  tags: string[] | undefined
  ordering: string | undefined
}

/** An action is calculated when it is made, and from then on is up to date. */
const CALCULATED_LAST = sql`created_at DESC`
const ORDERS = new Map([
  ['name', sql`lower(name)`],
  ['created_at', sql`created_at`],
  ['pinned_at', sql`pinned_at`],
  ['created_by', sql`created_by`],
])

const directionOf = (ordering: string | undefined) => (ordering?.startsWith('-') ? sql`DESC` : sql`ASC`)

/**
 * Actions that are not deleted, all of them or a page, and how many match; unless another order is asked for, what was
 * calculated last comes first.
 */
export async function listActions(
  db: PostgresOrTransaction,
  teamId: number,
  filters: ActionFilters,
  page: { limit: number | undefined; offset: number },
): Promise<{ count: number; actions: Action[] }> {
  const { search, created_by, tags, ordering } = filters
  const like = containing(search ?? '')
  let query = db.selectFrom('action').where('team_id', '=', teamId).where('deleted', '=', false)
  if (search) query = query.where('name', 'ilike', like)
  if (created_by) query = query.where('created_by', '=', anyOf(created_by, 'int'))
  if (tags)
    query = query.where(sql<boolean>`EXISTS (SELECT 1 FROM tagged_item i JOIN tag t ON t.id = i.tag_id
      WHERE i.kind = 'action' AND i.object_id = action.id::text AND t.team_id = ${teamId} AND t.name = ANY(${tags}::text[]))`)
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const order = ORDERS.get((ordering ?? '').replace(/^-/, ''))
  const rows = await query
    .selectAll()
    .orderBy(order === undefined ? CALCULATED_LAST : sql`${order} ${directionOf(ordering)} NULLS LAST`)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .$if(page.limit !== undefined, (q) => q.limit(page.limit ?? 0))
    .offset(page.offset)
    .execute()
  return { count: Number(count), actions: rows }
}
