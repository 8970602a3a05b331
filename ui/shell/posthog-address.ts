/** PostHog's pages as it addresses them within a project, and ours. */
const MOVED: readonly (readonly [theirs: RegExp, ours: string])[] = [
  [/^dashboards$/, 'dashboard'],
  [/^dashboard\/(\d+)\/.+/, 'dashboard/$1'],
  [/^insights\/(\w+)\/.+/, 'insights/$1'],
  [/^activity(\/.*)?$/, 'live'],
  [/^data-management(\/events)?$/, 'events'],
  [/^data-management\/(?:properties|property-definitions)\/(.+)/, 'events/properties?id=$1'],
  [/^data-management\/(properties|property-definitions)$/, 'events/properties'],
  [/^data-management\/(actions|annotations)\/(\d+)/, 'events/$1?id=$2'],
  [/^data-management\/(actions|annotations)$/, 'events/$1'],
  [/^data-management\/schema$/, 'events/property-groups'],
  [/^data-management\/ingestion-warnings$/, 'events/warnings'],
  [/^persons$/, 'people'],
  [/^persons\/(.+)/, 'people/person/$1'],
  // By a distinct id.
  [/^person\/(.+)/, 'people?q=$1'],
  [/^cohorts(\/new)?$/, 'people/cohorts'],
  [/^cohorts\/(\d+)/, 'people/cohorts/$1'],
  [/^groups(\/.*)?$/, 'people/groups'],
  [/^settings\/.+/, 'settings'],
]

const OURS = /^(dashboard|insights|live|events|data-management\/events|people|sql|settings)(\/|$)/

/**
 * The page that stands where PostHog has the one of this path, so that a link to PostHog leads on when only its host is
 * changed. PostHog also takes paths without a project, and means the one that its user is in.
 */
export function posthogAddress(path: string, current: number | undefined): string | undefined {
  const [, named, room = ''] = /^\/(?:project\/(\d+)\/)?(.*?)\/?$/.exec(path) ?? []
  const project = named ?? current
  if (project === undefined) return undefined
  const [theirs, ours] = MOVED.find(([theirs]) => theirs.test(room)) ?? []
  if (theirs && ours) return `/project/${project}/${room.replace(theirs, ours)}`
  return named === undefined && OURS.test(room) ? `/project/${project}/${room}` : undefined
}
