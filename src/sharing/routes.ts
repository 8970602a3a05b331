import { z } from 'zod'
import { usersById } from '../accounts/users.ts'
import { editorOf } from '../activity/editor.ts'
import { findDashboard } from '../dashboards/store.ts'
import type { UserPrincipal } from '../http/auth.ts'
import { readOptionalBody } from '../http/body.ts'
import { ApiError, notFound, permissionDenied } from '../http/errors.ts'
import { Page, paginated } from '../http/pagination.ts'
import { noContent, projectRoute, type Route } from '../http/route.ts'
import { validateBody } from '../http/validate.ts'
import { requireInsightEdit } from '../insights/rights.ts'
import { findInsight } from '../insights/store.ts'
import { defined } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { levels, requireEdit } from '../rights/boards.ts'
import { Flag, Integer } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { allowsSharing } from './access.ts'
import {
  allSettings,
  type ConfigurationChange,
  changeConfiguration,
  findConfiguration,
  GRACE_SECONDS,
  lockConfiguration,
  newAccessToken,
  notePassword,
  type Resource,
  rotateToken,
  type SharingConfiguration,
} from './configuration.ts'
import type { SharingDeps } from './deps.ts'
import { isUnderAttack } from './guesses.ts'
import { overviewRoute } from './overview.ts'
import { addPassword, chosenPassword, hashSharePassword, passwordsOf, removePassword } from './passwords.ts'
import { publicRoutes } from './public-routes.ts'
import { readSettings } from './settings.ts'
import { listViews } from './views.ts'

const Change = z.object({
  enabled: Flag.optional(),
  password_required: Flag.optional(),
  settings: z.unknown().optional(),
})
const Grace = Integer.pipe(z.number().min(0).max(GRACE_SECONDS))
const Rotation = Change.extend({ grace_seconds: Grace.default(GRACE_SECONDS) })
const NewPassword = Change.extend({ raw_password: z.string().max(1024).nullish(), note: z.string().max(100).nullish() })

export function sharingRoutes(deps: SharingDeps): Route[] {
  const dashboards = resourceRoutes(deps, '/dashboards', async (team, id) => {
    const found = /^\d{1,9}$/.test(id) ? await findDashboard(deps.postgres, team.id, Number(id)) : undefined
    if (!found) throw notFound('Dashboard not found.')
    return { kind: 'dashboard', id: found.id, team_id: team.id, name: found.name, created_by: found.created_by }
  })
  const insights = resourceRoutes(deps, '/insights', async (team, id) => {
    const found = await findInsight(deps.postgres, team.id, id)
    if (!found) throw notFound('Insight not found.')
    const { id: key, name, derived_name, created_by } = found
    return { kind: 'insight', id: key, team_id: team.id, name: name ?? derived_name, created_by }
  })
  return [...dashboards, ...insights, overviewRoute(deps), ...publicRoutes(deps)]
}

const Params = z.object({ id: z.string() })

/** The resource of a path, for a change. Throws 403 where the user may only look. */
type EditableOf = (team: Team, principal: UserPrincipal, id: string) => Promise<Resource>

/** The sharing of one kind of resource: the same for boards and insights. */
function resourceRoutes(
  deps: SharingDeps,
  prefix: string,
  resourceOf: (team: Team, id: string) => Promise<Resource>,
): Route[] {
  const { postgres } = deps
  const path = `${prefix}/:id/sharing`
  const editableOf: EditableOf = async (team, principal, id) => {
    const resource = await resourceOf(team, id)
    const viewer = { team_id: team.id, user_id: principal.user.id }
    await (resource.kind === 'dashboard' ? requireEdit : requireInsightEdit)(postgres, viewer, resource.id)
    return resource
  }
  return [
    projectRoute({
      method: 'GET',
      path,
      scopes: ['sharing_configuration:read'],
      params: Params,
      handle: async ({ team, principal, params }) => {
        const resource = await resourceOf(team, params.id)
        return present(deps, resource, principal, await findConfiguration(postgres, resource))
      },
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path,
      scopes: ['sharing_configuration:write'],
      params: Params,
      body: Change,
      find: ({ team, principal, params }) => editableOf(team, principal, params.id),
      handle: async ({ found: resource, team, principal, body }) => {
        const change = await changeOf(deps, team, resource, body)
        const saved = await write(deps, resource, principal, change, async (_tx, configuration) => configuration)
        return present(deps, resource, principal, saved)
      },
    }),
    projectRoute({
      method: 'POST',
      path: `${path}/refresh`,
      scopes: ['sharing_configuration:write'],
      params: Params,
      handle: async ({ team, principal, params, request }) => {
        const resource = await editableOf(team, principal, params.id)
        const body = validateBody(Rotation, await readOptionalBody(request))
        const change = await changeOf(deps, team, resource, body)
        const rotation = { ...editorOf(deps, { principal }), grace_seconds: body.grace_seconds }
        const saved = await write(deps, resource, principal, change, (tx, configuration) =>
          rotateToken(tx, resource, configuration, rotation),
        )
        return present(deps, resource, principal, saved)
      },
    }),
    projectRoute({
      method: 'GET',
      path: `${path}/views`,
      scopes: ['sharing_configuration:read'],
      params: Params,
      query: Page,
      handle: async ({ team, params, query, request, origin }) => {
        const found = await findConfiguration(postgres, await resourceOf(team, params.id))
        const { count, views } = found ? await listViews(deps, found.id, query) : { count: 0, views: [] }
        return paginated({ query, request, origin }, count, views)
      },
    }),
    ...passwordRoutes(deps, path, editableOf),
  ]
}

function passwordRoutes(deps: SharingDeps, path: string, editableOf: EditableOf): Route[] {
  return [
    projectRoute({
      method: 'POST',
      path: `${path}/passwords`,
      scopes: ['sharing_configuration:write'],
      params: Params,
      body: NewPassword,
      find: ({ team, principal, params }) => editableOf(team, principal, params.id),
      handle: async ({ found: resource, team, principal, body }) => {
        const change = await changeOf(deps, team, resource, body)
        const required =
          change.password_required ?? (await findConfiguration(deps.postgres, resource))?.password_required
        if (!required) throw passwordsAreOff()
        const password = chosenPassword(body.raw_password)
        const editor = editorOf(deps, { principal })
        const values = { note: body.note ?? '', created_by: editor.userId, created_at: editor.now }
        const password_hash = await hashSharePassword(deps, password)
        const { id, saved } = await write(deps, resource, principal, change, async (tx, configuration) => {
          if (!configuration.password_required) throw passwordsAreOff()
          const id = await addPassword(tx, configuration.id, { ...values, password_hash })
          await notePassword(tx, resource, 'created', { id, note: values.note }, editor)
          return { id, saved: configuration }
        })
        const { note, created_at } = values
        const shown = await present(deps, resource, principal, saved)
        return { ...shown, id, password, note, created_at, created_by_email: principal.user.email }
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: `${path}/passwords/:password_id`,
      scopes: ['sharing_configuration:write'],
      params: Params.extend({ password_id: z.string() }),
      handle: async ({ team, principal, params }) => {
        const resource = await editableOf(team, principal, params.id)
        const found = await findConfiguration(deps.postgres, resource)
        const id = /^\d{1,9}$/.test(params.password_id) ? Number(params.password_id) : undefined
        if (!found || id === undefined) throw notFound('Password not found')
        // In turn with a rotation, which copies the passwords it read: one removed meanwhile would come back.
        await write(deps, resource, principal, {}, async (tx) => {
          const removed = await removePassword(tx, found.id, id)
          if (!removed) throw notFound('Password not found')
          await notePassword(tx, resource, 'deleted', removed, editorOf(deps, { principal }))
        })
        return noContent()
      },
    }),
  ]
}

function passwordsAreOff(): ApiError {
  const error = 'Password protection must be enabled before creating passwords'
  return new ApiError(400, 'validation_error', 'invalid_input', error, { extra: { error } })
}

/** What the body changes, checked against the organization's switch. Throws 400, 403. */
async function changeOf(
  deps: SharingDeps,
  team: Team,
  resource: Resource,
  body: z.infer<typeof Change>,
): Promise<ConfigurationChange> {
  if (body.enabled && !(await allowsSharing(deps, team)))
    throw permissionDenied('Public sharing is disabled for this organization.')
  const before = body.settings ? await findConfiguration(deps.postgres, resource) : undefined
  const settings =
    body.settings === undefined ? undefined : readSettings(body.settings, deps.clock(), before?.limits ?? {})
  return defined({ enabled: body.enabled, password_required: body.password_required, settings })
}

/** One transaction: the configuration is locked, changed, and then whatever else the request does to it. */
function write<T>(
  deps: SharingDeps,
  resource: Resource,
  principal: UserPrincipal,
  change: ConfigurationChange,
  then: (tx: Postgres, configuration: SharingConfiguration) => Promise<T>,
): Promise<T> {
  const editor = editorOf(deps, { principal })
  return deps.postgres.transaction().execute(async (tx) => {
    const before = await lockConfiguration(tx, resource, editor.now)
    return then(tx, await changeConfiguration(tx, resource, before, change, editor))
  })
}

/** Nothing is stored by looking: the token is another one each time. */
const NEVER_SAVED = () => ({
  created_at: null,
  enabled: false,
  access_token: newAccessToken(),
  settings: null,
  password_required: false,
  share_passwords: [],
  guessing_blocked: false,
})

async function present(
  deps: SharingDeps,
  { team_id, created_by }: Resource,
  principal: UserPrincipal,
  configuration: SharingConfiguration | undefined,
) {
  const levelOn = await levels(deps.postgres, { team_id, user_id: principal.user.id })
  const shown = configuration ? await presentSaved(deps, configuration) : NEVER_SAVED()
  return { ...shown, user_access_level: levelOn(created_by) }
}

async function presentSaved(deps: SharingDeps, configuration: SharingConfiguration) {
  const { created_at, enabled, access_token, password_required, id } = configuration
  const passwords = await passwordsOf(deps.postgres, id)
  const makers = await usersById(
    deps,
    passwords.map(({ created_by }) => created_by),
  )
  return {
    created_at,
    enabled,
    access_token,
    settings: allSettings(configuration),
    password_required,
    share_passwords: passwords.map((password) => ({
      id: password.id,
      created_at: password.created_at,
      note: password.note,
      created_by_email: makers.get(password.created_by ?? -1)?.email ?? 'deleted user',
      is_active: true,
    })),
    guessing_blocked: await isUnderAttack(deps.postgres, id, deps.clock()),
  }
}
