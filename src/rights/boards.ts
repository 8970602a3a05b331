import { LEVEL } from '../accounts/organizations.ts'
import { permissionDenied } from '../http/errors.ts'
import { anyOf } from '../postgres/any-of.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'

/** As PostHog numbers them. */
export const RESTRICTION = { everybody_edits: 21, collaborators_edit: 37 } as const
export const PRIVILEGE = { view: 21, edit: 37 } as const

/** What a member may do with an object of the project, whatever the boards are that show it. */
export type AccessLevel = 'manager' | 'editor'

/** What a user may do with a dashboard. */
export interface Rights {
  restriction: number
  privilege: number
  level: AccessLevel
  /** May say who else may edit: whoever made it, and the organization's admins. */
  may_restrict: boolean
}

/** What is left to somebody of whom nothing is known. */
export const NO_RIGHTS: Rights = {
  restriction: RESTRICTION.collaborators_edit,
  privilege: PRIVILEGE.view,
  level: 'editor',
  may_restrict: false,
}

/** A member of the project's organization, in this project. */
export interface Viewer {
  team_id: number
  user_id: number
}

/** The level on each object of the project, by who made it: that of its maker and of the organization's admins is the highest. */
export async function levels(
  db: PostgresOrTransaction,
  { team_id, user_id }: Viewer,
): Promise<(madeBy: number | null) => AccessLevel> {
  const row = await db
    .selectFrom('team as t')
    .innerJoin('organization_membership as m', 'm.organization_id', 't.organization_id')
    .select('m.level')
    .where('t.id', '=', team_id)
    .where('m.user_id', '=', user_id)
    .executeTakeFirst()
  const isAdmin = (row?.level ?? 0) >= LEVEL.admin
  return (madeBy) => (isAdmin || madeBy === user_id ? 'manager' : 'editor')
}

/** The rights of a user on the project's dashboards, by id. */
export async function rightsOn(
  db: PostgresOrTransaction,
  { team_id, user_id }: Viewer,
  ids: readonly number[],
): Promise<Map<number, Rights>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('dashboard as d')
    .innerJoin('team as t', 't.id', 'd.team_id')
    .leftJoin('organization_membership as m', (join) =>
      join.onRef('m.organization_id', '=', 't.organization_id').on('m.user_id', '=', user_id),
    )
    .leftJoin('dashboard_privilege as p', (join) =>
      join.onRef('p.dashboard_id', '=', 'd.id').on('p.user_id', '=', user_id),
    )
    .select(['d.id', 'd.created_by', 'd.restriction_level as restriction', 'm.level', 'p.level as granted'])
    .where('d.team_id', '=', team_id)
    .where('d.id', '=', anyOf(ids, 'int'))
    .execute()
  return new Map(
    rows.map(({ id, created_by, restriction, level, granted }) => {
      const may_restrict = created_by === user_id || (level ?? 0) >= LEVEL.admin
      const isOpen = restriction < RESTRICTION.collaborators_edit
      const privilege = isOpen || may_restrict ? PRIVILEGE.edit : (granted ?? PRIVILEGE.view)
      return [id, { restriction, privilege, may_restrict, level: may_restrict ? 'manager' : 'editor' }]
    }),
  )
}

export const mayEdit = ({ privilege }: Pick<Rights, 'privilege'>) => privilege >= PRIVILEGE.edit

/** The rights on one dashboard. Throws 403 unless the user may edit it. */
export async function requireEdit(
  db: PostgresOrTransaction,
  viewer: Viewer,
  id: number,
  detail = "You don't have edit permissions for this dashboard.",
): Promise<Rights> {
  const rights = (await rightsOn(db, viewer, [id])).get(id) ?? NO_RIGHTS
  if (!mayEdit(rights)) throw permissionDenied(detail)
  return rights
}

/** The rights on what several dashboards show: as closed as the most closed of them, and open to who may edit any. */
export function combined(boards: readonly Rights[]): Pick<Rights, 'restriction' | 'privilege'> {
  const privilege = boards.length === 0 || boards.some(mayEdit) ? PRIVILEGE.edit : PRIVILEGE.view
  return {
    restriction: Math.max(RESTRICTION.everybody_edits, ...boards.map(({ restriction }) => restriction)),
    privilege,
  }
}
