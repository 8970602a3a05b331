import { afterAll, beforeAll, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'
import { createKey } from './keys.ts'
import { createUser, findUserByEmail } from './users.ts'

const START = Date.parse('2026-03-12T12:00:00Z')
const DAY_MS = 86_400_000
const INVITES = '/api/organizations/@current/invites/'
const MEMBERS = '/api/organizations/@current/members/'
let now = START
let app: TestApp

beforeAll(async () => {
  app = await TestApp.open(() => new Date(now))
})
afterAll(() => app.close())

const invite = async (target_email: string, more: JsonObject = {}) => {
  const { status, body } = await app.ask('POST', INVITES, { target_email, ...more })
  expect(status).toBe(201)
  return String(body['id'])
}
const signUp = (id: string, body: JsonObject) => app.ask('POST', `/api/signup/${id}/`, body, null)
const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const asUser = async (cookie: string, method: string, path: string, body?: JsonObject) => {
  const headers = { cookie, origin: SITE, 'content-type': 'application/json' }
  const reply = await app.app.fetch(
    new Request(`${SITE}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
  )
  const json = parseJson((await reply.text()) || '{}')
  return { status: reply.status, body: isObject(json) ? json : {} }
}
const levels = async () => {
  const { body } = await app.ask('GET', MEMBERS)
  const members = Array.isArray(body['results']) ? body['results'].map((member) => objectOr(member)) : []
  return Object.fromEntries(members.map(({ user, level }) => [String(objectOr(user)['email']), level]))
}
const uuidOf = async (email: string) => (await findUserByEmail(app.app.deps, email))?.uuid ?? ''
/** Invites somebody who then comes; the cookie of their session. */
const join = async (email: string, level: number) =>
  cookieOf((await signUp(await invite(email, { level }), { first_name: 'New', password: 'long enough' })).headers)

test('an invited person opens the link, chooses a password and is in', async () => {
  const made = await app.ask('POST', INVITES, { target_email: 'Ben@Example.com', first_name: 'Ben', level: 8 })
  const { id } = made.body
  expect([made.status, made.body]).toEqual([
    201,
    {
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/),
      target_email: 'Ben@Example.com',
      first_name: 'Ben',
      level: 8,
      emailing_attempt_made: false,
      is_expired: false,
      created_by: expect.objectContaining({ email: 'admin@localhost' }),
      created_at: '2026-03-12T12:00:00.000Z',
      updated_at: '2026-03-12T12:00:00.000Z',
      message: null,
      private_project_access: null,
    },
  ])
  expect((await app.ask('GET', INVITES)).body).toMatchObject({ count: 1, results: [made.body] })
  const seen = await app.ask('GET', `/api/signup/${id}/`, undefined, null)
  const shown = { id, target_email: 'B*n@Example.com', first_name: 'Ben', organization_name: 'My organization' }
  expect(seen.body).toEqual(shown)

  const done = await signUp(String(id), { first_name: 'Benjamin', password: 'correct horse' })
  expect([done.status, done.body]).toMatchObject([201, { first_name: 'Benjamin', email: 'Ben@Example.com' }])
  const me = await asUser(cookieOf(done.headers), 'GET', '/api/users/@me/')
  expect(me.body).toMatchObject({
    has_password: true,
    team: { id: 1 },
    organization: { membership_level: 8, member_count: 2 },
  })
  expect((await asUser(cookieOf(done.headers), 'GET', '/api/projects/1/dashboards/')).status).toBe(200)
  const again = await app.ask('POST', '/api/login/', { email: 'ben@example.com', password: 'correct horse' }, null)
  expect(again.status).toBe(200)
  // Used up.
  expect((await app.ask('GET', INVITES)).body).toMatchObject({ count: 0 })
  const late = await signUp(String(id), { first_name: 'Eve', password: 'correct horse' })
  expect([late.status, late.body['detail']]).toEqual([400, 'The provided invite ID is not valid.'])
})

test('what an invite refuses', async () => {
  for (const [body, attr, code] of [
    [{}, 'target_email', 'required'],
    [{ target_email: 'nobody' }, 'target_email', 'invalid_input'],
    [{ target_email: '@localhost' }, 'target_email', 'invalid_input'],
    [{ target_email: 'ben@elsewhere' }, 'target_email', 'invalid_input'],
    [{ target_email: 'ben@localhost' }, undefined, undefined],
    [{ target_email: 'a@example.com', level: 3 }, 'level', undefined],
    [{ target_email: 'a@example.com', level: 15 }, 'level', undefined],
    [{ target_email: 'ADMIN@localhost.example' }, undefined, undefined],
    [{ target_email: 'ben@example.COM' }, 'target_email', 'invalid_input'],
  ] as const) {
    const { status, body: said } = await app.ask('POST', INVITES, body)
    if (attr === undefined) expect(status).toBe(201)
    else expect([body, status, said['attr'], said['code']]).toEqual([body, 400, attr, code ?? said['code']])
  }
  const id = await invite('zoe@example.com')
  for (const [body, attr, code] of [
    [{ password: 'long enough' }, 'first_name', 'required'],
    [{ first_name: 'Zoe' }, 'password', 'required'],
    [{ first_name: 'Zoe', password: 'short' }, 'password', 'password_too_short'],
  ] as const) {
    const { status, body: said } = await signUp(id, body)
    expect([status, said['attr'], said['code']]).toEqual([400, attr, code])
  }
  for (const wrong of ['x', '00000000-0000-4000-8000-000000000000']) {
    expect((await signUp(wrong, { first_name: 'Z', password: 'long enough' })).status).toBe(400)
    expect((await app.ask('GET', `/api/signup/${wrong}/`, undefined, null)).status).toBe(400)
    expect((await app.ask('DELETE', `${INVITES}${wrong}/`)).status).toBe(404)
  }
  now += 60_000
  expect((await app.ask('DELETE', `${INVITES}${id}/`)).status).toBe(204)
  expect((await signUp(id, { first_name: 'Zoe', password: 'long enough' })).status).toBe(400)
})

test('a second invite ends the first, and three days end it anyway', async () => {
  now += 60_000
  const first = await invite('kim@example.com')
  const second = await invite('KIM@example.com')
  expect((await app.ask('GET', `/api/signup/${first}/`, undefined, null)).status).toBe(400)
  const at_once = await Promise.all(['Lee@example.com', 'lee@example.com'].map((email) => invite(email)))
  const open = await Promise.all(at_once.map((id) => app.ask('GET', `/api/signup/${id}/`, undefined, null)))
  expect(open.map(({ status }) => status).sort()).toEqual([200, 400])
  now += 3 * DAY_MS - 1
  expect((await app.ask('GET', `/api/signup/${second}/`, undefined, null)).status).toBe(200)
  now += 1
  const late = await signUp(second, { first_name: 'Kim', password: 'long enough' })
  expect([late.status, late.body['code']]).toEqual([400, 'expired'])
  const { body } = await app.ask('GET', INVITES)
  const found = Array.isArray(body['results']) ? body['results'].map((one) => objectOr(one)) : []
  expect(found.find(({ id }) => id === second)).toMatchObject({ is_expired: true })
})

test('who has an account joins with its password, and links are not guessed', async () => {
  const password_hash = await app.app.deps.passwords.hash('my own words')
  await createUser(app.app.deps, { email: 'old@example.com', first_name: 'Old', password_hash })
  const id = await invite('old@example.com')
  now += 60_000
  const wrong = await signUp(id, { first_name: 'Somebody', password: 'another password' })
  expect([wrong.status, wrong.body['code'], wrong.body['attr']]).toEqual([400, 'account_exists', 'password'])
  const joined = await signUp(id, { password: 'my own words' })
  expect([joined.status, joined.body['first_name']]).toEqual([201, 'Old'])
  expect(await levels()).toMatchObject({ 'old@example.com': 1 })
  now += 60_000
  for (let i = 0; i < 10; i++) expect((await signUp(id, { password: 'x' })).status).toBe(400)
  expect((await signUp(id, { password: 'x' })).status).toBe(429)
  now += 60_000
})

test('of two who use one link at once, one comes in', async () => {
  const id = await invite('twin@example.com')
  const both = await Promise.all(['A', 'B'].map((first_name) => signUp(id, { first_name, password: 'long enough' })))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 400])
})

test('nobody gives more than they have, and keys of one project invite nobody', async () => {
  const member = await join('member@example.com', 1)
  const above = await asUser(member, 'POST', INVITES, { target_email: 'x@example.com', level: 8 })
  expect([above.status, above.body['code']]).toEqual([403, 'permission_denied'])
  expect((await asUser(member, 'POST', INVITES, { target_email: 'x@example.com' })).status).toBe(201)
  // Who saw it could use it.
  const admins = await invite('admin-to-be@example.com', { level: 8 })
  const seen = await asUser(member, 'GET', INVITES)
  expect(JSON.stringify(seen.body)).toContain('x@example.com')
  expect(JSON.stringify(seen.body)).not.toContain('admin-to-be')
  expect((await asUser(member, 'DELETE', `${INVITES}${admins}/`)).status).toBe(404)
  // An id is the way in, so reading it is a right to change who is a member.
  const reader = await app.key(['organization_member:read'])
  expect((await app.ask('GET', INVITES, undefined, reader)).status).toBe(403)
  const narrow = await app.key(['organization_member:write'], { scoped_teams: [1] })
  expect((await app.ask('GET', INVITES, undefined, narrow)).status).toBe(403)
  expect((await app.ask('POST', INVITES, { target_email: 'y@example.com' }, narrow)).status).toBe(403)
})

test('administrators change and remove others; the owner is one, and stays until another is', async () => {
  const admin = await join('chief@example.com', 8)
  const chief = await uuidOf('chief@example.com')
  const member = await uuidOf('member@example.com')
  const owner = await uuidOf('admin@localhost')
  const change = (cookie: string, uuid: string, level: number) =>
    asUser(cookie, 'PATCH', `${MEMBERS}${uuid}/`, { level })
  const asMember = cookieOf(
    (await app.ask('POST', '/api/login/', { email: 'member@example.com', password: 'long enough' }, null)).headers,
  )
  expect((await change(asMember, chief, 1)).status).toBe(403)
  expect((await change(admin, chief, 15)).status).toBe(403) // their own
  expect((await change(admin, owner, 1)).status).toBe(403) // above them
  expect((await change(admin, member, 15)).status).toBe(403) // more than they have
  expect((await change(admin, member, 2)).status).toBe(400)
  expect((await change(admin, member, 8)).body['level']).toBe(8)
  expect((await app.ask('DELETE', `${MEMBERS}@me/`)).status).toBe(403)
  expect((await app.ask('PATCH', `${MEMBERS}${chief}/`, { level: 15 })).body['level']).toBe(15)
  expect(await levels()).toMatchObject({ 'admin@localhost': 8, 'chief@example.com': 15, 'member@example.com': 8 })
  expect((await change(admin, owner, 15)).status).toBe(200)
  expect(await levels()).toMatchObject({ 'admin@localhost': 15, 'chief@example.com': 8 })
})

test('who is removed reaches nothing any more, by session or key', async () => {
  const cookie = await join('leaving@example.com', 1)
  const user = await findUserByEmail(app.app.deps, 'leaving@example.com')
  const { value } = await createKey(app.app.deps, { user_id: user?.id ?? 0, label: 'k', scopes: ['*'] })
  const boards = '/api/projects/1/dashboards/'
  expect([
    (await asUser(cookie, 'GET', boards)).status,
    (await app.ask('GET', boards, undefined, value)).status,
  ]).toEqual([200, 200])
  expect((await app.ask('DELETE', `${MEMBERS}${user?.uuid}/`)).status).toBe(204)
  expect([
    (await asUser(cookie, 'GET', boards)).status,
    (await app.ask('GET', boards, undefined, value)).status,
  ]).toEqual([403, 403])
  const me = await asUser(cookie, 'GET', '/api/users/@me/')
  expect(me.body).toMatchObject({ team: null, organization: null })
  expect((await app.ask('DELETE', `${MEMBERS}${user?.uuid}/`)).status).toBe(404)
})

test('a password is changed by who knows it, and ends the other sessions', async () => {
  const here = await join('pat@example.com', 1)
  const there = cookieOf(
    (await app.ask('POST', '/api/login/', { email: 'pat@example.com', password: 'long enough' }, null)).headers,
  )
  const change = (body: JsonObject) => asUser(here, 'PATCH', '/api/users/@me/', body)
  for (const [body, attr, code] of [
    [{ password: 'another one' }, 'current_password', 'required'],
    [{ password: 'another one', current_password: 'long enough ' }, 'current_password', 'incorrect_password'],
    [{ password: 'short', current_password: 'long enough', first_name: 'Never' }, 'password', 'password_too_short'],
    [{ first_name: '' }, 'first_name', 'blank'],
    [{ set_current_team: 999 }, 'set_current_team', 'invalid_input'],
  ] as const) {
    const { status, body: said } = await change(body)
    expect([body, status, said['attr'], said['code']]).toEqual([body, 400, attr, code])
  }
  const changed = await change({ password: 'another one', current_password: 'long enough', first_name: 'Patricia' })
  expect([changed.status, changed.body['first_name']]).toEqual([200, 'Patricia'])
  expect((await asUser(here, 'GET', '/api/users/@me/')).status).toBe(200)
  expect((await asUser(there, 'GET', '/api/users/@me/')).status).toBe(401)
  now += 60_000
  const login = (password: string) => app.ask('POST', '/api/login/', { email: 'pat@example.com', password }, null)
  expect([(await login('long enough')).status, (await login('another one')).status]).toEqual([400, 200])
})
