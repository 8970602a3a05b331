import { invalid, notFound } from '../../http/errors.ts'
import { isUuid } from '../../lib/ids.ts'
import type { PostgresOrTransaction } from '../../postgres/postgres.ts'
import { normalizeTags } from '../../tags/store.ts'
import { BUILT_IN, builtInWithKey } from './built-in.ts'
import { type StoredTemplate, summaries, type TemplateSummary, templatesById } from './store.ts'

/** The template with this id, as far as the project sees it; a deleted one only when it is asked for. Throws 404. */
export async function requireTemplate(
  db: PostgresOrTransaction,
  teamId: number,
  id: string,
  options: { deleted?: boolean } = {},
): Promise<StoredTemplate> {
  const [template] = isUuid(id) ? await withIds(db, teamId, [id.toLowerCase()]) : []
  if (!template || (template.deleted && options.deleted !== true)) throw notFound()
  return template
}

/** Templates by id, in this order. */
export async function withIds(db: PostgresOrTransaction, teamId: number, ids: string[]): Promise<StoredTemplate[]> {
  const found = [...BUILT_IN, ...(await templatesById(db, teamId, ids))]
  return ids.flatMap((id) => found.find((template) => template.id === id) ?? [])
}

/** What `use_template` names: a key, an id or a name. Throws 400. */
export async function templateOf(db: PostgresOrTransaction, teamId: number, key: string): Promise<StoredTemplate> {
  const found = builtInWithKey(key) ?? (await firstOf(db, teamId, (one) => one.id === key || one.template_name === key))
  if (!found) throw invalid(`Invalid template provided: ${key}`, 'use_template')
  return found
}

/** A template that carries this tag. */
export function templateTagged(db: PostgresOrTransaction, teamId: number, tag: string) {
  const [wanted = ''] = normalizeTags([tag])
  return firstOf(db, teamId, ({ tags }) => normalizeTags(tags).includes(wanted))
}

/** The project's own come before those of others, and these before the built-in ones. */
async function firstOf(
  db: PostgresOrTransaction,
  teamId: number,
  matches: (template: TemplateSummary) => boolean,
): Promise<StoredTemplate | undefined> {
  const stored = (await summaries(db, teamId)).filter(matches)
  const first = stored.find(({ team_id }) => team_id === teamId) ?? stored[0]
  return first ? (await withIds(db, teamId, [first.id]))[0] : BUILT_IN.find(matches)
}

export interface TemplateFilters {
  scope: string | undefined
  is_featured: boolean | undefined
  search: string | undefined
  descending: boolean
}

/** What a project's list of templates holds: the best matches first when it is searched, else by name. */
export async function listTemplates(
  db: PostgresOrTransaction,
  teamId: number,
  { scope, is_featured, search, descending }: TemplateFilters,
): Promise<TemplateSummary[]> {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const kept = [...BUILT_IN, ...(await summaries(db, teamId))].filter(
    (template) =>
      (scope === undefined || template.scope === scope) &&
      (is_featured === undefined || template.is_featured === is_featured) &&
      words.every((word) => weight(template, word) > 0),
  )
  const relevance = (template: TemplateSummary) => words.reduce((sum, word) => sum + weight(template, word), 0)
  const byName = (a: TemplateSummary, b: TemplateSummary) => a.template_name.localeCompare(b.template_name, 'en')
  return kept.sort((a, b) => relevance(b) - relevance(a) || (descending ? byName(b, a) : byName(a, b)))
}

/** A word in the name says more than in a tag, and there more than in the description. */
function weight({ template_name, tags, dashboard_description }: TemplateSummary, word: string): number {
  if (template_name.toLowerCase().includes(word)) return 4
  if (tags.some((tag) => tag.toLowerCase().includes(word))) return 2
  return dashboard_description?.toLowerCase().includes(word) ? 1 : 0
}
