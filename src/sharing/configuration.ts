import { randomBytes } from 'node:crypto'
import type { Editor } from '../activity/editor.ts'
import { type ActivityScope, changesBetween, noteActivity } from '../activity/store.ts'
import { isObject, type Json, type JsonObject, trusted } from '../lib/json.ts'
import { json, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { copyPasswords } from './passwords.ts'
import { changedLimits, type SettingsChange, type ShareLimits } from './settings.ts'

/** What can be shared. */
export interface Resource {
  kind: 'dashboard' | 'insight'
  id: number
  team_id: number
  name: string | null
  created_by: number | null
}

export interface SharingConfiguration {
  id: number
  team_id: number
  dashboard_id: number | null
  insight_id: number | null
  access_token: string
  enabled: boolean
  password_required: boolean
  settings: JsonObject | null
  limits: ShareLimits
  created_at: Date
}

/** What a PATCH may change; what is absent stays. */
export interface ConfigurationChange {
  enabled?: boolean
  password_required?: boolean
  settings?: SettingsChange
}

/** How long a replaced link still works, in seconds. */
export const GRACE_SECONDS = 300

/** 30 characters of `A-Za-z0-9_-`. */
export const newAccessToken = () => randomBytes(22).toString('base64url')

const asConfiguration = <T extends { settings: Json; limits: Json }>(row: T) => ({
  ...row,
  settings: isObject(row.settings) ? row.settings : null,
  limits: trusted<ShareLimits>(row.limits),
})

const columnOf = ({ kind }: Resource) => (kind === 'dashboard' ? ('dashboard_id' as const) : ('insight_id' as const))
export const scopeOf = ({ kind }: Pick<Resource, 'kind'>): ActivityScope =>
  kind === 'dashboard' ? 'Dashboard' : 'Insight'

export async function findConfiguration(
  db: PostgresOrTransaction,
  resource: Resource,
): Promise<SharingConfiguration | undefined> {
  const row = await db
    .selectFrom('sharing_configuration')
    .selectAll()
    .where('team_id', '=', resource.team_id)
    .where(columnOf(resource), '=', resource.id)
    .executeTakeFirst()
  return row && asConfiguration(row)
}

/** The configuration, made if there is none, and held against other writers until the transaction ends. */
export async function lockConfiguration(
  tx: PostgresOrTransaction,
  resource: Resource,
  now: Date,
): Promise<SharingConfiguration> {
  const { team_id, id } = resource
  await tx
    .insertInto('sharing_configuration')
    .values({ team_id, dashboard_id: null, insight_id: null, [columnOf(resource)]: id, ...fresh(now) })
    .onConflict((conflict) => conflict.column(columnOf(resource)).doNothing())
    .execute()
  const row = await tx
    .selectFrom('sharing_configuration')
    .selectAll()
    .where('team_id', '=', team_id)
    .where(columnOf(resource), '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return asConfiguration(row)
}

const fresh = (now: Date) => ({ access_token: newAccessToken(), created_at: now })

/**
 * Applies a change. Switching a link off kills it and every older one for good: the token is replaced at once, so
 * that switching it on again gives a new link.
 */
export async function changeConfiguration(
  tx: PostgresOrTransaction,
  resource: Resource,
  before: SharingConfiguration,
  change: ConfigurationChange,
  editor: Editor,
): Promise<SharingConfiguration> {
  const { enabled = before.enabled, password_required = before.password_required, settings } = change
  const switchedOff = before.enabled && !enabled
  if (switchedOff) await tx.deleteFrom('retired_access_token').where('configuration_id', '=', before.id).execute()
  const row = await tx
    .updateTable('sharing_configuration')
    .set({
      enabled,
      password_required,
      ...(switchedOff ? { access_token: newAccessToken() } : {}),
      ...(settings
        ? {
            settings: json<Json>(settings.settings),
            limits: json<Json>(trusted<Json>(changedLimits(before.limits, settings.limits))),
          }
        : {}),
    })
    .where('id', '=', before.id)
    .where('team_id', '=', resource.team_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const after = asConfiguration(row)
  if (before.enabled !== enabled) await note(tx, resource, enabled ? 'sharing enabled' : 'sharing disabled', editor)
  const changes = changesBetween(scopeOf(resource), noted(before), noted(after), ['password_required', 'settings'])
  if (changes.length > 0) await note(tx, resource, 'updated', editor, changes)
  return after
}

/** Gives the link a new token; the old one works until its grace is over. Passwords are copied under new ids. */
export async function rotateToken(
  tx: PostgresOrTransaction,
  resource: Resource,
  before: SharingConfiguration,
  rotation: Editor & { grace_seconds: number },
): Promise<SharingConfiguration> {
  const { now, grace_seconds } = rotation
  if (grace_seconds > 0)
    await tx
      .insertInto('retired_access_token')
      .values({
        access_token: before.access_token,
        configuration_id: before.id,
        expires_at: new Date(now.getTime() + grace_seconds * 1000),
      })
      .execute()
  await tx.deleteFrom('retired_access_token').where('expires_at', '<=', now).execute()
  await copyPasswords(tx, before.id)
  const row = await tx
    .updateTable('sharing_configuration')
    .set(fresh(now))
    .where('id', '=', before.id)
    .where('team_id', '=', resource.team_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await note(tx, resource, 'access token refreshed', rotation)
  return asConfiguration(row)
}

/** What of a configuration its history compares. */
const noted = ({ password_required, settings, limits }: SharingConfiguration): JsonObject => ({
  password_required,
  settings: allSettings({ settings, limits }),
})

/** The settings as they are read: PostHog's and ours as one object. */
export const allSettings = ({ settings, limits }: Pick<SharingConfiguration, 'settings' | 'limits'>) =>
  settings === null && Object.keys(limits).length === 0 ? null : trusted<JsonObject>({ ...settings, ...limits })

/** Notes in the history that a password was made or removed. The password itself is never noted. */
export async function notePassword(
  tx: PostgresOrTransaction,
  resource: Resource,
  action: 'created' | 'deleted',
  { id, note: text }: { id: number; note: string },
  editor: Editor,
): Promise<void> {
  const side = action === 'created' ? 'after' : 'before'
  const change = { type: scopeOf(resource), action, field: 'share_passwords', [side]: { id, note: text } }
  await note(tx, resource, 'updated', editor, [change])
}

async function note(
  tx: PostgresOrTransaction,
  resource: Resource,
  activity: string,
  editor: Editor,
  changes: JsonObject[] = [],
): Promise<void> {
  const { kind, name, team_id, id } = resource
  const detail = { name, type: kind, changes }
  await noteActivity(tx, editor, { team_id, item_id: id, scope: scopeOf(resource), activity, detail })
}

/** The configuration that a token opens now: its own, or one it was replaced in and whose grace is not over. */
export async function findByToken(
  db: PostgresOrTransaction,
  token: string,
  now: Date,
): Promise<SharingConfiguration | undefined> {
  const row = await db
    .selectFrom('sharing_configuration')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('access_token', '=', token),
        eb(
          'id',
          'in',
          eb
            .selectFrom('retired_access_token')
            .select('configuration_id')
            .where('retired_access_token.access_token', '=', token)
            .where('expires_at', '>', now),
        ),
      ]),
    )
    .executeTakeFirst()
  return row && asConfiguration(row)
}
