import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr } from '../lib/json.ts'

let now = new Date('2026-03-02T10:00:00Z')
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => now)
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)
const open = (path: string, init?: RequestInit) => app.app.fetch(new Request(`${SITE}${path}`, init))
const status = async (token: unknown) => (await open(`/shared/${String(token)}.json`)).status
const wait = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const passwords = (body: JsonObject) =>
  (Array.isArray(body['share_passwords']) ? body['share_passwords'] : []).filter(isObject)
const activities = async () => {
  const { rows } = {
    rows: await app.app.deps.postgres.selectFrom('activity_log').selectAll().orderBy('place').execute(),
  }
  return rows.map(({ activity }) => activity)
}

let board: number
let sharing: string
beforeEach(async () => {
  board = Number((await ask('POST', '/dashboards/', { name: 'Board' })).body['id'])
  sharing = `/dashboards/${board}/sharing`
})

describe('the configuration', () => {
  test('is not made by looking at it', async () => {
    const [first, second] = [(await ask('GET', sharing)).body, (await ask('GET', sharing)).body]
    const never = { created_at: null, enabled: false, settings: null, password_required: false, share_passwords: [] }
    expect(first).toMatchObject(never)
    expect(first['access_token']).toMatch(/^[\w-]{30}$/)
    expect(second['access_token']).not.toBe(first['access_token'])
    expect(await status(first['access_token'])).toBe(404)
  })

  test('is switched on and off; what reads it says so', async () => {
    const { body } = await ask('PATCH', sharing, { enabled: true, access_token: 'mine', created_at: 'string' })
    expect(body).toMatchObject({ enabled: true, created_at: now.toISOString(), password_required: false })
    expect(body['access_token']).toMatch(/^[\w-]{30}$/)
    expect((await ask('GET', sharing)).body['access_token']).toBe(body['access_token'])
    expect((await ask('GET', `/dashboards/${board}`)).body['is_shared']).toBe(true)
    await ask('PATCH', sharing, { enabled: false })
    expect((await ask('GET', `/dashboards/${board}`)).body['is_shared']).toBe(false)
    expect((await activities()).slice(-2)).toEqual(['sharing enabled', 'sharing disabled'])
  })

  test('switched on again it has a new link, and the old ones stay dead', async () => {
    const first = (await ask('PATCH', sharing, { enabled: true })).body['access_token']
    const second = (await ask('POST', `${sharing}/refresh`, {})).body['access_token']
    expect([await status(first), await status(second)]).toEqual([200, 200])
    await ask('PATCH', sharing, { enabled: false })
    const third = (await ask('PATCH', sharing, { enabled: true })).body['access_token']
    expect(await Promise.all([first, second, third].map(status))).toEqual([404, 404, 200])
  })

  test('of a board that is not there is 404', async () => {
    for (const id of [999_999, 'x', '99999999999']) {
      const reply = await ask('GET', `/dashboards/${id}/sharing`)
      expect([reply.status, reply.body['detail']]).toEqual([404, 'Dashboard not found.'])
    }
    expect((await ask('PATCH', '/insights/nope/sharing', { enabled: true })).body['detail']).toBe('Insight not found.')
  })

  test('a password that is removed while the link is rotated stays removed', async () => {
    await ask('PATCH', sharing, { enabled: true, password_required: true })
    for (let round = 0; round < 8; round++) {
      const id = String((await ask('POST', `${sharing}/passwords`, {})).body['id'])
      const [removed] = await Promise.all([
        ask('DELETE', `${sharing}/passwords/${id}`),
        ask('POST', `${sharing}/refresh`, {}),
        ask('POST', `${sharing}/refresh`, {}),
      ])
      const left = passwords((await ask('GET', sharing)).body)
      // 404 where the rotation came first: it gave the password another id.
      expect([removed.status, left.length]).toEqual(removed.status === 204 ? [204, 0] : [404, 1])
      for (const password of left) await ask('DELETE', `${sharing}/passwords/${String(password['id'])}`)
    }
  })

  test('two first writes at once make one row', async () => {
    const both = await Promise.all([ask('PATCH', sharing, { enabled: true }), ask('PATCH', sharing, { enabled: true })])
    expect(both.map((reply) => reply.status)).toEqual([200, 200])
    expect(both[0].body['access_token']).toBe(both[1].body['access_token'])
  })

  test('the organization can forbid public links', async () => {
    const token = (await ask('PATCH', sharing, { enabled: true })).body['access_token']
    expect(await status(token)).toBe(200)
    await app.ask('PATCH', '/api/organizations/@current', { allow_publicly_shared_resources: false })
    expect(await status(token)).toBe(404)
    const refused = await ask('PATCH', sharing, { enabled: true })
    expect([refused.status, refused.body['code'], refused.body['detail']]).toEqual([
      ...[403, 'permission_denied', 'Public sharing is disabled for this organization.'],
    ])
    await app.ask('PATCH', '/api/organizations/@current', { allow_publicly_shared_resources: true })
    expect(await status(token)).toBe(200)
  })

  test('a soft-deleted board answers nobody, and again when it is restored', async () => {
    const token = (await ask('PATCH', sharing, { enabled: true })).body['access_token']
    const page = async () => (await open(`/shared/${String(token)}`)).status
    expect([await status(token), await page()]).toEqual([200, 200])
    await ask('PATCH', `/dashboards/${board}`, { deleted: true })
    expect([await status(token), await page()]).toEqual([404, 404])
    await ask('PATCH', `/dashboards/${board}`, { deleted: false })
    expect(await status(token)).toBe(200)
  })
})

describe('settings', () => {
  const save = async (settings: unknown) => (await ask('PATCH', sharing, { settings })).body['settings']

  test('known keys are kept, unknown ones and nulls dropped', async () => {
    expect(await save({ whitelabel: true, noHeader: false, legend: null, theme: 'dark', more: 1 })).toEqual({
      ...{ whitelabel: true, noHeader: false, theme: 'dark' },
    })
    expect(await save({})).toEqual({})
    expect(await save(null)).toBeNull()
  })

  test('every switch of the page is kept, alone and with the others', async () => {
    const keys = ['whitelabel', 'noHeader', 'showInspector', 'legend', 'detailed', 'hideExtraDetails']
    const all = { ...Object.fromEntries(keys.map((key) => [key, true])), theme: 'system' }
    expect(await save(all)).toEqual(all)
    expect((await ask('GET', sharing)).body['settings']).toEqual(all)
    for (const key of keys) expect(await save({ [key]: false })).toEqual({ [key]: false })
    for (const theme of ['light', 'dark']) expect(await save({ theme })).toEqual({ theme })
  })

  test('what is no settings is refused, and nothing of it stored', async () => {
    for (const settings of ['string', 7, [], { whitelabel: 'yes' }, { theme: 'pink' }]) {
      const { status: code, body } = await ask('PATCH', sharing, { enabled: true, settings })
      expect([code, body['attr'], body['detail']]).toEqual([400, 'settings', 'Invalid settings format'])
    }
    expect((await ask('GET', sharing)).body['enabled']).toBe(false)
  })

  test('an end that has come may be sent back as it was read, but not set', async () => {
    const expires_at = new Date(now.getTime() + 1000).toISOString()
    await save({ expires_at, theme: 'dark' })
    wait(5)
    expect(await save({ expires_at, theme: 'light' })).toEqual({ expires_at, theme: 'light' })
    const { status: code, body } = await ask('PATCH', sharing, { settings: { expires_at: '2026-01-01T00:00:00Z' } })
    expect([code, body['attr']]).toEqual([400, 'settings'])
  })

  test('ours change only where they are named', async () => {
    const limits = { expires_at: '2026-04-01T00:00:00Z', allowed_domains: ['https://example.com'], view_log: true }
    expect(await save({ theme: 'dark', ...limits })).toEqual({ theme: 'dark', ...limits })
    expect(await save(null)).toEqual(limits)
    expect(await save({ legend: true, view_log: null })).toEqual({
      ...{ legend: true, expires_at: limits.expires_at, allowed_domains: limits.allowed_domains },
    })
    for (const wrong of [
      { expires_at: 'soon' },
      { expires_at: '2020-01-01T00:00:00Z' },
      { allowed_domains: ['example.com'] },
      { allowed_domains: ['https://x.com;y'] },
      { allowed_domains: ['https://*'] },
      { viewer_date_range: 'yes' },
    ]) {
      const { status: code, body } = await ask('PATCH', sharing, { settings: wrong })
      expect([code, body['attr']]).toEqual([400, 'settings'])
    }
    expect(
      (await ask('PATCH', sharing, { settings: { allowed_domains: ["https://a.b; script-src 'x'"] } })).status,
    ).toBe(400)
  })
})

describe('rotation', () => {
  test('the old link works for five minutes [dashboards.sharing.refresh]', async () => {
    const first = (await ask('PATCH', sharing, { enabled: true, settings: { legend: true } })).body
    wait(60)
    const second = (await ask('POST', `${sharing}/refresh/`)).body
    expect(second).toMatchObject({ enabled: true, settings: { legend: true }, created_at: now.toISOString() })
    expect(second['access_token']).not.toBe(first['access_token'])
    expect((await activities()).at(-1)).toBe('access token refreshed')
    wait(240)
    expect(await status(first['access_token'])).toBe(200)
    wait(120)
    expect(await status(first['access_token'])).toBe(404)
    expect(await status(second['access_token'])).toBe(200)
  })

  test('twice leaves two links in grace; grace may be shorter or none', async () => {
    const tokens: unknown[] = [(await ask('PATCH', sharing, { enabled: true })).body['access_token']]
    tokens.push((await ask('POST', `${sharing}/refresh`, {})).body['access_token'])
    tokens.push((await ask('POST', `${sharing}/refresh`, {})).body['access_token'])
    expect(await Promise.all(tokens.map(status))).toEqual([200, 200, 200])
    tokens.push((await ask('POST', `${sharing}/refresh`, { grace_seconds: 0 })).body['access_token'])
    expect(await Promise.all(tokens.map(status))).toEqual([200, 200, 404, 200])
    const wrong = await ask('POST', `${sharing}/refresh`, { grace_seconds: 301 })
    expect([wrong.status, wrong.body['attr']]).toEqual([400, 'grace_seconds'])
  })

  test('of what was never saved makes it, and a body that cannot be read is ignored', async () => {
    const reply = await app.app.fetch(
      new Request(`${SITE}/api/projects/1${sharing}/refresh/`, {
        ...{ method: 'POST', body: '{nonsense' },
        headers: {
          authorization: `Bearer ${await app.key(['sharing_configuration:write'])}`,
          'content-type': 'application/json',
        },
      }),
    )
    expect(reply.status).toBe(200)
    expect(await reply.json()).toMatchObject({ enabled: false, created_at: now.toISOString() })
  })

  test('applies what the body says first [dashboards.sharing.refresh{enabled}] [dashboards.sharing.refresh{settings}] [dashboards.sharing.refresh{password_required}]', async () => {
    const body = { enabled: true, settings: { theme: 'light' }, password_required: true }
    expect((await ask('POST', `${sharing}/refresh`, body)).body).toMatchObject(body)
    const wrong = await ask('POST', `${sharing}/refresh`, { settings: 'x' })
    expect([wrong.status, wrong.body['attr']]).toEqual([400, 'settings'])
  })
})

describe('passwords', () => {
  const create = (body: object) => ask('POST', `${sharing}/passwords/`, body)

  test('one of our own choice is shown once [dashboards.sharing.passwords.create]', async () => {
    await ask('PATCH', sharing, { enabled: true, password_required: true })
    const { status: code, body } = await create({ raw_password: 'correct-horse', note: 'board' })
    expect(code).toBe(200)
    const listed = { id: body['id'], note: 'board', created_by_email: 'admin@localhost', is_active: true }
    expect(body).toMatchObject({
      ...{ password: 'correct-horse', note: 'board', created_by_email: 'admin@localhost', enabled: true },
      ...{ password_required: true, settings: null, created_at: now.toISOString(), share_passwords: [listed] },
    })
    const again = await ask('GET', sharing)
    expect(again.text).not.toContain('correct-horse')
    expect(passwords(again.body)).toEqual([{ ...listed, created_at: now.toISOString() }])
    const [row] = await app.app.deps.postgres
      .selectFrom('share_password')
      .selectAll()
      .where('id', '=', Number(body['id']))
      .execute()
    expect(row?.password_hash).toMatch(/^scrypt\$/)
  })

  test('one that we make is long', async () => {
    await ask('PATCH', sharing, { password_required: true })
    for (const body of [{}, { raw_password: '' }, { raw_password: null }])
      expect(String((await create(body)).body['password'])).toMatch(/^[\w-]{22}$/)
  })

  test('not without protection, not too short, not too many [dashboards.sharing.passwords.create{enabled}] [dashboards.sharing.passwords.create{settings}] [dashboards.sharing.passwords.create{password_required}]', async () => {
    const off = await create({ raw_password: 'short' })
    expect([off.status, off.body['error']]).toEqual([
      ...[400, 'Password protection must be enabled before creating passwords'],
    ])
    const on = { enabled: true, settings: { legend: true }, password_required: true }
    const short = await create({ ...on, raw_password: 'seven77' })
    expect([short.status, short.body['attr'], short.body['detail']]).toEqual([
      ...[400, 'raw_password', 'Password must be at least 8 characters long.'],
    ])
    for (const raw_password of [' '.repeat(12), '🎉'.repeat(4)])
      expect((await create({ ...on, raw_password })).body['attr']).toBe('raw_password')
    expect((await ask('GET', sharing)).body).toMatchObject({ enabled: false, password_required: false })
    expect((await create({ ...on, raw_password: 'eight888' })).body).toMatchObject(on)
    expect((await create({ note: 'x'.repeat(101) })).body['attr']).toBe('note')
    // What is too long to be tried must not be made either.
    expect((await create({ raw_password: 'x'.repeat(1025) })).body['attr']).toBe('raw_password')
    const rows = Array.from({ length: 19 }, () => ({ password_hash: 'scrypt$$', created_at: now }))
    const { id } = await app.app.deps.postgres
      .selectFrom('sharing_configuration')
      .select('id')
      .where('dashboard_id', '=', board)
      .executeTakeFirstOrThrow()
    await app.app.deps.postgres
      .insertInto('share_password')
      .values(rows.map((row) => ({ ...row, configuration_id: id, origin_id: null, created_by: null })))
      .execute()
    const full = await create({})
    expect([full.status, full.body['detail']]).toEqual([400, 'A share can have at most 20 passwords'])
  })

  test('are deleted by id [dashboards.sharing.passwords.delete]', async () => {
    await ask('PATCH', sharing, { password_required: true })
    const id = (await create({})).body['id']
    const other = Number((await ask('POST', '/dashboards/', { name: 'Other' })).body['id'])
    await ask('PATCH', `/dashboards/${other}/sharing`, { password_required: true })
    for (const path of [
      `${sharing}/passwords/999999`,
      `${sharing}/passwords/x`,
      `/dashboards/${other}/sharing/passwords/${id}`,
    ])
      expect((await ask('DELETE', path)).body).toEqual({
        ...{ type: 'invalid_request', code: 'not_found', detail: 'Password not found', attr: null },
      })
    expect((await ask('DELETE', `${sharing}/passwords/${id}/`)).status).toBe(204)
    expect((await ask('DELETE', `${sharing}/passwords/${id}/`)).status).toBe(404)
    expect(passwords((await ask('GET', sharing)).body)).toEqual([])
  })

  test('are copied under new ids when the link is rotated', async () => {
    await ask('PATCH', sharing, { password_required: true })
    const old = [(await create({ note: 'a' })).body['id'], (await create({ note: 'b' })).body['id']]
    const fresh = passwords((await ask('POST', `${sharing}/refresh`, {})).body)
    expect(fresh.map(({ note }) => note)).toEqual(['b', 'a'])
    expect(fresh.filter(({ id }) => old.includes(id))).toEqual([])
  })
})

test('what is done to a share is in the history of what it shares, and no password is', async () => {
  const changes = async () => {
    const { body } = await ask('GET', `/dashboards/${board}/activity/`)
    const rows = (Array.isArray(body['results']) ? body['results'] : []).filter(isObject)
    return rows.map(({ activity, detail }) => [activity, ...[objectOr(detail)['changes'] ?? []].flat()]).toReversed()
  }
  const settings = { legend: true, view_log: true }
  await ask('PATCH', sharing, { enabled: true, password_required: true, settings })
  await ask('PATCH', sharing, { password_required: true, settings })
  const made = await ask('POST', `${sharing}/passwords`, { raw_password: 'correct-horse', note: 'board' })
  const { id } = made.body
  await ask('DELETE', `${sharing}/passwords/${String(id)}`)
  const all = await changes()
  const changed = (field: string, before: unknown, after: unknown) => ({ type: 'Dashboard', field, before, after })
  expect(all.slice(-4)).toMatchObject([
    ['sharing enabled'],
    ['updated', changed('password_required', false, true), changed('settings', null, settings)],
    ['updated', { action: 'created', field: 'share_passwords', after: { id, note: 'board' } }],
    ['updated', { action: 'deleted', field: 'share_passwords', before: { id, note: 'board' } }],
  ])
  expect(all).toHaveLength(5)
  const rows = await app.app.deps.postgres.selectFrom('activity_log').selectAll().execute()
  expect(JSON.stringify(rows)).not.toMatch(/correct-horse|scrypt/)
})

test('an insight is shared like a board', async () => {
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'x' }] }
  const { short_id, id } = (await ask('POST', '/insights/', { name: 'Mine', query })).body
  const { body } = await ask('PATCH', `/insights/${String(id)}/sharing`, { enabled: true })
  expect((await ask('GET', `/insights/${String(short_id)}/sharing`)).body['access_token']).toBe(body['access_token'])
  const page = await open(`/shared/${String(body['access_token'])}.json`)
  expect(body).toMatchObject({ enabled: true, created_at: now.toISOString(), settings: null, share_passwords: [] })
  const history = await ask('GET', `/insights/${String(id)}/activity/`)
  const [shared] = (Array.isArray(history.body['results']) ? history.body['results'] : []).filter(isObject)
  expect(shared).toMatchObject({ activity: 'sharing enabled', scope: 'Insight', item_id: String(id) })
  expect(await page.json()).toMatchObject({ type: 'scene', insight: { id, name: 'Mine' } })
  await ask('PATCH', `/insights/${String(id)}`, { deleted: true })
  expect(await status(body['access_token'])).toBe(404)
})

test('every link of the project in one list, without those that are off or of what is deleted', async () => {
  const { postgres } = app.app.deps
  await postgres.deleteFrom('sharing_configuration').execute()
  const query = { kind: 'HogQLQuery', query: 'SELECT 1' }
  const insight = (await ask('POST', '/insights/', { name: 'Mine', query })).body
  const off = Number((await ask('POST', '/dashboards/', { name: 'Off' })).body['id'])
  const gone = Number((await ask('POST', '/dashboards/', { name: 'Gone' })).body['id'])
  const share = async (path: string, body: JsonObject) =>
    (await ask('PATCH', `${path}/sharing`, body)).body['access_token']
  const expires_at = '2027-01-01T00:00:00Z'
  const first = await share(`/dashboards/${board}`, { enabled: true, settings: { expires_at } })
  const second = await share(`/insights/${String(insight['id'])}`, { enabled: true, password_required: true })
  await share(`/dashboards/${off}`, { enabled: true })
  await share(`/dashboards/${off}`, { enabled: false })
  await share(`/dashboards/${gone}`, { enabled: true })
  await ask('PATCH', `/dashboards/${gone}`, { deleted: true })
  const { id, short_id } = insight
  expect((await ask('GET', '/sharing_configurations/')).body['results']).toMatchObject([
    {
      ...{ dashboard: null, insight: { id, short_id, name: 'Mine' }, access_token: second },
      ...{ password_required: true, expires_at: null },
    },
    {
      ...{ dashboard: { id: board, name: 'Board' }, insight: null, access_token: first },
      ...{ password_required: false, expires_at, created_at: expect.any(String) },
    },
  ])
})
