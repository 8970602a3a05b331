import { sql } from 'kysely'
import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import { defined, isObject } from '../lib/json.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { Flag, Integer } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { setTags, TagNames } from '../tags/store.ts'
import { dashboardsOf, setInsightDashboards } from '../tiles/store.ts'
import type { InsightDeps } from './deps.ts'
import { noteInsight, shownOf } from './history.ts'
import { queryOfFilters } from './legacy-filters.ts'
import { boardsOf, requireBoardsEdit } from './rights.ts'
import { type Insight, type InsightValues, insertInsight, noteViews, updateInsight } from './store.ts'

const text = (max: number) => z.string().trim().max(max).nullish()

/** How many characters the name of an insight may have, wherever it comes from. */
export const LONGEST_NAME = 400

/** What a create or update may set; unknown keys are ignored. */
export const InsightInput = z.object({
  name: text(LONGEST_NAME),
  derived_name: text(400),
  description: z.string().nullish(),
  query: z.unknown().optional(),
  /** The older format; converted, and only where no query is given. */
  filters: z.record(z.string(), z.json()).nullish(),
  order: Integer.nullish(),
  favorited: Flag.optional(),
  saved: Flag.optional(),
  deleted: Flag.optional(),
  tags: TagNames.optional(),
  dashboards: z.array(Integer).optional(),
})
export type InsightInput = z.infer<typeof InsightInput>

/** Makes an insight with its tags and tiles, in one transaction. */
export async function createInsight(
  deps: InsightDeps,
  team: Team,
  userId: number,
  input: InsightInput,
): Promise<Insight> {
  const values = valuesOf(deps, input)
  await requireDashboards(deps.postgres, team.id, input.dashboards ?? [])
  await requireBoardsEdit(deps.postgres, { team_id: team.id, user_id: userId }, [], input.dashboards ?? [])
  const now = deps.clock()
  const editor = { userId, now }
  return deps.postgres.transaction().execute(async (tx) => {
    const insight = await insertInsight(tx, team.id, values, editor)
    const { dashboards = [] } = input
    await deps.recordBoards(tx, { team_id: team.id, ids: dashboards }, editor, () =>
      setInsightDashboards(tx, insight.id, dashboards),
    )
    // Boards are locked before tags, here as everywhere.
    if (input.tags) await setTags(tx, team.id, 'insight', insight.id, input.tags, now)
    await noteViews(tx, team.id, userId, [insight.id], now)
    if (insight.name || insight.derived_name) await noteInsight(tx, insight, editor, undefined)
    return insight
  })
}

const MATERIAL = ['name', 'derived_name', 'description', 'query', 'tags', 'dashboards'] as const

/** Changes what the input names. A saved insight is one that somebody changed, unless the input says otherwise. */
export async function saveInsight(
  deps: InsightDeps,
  insight: Insight,
  userId: number,
  input: InsightInput,
): Promise<Insight> {
  const viewer = { team_id: insight.team_id, user_id: userId }
  const values = { saved: true, ...valuesOf(deps, input), is_sample: false }
  if (input.dashboards) {
    await requireDashboards(deps.postgres, insight.team_id, input.dashboards)
    await requireBoardsEdit(deps.postgres, viewer, await boardsOf(deps.postgres, insight.id), input.dashboards)
  }
  const isMaterial = MATERIAL.some((key) => input[key] !== undefined)
  const now = deps.clock()
  const editor = { userId, now }
  return deps.postgres.transaction().execute(async (tx) => {
    const before = await shownOf(tx, insight)
    const ids = [...new Set([...(await boardsOf(tx, insight.id)), ...(input.dashboards ?? [])])]
    const touched = input.dashboards || input.deleted !== undefined ? ids : []
    const updated = await deps.recordBoards(tx, { team_id: insight.team_id, ids: touched }, editor, async () => {
      const changed = await updateInsight(tx, insight, values, { at: now, by: isMaterial ? userId : undefined })
      if (input.dashboards) await setInsightDashboards(tx, insight.id, input.dashboards)
      if (input.deleted === true) await removeTiles(tx, insight.id)
      return changed
    })
    if (input.tags) await setTags(tx, insight.team_id, 'insight', insight.id, input.tags, now)
    await noteInsight(tx, updated, editor, before)
    return updated
  })
}

/** A deleted insight leaves the dashboards that show it. */
async function removeTiles(tx: PostgresOrTransaction, id: number): Promise<void> {
  const tiles = tx.updateTable('dashboard_tile').set({ deleted: true }).where('insight_id', '=', id)
  await tiles.where(sql<boolean>`deleted IS NOT TRUE`).execute()
}

function valuesOf(deps: InsightDeps, input: InsightInput): InsightValues {
  const { tags: _, dashboards: __, query: given, filters, ...rest } = input
  const isLegacy = (given === undefined || given === null) && filters && Object.keys(filters).length > 0
  const query = isLegacy ? queryOfFilters(filters) : given
  if (query !== undefined && query !== null && !isObject(query))
    throw invalid('Query must be a valid JSON object', 'query')
  const accepted = isObject(query) ? deps.acceptQuery(query) : query === null ? null : undefined
  return defined({ ...rest, query: accepted })
}

async function requireDashboards(db: Postgres, teamId: number, ids: readonly number[]): Promise<void> {
  const found = await dashboardsOf(db, teamId, ids)
  if (new Set(ids).size !== found.length) throw invalid('Dashboard not found', 'dashboards')
  const deleted = found.filter((dashboard) => dashboard.deleted)
  if (deleted.length > 0) {
    const names = deleted.map(({ id, name }) => name || `Dashboard ${id}`).join(', ')
    throw invalid(`These dashboards are deleted: ${names}`, 'dashboards')
  }
}
