/** What a key can be allowed, as the API spells it. */
export const SCOPE_OBJECTS = [
  ...['action', 'activity_log', 'annotation', 'cohort', 'dashboard', 'dashboard_template', 'event_definition'],
  ...['feature_flag', 'group', 'insight', 'insight_variable', 'organization', 'organization_member', 'person'],
  ...['project', 'property_definition', 'query', 'sharing_configuration', 'user'],
] as const

const nameOf = (object: string) => object.replaceAll('_', ' ')

/** `reads dashboards and insights, changes cohorts`, or that it may do everything. */
export function scopesWords(scopes: readonly string[]): string {
  if (scopes.includes('*')) return 'May do everything'
  const objectsWith = (action: string) =>
    scopes.filter((scope) => scope.endsWith(`:${action}`)).map((scope) => nameOf(scope.slice(0, -action.length - 1)))
  const changes = objectsWith('write')
  const reads = objectsWith('read').filter((object) => !changes.includes(object))
  const parts = [
    reads.length > 0 ? `reads ${listWords(reads)}` : '',
    changes.length > 0 ? `reads and changes ${listWords(changes)}` : '',
  ].filter(Boolean)
  const words = parts.join(', ')
  return words === '' ? 'May do nothing' : words.charAt(0).toUpperCase() + words.slice(1)
}

function listWords(names: readonly string[]): string {
  const [last, ...rest] = names.toReversed()
  return rest.length === 0 ? (last ?? '') : `${rest.toReversed().join(', ')} and ${last}`
}
