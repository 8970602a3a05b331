/**
 * Every demand of PostHog's two public reference pages, as data: *dashboards* ("core-9") and *event definitions*. A
 * demand has an id: `dashboards.update` for the operation with its status, scope and response fields,
 * `dashboards.update?format` for a query parameter, `dashboards.update{name}` for a field of the body. Tests cite ids in
 * square brackets. What no test cites stands in `not-yet-met.txt`, and that list can only shrink.
 */

/** One operation of a reference page. */
export interface Operation {
  id: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/projects/:project_id/`, as printed. */
  path: string
  /** As printed; where the page names none, ours (`ours: true`). */
  scope: string
  ours?: true
  status: number
  query?: readonly string[]
  body?: readonly string[]
  response?: readonly string[]
  page: 'dashboards' | 'event definitions' | 'both'
}

export const USER_FIELDS = [
  ...['id', 'uuid', 'distinct_id', 'first_name', 'last_name', 'email', 'is_email_verified', 'hedgehog_config'],
  'role_at_organization',
] as const

export const DASHBOARD_FIELDS = [
  ...['id', 'name', 'description', 'pinned', 'created_at', 'created_by', 'last_accessed_at', 'last_viewed_at'],
  ...['is_shared', 'deleted', 'creation_mode', 'filters', 'variables', 'breakdown_colors', 'data_color_theme_id'],
  ...['tags', 'restriction_level', 'effective_restriction_level', 'effective_privilege_level', 'user_access_level'],
  ...['access_control_version', 'last_refresh', 'persisted_filters', 'persisted_variables', 'team_id'],
  ...['quick_filter_ids', 'tiles', 'use_template', 'use_dashboard', 'delete_insights', '_create_in_folder'],
] as const

const DASHBOARD_BODY = [
  ...['name', 'description', 'pinned', 'last_accessed_at', 'deleted', 'breakdown_colors', 'data_color_theme_id'],
  ...['tags', 'restriction_level', 'last_refresh', 'quick_filter_ids', 'use_template', 'use_dashboard'],
  ...['delete_insights', '_create_in_folder'],
] as const

const SHARING_FIELDS = [
  ...['created_at', 'enabled', 'access_token', 'settings', 'password_required', 'share_passwords'],
] as const
const SHARING_BODY = ['enabled', 'settings', 'password_required'] as const

export const DEFINITION_FIELDS = [
  ...['id', 'name', 'owner', 'description', 'tags', 'created_at', 'updated_at', 'updated_by', 'last_seen_at'],
  ...['last_updated_at', 'verified', 'verified_at', 'verified_by', 'hidden', 'enforcement_mode', 'primary_property'],
  ...['promoted_property', 'is_action', 'action_id', 'is_calculating', 'last_calculated_at', 'created_by'],
  ...['post_to_slack', 'default_columns', 'media_preview_urls'],
] as const

const DEFINITION_BODY = [
  ...['name', 'owner', 'description', 'tags', 'verified', 'hidden', 'enforcement_mode', 'primary_property'],
  ...['promoted_property', 'post_to_slack', 'default_columns'],
] as const

const LIST_FIELDS = ['count', 'next', 'previous', 'results'] as const
const TAGS_BODY = ['ids', 'action', 'tags'] as const
const TAGS_FIELDS = ['updated', 'skipped'] as const

const sharing = 'dashboards/:dashboard_id/sharing'

export const OPERATIONS: readonly Operation[] = [
  {
    ...{ id: 'dashboards.sharing.passwords.create', method: 'POST', path: `${sharing}/passwords`, status: 200 },
    ...{ scope: 'sharing_configuration:write', body: SHARING_BODY, response: SHARING_FIELDS, page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.sharing.passwords.delete', method: 'DELETE', path: `${sharing}/passwords/:password_id` },
    ...{ scope: 'sharing_configuration:write', status: 204, page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.sharing.refresh', method: 'POST', path: `${sharing}/refresh`, status: 200 },
    ...{ scope: 'sharing_configuration:write', body: SHARING_BODY, response: SHARING_FIELDS, page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.retrieve', method: 'GET', path: 'dashboards/:id', scope: 'dashboard:read', status: 200 },
    ...{ query: ['filters_override', 'format', 'variables_override'], response: DASHBOARD_FIELDS, page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.update', method: 'PATCH', path: 'dashboards/:id', scope: 'dashboard:write', status: 200 },
    ...{ query: ['format'], body: DASHBOARD_BODY, response: DASHBOARD_FIELDS, page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.delete', method: 'DELETE', path: 'dashboards/:id', scope: 'dashboard:write', status: 405 },
    ...{ query: ['format'], page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.analyze_refresh_result', method: 'POST', path: 'dashboards/:id/analyze_refresh_result' },
    ...{ scope: 'dashboard:write', ours: true, status: 200, query: ['format'], page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.copy_tile', method: 'POST', path: 'dashboards/:id/copy_tile', scope: 'dashboard:write' },
    ...{ status: 200, query: ['format'], body: ['fromDashboardId', 'tileId'], response: DASHBOARD_FIELDS },
    page: 'dashboards',
  },
  {
    ...{ id: 'dashboards.move_tile', method: 'PATCH', path: 'dashboards/:id/move_tile', scope: 'dashboard:write' },
    ...{ ours: true, status: 200, query: ['format'], page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.reorder_tiles', method: 'POST', path: 'dashboards/:id/reorder_tiles', status: 200 },
    ...{ scope: 'dashboard:write', query: ['format'], body: ['tile_order'], response: DASHBOARD_FIELDS },
    page: 'dashboards',
  },
  {
    ...{ id: 'dashboards.run_insights', method: 'GET', path: 'dashboards/:id/run_insights', scope: 'query:read' },
    ...{ status: 200, query: ['filters_override', 'format', 'output_format', 'refresh', 'variables_override'] },
    ...{ response: ['results'], page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.snapshot', method: 'POST', path: 'dashboards/:id/snapshot', scope: 'dashboard:write' },
    ...{ ours: true, status: 200, query: ['format'], page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.stream_tiles', method: 'GET', path: 'dashboards/:id/stream_tiles', scope: 'dashboard:read' },
    ...{ ours: true, status: 200, query: ['filters_override', 'format', 'layoutSize', 'variables_override'] },
    page: 'dashboards',
  },
  {
    ...{ id: 'dashboards.bulk_update_tags', method: 'POST', path: 'dashboards/bulk_update_tags' },
    ...{ scope: 'dashboard:write', ours: true, status: 200, query: ['format'], body: TAGS_BODY, response: TAGS_FIELDS },
    page: 'dashboards',
  },
  {
    ...{ id: 'dashboards.create_from_template_json', method: 'POST', path: 'dashboards/create_from_template_json' },
    ...{ scope: 'dashboard:write', ours: true, status: 200, query: ['format'], page: 'dashboards' },
  },
  {
    ...{ id: 'dashboards.create_unlisted_dashboard', method: 'POST', path: 'dashboards/create_unlisted_dashboard' },
    ...{ scope: 'dashboard:write', ours: true, status: 200, query: ['format'], page: 'dashboards' },
  },
  {
    ...{ id: 'event_definitions.list', method: 'GET', path: 'event_definitions', scope: 'event_definition:read' },
    ...{ status: 200, query: ['limit', 'offset'], response: LIST_FIELDS, page: 'both' },
  },
  {
    ...{ id: 'event_definitions.create', method: 'POST', path: 'event_definitions', scope: 'event_definition:write' },
    ...{ status: 201, body: DEFINITION_BODY, response: DEFINITION_FIELDS, page: 'both' },
  },
  {
    ...{ id: 'event_definitions.retrieve', method: 'GET', path: 'event_definitions/:id', status: 200 },
    ...{ scope: 'event_definition:read', response: DEFINITION_FIELDS, page: 'both' },
  },
  {
    ...{ id: 'event_definitions.update', method: 'PATCH', path: 'event_definitions/:id', status: 200 },
    ...{ scope: 'event_definition:write', body: DEFINITION_BODY, response: DEFINITION_FIELDS },
    page: 'event definitions',
  },
  {
    ...{ id: 'event_definitions.delete', method: 'DELETE', path: 'event_definitions/:id', status: 204 },
    ...{ scope: 'event_definition:write', page: 'event definitions' },
  },
  {
    ...{ id: 'event_definitions.metrics', method: 'GET', path: 'event_definitions/:id/metrics', status: 200 },
    ...{ scope: 'event_definition:read', ours: true, page: 'event definitions' },
  },
  {
    ...{ id: 'event_definitions.bulk_update_tags', method: 'POST', path: 'event_definitions/bulk_update_tags' },
    ...{ scope: 'event_definition:write', ours: true, status: 200, body: TAGS_BODY, response: TAGS_FIELDS },
    page: 'event definitions',
  },
  {
    ...{ id: 'event_definitions.by_name', method: 'GET', path: 'event_definitions/by_name', status: 200 },
    ...{ scope: 'event_definition:read', query: ['name'], page: 'event definitions' },
    response: [
      ...['id', 'name', 'created_at', 'last_seen_at', 'last_updated_at', 'tags', 'enforcement_mode'],
      ...['promoted_property', 'is_action', 'action_id', 'is_calculating', 'last_calculated_at', 'created_by'],
      'post_to_slack',
    ],
  },
  ...(['golang', 'python', 'typescript'] as const).map(
    (language): Operation => ({
      ...{ id: `event_definitions.${language}`, method: 'GET', path: `event_definitions/${language}`, status: 200 },
      ...{ scope: 'event_definition:read', page: 'event definitions' },
    }),
  ),
  {
    ...{ id: 'event_definitions.promoted_properties', method: 'GET', path: 'event_definitions/promoted_properties' },
    ...{ scope: 'event_definition:read', status: 200, query: ['names'], response: ['promoted_properties'] },
    page: 'event definitions',
  },
]

/** Every demand's id. */
export const DEMANDS: readonly string[] = OPERATIONS.flatMap(({ id, query = [], body = [] }) => [
  id,
  ...query.map((parameter) => `${id}?${parameter}`),
  ...body.map((field) => `${id}{${field}}`),
])
