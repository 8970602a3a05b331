import { sql } from 'kysely'
import { uuidV7 } from '../lib/ids.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** What can carry tags. */
export type TagKind = 'dashboard' | 'insight' | 'event_definition' | 'property_definition' | 'action'

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
  const result = new Map<string, string[]>()
  if (ids.length === 0) return result
  const rows = await db
    .selectFrom('tagged_item as i')
    .innerJoin('tag as t', 't.id', 'i.tag_id')
    .select(['i.object_id', 't.name'])
    .where('t.team_id', '=', teamId)
    .where('i.kind', '=', kind)
    .where('i.object_id', 'in', ids.map(String))
    .orderBy('t.name')
    .execute()
  for (const { object_id, name } of rows) result.set(object_id, [...(result.get(object_id) ?? []), name])
  return result
}

/** Replaces the tags of an object and removes tags nobody carries any more. Returns what it carries now. */
export async function setTags(
  db: PostgresOrTransaction,
  teamId: number,
  kind: TagKind,
  id: string | number,
  tags: readonly string[],
  now: Date,
): Promise<string[]> {
  const wanted = normalizeTags(tags)
  await db
    .deleteFrom('tagged_item')
    .where('kind', '=', kind)
    .where('object_id', '=', String(id))
    .where('tag_id', 'in', (eb) => eb.selectFrom('tag').select('id').where('team_id', '=', teamId))
    .execute()
  if (wanted.length > 0) {
    await db
      .insertInto('tag')
      .values(wanted.map((name) => ({ id: uuidV7(now.getTime()), team_id: teamId, name })))
      .onConflict((conflict) => conflict.columns(['team_id', 'name']).doNothing())
      .execute()
    await sql`
      INSERT INTO tagged_item (tag_id, kind, object_id)
      SELECT id, ${kind}, ${String(id)} FROM tag WHERE team_id = ${teamId} AND name = ANY(${wanted}::text[])
      ON CONFLICT DO NOTHING`.execute(db)
  }
  await sql`
    DELETE FROM tag t WHERE t.team_id = ${teamId} AND NOT EXISTS (SELECT 1 FROM tagged_item i WHERE i.tag_id = t.id)
  `.execute(db)
  return wanted
}
