import type { Json } from '../../lib/json.ts'
import { anyOf } from '../../postgres/any-of.ts'
import { json, type PostgresOrTransaction } from '../../postgres/postgres.ts'
import type { Template } from './template.ts'

/** A template with what is known about it. Without a team it is built in. */
export interface StoredTemplate extends Template {
  id: string
  team_id: number | null
  created_at: Date
  created_by: number | null
  deleted: boolean
  image_url: string | null
  scope: string
  availability_contexts: string[] | null
  is_featured: boolean
}

export type TemplateSummary = Omit<StoredTemplate, 'tiles' | 'variables' | 'dashboard_filters'>

const SUMMARY = [
  ...(['id', 'team_id', 'template_name', 'dashboard_description', 'tags', 'created_at', 'created_by'] as const),
  ...(['deleted', 'image_url', 'scope', 'availability_contexts', 'is_featured'] as const),
]

/** The stored templates that a project sees: its own, and what other projects share with all. */
const seenBy = (db: PostgresOrTransaction, teamId: number) =>
  db.selectFrom('dashboard_template').where((eb) => eb.or([eb('team_id', '=', teamId), eb('scope', '=', 'global')]))

/** All that a project sees, without what makes them large. */
export async function summaries(db: PostgresOrTransaction, teamId: number): Promise<TemplateSummary[]> {
  return seenBy(db, teamId).select(SUMMARY).where('deleted', '=', false).orderBy('created_at').orderBy('id').execute()
}

export async function templatesById(
  db: PostgresOrTransaction,
  teamId: number,
  ids: readonly string[],
): Promise<StoredTemplate[]> {
  if (ids.length === 0) return []
  return seenBy(db, teamId).selectAll().where('id', '=', anyOf(ids, 'uuid')).execute()
}

type TemplateValues = Partial<Omit<StoredTemplate, 'id' | 'team_id' | 'created_at' | 'created_by'>>

const columnsOf = ({ dashboard_filters, tiles, variables, ...rest }: TemplateValues) => ({
  ...rest,
  ...(dashboard_filters === undefined ? {} : { dashboard_filters: json<Json>(dashboard_filters) }),
  ...(tiles === undefined ? {} : { tiles: json<Json>(tiles) }),
  ...(variables === undefined ? {} : { variables: json<Json>(variables) }),
})

export async function insertTemplate(
  db: PostgresOrTransaction,
  values: TemplateValues & { id: string; template_name: string; team_id: number; created_by: number; created_at: Date },
): Promise<StoredTemplate> {
  const { id, template_name, team_id, created_by, created_at, ...rest } = values
  return db
    .insertInto('dashboard_template')
    .values({ ...columnsOf(rest), id, template_name, team_id, created_by, created_at })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function updateTemplate(
  db: PostgresOrTransaction,
  template: StoredTemplate,
  values: TemplateValues,
): Promise<StoredTemplate> {
  return db
    .updateTable('dashboard_template')
    .set({ ...columnsOf(values), team_id: template.team_id ?? undefined })
    .where('id', '=', template.id)
    .where('team_id', '=', template.team_id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
