import { type RawBuilder, sql } from 'kysely'
import { invalid } from '../http/errors.ts'
import type { Page } from '../http/pagination.ts'
import { isUuid } from '../lib/ids.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { lockTagging, normalizeTags, tagsContaining } from './store.ts'

/** A tag and how many objects of each kind carry it. */
export interface TagUsage {
  id: string
  name: string
  counts_by_type: Record<string, number>
  total_count: number
}

/** Names of tags that contain `search`, in any case, sorted. */
export async function searchTags(postgres: Postgres, teamId: number, search: string, page: Page) {
  const found = postgres.selectFrom('tag').where('team_id', '=', teamId).where('name', 'like', tagsContaining(search))
  const rows = await found.select('name').orderBy('name').limit(page.limit).offset(page.offset).execute()
  const { count } = await found.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { count: Number(count), names: rows.map(({ name }) => name) }
}

/** A page of the project's tags with their use, sorted by name, and how many there are in all. */
export async function tagUsage(db: PostgresOrTransaction, teamId: number, search: string, page: Page) {
  const found = sql`WHERE t.team_id = ${teamId} AND t.name LIKE ${tagsContaining(search)}`
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM tag t ${found}`.execute(db)
  const tags = await used(db, sql`${found} ORDER BY t.name LIMIT ${page.limit} OFFSET ${page.offset}`)
  return { count: rows[0]?.count ?? 0, tags }
}

/** The tag of this id with its use. */
export async function findTag(db: PostgresOrTransaction, teamId: number, id: string): Promise<TagUsage | undefined> {
  if (!isUuid(id)) return undefined
  return (await used(db, sql`WHERE t.team_id = ${teamId} AND t.id = ${id}`))[0]
}

async function used(db: PostgresOrTransaction, found: RawBuilder<unknown>): Promise<TagUsage[]> {
  const { rows } = await sql<TagUsage>`
    SELECT t.id, t.name,
      coalesce((SELECT jsonb_object_agg(k.kind, k.count) FROM (
        SELECT kind, count(*) FROM tagged_item WHERE tag_id = t.id GROUP BY kind) k), '{}'::jsonb) AS counts_by_type,
      (SELECT count(*)::int FROM tagged_item WHERE tag_id = t.id) AS total_count
    FROM tag t ${found}`.execute(db)
  return rows
}

/** Gives a tag another name, on everything that carries it. Throws 400 when it is blank or another tag's. */
export async function renameTag(postgres: Postgres, teamId: number, id: string, text: string): Promise<void> {
  const [name] = normalizeTags([text])
  if (name === undefined) throw invalid('Enter a tag name.', 'name')
  await postgres.transaction().execute(async (tx) => {
    await lockTagging(tx, teamId)
    const named = await tx
      .selectFrom('tag')
      .select('id')
      .where('team_id', '=', teamId)
      .where('name', '=', name)
      .executeTakeFirst()
    if (named && named.id !== id) throw invalid(`'${name}' already exists. Merge the two tags instead.`, 'name')
    await tx.updateTable('tag').set({ name }).where('team_id', '=', teamId).where('id', '=', id).execute()
  })
}

/** Takes a tag off everything. Returns how many objects carried it. */
export async function deleteTag(postgres: Postgres, teamId: number, id: string): Promise<number> {
  return postgres.transaction().execute(async (tx) => {
    await lockTagging(tx, teamId)
    const carried = await tx.deleteFrom('tagged_item').where('tag_id', '=', id).executeTakeFirst()
    await tx.deleteFrom('tag').where('team_id', '=', teamId).where('id', '=', id).execute()
    return Number(carried.numDeletedRows)
  })
}

/** Everything that carries the one tag carries the other from now on. Returns how many objects that were; undefined when
 * one of the two is gone. */
export async function mergeTags(
  postgres: Postgres,
  teamId: number,
  id: string,
  into: string,
): Promise<number | undefined> {
  return postgres.transaction().execute(async (tx) => {
    await lockTagging(tx, teamId)
    const pair = [id, into]
    const found = await tx
      .selectFrom('tag')
      .select('id')
      .where('team_id', '=', teamId)
      .where('id', 'in', pair)
      .execute()
    if (found.length < pair.length) return undefined
    await sql`
      INSERT INTO tagged_item (tag_id, kind, object_id)
      SELECT ${into}::uuid, kind, object_id FROM tagged_item WHERE tag_id = ${id}::uuid
      ON CONFLICT DO NOTHING`.execute(tx)
    const moved = await tx.deleteFrom('tagged_item').where('tag_id', '=', id).executeTakeFirst()
    await tx.deleteFrom('tag').where('team_id', '=', teamId).where('id', '=', id).execute()
    return Number(moved.numDeletedRows)
  })
}
