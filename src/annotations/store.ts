import { type RawBuilder, sql } from 'kysely'
import type { Editor } from '../activity/editor.ts'
import { changesBetween, noteActivity } from '../activity/store.ts'
import { invalid } from '../http/errors.ts'
import type { Page } from '../http/pagination.ts'
import { isRowId } from '../lib/ids.ts'
import { defined, type JsonObject, trusted } from '../lib/json.ts'
import { containing } from '../lib/like.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'

export const SCOPES = ['dashboard_item', 'dashboard', 'project', 'organization', 'recording'] as const

export interface Annotation {
  id: number
  team_id: number
  content: string | null
  date_marker: Date | null
  creation_type: string
  scope: string
  dashboard_item: number | null
  dashboard_id: number | null
  dashboard_name: string | null
  insight_short_id: string | null
  insight_name: string | null
  insight_derived_name: string | null
  created_by: number | null
  created_at: Date
  updated_at: Date
  deleted: boolean
  /** Shown on a chart in place of the usual sign. */
  emoji: string | null
  /** Told to programs, and shown nowhere: null as good as false. */
  hidden_in_user_interface: boolean | null
}

export type AnnotationValues = Partial<
  Pick<
    Annotation,
    | 'content'
    | 'date_marker'
    | 'creation_type'
    | 'scope'
    | 'dashboard_item'
    | 'dashboard_id'
    | 'deleted'
    | 'emoji'
    | 'hidden_in_user_interface'
  >
>

async function select(db: PostgresOrTransaction, rest: RawBuilder<unknown>): Promise<Annotation[]> {
  const { rows } = await sql<Annotation>`
    SELECT a.id, a.team_id, a.content, a.date_marker, a.creation_type, a.scope, a.dashboard_item, a.dashboard_id,
      d.name AS dashboard_name, i.short_id AS insight_short_id, i.name AS insight_name,
      i.derived_name AS insight_derived_name, a.created_by, a.created_at, a.updated_at, a.deleted, a.emoji, a.hidden_in_user_interface
    FROM annotation a LEFT JOIN dashboard d ON d.id = a.dashboard_id LEFT JOIN insight i ON i.id = a.dashboard_item
    ${rest}`.execute(db)
  return rows
}

/** What a project sees: its own, and those that another project of the organization made for all of it. */
const visible = (team: Team) => sql`(a.team_id = ${team.id} OR (a.scope = 'organization' AND a.team_id IN (
  SELECT id FROM team WHERE organization_id = ${team.organization_id})))`

/** A page of annotations that are not deleted, the newest moment first. */
export async function listAnnotations(db: Postgres, team: Team, filters: JsonObject, page: Page) {
  const { search, scope, date_from, date_to, dashboard_item } = filters
  const like = containing(String(search ?? ''))
  const item = Number(dashboard_item)
  const moment = (name: string, value: unknown) => {
    const text = String(value)
    // A moment without a zone is one in UTC.
    const date = new Date(/T[\d:.]+$/.test(text) ? `${text}Z` : text)
    if (Number.isNaN(date.getTime())) throw invalid(`${name} must be a date.`, name)
    return date
  }
  const conditions = [
    sql`NOT a.deleted`,
    visible(team),
    ...(search ? [sql`a.content ILIKE ${like}`] : []),
    ...(scope ? [sql`a.scope = ${String(scope)}`] : []),
    ...(dashboard_item ? [sql`a.dashboard_item = ${isRowId(item) ? item : -1}`] : []),
    ...(date_from ? [sql`a.date_marker >= ${moment('date_from', date_from)}`] : []),
    ...(date_to ? [sql`a.date_marker <= ${moment('date_to', date_to)}`] : []),
  ]
  const where = sql`WHERE ${sql.join(conditions, sql` AND `)}`
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM annotation a ${where}`.execute(db)
  const order = sql`ORDER BY a.date_marker DESC NULLS LAST, a.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`
  return { count: Number(rows[0]?.count ?? 0), annotations: await select(db, sql`${where} ${order}`) }
}

/** The annotation with this id, deleted or not. */
export async function findAnnotation(db: PostgresOrTransaction, team: Team, id: number) {
  return (await select(db, sql`WHERE a.id = ${id} AND ${visible(team)}`))[0]
}

export async function createAnnotation(
  db: Postgres,
  teamId: number,
  userId: number,
  values: AnnotationValues,
  now: Date,
): Promise<Annotation> {
  return db.transaction().execute(async (tx) => {
    await checkNamed(tx, teamId, values)
    const { id } = await tx
      .insertInto('annotation')
      .values({ ...defined(values), team_id: teamId, created_by: userId, created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const made = await requireOwn(tx, teamId, id)
    await note(tx, made, 'created', { userId, now })
    return made
  })
}

export async function updateAnnotation(
  db: Postgres,
  annotation: Annotation,
  userId: number,
  values: AnnotationValues,
  now: Date,
): Promise<Annotation> {
  const { team_id, id } = annotation
  return db.transaction().execute(async (tx) => {
    await checkNamed(tx, team_id, values)
    await tx
      .updateTable('annotation')
      .set({ ...defined(values), updated_at: now })
      .where('team_id', '=', team_id)
      .where('id', '=', id)
      .execute()
    const updated = await requireOwn(tx, team_id, id)
    const activity = updated.deleted === annotation.deleted ? 'updated' : updated.deleted ? 'deleted' : 'restored'
    await note(tx, updated, activity, { userId, now }, annotation)
    return updated
  })
}

async function requireOwn(db: PostgresOrTransaction, teamId: number, id: number): Promise<Annotation> {
  const [row] = await select(db, sql`WHERE a.id = ${id} AND a.team_id = ${teamId}`)
  if (!row) throw new Error(`annotation ${id} is not there`)
  return row
}

/** The board and the insight that an annotation names are of its own project. */
async function checkNamed(db: PostgresOrTransaction, teamId: number, values: AnnotationValues): Promise<void> {
  for (const [field, table] of [
    ['dashboard_item', 'insight'],
    ['dashboard_id', 'dashboard'],
  ] as const) {
    const id = values[field]
    if (id === null || id === undefined) continue
    const found = await db
      .selectFrom(table)
      .select('id')
      .where('team_id', '=', teamId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!found) throw invalid(`Invalid pk "${id}" - object does not exist.`, field, 'does_not_exist')
  }
}

const NOTED = [
  ...['content', 'date_marker', 'scope', 'dashboard_item', 'dashboard_id', 'deleted'],
  ...['emoji', 'hidden_in_user_interface'],
]

async function note(
  db: PostgresOrTransaction,
  annotation: Annotation,
  activity: string,
  editor: Editor,
  before?: Annotation,
): Promise<void> {
  const shown = (from: Annotation) =>
    trusted<JsonObject>({ ...from, date_marker: from.date_marker?.toISOString() ?? null })
  const changes = before ? changesBetween('Annotation', shown(before), shown(annotation), NOTED) : []
  const { team_id, id, content } = annotation
  const detail = { name: content, short_id: null, type: null, changes }
  await noteActivity(db, editor, { team_id, scope: 'Annotation', item_id: id, activity, detail })
}
