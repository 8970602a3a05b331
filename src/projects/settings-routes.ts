import { z } from 'zod'
import { type AccessDeps, levelIn, organizationOf, requireAdmin, visibleTeams } from '../accounts/access.ts'
import { newProjectToken } from '../accounts/keys.ts'
import { organizationsOf } from '../accounts/organizations.ts'
import { presentTeam, presentTeamBasic } from '../accounts/present.ts'
import { withFacts } from '../accounts/team-facts.ts'
import { setCurrentTeam } from '../accounts/users.ts'
import type { UserPrincipal } from '../http/auth.ts'
import { invalid, notFound, permissionDenied } from '../http/errors.ts'
import { Page, pageOf } from '../http/pagination.ts'
import { created, noContent, projectRoute, type Route, route } from '../http/route.ts'
import { defined, type Json, trusted } from '../lib/json.ts'
import { isTimezone } from '../lib/time-zone.ts'
import { ClientSettings } from '../schema/client-settings.ts'
import { PropertyItem } from '../schema/filters.ts'
import { Flag, Whole } from '../schema/form.ts'
import { PathCleaningFilters } from '../schema/path-cleaning.ts'
import { ProjectModifiers } from '../schema/query/common.ts'
import type { Team } from '../schema/team.ts'
import { type DeleteProjectDeps, deleteProject } from './delete.ts'
import { checkPathCleaning, type PathCleaningDeps } from './path-cleaning.ts'

export type SettingsDeps = AccessDeps & PathCleaningDeps & DeleteProjectDeps

/** What no question could use would be left out of all of them, and nobody would know. */
const TestAccountFilter = z
  .json()
  .refine((filter) => PropertyItem.safeParse(filter).success, { error: 'This is not a filter on properties.' })

const OwnChanges = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  timezone: z.string().refine(isTimezone, { message: 'Invalid timezone.' }).optional(),
  week_start_day: z.union([z.literal(0), z.literal(1)]).optional(),
  test_account_filters: z.array(TestAccountFilter).optional(),
  path_cleaning_filters: PathCleaningFilters.nullish(),
  person_display_name_properties: z.array(z.string().trim().min(1).max(400)).max(50).nullish(),
  aggregate_users_by_distinct_id: Flag.optional(),
  modifiers: ProjectModifiers.nullish().transform((modifiers) => trusted<Json | undefined>(modifiers)),
  anonymize_ips: Flag.optional(),
  person_processing_opt_out: Flag.optional(),
  primary_dashboard: Whole.nullish(),
})

/** A row keeps the settings for clients in one column. */
const KeptChanges = ClientSettings.partial().transform((kept) => ({ client_settings: defined(kept) }))

const ProjectChanges = z.intersection(OwnChanges, KeptChanges)

/** The projects of an organization: listed, made, read, changed, ended. */
export function settingsRoutes(deps: SettingsDeps): Route[] {
  const listFor = (prefix: string): Route =>
    route({
      method: 'GET',
      path: prefix,
      scopes: ['project:read'],
      query: Page,
      handle: async ({ principal, query, request, origin }) => {
        const organizations = await organizationsOf(deps, principal.user.id)
        const teams = (await Promise.all(organizations.map((o) => visibleTeams(deps, principal, o.id)))).flat()
        return pageOf({ query, request, origin }, teams, shownTeams)
      },
    })
  const shownTeams = async (teams: Team[]) => (await withFacts(deps, teams)).map(presentTeamBasic)
  const makeIn = (path: string): Route =>
    route({
      method: 'POST',
      path,
      scopes: ['project:write'],
      body: ProjectChanges,
      handle: async ({ principal, params, body }) => {
        const { organization_id } = z.object({ organization_id: z.string().default('@current') }).parse(params)
        return created(await makeProject(deps, principal, organization_id, body))
      },
    })
  return [
    listFor('/api/projects'),
    listFor('/api/environments'),
    makeIn('/api/projects'),
    makeIn('/api/organizations/:organization_id/projects'),
    route({
      method: 'GET',
      path: '/api/organizations/:organization_id/projects',
      scopes: ['project:read'],
      query: Page,
      handle: async ({ principal, query, request, origin, params }) => {
        const { organization_id } = z.object({ organization_id: z.string() }).parse(params)
        const found = await organizationOf(deps, principal, organization_id)
        const teams = await visibleTeams(deps, principal, found.id)
        return pageOf({ query, request, origin }, teams, shownTeams)
      },
    }),
    ...belowOrganization(deps),
    projectRoute({
      method: 'GET',
      path: '',
      scopes: ['project:read'],
      handle: async ({ principal, team }) =>
        presented(deps, team, await levelIn(deps, principal, team.organization_id)),
    }),
    projectRoute({
      method: 'PATCH',
      path: '',
      scopes: ['project:write'],
      body: ProjectChanges,
      handle: async ({ principal, team, body }) =>
        changeProject(deps, team, await levelIn(deps, principal, team.organization_id), body),
    }),
    projectRoute({
      method: 'DELETE',
      path: '',
      scopes: ['project:write'],
      handle: async ({ principal, team }) =>
        endProject(deps, principal, team, await levelIn(deps, principal, team.organization_id)),
    }),
    projectRoute({
      method: 'PATCH',
      path: '/reset_token',
      scopes: ['project:write'],
      handle: async ({ principal, team }) => {
        const level = await levelIn(deps, principal, team.organization_id)
        requireAdmin(level)
        const changed = await deps.teams.resetToken(team.id, newProjectToken())
        if (!changed) throw notFound()
        return presented(deps, changed, level)
      },
    }),
  ]
}

async function presented(deps: SettingsDeps, team: Team, level: number) {
  const [known] = await withFacts(deps, [team])
  if (!known) throw notFound()
  return presentTeam(known, level)
}

/** Ends a project, which is for administrators. */
async function endProject(deps: SettingsDeps, principal: UserPrincipal, team: Team, level: number) {
  requireAdmin(level)
  await deleteProject(deps, team, principal.user.id)
  return noContent()
}

const InOrganization = z.object({ organization_id: z.string(), id: z.string() })

interface Asking {
  principal: UserPrincipal
  params: z.infer<typeof InOrganization>
}

/** The address by which PostHog's agents and its Terraform provider know a project: the same answers as by its own. */
function belowOrganization(deps: SettingsDeps): Route[] {
  const path = '/api/organizations/:organization_id/projects/:id'
  const find = async ({ principal, params }: Asking) => {
    const { id: organizationId, level } = await organizationOf(deps, principal, params.organization_id)
    const wanted = params.id === '@current' ? String(principal.user.current_team_id) : params.id
    const team = (await visibleTeams(deps, principal, organizationId)).find(({ id }) => String(id) === wanted)
    if (!team) throw notFound()
    return { team, level }
  }
  return [
    route({
      method: 'GET',
      path,
      scopes: ['project:read'],
      params: InOrganization,
      handle: async (asked) => {
        const { team, level } = await find(asked)
        return presented(deps, team, level)
      },
    }),
    route({
      method: 'PATCH',
      path,
      scopes: ['project:write'],
      params: InOrganization,
      body: ProjectChanges,
      find,
      handle: ({ found: { team, level }, body }) => changeProject(deps, team, level, body),
    }),
    route({
      method: 'DELETE',
      path,
      scopes: ['project:write'],
      params: InOrganization,
      handle: async (asked) => {
        const { team, level } = await find(asked)
        return endProject(deps, asked.principal, team, level)
      },
    }),
  ]
}

/** Changes a project. Throws 403 where that is not for the caller, who has this level in its organization. */
async function changeProject(
  deps: SettingsDeps,
  team: Team,
  level: number,
  changes: z.infer<typeof ProjectChanges>,
): Promise<object> {
  requireAdmin(level)
  await checkPathCleaning(deps, changes.path_cleaning_filters ?? [])
  return presented(deps, await deps.teams.update(team.id, defined(changes)), level)
}

/**
 * Makes a project. Whoever made it in the page looks at it then; a script does not move its user to another project. Throws 403
 * where it is not theirs to make.
 */
async function makeProject(
  deps: SettingsDeps,
  principal: UserPrincipal,
  organizationId: string,
  { name = 'Default project', ...rest }: z.infer<typeof ProjectChanges>,
) {
  const organization = await organizationOf(deps, principal, organizationId)
  requireAdmin(organization.level)
  if (principal.kind === 'key' && principal.scoped_teams && principal.scoped_teams.length > 0)
    throw permissionDenied('A key for certain projects cannot make another one.')
  if (typeof rest.primary_dashboard === 'number')
    throw invalid('A new project has no dashboard yet.', 'primary_dashboard', 'does_not_exist')
  await checkPathCleaning(deps, rest.path_cleaning_filters ?? [])
  const team = await deps.teams.create({ organization_id: organization.id, name, api_token: newProjectToken() })
  if (principal.kind === 'user') await setCurrentTeam(deps, principal.user.id, team.id)
  return presented(deps, await deps.teams.update(team.id, defined(rest)), organization.level)
}
