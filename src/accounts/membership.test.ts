import { afterAll, beforeAll, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'
import { createKey } from './keys.ts'
import { addMember, createOrganization, LEVEL } from './organizations.ts'
import { createLoginLink, startSession } from './sessions.ts'
import { createUser, findUserByEmail } from './users.ts'

const INVITES = '/api/organizations/@current/invites/'
const MEMBERS = '/api/organizations/@current/members/'
let now = Date.parse('2026-03-12T12:00:00Z')
let app: TestApp
let home = ''

beforeAll(async () => {
  app = await TestApp.open(() => new Date(now))
  home = app.app.first_start?.team.organization_id ?? ''
})
afterAll(() => app.close())

type Asking = (method: string, path: string, body?: JsonObject) => Promise<{ status: number; body: JsonObject }>

/** Somebody of the organization, and a way to ask by their session. */
async function somebody(name: string, level: number): Promise<{ uuid: string; ask: Asking }> {
  const { deps } = app.app
  const password_hash = await app.app.deps.passwords.hash('long enough')
  const user = await createUser(deps, { email: `${name}@example.com`, first_name: name, password_hash })
  await addMember(deps, home, user.id, level)
  const cookie = `sessionid=${await startSession(deps, user.id)}`
  const ask: Asking = async (method, path, body) => {
    const headers = { cookie, origin: SITE, 'content-type': 'application/json' }
    const reply = await app.app.fetch(
      new Request(`${SITE}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
    )
    const json = parseJson((await reply.text()) || '{}')
    return { status: reply.status, body: isObject(json) ? json : {} }
  }
  return { uuid: user.uuid, ask }
}

const owners = async () => {
  const { body } = await app.ask('GET', MEMBERS)
  const members = Array.isArray(body['results']) ? body['results'].map((member) => objectOr(member)) : []
  return members.filter(({ level }) => level === LEVEL.owner).map(({ user }) => objectOr(user)['first_name'])
}
const opens = async (id: string) => (await app.ask('GET', `/api/signup/${id}/`, undefined, null)).status

test('whatever happens at once, there is one owner', async () => {
  const admin = await somebody('admin', LEVEL.admin)
  const one = await somebody('one', LEVEL.member)
  const two = await somebody('two', LEVEL.member)
  const me = (await findUserByEmail(app.app.deps, 'admin@localhost'))?.uuid ?? ''
  const back = async () => {
    for (const { ask } of [one, two]) await ask('PATCH', `${MEMBERS}${me}/`, { level: LEVEL.owner })
    expect(await owners()).toEqual(['Admin'])
  }
  const owner = (uuid: string) => app.ask('PATCH', `${MEMBERS}${uuid}/`, { level: LEVEL.owner })

  const named = await Promise.all([owner(one.uuid), owner(two.uuid)])
  expect(named.map(({ status }) => status).sort()).toEqual([200, 403])
  expect(await owners()).toHaveLength(1)
  await back()

  // The administrator either comes first, or meets the owner.
  for (let i = 0; i < 3; i++) {
    await Promise.all([owner(one.uuid), admin.ask('PATCH', `${MEMBERS}${one.uuid}/`, { level: LEVEL.member })])
    expect(await owners()).toEqual(['one'])
    await back()
  }
  await Promise.all([owner(two.uuid), two.ask('DELETE', `${MEMBERS}@me/`)])
  expect(await owners()).toHaveLength(1)
})

test('the invites of somebody end with what they may do: by such a link they could come back', async () => {
  const leaving = await somebody('leaving', LEVEL.admin)
  const invite = async (ask: Asking, target_email: string, level: number) =>
    String((await ask('POST', INVITES, { target_email, level })).body['id'])
  const high = await invite(leaving.ask, 'high@example.com', LEVEL.admin)
  const low = await invite(leaving.ask, 'low@example.com', LEVEL.member)
  const other = await invite((...args) => app.ask(...args), 'other@example.com', LEVEL.admin)
  await app.ask('PATCH', `${MEMBERS}${leaving.uuid}/`, { level: LEVEL.member })
  expect([await opens(high), await opens(low), await opens(other)]).toEqual([400, 200, 200])
  await app.ask('DELETE', `${MEMBERS}${leaving.uuid}/`)
  expect([await opens(low), await opens(other)]).toEqual([400, 200])
})

test('a member does not put their own invite in the place of an administrator’s', async () => {
  const { ask } = await somebody('plain', LEVEL.member)
  const target_email = 'boss@example.com'
  const high = String((await app.ask('POST', INVITES, { target_email, level: '8' })).body['id'])
  const over = await ask('POST', INVITES, { target_email: 'BOSS@example.com' })
  expect([over.status, over.body['code']]).toEqual([403, 'permission_denied'])
  expect(await opens(high)).toBe(200)
  expect((await app.ask('POST', INVITES, { target_email: ` ${target_email} ` })).status).toBe(201)
  expect(await opens(high)).toBe(400)
  const wrong = await app.ask('POST', INVITES, { target_email, level: 3 })
  expect(wrong.body).toMatchObject({ code: 'invalid_choice', detail: '"3" is not a valid choice.', attr: 'level' })
})

test('a key for one project or another organization changes nothing of this one, and makes no project in it', async () => {
  const { deps, first_start } = app.app
  const user_id = first_start?.user_id ?? 0
  const elsewhere = await createOrganization(deps, 'Elsewhere')
  await addMember(deps, elsewhere.id, user_id, LEVEL.owner)
  const key = async (bound: { scoped_teams?: number[]; scoped_organizations?: string[] }) =>
    (await createKey(deps, { user_id, label: 'k', scopes: ['*'], ...bound })).value
  const organization = `/api/organizations/${home}/`
  const narrow = await key({ scoped_teams: [1] })
  expect((await app.ask('PATCH', organization, { name: 'x' }, narrow)).status).toBe(403)
  const other = await key({ scoped_organizations: [elsewhere.id] })
  for (const [method, path, body] of [
    ['GET', organization],
    ['PATCH', organization, { name: 'x' }],
    ['GET', `${organization}members/`],
    ['GET', `${organization}invites/`],
    ['GET', `${organization}projects/`],
    ['POST', `${organization}projects/`, { name: 'x' }],
    ['POST', '/api/projects/', { name: 'x' }],
  ] as const)
    expect([path, (await app.ask(method, path, body, other)).status]).toEqual([path, 403])
  expect((await app.ask('GET', '/api/projects/', undefined, other)).body).toMatchObject({ count: 0, results: [] })
  const listed = await app.ask('GET', '/api/organizations/', undefined, other)
  expect(listed.body).toMatchObject({ count: 1, results: [{ id: elsewhere.id }] })
  const pages = await Promise.all(
    [0, 1].map((offset) => app.ask('GET', `/api/organizations/?limit=1&offset=${offset}`)),
  )
  expect(pages.map(({ body }) => body['count'])).toEqual([2, 2])
  const ids = pages.flatMap(({ body }) => body['results']).flatMap((one) => (isObject(one) ? [one['id']] : []))
  expect(ids.sort()).toEqual([home, elsewhere.id].sort())
})

test('the current password is not guessed by a session, and a project is named by its number', async () => {
  const { ask } = await somebody('guessed', LEVEL.member)
  now += 60_000
  const guess = () => ask('PATCH', '/api/users/@me/', { password: 'another one', current_password: 'x' })
  for (let i = 0; i < 10; i++) expect((await guess()).body['code']).toBe('incorrect_password')
  expect((await guess()).status).toBe(429)
  expect((await ask('PATCH', '/api/users/@me/', { first_name: 'Still' })).status).toBe(200)
  for (const wrong of [true, [1], ''])
    expect((await ask('PATCH', '/api/users/@me/', { set_current_team: wrong })).body['attr']).toBe('set_current_team')
})

test('what is longer than any address or password is refused before it is remembered', async () => {
  now += 60_000
  const long = 'a'.repeat(50_000)
  for (const [body, attr] of [
    [{ email: long, password: 'x' }, 'email'],
    [{ email: 'a@example.com', password: long }, 'password'],
  ] as const) {
    const { status, body: said } = await app.ask('POST', '/api/login/', body, null)
    expect([status, said['code'], said['attr']]).toEqual([400, 'max_length', attr])
  }
})

test('looking where a log-in link leads does not use it up', async () => {
  const token = await createLoginLink(app.app.deps, app.app.first_start?.user_id ?? 0)
  const open = (method: string) => app.app.fetch(new Request(`${SITE}/login/link/${token}`, { method }))
  const looked = await open('HEAD')
  expect([looked.status, looked.headers.get('set-cookie')]).toEqual([200, null])
  expect((await open('GET')).headers.get('location')).toBe('/')
})
