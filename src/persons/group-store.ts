import { sql } from 'kysely'
import { notFound } from '../http/errors.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Group } from './groups.ts'

const PAGE = 100
const MICROSECONDS = sql`(extract(epoch FROM created_at) * 1000000)::bigint`
/** The column's own type, so that the index of the list leads there. */
const momentAt = (microseconds: number) =>
  sql`'epoch'::timestamptz + ${microseconds}::float8 * interval '1 microsecond'`

/** A place in the list of groups: the last one shown. */
export interface GroupPlace {
  /** When it was made, since 1970. */
  microseconds: number
  group_key: string
}

/** The group types of a project as the API shows them, by index. */
export async function listGroupTypes(db: PostgresOrTransaction, teamId: number) {
  return db
    .selectFrom('group_type')
    .select([
      'group_type',
      'group_type_index',
      'name_singular',
      'name_plural',
      'detail_dashboard',
      'default_columns',
      'created_at',
    ])
    .where('team_id', '=', teamId)
    .orderBy('group_type_index')
    .execute()
}

/** Changes what people call a type and see of it. Throws 404 for an index that is not there. */
export async function updateGroupType(
  db: PostgresOrTransaction,
  teamId: number,
  index: number,
  values: {
    name_singular?: string | null
    name_plural?: string | null
    detail_dashboard?: number | null
    default_columns?: string[] | null
  },
): Promise<void> {
  const row = await db
    .updateTable('group_type')
    .set({ ...values, group_type_index: index })
    .where('team_id', '=', teamId)
    .where('group_type_index', '=', index)
    .returning('group_type_index')
    .executeTakeFirst()
  if (!row) throw notFound()
}

/** A page of the groups of a type, the newest first, and where the next one begins. */
export async function listGroups(
  db: PostgresOrTransaction,
  teamId: number,
  wanted: { group_type_index: number; search: string | undefined; group_key: string | undefined },
  after: GroupPlace | undefined,
): Promise<{ groups: Group[]; next: GroupPlace | undefined }> {
  const { search, group_key } = wanted
  const conditions = [
    ...(search
      ? [sql`(group_properties::text ILIKE ${containing(search)} OR lower(group_key) = lower(${search}))`]
      : []),
    ...(group_key ? [sql`group_key ILIKE ${containing(group_key)}`] : []),
    sql`version >= 0`,
    ...(after ? [sql`(created_at, group_key) < (${momentAt(after.microseconds)}, ${after.group_key})`] : []),
  ]
  const { rows } = await sql<Group & { at: number }>`
    SELECT team_id, group_type_index, group_key, group_properties, created_at, version,
      ${MICROSECONDS} AS at
    FROM groups
    WHERE ${sql.join(
      [sql`team_id = ${teamId} AND group_type_index = ${wanted.group_type_index}`, ...conditions],
      sql` AND `,
    )}
    ORDER BY created_at DESC, group_key DESC LIMIT ${PAGE + 1}`.execute(db)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    groups: rows.slice(0, PAGE).map(({ at: _, ...row }) => asGroup(row)),
    next: last && { microseconds: Number(last.at), group_key: last.group_key },
  }
}

const asGroup = <T extends { group_properties: unknown }>(row: T) => ({
  ...row,
  group_properties: objectOr(row.group_properties),
})

export async function findGroup(
  db: PostgresOrTransaction,
  teamId: number,
  index: number,
  key: string,
): Promise<Group | undefined> {
  const row = await db
    .selectFrom('groups')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('group_type_index', '=', index)
    .where('group_key', '=', key)
    .where('version', '>=', 0)
    .executeTakeFirst()
  return row && asGroup(row)
}

interface GroupKey {
  team_id: number
  group_type_index: number
  group_key: string
}

/** The version of a key that is only held. The event that makes the group counts it up to the first, which is 0. */
const HELD = -1
/** Longer than any event takes to be stored: whoever held the key before that has crashed. */
const HELD_MS = 60_000

/**
 * Holds a key for a group that is about to be made; false where there is one of this key, or another request makes it now.
 * Nobody sees a key that is only held.
 */
export async function holdGroupKey(db: PostgresOrTransaction, group: GroupKey, now: Date): Promise<boolean> {
  const held = await db
    .insertInto('groups')
    .values({ ...group, group_properties: '{}', created_at: now, version: HELD })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'group_type_index', 'group_key'])
        .doUpdateSet({ created_at: now })
        .where('groups.version', '=', HELD)
        .where('groups.created_at', '<', new Date(now.getTime() - HELD_MS)),
    )
    .returning('group_key')
    .executeTakeFirst()
  return held !== undefined
}

/** Gives a key up again that no event has made a group of. */
export async function releaseGroupKey(db: PostgresOrTransaction, group: GroupKey): Promise<void> {
  await db
    .deleteFrom('groups')
    .where('team_id', '=', group.team_id)
    .where('group_type_index', '=', group.group_type_index)
    .where('group_key', '=', group.group_key)
    .where('version', '=', HELD)
    .execute()
}

/** Those of these groups of a type that are known, by their keys. */
export async function groupsByKeys(
  db: PostgresOrTransaction,
  teamId: number,
  index: number,
  keys: readonly string[],
): Promise<Group[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('groups')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('group_type_index', '=', index)
    .where('group_key', '=', anyOf(keys, 'text'))
    .where('version', '>=', 0)
    .orderBy('group_key')
    .execute()
  return rows.map(asGroup)
}

/** Removes one property of a group. */
export async function removeGroupProperty(db: PostgresOrTransaction, group: Group, key: string): Promise<Group> {
  const row = await db
    .updateTable('groups')
    .set({ group_properties: sql`group_properties - ${key}::text`, version: sql`version + 1` })
    .where('team_id', '=', group.team_id)
    .where('group_type_index', '=', group.group_type_index)
    .where('group_key', '=', group.group_key)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asGroup(row)
}

/** Type index → the names of properties that its groups carry and how many carry each, the commonest first. */
export async function groupPropertyNames(db: PostgresOrTransaction, teamId: number) {
  const { rows } = await sql<{ group_type_index: number; name: string; count: number }>`
    SELECT group_type_index, key AS name, count(*) AS count
    FROM groups, jsonb_object_keys(group_properties) AS key WHERE team_id = ${teamId}
    GROUP BY 1, 2 ORDER BY group_type_index, count DESC, name`.execute(db)
  const result: Record<string, JsonObject[]> = {}
  for (const { group_type_index, name, count } of rows)
    result[group_type_index] = [...(result[group_type_index] ?? []), { name, count: Number(count) }]
  return result
}
