import { visibleTeams } from '../accounts/access.ts'
import { organizationsOf } from '../accounts/organizations.ts'
import type { Teams } from '../accounts/teams.ts'
import type { Principal } from '../http/auth.ts'
import type { Log } from '../lib/log.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { NoProjectError } from './errors.ts'

export type Key = Extract<Principal, { kind: 'key' }>

interface Deps {
  postgres: Postgres
  clock: () => Date
  log: Log
  teams: Teams
}

/** What the address or a header of a request fixes. */
export interface Pins {
  project_id: number | undefined
  organization_id: string | undefined
}

const NONE =
  'No project is active. Call projects-get and then switch-project, or send the header x-posthog-project-id; for another organization call organizations-get and then switch-organization.'

/** The projects that a key may enter, by organization. */
async function projectsOf(deps: Deps, key: Key): Promise<Team[]> {
  const organizations = await organizationsOf(deps, key.user.id)
  return (await Promise.all(organizations.map(({ id }) => visibleTeams(deps, key, id)))).flat()
}

/**
 * The project that a key works on: pinned, else switched to, else the key's only one, else the user's current one, else
 * the first. Throws `NoProjectError`.
 */
export async function activeProject(deps: Deps, key: Key, pins: Pins): Promise<Team> {
  const all = await projectsOf(deps, key)
  const inOrganization = pins.organization_id ? all.filter((one) => one.organization_id === pins.organization_id) : all
  if (pins.project_id !== undefined) {
    const pinned = inOrganization.find(({ id }) => id === pins.project_id)
    if (!pinned) throw new NoProjectError(`This key cannot enter project ${pins.project_id}. ${NONE}`)
    return pinned
  }
  const switched = await lastSwitch(deps, key)
  const chosen = inOrganization.find(({ id }) => id === switched)
  if (chosen) return chosen
  if ((key.scoped_teams?.length ?? 0) > 1 && inOrganization.length > 1)
    throw new NoProjectError(`This key may enter multiple projects. ${NONE}`)
  const current = inOrganization.find(({ id }) => id === key.user.current_team_id)
  const found = current ?? inOrganization[0]
  if (!found) throw new NoProjectError(NONE)
  return found
}

async function lastSwitch(deps: Deps, key: Key): Promise<number | null | undefined> {
  const row = await deps.postgres
    .selectFrom('mcp_active_project')
    .select('project_id')
    .where('key_id', '=', key.key_id)
    .executeTakeFirst()
  return row?.project_id
}

/** Remembers the project for this key; the user's current project in the page stays what it is. */
export async function switchProject(deps: Deps, key: Key, team: Team): Promise<void> {
  const values = { organization_id: team.organization_id, project_id: team.id, updated_at: deps.clock() }
  await deps.postgres
    .insertInto('mcp_active_project')
    .values({ key_id: key.key_id, ...values })
    .onConflict((conflict) => conflict.column('key_id').doUpdateSet(values))
    .execute()
}

/** The project that a tool names, if this key may enter it. */
export async function enterable(deps: Deps, key: Key, id: number): Promise<Team | undefined> {
  return (await projectsOf(deps, key)).find((team) => team.id === id)
}

/** The first project of an organization, if this key may enter one there. */
export async function firstOf(deps: Deps, key: Key, organizationId: string): Promise<Team | undefined> {
  return (await projectsOf(deps, key)).find((team) => team.organization_id === organizationId)
}
