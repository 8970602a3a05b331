import { z } from 'zod'
import { userPresenter } from '../accounts/present.ts'
import { activityRoutes } from '../activity/routes.ts'
import { deletedByPatchOnly, invalid, notFound } from '../http/errors.ts'
import { ListQuery, paginated } from '../http/pagination.ts'
import { created, projectRoute, Reply, type Route } from '../http/route.ts'
import { characters } from '../lib/characters.ts'
import { DAY_MS } from '../lib/durations.ts'
import { isRowId } from '../lib/ids.ts'
import { type JsonObject, jsonIn, objectOr } from '../lib/json.ts'
import { fromWall, toWall } from '../lib/time-zone.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { parseMoment } from '../queries/date-range.ts'
import { isDateText, noDate } from '../schema/date-range.ts'
import { Integer, isRestoring, isYes } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { readOverrides, withReadableOverrides } from '../tiles/overrides.ts'
import { inOrder, visibleTiles } from '../tiles/store.ts'
import { aiHelperRoutes } from './ai-helpers.ts'
import { bulkUpdateTagsRoute } from './bulk-update-tags.ts'
import { currentVariables } from './current-variables.ts'
import { type InsightDeps, NO_RESULT } from './deps.ts'
import { filterQuestionRoutes } from './filter-questions.ts'
import { loadContext, presentBasic, presentInsight } from './present.ts'
import { requireInsightEdit } from './rights.ts'
import { layeredOver, runInsightAsked, runInsightSafely } from './run.ts'
import { createInsight, InsightInput, saveInsight } from './save.ts'
import {
  findInsight,
  type Insight,
  type InsightFilters,
  lastViewedBy,
  listInsights,
  mostViewed,
  noteViews,
} from './store.ts'

const ClientQuery = z.object({
  client_query_id: z
    .string()
    .max(400)
    .regex(/^[^\0]*$/, 'Null characters are not allowed.')
    .optional(),
})
/** The query string where one insight is answered, in the context that it names. */
const ShownQuery = ClientQuery.catchall(z.json()).transform(withReadableOverrides)
const Id = z.object({ id: z.string() })

const KINDS = new Map([
  ['TRENDS', ['TrendsQuery']],
  ['FUNNELS', ['FunnelsQuery']],
  ['RETENTION', ['RetentionQuery']],
  ['PATHS', ['PathsQuery']],
  ['STICKINESS', ['StickinessQuery']],
  ['LIFECYCLE', ['LifecycleQuery']],
  ['SQL', ['HogQLQuery']],
])

export function insightRoutes(deps: InsightDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/insights',
      scopes: ['insight:read'],
      query: ListQuery,
      handle: async ({ team, principal, query, request, origin, signal }) => {
        const { count, insights, matches } = await listInsights(
          deps.postgres,
          team.id,
          filtersOf(query, principal.user.id, team, deps.clock()),
          query,
        )
        const shown = await presentList(deps, team, principal.user.id, insights, query, signal)
        const results = shown.map((row) => ({ ...row, search_match_type: matches.get(row.id) ?? null }))
        return paginated({ query, request, origin }, count, results)
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/insights',
      scopes: ['insight:write'],
      query: ShownQuery,
      body: InsightInput,
      handle: async ({ team, principal, body, query, signal }) => {
        const insight = await createInsight(deps, team, principal.user.id, body)
        return created(await presentOne(deps, runInsightSafely, team, principal.user.id, insight, query, signal))
      },
    }),
    ...viewRoutes(deps),
    ...filterQuestionRoutes(deps),
    ...aiHelperRoutes(),
    bulkUpdateTagsRoute(deps),
    ...activityRoutes(deps, {
      path: '/insights',
      scope: 'Insight',
      itemId: async (team, id) => {
        const insight = await findInsight(deps.postgres, team.id, id, { deleted: true })
        if (!insight) throw notFound()
        return String(insight.id)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/insights/:id',
      scopes: ['insight:read'],
      params: Id,
      query: ShownQuery,
      handle: async ({ team, principal, params, query, signal }) => {
        const insight = await requireInsight(deps.postgres, team, params.id)
        if (query['format'] === 'csv') return asCsv(deps, team, insight, query, signal)
        return presentOne(deps, runInsightAsked, team, principal.user.id, insight, query, signal)
      },
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/insights/:id',
      scopes: ['insight:write'],
      params: Id,
      query: ShownQuery,
      body: InsightInput,
      find: async ({ team, principal, params, body }) => {
        const found = await findInsight(deps.postgres, team.id, params.id, { deleted: isRestoring(body) })
        if (!found) throw notFound()
        await requireInsightEdit(deps.postgres, { team_id: team.id, user_id: principal.user.id }, found.id)
        return found
      },
      handle: async ({ found: insight, team, principal, body, query, signal }) => {
        const saved = await saveInsight(deps, insight, principal.user.id, body)
        return presentOne(deps, runInsightSafely, team, principal.user.id, saved, query, signal)
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/insights/:id',
      scopes: ['insight:write'],
      handle: deletedByPatchOnly,
    }),
  ]
}

const days = Integer.pipe(z.int().min(0).max(36_500)).default(7)
const limit = Integer.pipe(z.int().min(0)).default(10)
const TOLD_VIEWERS = 3

/** The insights that most people looked at; each person counts once. */
function trending({ postgres, clock }: InsightDeps): Route {
  return projectRoute({
    method: 'GET',
    path: '/insights/trending',
    scopes: ['insight:read'],
    query: z.looseObject({ days, limit }),
    handle: async ({ team, principal, query }) => {
      const since = new Date(clock().getTime() - query.days * DAY_MS)
      const found = await mostViewed(postgres, team.id, { since, limit: Math.min(query.limit, 100) })
      const insights = found.map(({ insight }) => insight)
      const context = await loadContext(postgres, team.id, insights, principal.user.id)
      const people = found.flatMap(({ insight, viewers }) => [insight.last_modified_by, ...viewers])
      const userOf = await userPresenter({ postgres }, people)
      const results = found.map(({ insight, viewers }) => ({
        ...presentBasic(insight, context),
        last_modified_by: userOf(insight.last_modified_by),
        view_count: viewers.length,
        viewers: viewers.slice(0, TOLD_VIEWERS).map(userOf),
      }))
      return { count: results.length, next: null, previous: null, results }
    },
  })
}

function viewRoutes(deps: InsightDeps): Route[] {
  return [
    trending(deps),
    projectRoute({
      method: 'POST',
      path: '/insights/viewed',
      scopes: ['insight:read'],
      body: z.object({ insight_ids: z.array(Integer).min(1).max(2500) }),
      handle: async ({ team, principal, body }) => {
        await noteViews(deps.postgres, team.id, principal.user.id, body.insight_ids.filter(isRowId), deps.clock())
        return new Reply(201, undefined)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/insights/my_last_viewed',
      scopes: ['insight:read'],
      handle: async ({ team, principal }) => {
        const insights = await lastViewedBy(deps.postgres, team.id, principal.user.id)
        const context = await loadContext(deps.postgres, team.id, insights, principal.user.id)
        return insights.map((insight) => presentBasic(insight, context))
      },
    }),
  ]
}

async function requireInsight(db: Postgres, team: Team, id: string): Promise<Insight> {
  const insight = await findInsight(db, team.id, id)
  if (!insight) throw notFound()
  return insight
}

async function presentList(
  deps: InsightDeps,
  team: Team,
  userId: number,
  insights: Insight[],
  query: JsonObject,
  signal: AbortSignal,
) {
  const context = await loadContext(deps.postgres, team.id, insights, userId)
  if (isYes(query['basic'])) return insights.map((insight) => presentBasic(insight, context))
  const how = { team, refresh: refreshOf(query), filters: {}, variables: {}, signal }
  const present = async (insight: Insight) =>
    presentInsight(insight, context, await runInsightSafely(deps, insight, how))
  const presented: ReturnType<typeof presentInsight>[] = []
  for (let from = 0; from < insights.length; from += AT_ONCE)
    presented.push(...(await Promise.all(insights.slice(from, from + AT_ONCE).map(present))))
  return presented
}

/** Each asks Postgres for its answer. Whoever else asks it waits for so many, and not for a list of thousands. */
const AT_ONCE = 50

/** One insight, computed as `refresh` asks, in the context of a dashboard when one is named. */
async function presentOne(
  deps: InsightDeps,
  run: typeof runInsightAsked,
  team: Team,
  userId: number,
  insight: Insight,
  query: JsonObject,
  signal: AbortSignal,
) {
  const context = await loadContext(deps.postgres, team.id, [insight], userId)
  if (isYes(query['basic'])) return presentInsight(insight, context, { query: insight.query, result: NO_RESULT })
  const { tile, ...over } = await contextOf(deps.postgres, team, insight, query)
  const { client_query_id } = ClientQuery.parse(query)
  const shown = await run(deps, insight, { team, refresh: refreshOf(query), ...over, signal, client_query_id })
  return { ...presentInsight(insight, context, shown), ...tile }
}

/** The insight's result as a sheet, under the filters and variables it would be shown with. */
async function asCsv(deps: InsightDeps, team: Team, insight: Insight, query: JsonObject, signal: AbortSignal) {
  if (!insight.query) throw invalid('The insight has no query.', 'query')
  const { variables, ...over } = await contextOf(deps.postgres, team, insight, query)
  const mode = refreshOf(query) === 'force_blocking' ? 'force_blocking' : 'blocking'
  const asked = { team_id: team.id, ...layeredOver(insight.query, over), mode, variables, signal } as const
  return deps.exportCsv(asked, insight.name || insight.derived_name || 'insight')
}

async function contextOf(db: Postgres, team: Team, insight: Insight, query: JsonObject) {
  const { filters_override, variables_override, tile_filters_override } = readOverrides(query)
  const id = Number(query['from_dashboard'])
  const tile =
    Number.isSafeInteger(id) && id > 0
      ? inOrder(await visibleTiles(db, team.id, id)).find((item) => item.insight_id === insight.id)
      : undefined
  if (!tile)
    return {
      filters: filters_override,
      tile_filters: tile_filters_override,
      variables: await currentVariables(db, team.id, variables_override),
      tile: {},
    }
  const board = await db
    .selectFrom('dashboard')
    .select(['filters', 'variables'])
    .where('id', '=', tile.dashboard_id)
    .where('team_id', '=', team.id)
    .executeTakeFirst()
  return {
    filters: { ...objectOr(board?.filters), ...filters_override },
    tile_filters: { ...tile.filters_overrides, ...tile_filters_override },
    variables: await currentVariables(db, team.id, objectOr(board?.variables), variables_override),
    dashboard_id: tile.dashboard_id,
    tile: { color: tile.color, layouts: tile.layouts },
  }
}

const refreshOf = (query: JsonObject) => (typeof query['refresh'] === 'string' ? query['refresh'] : 'force_cache')

/** The ends of moments, as dates or as tokens on the project's calendar. */
function momentsIn(query: JsonObject, { timezone, week_start_day }: Team, now: Date) {
  const settings = { now, timezone, week_start_day: week_start_day === 1 ? (1 as const) : (0 as const) }
  const at = (name: string) => {
    const text = query[name]
    if (typeof text !== 'string' || text === '' || text === 'all') return undefined
    if (!isDateText(text)) throw invalid(noDate(text), name)
    const moment = fromWall(parseMoment(text, toWall(now, timezone), settings).wall, timezone)
    const year = moment.getUTCFullYear()
    if (year >= 1 && year <= 9999) return moment
    throw invalid('The date reaches beyond the years 1 to 9999.', name)
  }
  return {
    modified: { from: at('date_from'), to: at('date_to') },
    created: { from: at('created_date_from'), to: at('created_date_to') },
    viewed: { from: at('last_viewed_date_from'), to: at('last_viewed_date_to') },
  }
}

function filtersOf(query: JsonObject, me: number, team: Team, now: Date): InsightFilters {
  const search = typeof query['search'] === 'string' ? query['search'].replaceAll('\0', '').trim() : ''
  if (characters(search) > 200) throw invalid('Search query must be 200 characters or fewer.', 'search')
  const kind = typeof query['insight'] === 'string' ? query['insight'] : undefined
  return {
    search: search || undefined,
    saved: query['saved'] === undefined ? undefined : isYes(query['saved']),
    favorited: query['favorited'] !== undefined,
    short_id: typeof query['short_id'] === 'string' ? query['short_id'] : undefined,
    created_by: query['user'] === undefined ? idsIn(query, 'created_by') : [me],
    kinds: kind === undefined || kind === 'JSON' ? undefined : (KINDS.get(kind) ?? []),
    otherThan: kind === 'JSON' ? [...KINDS.values()].flat() : undefined,
    events: listOf(query, 'events')?.map(String),
    feature_flag: typeof query['feature_flag'] === 'string' ? query['feature_flag'] : undefined,
    ...momentsIn(query, team, now),
    dashboards: idsIn(query, 'dashboards'),
    tags: listOf(query, 'tags')?.map(String),
    order: typeof query['order'] === 'string' ? query['order'] : undefined,
  }
}

/** A parameter that is a JSON array of ids. Throws 400 naming it. */
const idsIn = (query: JsonObject, name: string): number[] | undefined =>
  listOf(query, name)?.map((value) => {
    const id = Number(value)
    if (isRowId(id)) return id
    throw invalid(`${name} must be a list of ids.`, name)
  })

/** A parameter that is a JSON array. Throws 400 naming it. */
function listOf(query: JsonObject, name: string): unknown[] | undefined {
  const text = query[name]
  if (typeof text !== 'string' || text === '') return undefined
  const value = jsonIn(text)
  if (Array.isArray(value)) return value
  if (typeof value === 'number') return [value]
  throw invalid(`${name} must be a JSON array.`, name)
}
