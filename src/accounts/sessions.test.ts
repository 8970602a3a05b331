import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { addMember, LEVEL } from './organizations.ts'
import { createLoginLink, startSession, startSessionBy } from './sessions.ts'
import { createUser, passwordOf } from './users.ts'

let app: TestApp
let userId = 0
beforeAll(async () => {
  app = await TestApp.open(() => new Date(), { trust_proxy: true })
  const password_hash = await app.app.deps.passwords.hash('correct horse')
  const user = await createUser(app.app.deps, { email: 'ann@example.com', first_name: 'Ann', password_hash })
  userId = user.id
  await addMember(app.app.deps, app.app.first_start?.team.organization_id ?? '', userId, LEVEL.member)
})
afterAll(() => app.close())

const send = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
  app.app.fetch(new Request(`${SITE}${path}`, { method, headers, ...(body === undefined ? {} : { body }) }))
const me = async (token: string) => (await send('GET', '/api/users/@me/', { cookie: `sessionid=${token}` })).status
const rename = async (headers: Record<string, string>) =>
  (await send('PATCH', '/api/users/@me/', headers, '{"first_name":"Ann"}')).status

test('sessions and log-in links that are over are forgotten', async () => {
  let now = new Date('2020-03-02T10:00:00Z')
  const deps = { ...app.app.deps, clock: () => now }
  const count = async () => {
    const sessions = await deps.postgres.selectFrom('login_session').select('expires_at').execute()
    const links = await deps.postgres.selectFrom('login_link').select('expires_at').execute()
    return [sessions, links].map((rows) => rows.filter(({ expires_at }) => expires_at <= now).length)
  }
  await startSession(deps, userId)
  await createLoginLink(deps, userId)
  now = new Date('2020-03-17T10:00:00Z')
  expect(await count()).toEqual([1, 1])
  await app.app.deps.hourly.run()
  expect(await count()).toEqual([0, 0])
})

describe('a new password', () => {
  const change = (token: string, current_password: string, password: string) =>
    send(
      'PATCH',
      '/api/users/@me/',
      { cookie: `sessionid=${token}`, origin: SITE },
      JSON.stringify({ current_password, password }),
    )

  test('ends the other sessions and the log-in links that are still open', async () => {
    const { deps } = app.app
    const [own, other] = [await startSession(deps, userId), await startSession(deps, userId)]
    const link = await createLoginLink(deps, userId)
    expect((await change(own, 'correct horse', 'battery staple')).status).toBe(200)
    expect([await me(own), await me(other)]).toEqual([200, 401])
    const opened = await send('GET', `/login/link/${link}`, {})
    expect([opened.headers.get('location'), opened.headers.has('set-cookie')]).toEqual(['/login?expired=1', false])
  })

  test('is the only one that starts a session, even where the old one was compared just before', async () => {
    const { deps } = app.app
    const own = await startSession(deps, userId)
    const compared = await passwordOf(deps, userId)
    expect((await change(own, 'battery staple', 'correct horse')).status).toBe(200)
    expect(await startSessionBy(deps, userId, compared)).toBeUndefined()
    expect(await startSessionBy(deps, userId, await passwordOf(deps, userId))).toMatch(/^\w{43}$/)
  })
})

test('a page of another site logs nobody in, by whatever kind of body', async () => {
  const login = async (headers: Record<string, string>, body: string) => {
    const reply = await send('POST', '/api/login/', headers, body)
    return [reply.status, reply.headers.has('set-cookie')]
  }
  const form = 'email=ann%40example.com&password=correct%20horse'
  const json = JSON.stringify({ email: 'ann@example.com', password: 'correct horse' })
  for (const origin of ['https://evil.example', 'null', `${SITE}:81`]) {
    expect(await login({ origin, 'content-type': 'application/x-www-form-urlencoded' }, form)).toEqual([403, false])
    expect(await login({ origin, 'content-type': 'text/plain' }, json)).toEqual([403, false])
    expect((await send('POST', '/api/signup/x/', { origin }, '{"password":"long enough"}')).status).toBe(403)
  }
  expect(await login({ origin: SITE }, json)).toEqual([200, true])
  expect(await login({}, json)).toEqual([200, true])
})

test('behind proxies the page is known by what the first of them was asked', async () => {
  const cookie = `sessionid=${await startSession(app.app.deps, userId)}`
  const forwarded = { 'x-forwarded-host': 'hoglet.example, inner', 'x-forwarded-proto': 'https, http' }
  expect(await rename({ cookie, ...forwarded, origin: 'https://hoglet.example' })).toBe(200)
  expect(await rename({ cookie, ...forwarded, origin: 'http://inner' })).toBe(403)
  const link = await createLoginLink(app.app.deps, userId)
  const opened = await send('GET', `/login/link/${link}`, forwarded)
  expect(opened.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
})

describe('tries are counted', () => {
  const tries = async (addresses: readonly string[]) => {
    const codes: number[] = []
    for (const [i, address] of addresses.entries()) {
      const body = JSON.stringify({ email: `${address}-${i}@example.com`, password: 'x' })
      codes.push((await send('POST', '/api/login/', { 'x-forwarded-for': address }, body)).status)
    }
    return codes
  }
  const once = (address: (i: number) => string) => Array.from({ length: 11 }, (_, i) => address(i))
  const TEN = Array.from({ length: 10 }, () => 400)

  test('for all addresses of a household together, and for each household alone', async () => {
    expect(await tries(once((i) => `2001:db8::${i}:${i + 1}`))).toEqual([...TEN, 429])
    expect(await tries(['2001:db8:0:1::1', '[2001:db8:0:2::1]:443', '192.0.2.1:80', '192.0.2.2'])).toEqual([
      ...[400, 400, 400, 400],
    ])
  })

  test('for the address of the connection where what is said of another is none', async () => {
    expect((await tries(once((i) => `made-up-${i}`))).at(-1)).toBe(429)
  })
})

test('a project is named by its number as it is written, or by @current', async () => {
  const status = async (id: string) => (await app.ask('GET', `/api/projects/${id}/dashboards/`)).status
  expect([await status('1'), await status('@current')]).toEqual([200, 200])
  for (const id of ['0x1', '1e0', '1.0', '%201', '+1', '01', '0b1', '9007199254740993'])
    expect([id, await status(id)]).toEqual([id, 404])
})

test('an address that is encoded wrongly is the page that finds nothing', async () => {
  for (const path of ['/%', '/%ff', '/%E0%A4%A', '/assets/%']) {
    const { status } = await send('GET', path, {})
    expect([path, status < 500 || status === 503]).toEqual([path, true])
  }
})
