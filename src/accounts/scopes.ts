/** What a scope can name; each exists as `<object>:read` and `<object>:write`. */
export const SCOPE_OBJECTS = [
  'action',
  'activity_log',
  'annotation',
  'cohort',
  'dashboard',
  'dashboard_template',
  'event_definition',
  'feature_flag',
  'group',
  'insight',
  'insight_variable',
  'organization',
  'organization_member',
  'person',
  'project',
  'property_definition',
  'query',
  'sharing_configuration',
  'user',
] as const

/** True for `*` and for every `<object>:read` or `<object>:write` of {@link SCOPE_OBJECTS}. */
export function isKnownScope(scope: string): boolean {
  const [object, action] = scope.split(':')
  return scope === '*' || (SCOPE_OBJECTS.some((known) => known === object) && (action === 'read' || action === 'write'))
}
