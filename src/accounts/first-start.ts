import { sql } from 'kysely'
import { randomText } from '../lib/ids.ts'
import { UsageError } from '../lib/usage-error.ts'
import type { Team } from '../schema/team.ts'
import type { AccessDeps } from './access.ts'
import type { AccountsDeps } from './deps.ts'
import { createKey, newProjectToken } from './keys.ts'
import { addMember, createOrganization, LEVEL } from './organizations.ts'
import { Teams } from './teams.ts'
import { createUser, setCurrentTeam } from './users.ts'

/** Any number, the same in every process. */
const FIRST_START_LOCK = 727_002

/** What may be given for a new data directory, so that scripts and containers know the secrets beforehand. */
export interface FirstStartOptions {
  project_token?: string | undefined
  personal_api_key?: string | undefined
  admin_email?: string | undefined
  admin_password?: string | undefined
}

/** What the operator is shown, once. */
export interface FirstStart {
  team: Team
  user_id: number
  email: string
  personal_api_key: string
}

/**
 * Fills an empty store with an organization, a project, an administrator and the first key, all or nothing; undefined
 * when it is not empty. Of two processes that start together one fills it.
 */
export async function firstStart(
  deps: AccessDeps,
  options: FirstStartOptions,
  hasEvents: () => Promise<boolean>,
): Promise<FirstStart | undefined> {
  const password_hash = options.admin_password ? await deps.passwords.hash(options.admin_password) : null
  const first = await deps.postgres.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${FIRST_START_LOCK})`.execute(tx)
    const existing = await tx.selectFrom('organization').select('id').limit(1).executeTakeFirst()
    if (existing) return undefined
    // They would show up in the project that is made now, which has their number.
    if (await hasEvents())
      throw new UsageError(
        'There are events here, but Postgres, which knows whose they are, is empty. Put the whole data directory back from a copy of it, or choose another with --data.',
      )
    return fill({ ...deps, postgres: tx }, options, password_hash)
  })
  await deps.teams.load()
  return first
}

async function fill(deps: AccountsDeps, options: FirstStartOptions, password_hash: string | null): Promise<FirstStart> {
  const email = options.admin_email ?? 'admin@localhost'
  const organization = await createOrganization(deps, 'My organization')
  const user = await createUser(deps, { email, first_name: 'Admin', password_hash })
  await addMember(deps, organization.id, user.id, LEVEL.owner)
  const team = await new Teams({ ...deps, shared: false }).create({
    organization_id: organization.id,
    name: 'Default project',
    api_token: options.project_token ?? newProjectToken(),
  })
  await setCurrentTeam(deps, user.id, team.id)
  await deps.postgres
    .insertInto('instance_setting')
    .values({ key: UNSEEN, value: String(user.id) })
    .execute()
  const { value } = await createKey(deps, {
    user_id: user.id,
    label: 'First key',
    scopes: ['*'],
    value: options.personal_api_key,
  })
  return { team, user_id: user.id, email, personal_api_key: value }
}

/** A note that nobody has been shown what the first start made. It stays where the process ended before it could. */
const UNSEEN = 'first_start_unseen'

/**
 * What a first start that was cut off has not shown. Only the hash of its key is stored, so there is another key, unless the
 * configuration said which one it is.
 */
export async function unseenFirstStart(deps: AccessDeps, options: FirstStartOptions): Promise<FirstStart | undefined> {
  const { rows } = await sql<{ user_id: number; email: string; team_id: number }>`
    SELECT u.id AS user_id, u.email, u.current_team_id AS team_id
    FROM instance_setting s JOIN app_user u ON u.id = s.value::int WHERE s.key = ${UNSEEN}`.execute(deps.postgres)
  const [found] = rows
  const team = found && (await deps.teams.get(found.team_id))
  if (!team) return undefined
  const { user_id, email } = found
  const { value } = options.personal_api_key
    ? { value: options.personal_api_key }
    : await createKey(deps, { user_id, label: 'First key', scopes: ['*'] })
  return { team, user_id, email, personal_api_key: value }
}

/** The operator has been shown it, and never will be again. */
export async function noteSeen({ postgres }: AccountsDeps): Promise<void> {
  await postgres.deleteFrom('instance_setting').where('key', '=', UNSEEN).execute()
}

const SECRET = 'secret'

/** The server's secret of 32 bytes: made at first start, kept in Postgres, or given by the configuration. */
export async function serverSecret(deps: AccountsDeps, configured: string | undefined): Promise<string> {
  if (configured) return configured
  await deps.postgres
    .insertInto('instance_setting')
    .values({ key: SECRET, value: randomText(43) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const row = await deps.postgres
    .selectFrom('instance_setting')
    .select('value')
    .where('key', '=', SECRET)
    .executeTakeFirstOrThrow()
  return row.value
}
