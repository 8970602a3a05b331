import { sql } from 'kysely'
import { z } from 'zod'
import { uuidV7 } from '../lib/ids.ts'
import { containing } from '../lib/like.ts'
import { listsByKey } from '../lib/lists-by-key.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** What can carry tags. */
export type TagKind = 'dashboard' | 'insight' | 'event_definition' | 'property_definition' | 'action'

/** The tags of a body: each as long as the column that holds it, and so many that nobody misses more. */
export const TagNames = z
  .array(z.unknown())
  .refine((tags) => tags.every((tag) => typeof tag === 'string'), { error: 'Not a valid string.' })
  .pipe(z.array(z.string().trim().max(255)).max(1000))

/** Tags as they are stored: trimmed, lower-case, each once, sorted, none blank, and spelled as Postgres gives them back. */
export function normalizeTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim().toLowerCase().toWellFormed()).filter((tag) => tag !== ''))].sort()
}

/** A pattern of LIKE for the tags that contain a text in any case: they are kept in small letters, of every alphabet. */
export const tagsContaining = (text: string): string => containing(text.toLowerCase())

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
    .where('i.object_id', '=', anyOf(ids.map(String), 'text'))
    .orderBy('t.name')
    .execute()
  return listsByKey(rows.map(({ object_id, name }) => [object_id, name]))
}

const TAGS_LOCK = 727_005

/** Changes of tags in one project go one after the other, until each one's transaction ends: none is lost between two. */
export async function lockTagging(tx: PostgresOrTransaction, teamId: number): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TAGS_LOCK}::int, ${teamId}::int)`.execute(tx)
}

/** Replaces the tags of an object and removes those that nobody carries any more. Returns what it carries now. */
export async function setTags(
  db: PostgresOrTransaction,
  teamId: number,
  kind: TagKind,
  id: string | number,
  tags: readonly string[],
  now: Date,
): Promise<string[]> {
  const wanted = await setTagsOfMany(db, teamId, kind, [[id, tags]], now)
  return wanted.get(String(id)) ?? []
}

/**
 * The same of many objects of one kind, in as many statements. Every tag that is given or taken is locked first, in one
 * order: a tag that dies elsewhere at the same moment would take these objects' with it.
 */
export async function setTagsOfMany(
  db: PostgresOrTransaction,
  teamId: number,
  kind: TagKind,
  objects: readonly (readonly [id: string | number, tags: readonly string[]])[],
  now: Date,
): Promise<Map<string, string[]>> {
  const wanted = new Map(objects.map(([id, tags]) => [String(id), normalizeTags(tags)]))
  await lockTagging(db, teamId)
  const carried = await tagsOf(db, teamId, kind, [...wanted.keys()])
  const names = [...wanted.values(), ...carried.values()].flat()
  if (names.length === 0) return wanted
  const ids = await lockTags(db, teamId, names, now)
  await give(db, kind, pairs(wanted, carried, ids))
  const gone = pairs(carried, wanted, ids)
  await take(db, kind, gone)
  await removeUnused(db, teamId, [...new Set(gone.tag_ids)])
  return wanted
}

/** Tags on objects, each at the same place of both lists. */
interface Tagged {
  tag_ids: string[]
  object_ids: string[]
}

/** The tags that these objects carry and do not carry in `others`. */
function pairs(
  objects: ReadonlyMap<string, readonly string[]>,
  others: ReadonlyMap<string, readonly string[]>,
  ids: ReadonlyMap<string, string>,
): Tagged {
  const found = [...objects].flatMap(([id, names]) => {
    const known = new Set(others.get(id))
    return names.filter((name) => !known.has(name)).map((name) => [ids.get(name) ?? '', id] as const)
  })
  return { tag_ids: found.map(([tag]) => tag), object_ids: found.map(([, id]) => id) }
}

async function give(db: PostgresOrTransaction, kind: TagKind, { tag_ids, object_ids }: Tagged): Promise<void> {
  if (tag_ids.length === 0) return
  await sql`
    INSERT INTO tagged_item (tag_id, kind, object_id)
    SELECT t.tag_id, ${kind}, t.object_id FROM unnest(${tag_ids}::uuid[], ${object_ids}::text[]) AS t (tag_id, object_id)
    ON CONFLICT DO NOTHING`.execute(db)
}

async function take(db: PostgresOrTransaction, kind: TagKind, { tag_ids, object_ids }: Tagged): Promise<void> {
  if (tag_ids.length === 0) return
  await sql`
    DELETE FROM tagged_item i USING unnest(${tag_ids}::uuid[], ${object_ids}::text[]) AS t (tag_id, object_id)
    WHERE i.kind = ${kind} AND i.object_id = t.object_id AND i.tag_id = t.tag_id`.execute(db)
}

/** The ids of the tags of these names, made where they are missing, locked until the transaction ends. */
async function lockTags(
  db: PostgresOrTransaction,
  teamId: number,
  names: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const sorted = [...new Set(names)].sort()
  const { rows } = await sql<{ id: string; name: string }>`
    INSERT INTO tag (id, team_id, name)
    SELECT t.id, ${teamId}, t.name
    FROM unnest(${sorted.map(() => uuidV7(now.getTime()))}::uuid[], ${sorted}::text[]) AS t (id, name)
    ON CONFLICT (team_id, name) DO UPDATE SET name = excluded.name
    RETURNING id, name`.execute(db)
  return new Map(rows.map(({ id, name }) => [name, id]))
}

async function removeUnused(db: PostgresOrTransaction, teamId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('tag')
    .where('team_id', '=', teamId)
    .where('id', '=', anyOf(ids, 'uuid'))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('tagged_item').select('object_id').whereRef('tagged_item.tag_id', '=', 'tag.id'))),
    )
    .execute()
}
