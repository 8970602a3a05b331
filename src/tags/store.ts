import { sql } from 'kysely'
import { z } from 'zod'
import { uuidV7 } from '../lib/ids.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** What can carry tags. */
export type TagKind = 'dashboard' | 'insight' | 'event_definition' | 'property_definition' | 'action'

/** The tags of a body: each as long as the column that holds it. */
export const TagNames = z.array(z.string().trim().max(255))

/** Tags as they are stored: trimmed, lower-case, each once, sorted, none blank. */
export function normalizeTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim().toLowerCase()).filter((tag) => tag !== ''))].sort()
}

/** The tags of each object, sorted; objects without tags are missing from the answer. */
export async function tagsOf(
  db: PostgresOrTransaction,
  teamId: number,
  kind: TagKind,
  ids: readonly (string | number)[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('tagged_item as i')
    .innerJoin('tag as t', 't.id', 'i.tag_id')
    .select(['i.object_id', 't.name'])
    .where('t.team_id', '=', teamId)
    .where('i.kind', '=', kind)
    .where('i.object_id', 'in', ids.map(String))
    .orderBy('t.name')
    .execute()
  return listsByKey(rows.map(({ object_id, name }) => [object_id, name]))
}

const TAGS_LOCK = 727_005

/** Changes of tags in one project go one after the other, until each one's transaction ends: none is lost between two. */
export async function lockTagging(tx: PostgresOrTransaction, teamId: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TAGS_LOCK}::int, ${teamId}::int)`.execute(tx)
}

/**
 * Replaces the tags of an object and removes those that nobody carries any more. Returns what it carries now.
 * Every tag that is given or taken is locked first, in one order: a tag that dies elsewhere at the same moment would
 * take this object's with it.
 */
export async function setTags(
  db: PostgresOrTransaction,
  teamId: number,
  kind: TagKind,
  id: string | number,
  tags: readonly string[],
  now: Date,
): Promise<string[]> {
  const wanted = normalizeTags(tags)
  await lockTagging(db, teamId)
  const carried = (await tagsOf(db, teamId, kind, [id])).get(String(id)) ?? []
  if (wanted.length + carried.length === 0) return []
  const locked = await lockTags(db, teamId, [...carried, ...wanted], now)
  const isWanted = new Set(wanted)
  const [kept, rest] = [true, false].map((side) =>
    locked.filter(({ name }) => isWanted.has(name) === side).map((tag) => tag.id),
  )
  if (kept && kept.length > 0)
    await db
      .insertInto('tagged_item')
      .values(kept.map((tag_id) => ({ tag_id, kind, object_id: String(id) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  if (rest && rest.length > 0) {
    await db
      .deleteFrom('tagged_item')
      .where('kind', '=', kind)
      .where('object_id', '=', String(id))
      .where('tag_id', 'in', rest)
      .execute()
    await removeUnused(db, teamId, rest)
  }
  return wanted
}

/** The tags of these names, made where they are missing, locked until the transaction ends. */
async function lockTags(db: PostgresOrTransaction, teamId: number, names: readonly string[], now: Date) {
  const sorted = [...new Set(names)].sort()
  return db
    .insertInto('tag')
    .values(sorted.map((name) => ({ id: uuidV7(now.getTime()), team_id: teamId, name })))
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'name']).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
    )
    .returning(['id', 'name'])
    .execute()
}

async function removeUnused(db: PostgresOrTransaction, teamId: number, ids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('tag')
    .where('team_id', '=', teamId)
    .where('id', 'in', ids)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('tagged_item').select('object_id').whereRef('tagged_item.tag_id', '=', 'tag.id'))),
    )
    .execute()
}
