import { type SelectQueryBuilder, sql } from 'kysely'
import type { Editor } from '../activity/editor.ts'
import { randomText } from '../lib/ids.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import { anyOf } from '../postgres/any-of.ts'
import { isUniqueViolation, json, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { isAlike, likeness, type SearchMatch } from '../postgres/similar.ts'
import type { Tables } from '../postgres/tables.ts'
import { tagsContaining } from '../tags/store.ts'

/** A saved insight as it is stored. */
export interface Insight {
  id: number
  short_id: string
  team_id: number
  name: string | null
  derived_name: string | null
  description: string | null
  query: JsonObject | null
  order: number | null
  deleted: boolean
  favorited: boolean
  saved: boolean
  is_sample: boolean
  created_at: Date
  created_by: number | null
  updated_at: Date
  last_modified_at: Date
  last_modified_by: number | null
}

const SHORT_ID_LENGTH = 8
const MAX_TRIES = 5

const COLUMNS = [
  'id',
  'short_id',
  'team_id',
  'name',
  'derived_name',
  'description',
  'query',
  'order',
  'deleted',
  'favorited',
  'saved',
  'is_sample',
  'created_at',
  'created_by',
  'updated_at',
  'last_modified_at',
  'last_modified_by',
] as const

const asInsight = <T extends { query: Json }>(row: T) => ({ ...row, query: isObject(row.query) ? row.query : null })

/** The insight with this primary key or short id; a number is tried as a key first. */
export async function findInsight(
  db: PostgresOrTransaction,
  teamId: number,
  id: string,
  options: { deleted?: boolean } = {},
): Promise<Insight | undefined> {
  const isKey = /^\d{1,9}$/.test(id)
  const rows = await db
    .selectFrom('insight')
    .select(COLUMNS)
    .where('team_id', '=', teamId)
    .where((eb) => eb.or([eb('short_id', '=', id), ...(isKey ? [eb('id', '=', Number(id))] : [])]))
    .$if(options.deleted !== true, (q) => q.where('deleted', '=', false))
    .execute()
  const row = rows.find((candidate) => isKey && candidate.id === Number(id)) ?? rows[0]
  return row && asInsight(row)
}

export async function findInsights(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
): Promise<Map<number, Insight>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('insight')
    .select(COLUMNS)
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'int'))
    .execute()
  return new Map(rows.map((row) => [row.id, asInsight(row)]))
}

export type InsightValues = Partial<
  Pick<
    Insight,
    'name' | 'derived_name' | 'description' | 'query' | 'order' | 'favorited' | 'saved' | 'is_sample' | 'deleted'
  >
>

const columnsOf = ({ query, ...rest }: InsightValues) => ({
  ...rest,
  ...(query === undefined ? {} : { query: json(query) }),
})

/** Stores a new insight under a fresh short id. */
export async function insertInsight(
  db: PostgresOrTransaction,
  teamId: number,
  values: InsightValues,
  editor: Editor,
): Promise<Insight> {
  for (let attempt = 1; ; attempt++) {
    try {
      const row = await db
        .insertInto('insight')
        .values(newRow(teamId, values, editor))
        .returning(COLUMNS)
        .executeTakeFirstOrThrow()
      return asInsight(row)
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === MAX_TRIES) throw error
    }
  }
}

const newRow = (team_id: number, values: InsightValues, { userId, now }: Editor) => ({
  ...columnsOf(values),
  team_id,
  short_id: randomText(SHORT_ID_LENGTH),
  created_at: now,
  created_by: userId,
  updated_at: now,
  last_modified_at: now,
  last_modified_by: userId,
})

const ROWS_AT_ONCE = 500

/** Stores many new insights, whose values say the same columns. Returns their ids in the same order. */
export async function insertInsights(
  db: PostgresOrTransaction,
  teamId: number,
  values: readonly InsightValues[],
  editor: Editor,
): Promise<number[]> {
  const fresh = values.map((one) => newRow(teamId, one, editor))
  const ids = new Map<string, number>()
  for (let at = 0; at < fresh.length; at += ROWS_AT_ONCE) {
    const rows = db.insertInto('insight').values(fresh.slice(at, at + ROWS_AT_ONCE))
    for (const { id, short_id } of await rows.returning(['id', 'short_id']).execute()) ids.set(short_id, id)
  }
  return fresh.flatMap(({ short_id }) => ids.get(short_id) ?? [])
}

/** Deletes or restores insights. Returns them as they are then. */
export async function setDeleted(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly number[],
  deleted: boolean,
  at: Date,
): Promise<Insight[]> {
  if (ids.length === 0) return []
  const rows = await db
    .updateTable('insight')
    .set({ deleted, updated_at: at })
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'int'))
    .returning(COLUMNS)
    .execute()
  return rows.map(asInsight).sort((a, b) => a.id - b.id)
}

export async function updateInsight(
  db: PostgresOrTransaction,
  insight: Insight,
  values: InsightValues,
  modified: { at: Date; by: number | undefined },
): Promise<Insight> {
  const row = await db
    .updateTable('insight')
    .set({
      ...columnsOf(values),
      updated_at: modified.at,
      ...(modified.by === undefined ? {} : { last_modified_at: modified.at, last_modified_by: modified.by }),
    })
    .where('id', '=', insight.id)
    .where('team_id', '=', insight.team_id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return asInsight(row)
}

/** Notes that a user saw insights; ids of other projects and deleted ones are left out. */
export async function noteViews(
  db: PostgresOrTransaction,
  teamId: number,
  userId: number,
  ids: readonly number[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    INSERT INTO insight_viewed (team_id, user_id, insight_id, last_viewed_at)
    SELECT i.team_id, ${userId}, i.id, ${now} FROM insight i
    WHERE i.team_id = ${teamId} AND NOT i.deleted AND i.id = ANY(${[...ids]}::int[])
    ON CONFLICT (insight_id, user_id) DO UPDATE SET last_viewed_at = excluded.last_viewed_at`.execute(db)
}

const LAST_VIEWED = 5

/** The insights that this user saw last, the newest view first. */
export async function lastViewedBy(db: PostgresOrTransaction, teamId: number, userId: number): Promise<Insight[]> {
  const views = await db
    .selectFrom('insight_viewed as v')
    .innerJoin('insight as i', 'i.id', 'v.insight_id')
    .select('i.id')
    .where('v.team_id', '=', teamId)
    .where('v.user_id', '=', userId)
    .where('i.deleted', '=', false)
    .orderBy('v.last_viewed_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(LAST_VIEWED)
    .execute()
  const ids = views.map(({ id }) => id)
  const found = await findInsights(db, teamId, ids)
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The insights that most people saw since a moment, and who did, the last first. */
export async function mostViewed(
  db: PostgresOrTransaction,
  teamId: number,
  { since, limit }: { since: Date; limit: number },
): Promise<{ insight: Insight; viewers: number[] }[]> {
  const { rows } = await sql<{ id: number; viewers: number[] }>`
    SELECT i.id, array_agg(v.user_id ORDER BY v.last_viewed_at DESC, v.user_id) AS viewers
    FROM insight_viewed v JOIN insight i ON i.id = v.insight_id AND NOT i.deleted
    WHERE v.team_id = ${teamId} AND i.team_id = ${teamId} AND v.last_viewed_at >= ${since}
    GROUP BY i.id ORDER BY count(*) DESC, i.last_modified_at DESC, i.id DESC LIMIT ${limit}`.execute(db)
  const ids = rows.map(({ id }) => id)
  const found = await findInsights(db, teamId, ids)
  return rows.flatMap(({ id, viewers }) => {
    const insight = found.get(id)
    return insight ? [{ insight, viewers }] : []
  })
}

/** When each insight was last seen by anyone. */
export async function lastViews(db: PostgresOrTransaction, ids: readonly number[]): Promise<Map<number, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('insight_viewed')
    .select(['insight_id', (eb) => eb.fn.max('last_viewed_at').as('at')])
    .where('insight_id', '=', anyOf(ids, 'int'))
    .groupBy('insight_id')
    .execute()
  return new Map(rows.map((row) => [row.insight_id, row.at]))
}

interface Between {
  from: Date | undefined
  to: Date | undefined
}

/** The last time that anyone saw the insight of a row. */
const LAST_VIEW = sql<Date>`(SELECT max(v.last_viewed_at) FROM insight_viewed v WHERE v.insight_id = insight.id)`

/** What a list of insights may be narrowed by. */
export interface InsightFilters {
  search: string | undefined
  saved: boolean | undefined
  favorited: boolean
  short_id: string | undefined
  created_by: number[] | undefined
  kinds: string[] | undefined
  /** Only queries of none of these kinds. */
  otherThan: string[] | undefined
  /** Only queries that name all of these events. */
  events: string[] | undefined
  /** Only queries about the answers of this feature flag. */
  feature_flag: string | undefined
  modified: Between
  created: Between
  /** By anyone, the last time. */
  viewed: Between
  dashboards: number[] | undefined
  tags: string[] | undefined
  order: string | undefined
}

/** A page of insights, how many there are in all, and how each fits what was searched for. */
export async function listInsights(
  db: PostgresOrTransaction,
  teamId: number,
  filters: InsightFilters,
  page: { limit: number; offset: number },
): Promise<{ count: number; insights: Insight[]; matches: Map<number, SearchMatch> }> {
  const { search, saved, favorited, short_id, created_by, kinds, otherThan, events, dashboards, tags, order } = filters
  const like = containing(search ?? '')
  const tagged = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<boolean>`insight.id::text = ANY(ARRAY(SELECT ti.object_id FROM tagged_item ti JOIN tag t ON t.id = ti.tag_id
      WHERE ti.kind = 'insight' AND t.team_id = ${teamId} AND ${condition}))`
  const onBoard = sql<boolean>`EXISTS (SELECT 1 FROM dashboard_tile dt JOIN dashboard d ON d.id = dt.dashboard_id
    WHERE dt.insight_id = insight.id AND dt.deleted IS NOT TRUE AND NOT d.deleted)`
  let query = db.selectFrom('insight').where('team_id', '=', teamId).where('deleted', '=', false)
  const holds = sql<boolean>`(coalesce(name, '') ILIKE ${like} OR coalesce(derived_name, '') ILIKE ${like}
    OR coalesce(description, '') ILIKE ${like} OR ${tagged(sql<boolean>`t.name LIKE ${tagsContaining(search ?? '')}`)})`
  const called = sql`concat_ws(' ', name, derived_name)`
  if (search) query = query.where(sql<boolean>`(${holds} OR ${isAlike(search, called)})`)
  if (saved === true) query = query.where(sql<boolean>`(saved OR ${onBoard})`)
  if (saved === false) query = query.where('saved', '=', false)
  if (favorited) query = query.where('favorited', '=', true)
  if (short_id !== undefined) query = query.where('short_id', '=', short_id)
  if (created_by) query = query.where('created_by', '=', anyOf(created_by, 'int'))
  const kind = sql`coalesce(query #>> '{source,kind}', query ->> 'kind')`
  if (kinds) query = query.where(sql<boolean>`${kind} = ANY(${kinds}::text[])`)
  if (otherThan) query = query.where(sql<boolean>`NOT (${kind} = ANY(${otherThan}::text[]))`)
  const { modified, created, viewed } = filters
  for (const [moment, { from, to }] of [
    [sql.ref('last_modified_at'), modified],
    [sql.ref('created_at'), created],
    [LAST_VIEW, viewed],
  ] as const) {
    if (from) query = query.where(sql<boolean>`${moment} >= ${from}`)
    if (to) query = query.where(sql<boolean>`${moment} <= ${to}`)
  }
  for (const event of events ?? [])
    query = query.where(sql<boolean>`jsonb_path_exists(query, '$.**.event ? (@ == $name)', ${json({ name: event })})`)
  if (filters.feature_flag)
    query = query.where(sql<boolean>`query::text ILIKE ${containing(`$feature/${filters.feature_flag}`)}`)
  if (tags) query = query.where(tagged(sql<boolean>`t.name = ANY(${tags}::text[])`))
  for (const id of dashboards ?? [])
    query = query.where(sql<boolean>`EXISTS (SELECT 1 FROM dashboard_tile dt WHERE dt.insight_id = insight.id
      AND dt.dashboard_id = ${id} AND dt.deleted IS NOT TRUE)`)
  // A search shows what fits best first, unless another order is asked for.
  const byFit = search !== undefined && order === undefined
  // Whether a row is alike is much to compute for thousands of them, so it is done once: for the count and the page together.
  const rows = await query
    .select(['id', holds.as('holds'), sql<number>`count(*) OVER ()`.as('count')])
    .$if(byFit, (q) => q.orderBy(sql`${holds} DESC, ${likeness(search ?? '', called)} DESC`))
    .orderBy(orderOf(order))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const matches = new Map<number, SearchMatch>()
  if (search) for (const { id, holds } of rows) matches.set(id, holds ? 'exact' : 'similar')
  const found = await findInsights(
    db,
    teamId,
    rows.map(({ id }) => id),
  )
  // Behind the last row there is no row to tell the count.
  const [{ count } = { count: page.offset === 0 ? 0 : await countOf(query) }] = rows
  return { count: Number(count), insights: rows.flatMap(({ id }) => found.get(id) ?? []), matches }
}

async function countOf(query: SelectQueryBuilder<Tables, 'insight', object>): Promise<number> {
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

const SORTABLE = new Set<string>(COLUMNS)

/** A field of an insight with an optional minus; by default the manual order. */
function orderOf(order: string | undefined) {
  const descending = order?.startsWith('-') === true
  const name = (order ?? 'order').replace(/^-/, '')
  if (name === 'last_viewed_at') {
    return descending ? sql`${LAST_VIEW} DESC NULLS LAST` : sql`${LAST_VIEW} ASC NULLS FIRST`
  }
  const column = sql.ref(SORTABLE.has(name) ? name : 'order')
  return descending ? sql`${column} DESC NULLS LAST` : sql`${column} ASC NULLS LAST`
}
