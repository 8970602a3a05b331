import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from './keys.ts'
import { addMember, LEVEL } from './organizations.ts'
import { createUser } from './users.ts'

let app: TestApp
let second: number
beforeAll(async () => {
  app = await TestApp.open()
  const { deps, first_start } = app.app
  const organization_id = first_start?.team.organization_id ?? ''
  second = (await deps.teams.create({ organization_id, name: 'Second', api_token: 'phc_second' })).id
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) => app.ask(method, `/api${path}`, body, key)
const board = async (team = 1) =>
  Number((await ask('POST', `/projects/${team}/dashboards/`, { name: 'Board' })).body['id'])
const set = (primary_dashboard: unknown, team = 1) => ask('PATCH', `/projects/${team}/`, { primary_dashboard })
const mark = (id: number, deleted: boolean) => ask('PATCH', `/projects/1/dashboards/${id}/`, { deleted })
/** What each place that shows the project says. */
const shown = async () => {
  const { body: me } = await ask('GET', '/users/@me/')
  const { body: project } = await ask('GET', '/projects/@current/')
  const { body: environment } = await ask('GET', '/environments/1/')
  const { primary_dashboard: stored } = await app.app.deps.postgres
    .selectFrom('team')
    .select('primary_dashboard')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  const mine = typeof me['team'] === 'object' && me['team'] !== null ? Reflect.get(me['team'], 'primary_dashboard') : me
  return [project['primary_dashboard'], environment['primary_dashboard'], mine, stored]
}
const everywhere = (id: number | null) => [id, id, id, id]

let here: number
beforeEach(async () => {
  await set(null)
  here = await board()
})

test('a project shows no dashboard first until one is named, and none again', async () => {
  expect(await shown()).toEqual(everywhere(null))
  const answer = await set(here)
  expect([answer.status, answer.body['primary_dashboard']]).toEqual([200, here])
  expect(await shown()).toEqual(everywhere(here))
  // A change of another setting leaves it.
  expect((await ask('PATCH', '/environments/1/', { week_start_day: 1 })).body['primary_dashboard']).toBe(here)
  expect((await set(null)).body['primary_dashboard']).toBeNull()
  expect(await shown()).toEqual(everywhere(null))
  expect((await set(String(here))).body['primary_dashboard']).toBe(here)
  expect((await set('')).body['primary_dashboard']).toBeNull()
})

test('it is one of the project, and is there', async () => {
  const [foreign, gone] = [await board(second), await board()]
  await mark(gone, true)
  await set(here)
  for (const id of [foreign, gone, 999_999, 0, -1])
    expect(await set(id)).toMatchObject({
      status: 400,
      body: {
        ...{ type: 'validation_error', code: 'does_not_exist', attr: 'primary_dashboard' },
        detail: `Invalid pk "${id}" - object does not exist.`,
      },
    })
  for (const wrong of ['x', 1.5, true, [here], 2 ** 31]) expect((await set(wrong)).status).toBe(400)
  expect(await shown()).toEqual(everywhere(here))
  expect((await set(foreign, second)).body['primary_dashboard']).toBe(foreign)
  await set(null, second)
})

test('it goes with its dashboard, and does not come back with it', async () => {
  const other = await board()
  await set(here)
  await mark(other, true)
  expect(await shown()).toEqual(everywhere(here))
  await mark(here, true)
  expect(await shown()).toEqual(everywhere(null))
  await mark(here, false)
  expect(await shown()).toEqual(everywhere(null))
})

test('named and deleted at once, it is not left behind', async () => {
  for (let i = 0; i < 5; i++) {
    const id = await board()
    await Promise.all([set(id), mark(id, true)])
    expect(await shown()).toEqual(everywhere(null))
  }
})

test('it is for those to say who may change the project', async () => {
  const { deps, first_start } = app.app
  const user = await createUser(deps, { email: 'mia@example.com', first_name: 'Mia', password_hash: null })
  await addMember(deps, first_start?.team.organization_id ?? '', user.id, LEVEL.member)
  const { value } = await createKey(deps, { user_id: user.id, label: 'all', scopes: ['*'] })
  const read = await app.key(['project:read', 'dashboard:write'])
  for (const key of [value, read])
    expect((await ask('PATCH', '/projects/1/', { primary_dashboard: here }, key)).status).toBe(403)
  expect(await shown()).toEqual(everywhere(null))
})
