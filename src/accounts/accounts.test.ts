import { scryptSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { Attempts } from './attempts.ts'
import { createKey, listKeys } from './keys.ts'
import { addMember, createOrganization, LEVEL, organizationsOf } from './organizations.ts'
import { Passwords } from './passwords.ts'
import { createLoginLink, startSession } from './sessions.ts'
import { createUser } from './users.ts'

const START = Date.parse('2026-03-12T12:00:00Z')
const DAY_MS = 86_400_000
let now = START
let app: TestApp
let userId = 0

beforeAll(async () => {
  app = await TestApp.open(() => new Date(now))
  const { deps, first_start } = app.app
  const password_hash = await app.app.deps.passwords.hash('correct horse')
  const user = await createUser(deps, { email: 'Ann@Example.com', first_name: 'Ann', password_hash })
  userId = user.id
  await addMember(deps, first_start?.team.organization_id ?? '', userId, LEVEL.member)
})
afterAll(() => app.close())

const login = (email: string, password: string) => app.ask('POST', '/api/login/', { email, password }, null)
const withCookie = (path: string, cookie: string, method = 'GET', origin?: string) =>
  Promise.resolve(
    app.app.fetch(
      new Request(`http://hoglet.test${path}`, { method, headers: { cookie, ...(origin ? { origin } : {}) } }),
    ),
  )

test('a password lets in, whatever the case of the address; nothing else does', async () => {
  const right = await login('ann@example.COM', 'correct horse')
  expect([right.status, right.body]).toEqual([200, { success: true }])
  const cookie = right.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^sessionid=\w{43}; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax$/)
  const me = await withCookie('/api/users/@me/', cookie.split(';')[0] ?? '')
  expect(me.status).toBe(200)
  for (const [email, password] of [
    ['ann@example.com', 'correct horse '],
    ['nobody@example.com', 'correct horse'],
    ['admin@localhost', 'x'],
  ] as const) {
    const wrong = await login(email, password)
    expect([wrong.status, wrong.body['code']]).toEqual([400, 'invalid_credentials'])
  }
})

test('a list of users holds the one who asks and nobody else', async () => {
  const me = await app.ask('GET', '/api/users/@me/')
  const all = await app.ask('GET', '/api/users/')
  expect(all.body).toEqual({ count: 1, next: null, previous: null, results: [me.body] })
  expect((await app.ask('GET', '/api/users/?email=admin@localhost&is_staff=false')).body['count']).toBe(1)
  for (const other of ['email=ann@example.com', 'is_staff=true', 'offset=1&email=nobody'])
    expect((await app.ask('GET', `/api/users/?${other}`)).body['results']).toEqual([])
  expect((await app.ask('GET', '/api/users/', undefined, null)).status).toBe(401)
  expect((await app.ask('POST', '/api/users/', {})).status).toBe(405)
})

test('the eleventh try of a minute is refused, whoever is asked for', async () => {
  now += 60_000
  for (let i = 0; i < 10; i++) expect((await login(`p${i}@example.com`, 'x')).status).toBe(400)
  const refused = await login('ann@example.com', 'correct horse')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
  now += 60_000
  expect((await login('ann@example.com', 'correct horse')).status).toBe(200)
})

test('what was made at the same moment is always listed in the same order', async () => {
  const { deps } = app.app
  const user = await createUser(deps, { email: 'ben@example.com', first_name: 'Ben', password_hash: null })
  for (let i = 0; i < 8; i++) {
    await addMember(deps, (await createOrganization(deps, `Same ${i}`)).id, user.id, LEVEL.member)
    await createKey(deps, { user_id: user.id, label: `Same ${i}`, scopes: ['*'] })
  }
  const organizations = (await organizationsOf(deps, user.id)).map(({ id }) => id)
  expect(organizations).toEqual(organizations.toSorted())
  const keys = (await listKeys(deps, user.id)).map(({ id }) => id)
  expect(keys).toEqual(keys.toSorted().reverse())
})

test('tries slide out of the minute one by one', () => {
  let at = 0
  const attempts = new Attempts({ clock: () => new Date(at), limit: 2 })
  expect(attempts.take('a')).toBe(0)
  at = 20_000
  expect(attempts.take('a')).toBe(0)
  at = 30_000
  expect(attempts.take('a')).toBe(30) // the first leaves at 60 s
  expect(attempts.take('b')).toBe(0)
  at = 60_000
  expect(attempts.take('a')).toBe(0)
  expect(attempts.take('a')).toBe(20)
  // The clock is set back by an hour: what was tried in what is the future now does not count.
  at -= 3_600_000
  expect(attempts.take('a')).toBe(0)
})

test('a log-in link works once, for fifteen minutes', async () => {
  const open = async (token: string) => {
    const reply = await withCookie(`/login/link/${token}`, '')
    return [reply.status, reply.headers.get('location'), reply.headers.has('set-cookie')]
  }
  const link = await createLoginLink(app.app.deps, userId)
  expect(await open(link)).toEqual([302, '/', true])
  expect(await open(link)).toEqual([302, '/login?expired=1', false])
  const old = await createLoginLink(app.app.deps, userId)
  now += 15 * 60_000
  expect(await open(old)).toEqual([302, '/login?expired=1', false])
})

test('a session lasts fourteen days from its last use and ends with a log-out from our own page', async () => {
  const { deps } = app.app
  const used = await startSession(deps, userId)
  const unused = await startSession(deps, userId)
  const me = async (token: string) => {
    const reply = await withCookie('/api/users/@me/', `sessionid=${token}`)
    return reply.ok ? JSON.parse(await reply.text()).email : reply.status
  }
  now += 13 * DAY_MS
  expect(await me(used)).toBe('Ann@Example.com')
  now += 2 * DAY_MS
  expect(await me(used)).toBe('Ann@Example.com')
  expect(await me(unused)).toBe(401)
  const cookie = `sessionid=${used}`
  expect((await withCookie('/logout', cookie, 'POST', 'http://evil.example')).status).toBe(403)
  expect((await withCookie('/logout', cookie, 'POST', 'http://hoglet.test')).status).toBe(200)
  expect(await me(used)).toBe(401)
})

test('no secret is stored as it is', async () => {
  const { deps } = app.app
  const [link, session, key] = [
    await createLoginLink(deps, userId),
    await startSession(deps, userId),
    await app.key(['query:read']),
  ]
  const rows = [
    await deps.postgres.selectFrom('app_user').selectAll().execute(),
    await deps.postgres.selectFrom('login_link').selectAll().execute(),
    await deps.postgres.selectFrom('login_session').selectAll().execute(),
    await deps.postgres.selectFrom('personal_api_key').selectAll().execute(),
  ]
  const text = JSON.stringify(rows)
  for (const secret of [link, session, key, 'correct horse']) expect(text).not.toContain(secret)
})

test('a password is itself however its letters are composed, and nobody’s password fits', async () => {
  const passwords = new Passwords()
  const stored = await passwords.hash('pass\u00e9')
  expect(stored).toMatch(/^scrypt\$15\$/)
  expect(await passwords.verify('passe\u0301', stored)).toBe(true)
  expect(await passwords.verify('passe', stored)).toBe(false)
  expect(await passwords.verify('', null)).toBe(false)
  expect(await passwords.hash('pass\u00e9')).not.toBe(stored)
})

test('a password fits whatever its hash cost, and where that is not written down', async () => {
  const salt = Buffer.from('of before')
  const key = scryptSync('my own words', salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
  const cheap = new Passwords(5)
  for (const stored of [
    `scrypt$${salt.toString('base64')}$${key.toString('base64')}`,
    await new Passwords(6).hash('my own words'),
  ]) {
    expect(await cheap.verify('my own words', stored)).toBe(true)
    expect(await cheap.verify('my own word', stored)).toBe(false)
  }
})

test('rules that clean paths are kept with the project, and only those the engine takes', async () => {
  const patch = (path_cleaning_filters: unknown) =>
    app.ask('PATCH', '/api/projects/@current/', { path_cleaning_filters })
  const rules = [
    { alias: '/users/:id', regex: '^/users/(\\d+)$' },
    { alias: '/:id', regex: '/\\d+', order: 1 },
  ]
  expect((await app.ask('GET', '/api/projects/@current/')).body['path_cleaning_filters']).toEqual([])
  expect((await patch(rules)).body['path_cleaning_filters']).toEqual(rules)
  expect((await app.ask('GET', '/api/projects/@current/')).body['path_cleaning_filters']).toEqual(rules)
  for (const wrong of [
    // Not closed; looks behind, which RE2 cannot; names a group that is not there; not a rule; not a list.
    ...[[{ alias: '', regex: '(' }], [{ alias: '', regex: '(?<=a)b' }], [{ alias: '\\2', regex: '(a)' }]],
    ...[[{ alias: 'a' }], [{ alias: 'a', regex: '' }], { alias: 'a', regex: 'b' }, 'b'],
  ]) {
    const { status, body } = await patch(wrong)
    expect([wrong, status, String(body['attr']).split('__')[0]]).toEqual([wrong, 400, 'path_cleaning_filters'])
  }
  expect((await app.ask('GET', '/api/projects/@current/')).body['path_cleaning_filters']).toEqual(rules)
  expect((await patch(null)).body['path_cleaning_filters']).toEqual([])
})

test('who encodes the whole segment finds the same page', async () => {
  for (const [path, encoded] of [
    ['/api/users/@me/', '/api/users/%40me/'],
    ['/api/projects/@current/', '/api/projects/%40current/'],
    ['/api/personal_api_keys/@current/', '/api/personal_api_keys/%40current/'],
  ] as const) {
    const plain = await app.ask('GET', path)
    expect(await app.ask('GET', encoded)).toMatchObject({ status: 200, body: plain.body })
  }
  expect((await app.ask('POST', '/api/users/%40me/')).status).toBe(405)
})
