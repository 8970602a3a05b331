import { sql } from 'kysely'
import { isRowId } from '../lib/ids.ts'
import { type Json, type JsonObject, objectOr } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import { anyOf } from '../postgres/any-of.ts'
import { json, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { isAlike, type SearchMatch } from '../postgres/similar.ts'
import { tagsContaining } from '../tags/store.ts'

export interface Dashboard {
  id: number
  team_id: number
  name: string | null
  description: string
  pinned: boolean
  created_at: Date
  created_by: number | null
  deleted: boolean
  last_accessed_at: Date | null
  last_refresh: Date | null
  filters: JsonObject
  variables: JsonObject
  breakdown_colors: Json
  data_color_theme_id: number | null
  creation_mode: string
  restriction_level: number
  quick_filter_ids: Json
  /** Where the project's tree shows it. */
  folder: string
}

const asDashboard = <T extends { filters: Json; variables: Json }>(row: T) => ({
  ...row,
  filters: objectOr(row.filters),
  variables: objectOr(row.variables),
})

export async function findDashboard(
  db: PostgresOrTransaction,
  teamId: number,
  id: number,
  options: { deleted?: boolean } = {},
): Promise<Dashboard | undefined> {
  return (await findDashboards(db, teamId, [id], options))[0]
}

/** Those of these dashboards that are there, in this order; deleted ones only when they are asked for. */
export async function findDashboards(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
  options: { deleted?: boolean } = {},
): Promise<Dashboard[]> {
  const asked = [...new Set(ids)].filter(isRowId)
  if (asked.length === 0) return []
  const rows = await db
    .selectFrom('dashboard')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(asked, 'int'))
    .$if(options.deleted !== true, (q) => q.where('deleted', '=', false))
    .execute()
  const found = new Map(rows.map((row) => [row.id, asDashboard(row)]))
  return asked.flatMap((id) => found.get(id) ?? [])
}

/** What the list may be narrowed to. */
export interface DashboardFilters {
  search: string | undefined
  creation_mode: string | undefined
  tags: string[]
  /** Leaves out those whose names say that a machine made them. */
  exclude_generated?: boolean
  /** Only pinned ones, or only others. */
  pinned?: boolean | undefined
}

const GENERATED = 'Generated Dashboard%'

/**
 * A page of dashboards: pinned first, then by name. Unlisted ones only when asked for by their mode. A search shows those
 * that hold its words before those whose names are nearly these, and says which is which.
 */
export async function listDashboards(
  db: PostgresOrTransaction,
  teamId: number,
  filters: DashboardFilters,
  page: { limit: number; offset: number },
): Promise<{ count: number; dashboards: Dashboard[]; matches: Map<number, SearchMatch> }> {
  const search = filters.search ?? ''
  const like = containing(search)
  const tagged = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<boolean>`dashboard.id::text = ANY(ARRAY(SELECT ti.object_id FROM tagged_item ti JOIN tag t ON t.id = ti.tag_id
      WHERE ti.kind = 'dashboard' AND t.team_id = ${teamId} AND ${condition}))`
  let query = db.selectFrom('dashboard').where('team_id', '=', teamId).where('deleted', '=', false)
  query = filters.creation_mode
    ? query.where('creation_mode', '=', filters.creation_mode)
    : query.where('creation_mode', '!=', 'unlisted')
  const holds = sql<boolean>`(coalesce(name, '') ILIKE ${like} OR description ILIKE ${like}
    OR ${tagged(sql<boolean>`t.name LIKE ${tagsContaining(search)}`)})`
  if (search !== '') query = query.where(sql<boolean>`(${holds} OR ${isAlike(search, sql.ref('name'))})`)
  if (filters.tags.length > 0) query = query.where(tagged(sql<boolean>`t.name = ANY(${filters.tags}::text[])`))
  if (filters.exclude_generated) query = query.where(sql<boolean>`coalesce(name, '') NOT LIKE ${GENERATED}`)
  if (filters.pinned !== undefined) query = query.where('pinned', '=', filters.pinned)
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await query
    .selectAll()
    .select(holds.as('holds'))
    .$if(search !== '', (q) => q.orderBy(sql`${holds} DESC`))
    .orderBy('pinned', 'desc')
    .orderBy(sql`name ASC NULLS LAST`)
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const matches = new Map<number, SearchMatch>()
  if (search !== '') for (const { id, holds } of rows) matches.set(id, holds ? 'exact' : 'similar')
  return { count: Number(count), dashboards: rows.map(({ holds: _, ...row }) => asDashboard(row)), matches }
}

export type DashboardValues = Partial<
  Pick<
    Dashboard,
    | 'name'
    | 'description'
    | 'pinned'
    | 'deleted'
    | 'last_accessed_at'
    | 'last_refresh'
    | 'filters'
    | 'variables'
    | 'breakdown_colors'
    | 'data_color_theme_id'
    | 'restriction_level'
    | 'quick_filter_ids'
    | 'creation_mode'
    | 'folder'
  >
>

function columnsOf({ filters, variables, breakdown_colors, quick_filter_ids, ...rest }: DashboardValues) {
  return {
    ...rest,
    ...(filters === undefined ? {} : { filters: json<Json>(filters) }),
    ...(variables === undefined ? {} : { variables: json<Json>(variables) }),
    ...(breakdown_colors === undefined ? {} : { breakdown_colors: json<Json>(breakdown_colors) }),
    ...(quick_filter_ids === undefined ? {} : { quick_filter_ids: json<Json>(quick_filter_ids) }),
  }
}

export async function insertDashboard(
  db: PostgresOrTransaction,
  values: DashboardValues & { team_id: number; created_by: number; created_at: Date },
): Promise<Dashboard> {
  const { team_id, created_by, created_at, ...rest } = values
  const row = await db
    .insertInto('dashboard')
    .values({ ...columnsOf(rest), team_id, created_by, created_at })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asDashboard(row)
}

export async function updateDashboard(
  db: PostgresOrTransaction,
  dashboard: Pick<Dashboard, 'id' | 'team_id'>,
  values: DashboardValues,
): Promise<Dashboard> {
  const row = await db
    .updateTable('dashboard')
    .set({ ...columnsOf(values), team_id: dashboard.team_id })
    .where('id', '=', dashboard.id)
    .where('team_id', '=', dashboard.team_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asDashboard(row)
}

/** Deletes a dashboard's tiles with it, or brings back those that went with it. */
export async function setTilesDeleted(db: PostgresOrTransaction, dashboardId: number, deleted: boolean): Promise<void> {
  await db
    .updateTable('dashboard_tile')
    .set({ deleted, deleted_with_dashboard: deleted })
    .where('dashboard_id', '=', dashboardId)
    .where(deleted ? sql<boolean>`deleted IS NOT TRUE` : sql<boolean>`deleted_with_dashboard`)
    .execute()
}

/** When this user last looked at each dashboard. */
export async function lastViewsOf(
  db: PostgresOrTransaction,
  userId: number,
  ids: readonly number[],
): Promise<Map<number, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('dashboard_viewed')
    .select(['dashboard_id', 'last_viewed_at'])
    .where('user_id', '=', userId)
    .where('dashboard_id', '=', anyOf(ids, 'int'))
    .execute()
  return new Map(rows.map((row) => [row.dashboard_id, row.last_viewed_at]))
}

export async function noteDashboardView(
  db: PostgresOrTransaction,
  userId: number,
  id: number,
  now: Date,
): Promise<void> {
  await db
    .insertInto('dashboard_viewed')
    .values({ dashboard_id: id, user_id: userId, last_viewed_at: now })
    .onConflict((conflict) => conflict.columns(['dashboard_id', 'user_id']).doUpdateSet({ last_viewed_at: now }))
    .execute()
}

/** Which of these dashboards a public link shows. */
export async function sharedAmong(db: PostgresOrTransaction, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('sharing_configuration')
    .select('dashboard_id')
    .where('dashboard_id', '=', anyOf(ids, 'int'))
    .where('enabled', '=', true)
    .execute()
  return new Set(rows.flatMap(({ dashboard_id }) => dashboard_id ?? []))
}
