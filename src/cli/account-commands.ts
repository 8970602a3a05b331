import type { AccountsDeps } from '../accounts/deps.ts'
import { createKey, listKeys, type PersonalApiKey, revokeKey } from '../accounts/keys.ts'
import { isKnownScope } from '../accounts/scopes.ts'
import { createLoginLink, endSessions } from '../accounts/sessions.ts'
import { forgetPassword, usersById } from '../accounts/users.ts'
import type { Json, JsonObject } from '../lib/json.ts'
import { UsageError } from '../lib/usage-error.ts'

/** What the command line can ask of a running server, or of the directory itself. */
export type AccountCommand = JsonObject

/** Makes, lists or revokes personal keys, or makes a log-in link below `url`. Throws {@link UsageError}. */
export async function runCommand(deps: AccountsDeps, command: AccountCommand, url: string): Promise<Json> {
  switch (command['action']) {
    case 'create':
      return create(deps, command)
    case 'list':
      return list(deps, command['email'])
    case 'revoke':
      if (!(await revokeKey(deps, String(command['id']))))
        throw new UsageError(`There is no key ${String(command['id'])}.`)
      return { revoked: String(command['id']) }
    case 'login-link': {
      const { id, email } = await userOf(deps, command['email'])
      const forgets = command['forget_password'] === true
      if (forgets) {
        await forgetPassword(deps, id)
        await endSessions(deps, id)
      }
      const token = await createLoginLink(deps, id)
      return {
        link: `${url}/login/link/${token}`,
        'logs in': email,
        works: 'once, for 15 minutes',
        ...(forgets ? await forgotten(deps, id, email) : {}),
      }
    }
    default:
      throw new UsageError('Use: hoglet keys create|list|revoke')
  }
}

/** What ended with a password, and what did not: whoever lost a laptop must know that its keys still open the door. */
async function forgotten(deps: AccountsDeps, userId: number, email: string): Promise<JsonObject> {
  const count = (await listKeys(deps, userId)).length
  const keys = count === 1 ? '1 personal key still works' : `${count} personal keys still work`
  const how = `hoglet keys list --email ${email}, then hoglet keys revoke <id>`
  return {
    password: 'forgotten: the settings let its owner choose another',
    sessions: 'ended, in every browser',
    ...(count > 0 ? { keys: `${keys}: ${how}` } : {}),
  }
}

/** The keys of everybody, or of one user, with the address of whoever has them. */
async function list(deps: AccountsDeps, email: Json | undefined): Promise<Json> {
  const owner = email === undefined ? undefined : await userOf(deps, email)
  const keys = await listKeys(deps, owner?.id)
  const users = await usersById(
    deps,
    keys.map(({ user_id }) => user_id),
  )
  return keys.map((key) => ({ ...shown(key), belongs_to: users.get(key.user_id)?.email ?? null }))
}

async function create(deps: AccountsDeps, command: AccountCommand): Promise<Json> {
  const scopes = Array.isArray(command['scopes']) ? command['scopes'].map(String) : ['*']
  const wrong = scopes.find((scope) => !isKnownScope(scope))
  if (wrong) throw new UsageError(`There is no scope "${wrong}". Use for instance dashboard:read, query:read or *.`)
  const user = await userOf(deps, command['email'])
  const label = typeof command['label'] === 'string' ? command['label'] : 'Made on the command line'
  const { key, value } = await createKey(deps, { user_id: user.id, label, scopes })
  return { ...shown(key), value }
}

/** The user of this address; without one the first, who set the server up. */
async function userOf(deps: AccountsDeps, email: Json | undefined) {
  if (email === '') throw new UsageError('The address after --email is empty.')
  const row = await deps.postgres
    .selectFrom('app_user')
    .select(['id', 'email'])
    .where('is_active', '=', true)
    .$if(typeof email === 'string', (q) =>
      q.where((eb) => eb(eb.fn('lower', ['email']), '=', String(email).trim().toLowerCase())),
    )
    .orderBy('id')
    .executeTakeFirst()
  if (!row) throw new UsageError(typeof email === 'string' ? `There is no user ${email}.` : 'There is no user yet.')
  return row
}

const shown = (key: PersonalApiKey) => ({
  id: key.id,
  label: key.label,
  key: key.mask_value,
  scopes: key.scopes,
  created_at: key.created_at.toISOString(),
  last_used_at: key.last_used_at?.toISOString() ?? null,
})
