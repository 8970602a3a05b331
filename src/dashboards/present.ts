import type { UserPresenter } from '../accounts/present.ts'
import type { JsonObject } from '../lib/json.ts'
import { NO_RIGHTS, RESTRICTION, type Rights } from '../rights/boards.ts'
import type { Overrides } from '../tiles/overrides.ts'
import type { Dashboard } from './store.ts'

export interface DashboardContext {
  userOf: UserPresenter
  tags: Map<string, string[]>
  views: Map<number, Date>
  shared: Set<number>
  rights: Map<number, Rights>
}

/** The form of lists. */
export function presentListItem(dashboard: Dashboard, context: DashboardContext) {
  const rights = context.rights.get(dashboard.id) ?? NO_RIGHTS
  return {
    id: dashboard.id,
    name: dashboard.name,
    description: dashboard.description,
    pinned: dashboard.pinned,
    created_at: dashboard.created_at,
    created_by: context.userOf(dashboard.created_by),
    last_accessed_at: dashboard.last_accessed_at,
    last_viewed_at: context.views.get(dashboard.id) ?? null,
    is_shared: context.shared.has(dashboard.id),
    deleted: dashboard.deleted,
    creation_mode: dashboard.creation_mode,
    tags: context.tags.get(String(dashboard.id)) ?? [],
    restriction_level: dashboard.restriction_level,
    effective_restriction_level: rights.restriction,
    effective_privilege_level: rights.privilege,
    user_access_level: rights.level,
    access_control_version: dashboard.restriction_level > RESTRICTION.everybody_edits ? 'v1' : 'v2',
    last_refresh: dashboard.last_refresh,
    team_id: dashboard.team_id,
  }
}

const nullWhenEmpty = (value: JsonObject) => (Object.keys(value).length === 0 ? null : value)

/** All fields but the tiles and those that are only ever written, with the filters and variables that hold now. */
export function presentMetadata(
  dashboard: Dashboard,
  context: DashboardContext,
  { filters_override }: Pick<Overrides, 'filters_override'>,
  variables: JsonObject,
) {
  // In the order of the reference's answers: what is read by people is read in it.
  const { tags, restriction_level, effective_restriction_level, effective_privilege_level, ...item } = presentListItem(
    dashboard,
    context,
  )
  const { user_access_level, access_control_version, last_refresh, team_id, ...first } = item
  return {
    ...first,
    filters: { ...dashboard.filters, ...filters_override },
    variables,
    breakdown_colors: dashboard.breakdown_colors,
    data_color_theme_id: dashboard.data_color_theme_id,
    tags,
    ...{ restriction_level, effective_restriction_level, effective_privilege_level },
    ...{ user_access_level, access_control_version, last_refresh },
    persisted_filters: nullWhenEmpty(dashboard.filters),
    persisted_variables: nullWhenEmpty(dashboard.variables),
    team_id,
    quick_filter_ids: dashboard.quick_filter_ids ?? [],
  }
}

/** Printed in every answer of the reference, never stored. */
export const WRITE_ONLY = {
  use_template: '',
  use_dashboard: null,
  delete_insights: false,
  _create_in_folder: '',
} as const
