import { z } from 'zod'
import type { Editor } from '../activity/editor.ts'
import { invalid, notFound, permissionDenied } from '../http/errors.ts'
import { validate } from '../http/validate.ts'
import type { InsightDeps } from '../insights/deps.ts'
import { defined, type JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { RESTRICTION, type Rights } from '../rights/boards.ts'
import { StoredFilter } from '../schema/dashboard-filter.ts'
import { Flag, Integer, Moment, numberAmong } from '../schema/form.ts'
import { setTags, TagNames } from '../tags/store.ts'
import { deleteContents, restoreContents } from './delete.ts'
import type { DashboardDeps } from './deps.ts'
import { duplicatedValues, duplicateTiles, duplicateWithin, sourceOf } from './duplicate.ts'
import { editTiles } from './edit-tiles.ts'
import { noteMade, recording } from './history.ts'
import { withReferences } from './references.ts'
import { type Dashboard, type DashboardValues, findDashboard, insertDashboard, updateDashboard } from './store.ts'
import { makeFromTemplate } from './templates/apply.ts'
import { templateOf } from './templates/find.ts'
import { requireOnlyOne } from './templates/one-per-tag.ts'

/** What a create or update may set; unknown keys are ignored. */
export const DashboardInput = z.object({
  name: z.string().trim().max(400).nullish(),
  description: z.string().optional(),
  pinned: Flag.optional(),
  deleted: Flag.optional(),
  last_accessed_at: Moment.nullish(),
  last_refresh: Moment.nullish(),
  breakdown_colors: z.json().optional(),
  data_color_theme_id: Integer.nullish(),
  tags: TagNames.optional(),
  restriction_level: numberAmong([RESTRICTION.everybody_edits, RESTRICTION.collaborators_edit]).optional(),
  quick_filter_ids: z.array(z.string()).nullish(),
  filters: z.unknown().optional(),
  variables: z.unknown().optional(),
  // One after the other is changed, in a transaction for which everybody else waits.
  tiles: z.array(z.json()).max(1000).optional(),
  delete_insights: Flag.optional(),
  use_dashboard: Integer.nullish(),
  use_template: z.string().optional(),
  _create_in_folder: z.string().optional(),
  /** How the answer is to be computed, where the query string does not say it. */
  refresh: z.union([z.string(), z.boolean()]).transform(String).optional().catch(undefined),
})
/** Here `duplicate_tiles` says whether copies get insights of their own; in a change it lists tiles to duplicate. */
export const NewDashboard = DashboardInput.extend({ duplicate_tiles: Flag.optional() })
export const ChangedDashboard = DashboardInput.extend({
  duplicate_tiles: z.array(z.object({ id: Integer, layouts: z.record(z.string(), z.json()).nullish() })).nullish(),
})
export type DashboardInput = z.infer<typeof DashboardInput>

export async function createDashboard(
  deps: InsightDeps,
  teamId: number,
  input: z.infer<typeof NewDashboard>,
  editor: Editor,
) {
  const { duplicate_tiles: deep = false, ...body } = input
  if (body.use_dashboard && body.use_template)
    throw invalid('`use_dashboard` and `use_template` cannot be used together')
  const { userId, now } = editor
  return deps.postgres.transaction().execute(async (tx) => {
    const own = await newValuesOf(tx, teamId, body)
    if (body.use_template) {
      const template = await templateOf(tx, teamId, body.use_template)
      const maker = { team_id: teamId, ...editor }
      return makeFromTemplate(deps, tx, template, templatedValues(own), body.tags ?? [], maker)
    }
    const source = body.use_dashboard ? await sourceOf(tx, teamId, body.use_dashboard) : undefined
    const values = source ? await duplicatedValues(tx, source, own) : own
    const dashboard = await insertDashboard(tx, { ...values, team_id: teamId, created_by: userId, created_at: now })
    if (source) await duplicateTiles(tx, source, dashboard, { deep, ...editor })
    if (body.tags) await setTags(tx, teamId, 'dashboard', dashboard.id, body.tags, now)
    await noteMade(tx, dashboard, editor)
    return dashboard
  })
}

/** Where a template is used, its description and filters are taken, and the rest from the request. */
function templatedValues({ description: _, filters: __, ...own }: DashboardValues): DashboardValues {
  return { ...own, creation_mode: 'template' }
}

const MAY_NOT_RESTRICT =
  "Only the dashboard owner and project admins have the restriction rights required to change the dashboard's restriction level."

/** Changes what the body names. Throws 403 where the user may not say who else may edit. */
export async function changeDashboard(
  deps: DashboardDeps,
  { dashboard: found, rights }: { dashboard: Dashboard; rights: Rights },
  { duplicate_tiles, ...body }: z.infer<typeof ChangedDashboard>,
  editor: Editor,
): Promise<Dashboard> {
  if (body.restriction_level !== undefined && !rights.may_restrict) throw permissionDenied(MAY_NOT_RESTRICT)
  const changed = await deps.postgres.transaction().execute(async (tx) => {
    const values = await valuesOf(tx, found.team_id, body)
    return recording(tx, [found], editor, async () => {
      // Read again, because it is locked only now: another request may have deleted or restored it meanwhile.
      const before = await findDashboard(tx, found.team_id, found.id, { deleted: body.deleted === false })
      if (!before) throw notFound()
      const dashboard = await updateDashboard(tx, found, values)
      if (body.tags) await setTags(tx, found.team_id, 'dashboard', found.id, body.tags, editor.now)
      if (body.deleted === true)
        await deleteContents(tx, found, { ...editor, delete_insights: body.delete_insights === true })
      if (before.deleted) await restoreContents(tx, found, editor)
      const isFound = dashboard.creation_mode === 'unlisted' && !dashboard.deleted
      if (isFound && (before.deleted || body.tags)) await requireOnlyOne(tx, dashboard)
      if (body.tiles) await editTiles(tx, dashboard, body.tiles, editor)
      if (duplicate_tiles) await duplicateWithin(tx, dashboard, duplicate_tiles, editor)
      return dashboard
    })
  })
  if (changed.deleted) await deps.teams.refresh(found.team_id)
  return changed
}

/** The columns of a dashboard that is made: it is filed where the body says, and stays there. */
export async function newValuesOf(
  db: PostgresOrTransaction,
  teamId: number,
  body: DashboardInput,
): Promise<DashboardValues> {
  const folder = body._create_in_folder?.trim()
  return { ...(await valuesOf(db, teamId, body)), ...(folder ? { folder } : {}) }
}

/** The columns the body names; `{}` and null clear filters and variables. */
async function valuesOf(db: PostgresOrTransaction, teamId: number, body: DashboardInput): Promise<DashboardValues> {
  const { tags: _, tiles: __, delete_insights, use_dashboard, use_template, _create_in_folder, ...more } = body
  const { refresh, ...columns } = more
  const { filters, variables, breakdown_colors, ...rest } = columns
  const values = defined({
    ...rest,
    filters: readable(dictionary(filters, 'Filters')),
    variables: dictionary(variables, 'Variables'),
    breakdown_colors,
    quick_filter_ids: rest.quick_filter_ids === null ? [] : rest.quick_filter_ids,
  })
  return withReferences(db, teamId, values)
}

const readable = (filters: JsonObject | undefined) =>
  filters && validate(z.object({ filters: StoredFilter }), { filters }).filters

function dictionary(value: unknown, what: string): JsonObject | undefined {
  if (value === undefined) return undefined
  if (value === null || value === '' || value === false) return {}
  const parsed = z.record(z.string(), z.json()).safeParse(value)
  if (!parsed.success) throw invalid(`${what} must be a dictionary`)
  return parsed.data
}
