import { uuidV7 } from '../lib/ids.ts'
import { canonicalJson, type Json, type JsonObject } from '../lib/json.ts'
import { json, type PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Editor } from './editor.ts'

/** What can have a history. */
export type ActivityScope =
  | 'Person'
  | 'Cohort'
  | 'Insight'
  | 'Action'
  | 'Annotation'
  | 'Dashboard'
  | 'EventDefinition'
  | 'PropertyDefinition'

/** One thing that was done to an object. */
export interface Activity {
  team_id: number
  scope: ActivityScope
  item_id: string | number
  /** `created`, `updated`, `deleted`, `restored` and what an object has of its own. */
  activity: string
  detail: JsonObject
}

/** Notes what somebody did, inside the caller's transaction. A stranger on a public page has no `userId`. */
export const noteActivity = (
  db: PostgresOrTransaction,
  who: Editor | { userId: null; now: Date },
  activity: Activity,
): Promise<void> => noteActivities(db, who, [activity])

const AT_ONCE = 500

/** The same of many objects, a few hundred in a statement. */
export async function noteActivities(
  db: PostgresOrTransaction,
  { userId, now }: Editor | { userId: null; now: Date },
  activities: readonly Activity[],
): Promise<void> {
  const rows = activities.map(({ item_id, detail, ...activity }) => ({
    ...activity,
    id: uuidV7(now.getTime()),
    item_id: String(item_id),
    detail: json<Json>(detail),
    user_id: userId,
    created_at: now,
  }))
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await db
      .insertInto('activity_log')
      .values(rows.slice(at, at + AT_ONCE))
      .execute()
}

/** The entries of `detail.changes`: one for each of these fields that differs. */
export function changesBetween(
  scope: ActivityScope,
  before: JsonObject,
  after: JsonObject,
  fields: readonly string[],
): JsonObject[] {
  return fields.flatMap((field) => {
    const [old, fresh] = [before[field] ?? null, after[field] ?? null]
    if (canonicalJson(old) === canonicalJson(fresh)) return []
    const action = old === null ? 'created' : fresh === null ? 'deleted' : 'changed'
    return [{ type: scope, action, field, before: old, after: fresh }]
  })
}

/** A page of a team's activities in a scope, the newest first, of one object or of all. */
export async function listActivities(
  db: PostgresOrTransaction,
  wanted: { team_id: number; scope: ActivityScope; item_id: string | undefined },
  page: { limit: number; offset: number },
) {
  const { team_id, scope, item_id } = wanted
  let query = db.selectFrom('activity_log').where('team_id', '=', team_id).where('scope', '=', scope)
  if (item_id !== undefined) query = query.where('item_id', '=', item_id)
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await query.selectAll().orderBy('place', 'desc').limit(page.limit).offset(page.offset).execute()
  return { count: Number(count), rows }
}

/** What of the whole log of a project is asked for; what is not named is not narrowed. */
export interface WantedOfLog {
  team_id: number
  scopes?: readonly string[]
  item_id?: string
  user_id?: number
  /** Only what was noted before the entry at this place. */
  before?: number
}

/** The newest activities of a project, whatever they were about. */
export async function listLog(db: PostgresOrTransaction, wanted: WantedOfLog, limit: number) {
  const { team_id, scopes, item_id, user_id, before } = wanted
  let query = db.selectFrom('activity_log').selectAll().where('team_id', '=', team_id)
  if (scopes) query = query.where('scope', 'in', [...scopes])
  if (item_id !== undefined) query = query.where('item_id', '=', item_id)
  if (user_id !== undefined) query = query.where('user_id', '=', user_id)
  if (before !== undefined) query = query.where('place', '<', before)
  return query.orderBy('place', 'desc').limit(limit).execute()
}
