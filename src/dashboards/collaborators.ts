import { z } from 'zod'
import { membershipLevel } from '../accounts/organizations.ts'
import { userPresenter } from '../accounts/present.ts'
import { findUserByUuid } from '../accounts/users.ts'
import { editorOf } from '../activity/editor.ts'
import { invalid, notFound } from '../http/errors.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { uuidV7 } from '../lib/ids.ts'
import { isUniqueViolation, type Postgres, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { PRIVILEGE, RESTRICTION, rightsOn } from '../rights/boards.ts'
import { Integer } from '../schema/form.ts'
import type { Team } from '../schema/team.ts'
import { recordedChange } from './history.ts'
import { DashboardParams, requireDashboard, requireEditable } from './requests.ts'
import type { Dashboard } from './store.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

const NewCollaborator = z.object({ user_uuid: z.string(), level: Integer.default(PRIVILEGE.edit) })

/** Who may edit a dashboard that not everybody may edit. */
export function collaboratorRoutes(deps: Deps): Route[] {
  const { postgres } = deps
  const path = '/dashboards/:id/collaborators'
  return [
    projectRoute({
      method: 'GET',
      path,
      scopes: ['dashboard:read'],
      params: DashboardParams,
      handle: async ({ team, params }) => {
        const dashboard = await requireDashboard(postgres, team, params.id)
        return present(postgres, await collaboratorsOf(postgres, dashboard))
      },
    }),
    projectRoute({
      method: 'POST',
      path,
      scopes: ['dashboard:write'],
      params: DashboardParams,
      body: NewCollaborator,
      find: ({ params, ...asked }) => requireEditable(postgres, asked, params.id),
      handle: async ({ found: dashboard, body, ...asked }) => {
        const editor = editorOf(deps, asked)
        const row = await recordedChange(postgres, [dashboard], editor, (tx) =>
          add(tx, asked.team, dashboard, body, editor.now),
        )
        return created((await present(postgres, [row]))[0])
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: `${path}/:user_uuid`,
      scopes: ['dashboard:write'],
      params: DashboardParams.extend({ user_uuid: z.string() }),
      handle: async ({ params, ...asked }) => {
        const dashboard = await requireEditable(postgres, asked, params.id)
        if (dashboard.restriction_level <= RESTRICTION.everybody_edits)
          throw invalid('Cannot remove collaborators from a dashboard on the lowest restriction level.')
        await recordedChange(postgres, [dashboard], editorOf(deps, asked), (tx) =>
          remove(tx, dashboard, params.user_uuid),
        )
        return noContent()
      },
    }),
  ]
}

const COLUMNS = ['id', 'dashboard_id', 'user_id', 'level', 'added_at', 'updated_at'] as const

const collaboratorsOf = (db: Postgres, dashboard: Dashboard) =>
  db
    .selectFrom('dashboard_privilege')
    .select(COLUMNS)
    .where('dashboard_id', '=', dashboard.id)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

async function present(db: Postgres, rows: Awaited<ReturnType<typeof collaboratorsOf>>) {
  const userOf = await userPresenter(
    { postgres: db },
    rows.map(({ user_id }) => user_id),
  )
  return rows.map(({ user_id, ...row }) => ({ ...row, user: userOf(user_id) }))
}

/** Throws 400 for somebody who need not or cannot be added. */
async function add(
  tx: PostgresOrTransaction,
  team: Team,
  dashboard: Dashboard,
  { user_uuid, level }: z.infer<typeof NewCollaborator>,
  now: Date,
) {
  if (dashboard.restriction_level <= RESTRICTION.everybody_edits)
    throw invalid('Cannot add collaborators to a dashboard on the lowest restriction level.')
  if (level !== PRIVILEGE.edit) throw invalid('Only edit access can be explicitly specified currently.')
  const user = await findUserByUuid(tx, user_uuid)
  if (!user) throw invalid('User does not exist.')
  if ((await membershipLevel({ postgres: tx }, user.id, team.organization_id)) === undefined)
    throw invalid('Cannot add collaborators that have no access to the project.')
  const rights = (await rightsOn(tx, { team_id: team.id, user_id: user.id }, [dashboard.id])).get(dashboard.id)
  if (rights?.may_restrict)
    throw invalid(
      'Cannot add collaborators that already have inherent access (the dashboard owner or a project admins).',
    )
  const row = {
    id: uuidV7(now.getTime()),
    dashboard_id: dashboard.id,
    user_id: user.id,
    added_at: now,
    updated_at: now,
  }
  try {
    return await tx
      .insertInto('dashboard_privilege')
      .values({ ...row, level })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
  } catch (error) {
    if (isUniqueViolation(error)) throw invalid('User already is a collaborator.')
    throw error
  }
}

/** Throws 404 for somebody who is no collaborator. */
async function remove(tx: PostgresOrTransaction, dashboard: Dashboard, uuid: string): Promise<void> {
  const user = await findUserByUuid(tx, uuid)
  if (!user) throw notFound()
  const { numDeletedRows } = await tx
    .deleteFrom('dashboard_privilege')
    .where('dashboard_id', '=', dashboard.id)
    .where('user_id', '=', user.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound()
}
