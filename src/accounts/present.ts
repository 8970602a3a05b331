import type { User } from '../http/auth.ts'
import { clientSettingsOf } from '../schema/client-settings.ts'
import { DEFAULT_MODIFIERS } from '../schema/query/common.ts'
import type { Team } from '../schema/team.ts'
import type { AccountsDeps } from './deps.ts'
import type { PersonalApiKey } from './keys.ts'
import { LEVEL, type Member, type Organization } from './organizations.ts'
import type { TeamFacts } from './team-facts.ts'
import { usersById } from './users.ts'

/** The short form of a user inside other objects; null where nobody is named. */
export function presentUserBasic(user: User | undefined) {
  if (!user) return null
  return {
    id: user.id,
    uuid: user.uuid,
    distinct_id: user.distinct_id,
    first_name: user.first_name,
    last_name: user.last_name,
    email: user.email,
    is_email_verified: null,
    hedgehog_config: null,
    role_at_organization: null,
  }
}

/** Shows a user by id; null where the id names nobody, or nobody who still exists. */
export type UserPresenter = (id: number | null) => ReturnType<typeof presentUserBasic>

/** Reads these users, for showing who made or changed something. */
export async function userPresenter(
  deps: Pick<AccountsDeps, 'postgres'>,
  ids: Iterable<number | null>,
): Promise<UserPresenter> {
  const users = await usersById(deps, ids)
  return (id) => presentUserBasic(id === null ? undefined : users.get(id))
}

/** Somebody of an organization. */
export function presentMember({ id, level, joined_at, user }: Member) {
  const unknown = { is_2fa_enabled: false, has_social_auth: false, last_login: null }
  return { id, user: presentUserBasic(user), level, joined_at, updated_at: joined_at, ...unknown }
}

/** A project as lists of projects show it. */
export function presentTeamBasic(team: Team & TeamFacts) {
  return {
    id: team.id,
    uuid: team.uuid,
    organization: team.organization_id,
    project_id: team.id,
    api_token: team.api_token,
    name: team.name,
    completed_snippet_onboarding: true,
    has_completed_onboarding_for: {},
    ingested_event: team.ingested_event,
    is_demo: team.is_demo,
    timezone: team.timezone,
    access_control: false,
  }
}

export function presentTeam(team: Team & TeamFacts, level: number) {
  return {
    ...presentTeamBasic(team),
    ...clientSettingsOf(team),
    created_at: team.created_at,
    updated_at: team.updated_at,
    anonymize_ips: team.anonymize_ips,
    test_account_filters: team.test_account_filters,
    week_start_day: team.week_start_day,
    effective_membership_level: level,
    path_cleaning_filters: team.path_cleaning_filters,
    person_display_name_properties: team.person_display_name_properties,
    primary_dashboard: team.primary_dashboard,
    has_group_types: team.group_types.length > 0,
    group_types: team.group_types,
    live_events_token: null,
    product_intents: [],
    aggregate_users_by_distinct_id: team.aggregate_users_by_distinct_id,
    modifiers: team.modifiers,
    default_modifiers: DEFAULT_MODIFIERS,
    user_access_level: level >= LEVEL.admin ? 'admin' : 'member',
  }
}

export function presentOrganization(
  organization: Organization & { member_count: number | null },
  level: number,
  teams: (Team & TeamFacts)[],
) {
  return {
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    logo_media_id: null,
    created_at: organization.created_at,
    updated_at: organization.created_at,
    membership_level: level,
    plugins_access_level: 0,
    teams: teams.map(presentTeamBasic),
    projects: teams.map((team) => ({ id: team.id, name: team.name, organization_id: team.organization_id })),
    available_product_features: [],
    is_member_join_email_enabled: false,
    metadata: {},
    customer_id: null,
    enforce_2fa: null,
    members_can_invite: true,
    members_can_use_personal_api_keys: true,
    allow_publicly_shared_resources: organization.allow_publicly_shared_resources,
    member_count: Number(organization.member_count),
    is_ai_data_processing_approved: false,
    default_experiment_stats_method: 'bayesian',
    default_role_id: null,
  }
}

export function presentKey(key: PersonalApiKey, value: string | null) {
  return {
    id: key.id,
    label: key.label,
    value,
    mask_value: key.mask_value,
    created_at: key.created_at,
    last_used_at: key.last_used_at,
    last_rolled_at: key.last_rolled_at,
    user_id: key.user_id,
    scopes: key.scopes,
    scoped_teams: key.scoped_teams ?? [],
    scoped_organizations: key.scoped_organizations ?? [],
  }
}
