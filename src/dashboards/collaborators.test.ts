import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember, createOrganization, LEVEL } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import type { User } from '../http/auth.ts'
import type { JsonObject } from '../lib/json.ts'

const ROLES = ['admin', 'maker', 'collaborator', 'member'] as const
type Role = (typeof ROLES)[number]
const OBJECTS = ['dashboard', 'insight', 'query', 'sharing_configuration']
const SCOPES = {
  read: OBJECTS.map((one) => `${one}:read`),
  write: [...OBJECTS.map((one) => `${one}:write`), 'query:read'],
}
type Scope = keyof typeof SCOPES

let app: TestApp
const users = new Map<string, User>()
const keys = new Map<string, string>()
beforeAll(async () => {
  app = await TestApp.open()
  const { deps, first_start } = app.app
  const home = first_start?.team.organization_id ?? ''
  const elsewhere = (await createOrganization(deps, 'Elsewhere')).id
  for (const name of [...ROLES, 'fifth', 'stranger']) {
    const user = await createUser(deps, { email: `${name}@example.com`, first_name: name, password_hash: null })
    const organization = name === 'stranger' ? elsewhere : home
    await addMember(deps, organization, user.id, name === 'admin' ? LEVEL.admin : LEVEL.member)
    users.set(name, user)
    for (const [scope, scopes] of Object.entries(SCOPES))
      keys.set(`${name} ${scope}`, (await createKey(deps, { user_id: user.id, label: scope, scopes })).value)
  }
})
afterAll(() => app.close())

const ask = (who: string, method: string, path: string, body?: unknown, scope: Scope = 'write') =>
  app.ask(method, `/api/projects/1${path}`, body, keys.get(`${who} ${scope}`) ?? '')
const uuidOf = (name: string) => users.get(name)?.uuid ?? ''

/** A dashboard of the maker's; a closed one has its collaborator. */
async function board(restriction_level: number): Promise<number> {
  const id = Number((await ask('maker', 'POST', '/dashboards/', { name: 'Board', restriction_level })).body['id'])
  if (restriction_level === 37)
    await ask('maker', 'POST', `/dashboards/${id}/collaborators/`, { user_uuid: uuidOf('collaborator'), level: 37 })
  return id
}

/**
 * What is asked, whom a closed dashboard lets in, and the status of those who are let in. Bodies name nothing that is
 * there, so that nothing changes: 400 and 404 are the answers of a door that was open.
 */
type Ask = [let_in: 'all' | 'editors' | 'owners', method: string, path: string, body: JsonObject, status: number]
const asks = (id: number, isOpen: boolean, other: number): Ask[] => [
  ['all', 'GET', `/dashboards/${id}/`, {}, 200],
  ['all', 'GET', `/dashboards/${id}/run_insights/`, {}, 200],
  ['all', 'GET', `/dashboards/${id}/stream_tiles/`, {}, 200],
  ['all', 'GET', `/dashboards/${id}/collaborators/`, {}, 200],
  ['all', 'GET', `/dashboards/${id}/sharing/`, {}, 200],
  ['all', 'POST', `/dashboards/${other}/copy_tile/`, { fromDashboardId: id, tileId: 999999 }, 404],
  ['editors', 'PATCH', `/dashboards/${id}/`, { name: 'Board' }, 200],
  ['editors', 'POST', `/dashboards/${id}/snapshot/`, {}, 200],
  ['editors', 'POST', `/dashboards/${id}/analyze_refresh_result/`, {}, 400],
  ['owners', 'PATCH', `/dashboards/${id}/`, { restriction_level: isOpen ? 21 : 37 }, 200],
  ['editors', 'DELETE', `/dashboards/${id}/`, {}, 405],
  ['editors', 'POST', `/dashboards/${id}/copy_tile/`, { fromDashboardId: 999999, tileId: 999999 }, 404],
  ['editors', 'PATCH', `/dashboards/${id}/move_tile/`, { tile: { id: 999999 }, to_dashboard: other }, 404],
  ['editors', 'POST', `/dashboards/${id}/reorder_tiles/`, { tile_order: [999999] }, 404],
  ['editors', 'POST', `/dashboards/${id}/delete_tile/`, { tile_id: 999999 }, 404],
  ['editors', 'POST', `/dashboards/${id}/create_text_tile/`, { body: 'x' }, 201],
  ['editors', 'POST', `/dashboards/${id}/update_text_tile/`, { tile_id: 999999 }, 404],
  ['editors', 'POST', `/dashboards/${id}/collaborators/`, { user_uuid: 'nobody' }, 400],
  ['editors', 'DELETE', `/dashboards/${id}/collaborators/nobody/`, {}, isOpen ? 400 : 404],
  ['editors', 'PATCH', `/dashboards/${id}/sharing/`, { enabled: false }, 200],
  ['editors', 'POST', `/dashboards/${id}/sharing/refresh/`, {}, 200],
  ['editors', 'POST', `/dashboards/${id}/sharing/passwords/`, {}, 400],
  ['editors', 'DELETE', `/dashboards/${id}/sharing/passwords/999999/`, {}, 404],
  ['editors', 'POST', '/insights/', { name: 'New', dashboards: [id] }, 201],
]
const LET_IN = { all: [...ROLES], editors: ['admin', 'maker', 'collaborator'], owners: ['admin', 'maker'] }

test('who may do what: role × scope × restriction × endpoint', async () => {
  const [open, closed, other] = [await board(21), await board(37), await board(21)]
  const wrong: string[] = []
  for (const id of [open, closed])
    for (const [let_in, method, path, body, status] of asks(id, id === open, other))
      for (const role of ROLES)
        for (const scope of ['read', 'write'] as const) {
          const mayWrite = method === 'GET' || scope === 'write'
          // Who else may edit is for the owners to say, of an open dashboard too.
          const doors = id === open && let_in !== 'owners' ? 'all' : let_in
          const expected = mayWrite && LET_IN[doors].includes(role) ? status : 403
          const answer = await ask(role, method, path, method === 'GET' ? undefined : body, scope)
          const what = `${role} with ${scope}, ${id === open ? 'open' : 'closed'}: ${method} ${path}`
          if (answer.status !== expected) wrong.push(`${what}: ${answer.status} instead of ${expected} ${answer.text}`)
        }
  expect(wrong).toEqual([])
  expect((await ask('stranger', 'GET', `/dashboards/${open}/`)).status).toBe(403)
})

test('who may only look is told that, whatever the body says', async () => {
  const id = await board(37)
  const insight = (await ask('maker', 'POST', '/insights/', { name: 'Shown', dashboards: [id] })).body['id']
  const status = async (method: string, path: string, body: JsonObject) =>
    (await ask('member', method, path, body)).status
  expect(await status('PATCH', `/dashboards/${id}/`, { name: [] })).toBe(403)
  expect(await status('PATCH', `/dashboards/${id}/`, { deleted: false, name: [] })).toBe(403)
  expect(await status('PATCH', `/insights/${String(insight)}/`, { name: [] })).toBe(403)
  expect(await status('POST', `/dashboards/${id}/collaborators/`, {})).toBe(403)
  expect(await status('POST', `/dashboards/${id}/sharing/passwords/`, { note: [] })).toBe(403)
})

test('what each sees of the rights', async () => {
  const rights = async (role: Role, id: number) => {
    const { body } = await ask(role, 'GET', `/dashboards/${id}/`)
    const fields = ['effective_restriction_level', 'effective_privilege_level', 'user_access_level']
    return [...fields, 'access_control_version'].map((field) => body[field])
  }
  const [open, closed] = [await board(21), await board(37)]
  expect(await rights('maker', open)).toEqual([21, 37, 'manager', 'v2'])
  expect(await rights('member', open)).toEqual([21, 37, 'editor', 'v2'])
  expect(await rights('admin', closed)).toEqual([37, 37, 'manager', 'v1'])
  expect(await rights('maker', closed)).toEqual([37, 37, 'manager', 'v1'])
  expect(await rights('collaborator', closed)).toEqual([37, 37, 'editor', 'v1'])
  expect(await rights('member', closed)).toEqual([37, 21, 'editor', 'v1'])
})

test('the level on a share and on an insight is that of their maker and of admins, or an editor’s', async () => {
  const id = await board(21)
  const insight = (await ask('maker', 'POST', '/insights/', { name: 'Sign-ups', dashboards: [id] })).body['id']
  const paths = [`/insights/${String(insight)}/`, `/insights/${String(insight)}/sharing/`, `/dashboards/${id}/sharing/`]
  const seen = async (role: Role) =>
    Promise.all(paths.map(async (path) => (await ask(role, 'GET', path)).body['user_access_level']))
  const [manager, editor] = [paths.map(() => 'manager'), paths.map(() => 'editor')]
  expect([await seen('maker'), await seen('admin'), await seen('member')]).toEqual([manager, manager, editor])
  await ask('maker', 'PATCH', `/dashboards/${id}/sharing/`, { password_required: true })
  expect([await seen('maker'), await seen('member')]).toEqual([manager, editor])
})

test('each refusal says why', async () => {
  const [open, closed] = [await board(21), await board(37)]
  const card = { tiles: [{ text: { body: 'x' } }] }
  const [tile] = [(await ask('member', 'PATCH', `/dashboards/${open}/`, card)).body['tiles']].flat()
  const move = { tile, to_dashboard: closed }
  const detail = async (method: string, path: string, body: object) => (await ask('member', method, path, body)).body
  const denied = (text: string) => ({
    type: 'authentication_error',
    code: 'permission_denied',
    detail: text,
    attr: null,
  })
  expect(await detail('PATCH', `/dashboards/${closed}/`, { name: 'x' })).toEqual(
    denied("You don't have edit permissions for this dashboard."),
  )
  expect(await detail('PATCH', `/dashboards/${open}/move_tile/`, move)).toEqual(
    denied("You don't have edit permissions for the destination dashboard."),
  )
  expect(await detail('POST', '/insights/', { name: 'x', dashboards: [closed] })).toEqual(
    denied(`You don't have permission to add insights to dashboard: ${closed}`),
  )
  expect(await detail('PATCH', `/dashboards/${open}/`, { restriction_level: 21 })).toEqual(
    denied(
      "Only the dashboard owner and project admins have the restriction rights required to change the dashboard's restriction level.",
    ),
  )
  const body = { ids: [open, closed], action: 'add', tags: ['kpi'] }
  expect(await detail('POST', '/dashboards/bulk_update_tags/', body)).toEqual({
    updated: [{ id: open, tags: ['kpi'] }],
    skipped: [{ id: closed, reason: 'Not found or no edit access' }],
  })
})

test('an insight is as closed as its most closed dashboard, and open to who may edit any of them', async () => {
  const [open, closed] = [await board(21), await board(37)]
  const made = async (dashboards: number[]) =>
    Number((await ask('maker', 'POST', '/insights/', { name: 'Sign-ups', dashboards })).body['id'])
  const levels = async (role: Role, id: number) => {
    const { effective_restriction_level: r, effective_privilege_level: p } = (
      await ask(role, 'GET', `/insights/${id}/`)
    ).body
    return [r, p]
  }
  const [alone, both, locked] = [await made([]), await made([open, closed]), await made([closed])]
  expect([await levels('member', alone), await levels('member', both), await levels('member', locked)]).toEqual([
    [21, 37],
    [37, 37],
    [37, 21],
  ])
  expect(await levels('collaborator', locked)).toEqual([37, 37])
  const shown = (await ask('member', 'GET', `/dashboards/${closed}/`)).body['tiles']
  expect(shown).toMatchObject([
    { insight: { id: both, effective_privilege_level: 37 } },
    { insight: { id: locked, effective_privilege_level: 21 } },
  ])
  const renamed = (role: Role, id: number) => ask(role, 'PATCH', `/insights/${id}/`, { name: 'x' })
  expect((await renamed('member', both)).status).toBe(200)
  expect((await renamed('collaborator', locked)).status).toBe(200)
  const refused = await renamed('member', locked)
  expect([refused.status, refused.body['detail']]).toEqual([
    403,
    'This insight is on a dashboard that can only be edited by its owner, team members invited to editing the dashboard, and project admins.',
  ])
  // Neither onto a closed dashboard nor away from it.
  expect((await ask('member', 'PATCH', `/insights/${alone}/`, { dashboards: [closed] })).status).toBe(403)
  expect((await ask('member', 'PATCH', `/insights/${both}/`, { dashboards: [open] })).status).toBe(403)
  expect((await ask('member', 'PATCH', `/insights/${both}/`, { dashboards: [closed] })).status).toBe(200)
})

describe('collaborators', () => {
  const path = (id: number, uuid = '') => `/dashboards/${id}/collaborators/${uuid}`
  const add = (id: number, name: string, more: JsonObject = {}) =>
    ask('maker', 'POST', path(id), { user_uuid: uuidOf(name), level: 37, ...more })

  test('come, are listed and go', async () => {
    const id = await board(37)
    const { status, body } = await add(id, 'fifth')
    expect([status, body]).toMatchObject([
      201,
      { dashboard_id: id, level: 37, user: { uuid: uuidOf('fifth'), email: 'fifth@example.com' } },
    ])
    expect(Object.keys(body).sort()).toEqual(['added_at', 'dashboard_id', 'id', 'level', 'updated_at', 'user'])
    const list = (await ask('member', 'GET', path(id))).json
    expect(list).toMatchObject([{ user: { uuid: uuidOf('collaborator') } }, { user: { uuid: uuidOf('fifth') } }])
    expect((await ask('fifth', 'PATCH', `/dashboards/${id}/`, { name: 'x' })).status).toBe(200)
    expect((await ask('maker', 'DELETE', path(id, uuidOf('fifth')))).status).toBe(204)
    expect((await ask('maker', 'DELETE', path(id, uuidOf('fifth')))).status).toBe(404)
    expect((await ask('fifth', 'PATCH', `/dashboards/${id}/`, { name: 'x' })).status).toBe(403)
  })

  const INHERENT =
    'Cannot add collaborators that already have inherent access (the dashboard owner or a project admins).'
  test.each<[string, number, string, JsonObject, string]>([
    ['an open dashboard', 21, 'fifth', {}, 'Cannot add collaborators to a dashboard on the lowest restriction level.'],
    ['another level', 37, 'fifth', { level: 21 }, 'Only edit access can be explicitly specified currently.'],
    ['nobody', 37, 'fifth', { user_uuid: 'x' }, 'User does not exist.'],
    ['a stranger', 37, 'stranger', {}, 'Cannot add collaborators that have no access to the project.'],
    ['the maker', 37, 'maker', {}, INHERENT],
    ['an admin', 37, 'admin', {}, INHERENT],
    ['the same twice', 37, 'collaborator', {}, 'User already is a collaborator.'],
  ])('not %s', async (_, restriction, name, more, detail) => {
    const { status, body } = await add(await board(restriction), name, more)
    expect([status, body]).toMatchObject([400, { detail, attr: null }])
  })

  test('of a dashboard that is open again cannot be taken away, and do not matter', async () => {
    const id = await board(37)
    await ask('maker', 'PATCH', `/dashboards/${id}/`, { restriction_level: 21 })
    const { status, body } = await ask('maker', 'DELETE', path(id, uuidOf('collaborator')))
    expect([status, body['detail']]).toEqual([
      400,
      'Cannot remove collaborators from a dashboard on the lowest restriction level.',
    ])
  })
})
