import type { Generated } from 'kysely'

export interface OrganizationRow {
  id: string
  name: string
  slug: string
  created_at: Date
  allow_publicly_shared_resources: Generated<boolean>
}

export interface AppUserRow {
  id: Generated<number>
  uuid: string
  distinct_id: string
  email: string
  first_name: Generated<string>
  last_name: Generated<string>
  password_hash: string | null
  is_active: Generated<boolean>
  current_team_id: number | null
  date_joined: Date
}

export interface OrganizationMembershipRow {
  id: string
  organization_id: string
  user_id: number
  level: number
  joined_at: Date
}

export interface OrganizationInviteRow {
  id: string
  organization_id: string
  target_email: string
  first_name: string
  level: number
  created_by: number | null
  created_at: Date
}

export interface PersonalApiKeyRow {
  id: string
  user_id: number
  label: string
  secure_value: string
  mask_value: string
  scopes: string[]
  scoped_teams: number[] | null
  scoped_organizations: string[] | null
  created_at: Date
  last_used_at: Date | null
  last_rolled_at: Date | null
}

export interface LoginSessionRow {
  token_hash: string
  user_id: number
  created_at: Date
  expires_at: Date
}

export interface LoginLinkRow {
  token_hash: string
  user_id: number
  expires_at: Date
}

export interface AccountTables {
  organization: OrganizationRow
  app_user: AppUserRow
  organization_membership: OrganizationMembershipRow
  organization_invite: OrganizationInviteRow
  personal_api_key: PersonalApiKeyRow
  login_session: LoginSessionRow
  login_link: LoginLinkRow
}
