import { type UserPresenter, userPresenter } from '../accounts/present.ts'
import type { JsonObject } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { type AccessLevel, combined, levels, NO_RIGHTS, type Rights, rightsOn } from '../rights/boards.ts'
import { tagsOf } from '../tags/store.ts'
import { type TileLink, tileLinks } from '../tiles/store.ts'
import type { InsightResult } from './deps.ts'
import { type Insight, lastViews } from './store.ts'

/** What a batch of insights needs beside its rows: loaded once for all of them. */
export interface InsightContext {
  userOf: UserPresenter
  links: Map<number | string, TileLink[]>
  tags: Map<string, string[]>
  views: Map<number, Date>
  /** What the caller may do with the dashboards that show them. */
  rights: Map<number, Rights>
  /** What the caller may do with what somebody made; nothing is known of a stranger. */
  levelOn(madeBy: number | null): AccessLevel | null
}

export async function loadContext(
  db: Postgres,
  team_id: number,
  insights: readonly Insight[],
  user_id: number | undefined,
): Promise<InsightContext> {
  const ids = insights.map((insight) => insight.id)
  const links = await tileLinks(db, 'insight_id', ids)
  const boards = [...new Set([...links.values()].flat().map(({ dashboard_id }) => dashboard_id))]
  const people = insights.flatMap((insight) => [insight.created_by, insight.last_modified_by])
  const viewer = user_id === undefined ? undefined : { team_id, user_id }
  const [userOf, rights, levelOn, tags, views] = await Promise.all([
    userPresenter({ postgres: db }, people),
    viewer ? rightsOn(db, viewer, boards) : new Map<number, Rights>(),
    viewer ? levels(db, viewer) : () => null,
    tagsOf(db, team_id, 'insight', ids),
    lastViews(db, ids),
  ])
  return { userOf, links, rights, levelOn, tags, views }
}

/** The form of lists with `basic`: no result, no query run. */
export function presentBasic(insight: Insight, context: InsightContext) {
  const links = context.links.get(insight.id) ?? []
  return {
    id: insight.id,
    short_id: insight.short_id,
    name: insight.name,
    derived_name: insight.derived_name,
    description: insight.description,
    query: insight.query,
    filters: {},
    dashboards: links.map((link) => link.dashboard_id),
    dashboard_tiles: links.map(({ id, dashboard_id, deleted }) => ({ id, dashboard_id, deleted })),
    favorited: insight.favorited,
    tags: context.tags.get(String(insight.id)) ?? [],
    saved: insight.saved,
    created_at: insight.created_at,
    created_by: context.userOf(insight.created_by),
    updated_at: insight.updated_at,
    last_modified_at: insight.last_modified_at,
    last_viewed_at: context.views.get(insight.id) ?? null,
    user_access_level: context.levelOn(insight.created_by),
    search_match_type: null,
    last_refresh: null,
    refreshing: false,
  }
}

/** The whole object, with its result if there is one. `query` is the one that was run, with the filters of the context. */
export function presentInsight(
  insight: Insight,
  context: InsightContext,
  run: { query: JsonObject | null; result: InsightResult },
) {
  const { cache_key, ...result } = run.result
  const links = context.links.get(insight.id) ?? []
  const rights = combined(links.map(({ dashboard_id }) => context.rights.get(dashboard_id) ?? NO_RIGHTS))
  return {
    ...presentBasic(insight, context),
    order: insight.order,
    deleted: insight.deleted,
    query: run.query,
    filters_hash: cache_key ?? '',
    is_sample: insight.is_sample,
    last_modified_by: context.userOf(insight.last_modified_by),
    effective_restriction_level: rights.restriction,
    effective_privilege_level: rights.privilege,
    alerts: [],
    ...result,
  }
}
