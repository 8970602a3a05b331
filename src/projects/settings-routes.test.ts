import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SITE, TestApp, TOKEN } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember, LEVEL } from '../accounts/organizations.ts'
import { startSession } from '../accounts/sessions.ts'
import { createUser } from '../accounts/users.ts'
import { objectOr, objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('a new project is the maker’s, empty, with a token of its own', async () => {
  const made = await app.ask('POST', '/api/projects/', { name: ' Staging ', timezone: 'Europe/Berlin' })
  expect(made.status).toBe(201)
  const { id, api_token } = made.body
  expect(made.body).toMatchObject({ name: 'Staging', timezone: 'Europe/Berlin', effective_membership_level: 15 })
  expect(api_token).toMatch(/^phc_[A-Za-z0-9]{43}$/)
  expect(api_token).not.toBe(TOKEN)
  const listed = await app.ask('GET', '/api/organizations/@current/projects/')
  expect(objectsOf(listed.body['results']).map((project) => project['id'])).toContain(id)
  expect(objectOr((await app.ask('GET', '/api/users/@me/')).body['team'])['id']).toBe(1)
  const event = { api_key: api_token, event: 'first', distinct_id: 'a' }
  const sent = await app.app.fetch(new Request(`${SITE}/capture/`, { method: 'POST', body: JSON.stringify(event) }))
  expect(sent.status).toBe(200)
  const count = (project: unknown) =>
    app
      .ask('POST', `/api/projects/${String(project)}/query/`, {
        query: { kind: 'HogQLQuery', query: "SELECT count() FROM events WHERE event = 'first'" },
      })
      .then(({ body }) => body['results'])
  expect([await count(id), await count(1)]).toEqual([[[1]], [[0]]])
  expect((await app.ask('POST', '/api/organizations/@current/projects/', {})).body['name']).toBe('Default project')
})

test('what is no filter is not kept as one of test accounts', async () => {
  const patch = async (test_account_filters: unknown) => {
    const { status, body } = await app.ask('PATCH', '/api/projects/1/', { test_account_filters })
    return [status, status === 200 ? body['test_account_filters'] : String(body['attr']).split('__')[0]]
  }
  const filter = { key: 'email', value: 'x', operator: 'not_icontains', type: 'person', more: 1 }
  const group = { type: 'AND', values: [filter] }
  expect(await patch([filter, group, {}])).toEqual([200, [filter, group, {}]])
  for (const wrong of [
    1,
    null,
    { key: 1 },
    { operator: 'nearly' },
    { type: 'AND', values: [null] },
    { type: 'OR', values: 1 },
  ])
    expect([wrong, ...(await patch([filter, wrong]))]).toEqual([wrong, 400, 'test_account_filters'])
  expect(await patch([])).toEqual([200, []])
})

test('a project says whether anything was captured, and which groups it has', async () => {
  const facts = async () => {
    const { body } = await app.ask('GET', '/api/projects/1/')
    const me = objectOr((await app.ask('GET', '/api/users/@me/')).body['team'])
    expect(me['ingested_event']).toBe(body['ingested_event'])
    return [body['ingested_event'], body['has_group_types'], body['group_types']]
  }
  expect(await facts()).toEqual([false, false, []])
  await app.capture([{ event: 'seen', distinct_id: 'a', properties: { $groups: { company: 'acme' } } }])
  const company = { group_type: 'company', group_type_index: 0, name_singular: null, name_plural: null }
  expect(await facts()).toEqual([true, true, [company]])
})

test('a project is read and changed below its organization, as it is by itself', async () => {
  const { organization_id, id } = app.app.first_start?.team ?? {}
  const below = (project: unknown, organization: unknown = organization_id, key?: string) =>
    app.ask('GET', `/api/organizations/${String(organization)}/projects/${String(project)}/`, undefined, key)
  const itself = (await app.ask('GET', `/api/projects/${id}/`)).body
  for (const path of [[id], ['@current'], [id, '@current']])
    expect((await below(path[0], path[1])).body).toEqual(itself)
  const second = Number((await app.ask('POST', '/api/projects/', { name: 'Second' })).body['id'])
  const bound = await app.key(['project:read'], { scoped_teams: [1] })
  expect((await below(id, organization_id, bound)).status).toBe(200)
  expect((await below(second, organization_id, bound)).status).toBe(404)
  for (const wrong of [999_999, 'x', '1.0e0x', 2 ** 60]) expect((await below(wrong)).status).toBe(404)
  expect((await below(id, randomUUID())).status).toBe(404)
  const change = (project: unknown, body: object, key?: string) =>
    app.ask('PATCH', `/api/organizations/${String(organization_id)}/projects/${String(project)}/`, body, key)
  expect((await change(second, { name: 'Renamed' })).body).toMatchObject({ id: second, name: 'Renamed' })
  expect((await app.ask('GET', `/api/projects/${second}/`)).body['name']).toBe('Renamed')
  expect((await change(second, { timezone: 'Mars/Base' })).body['attr']).toBe('timezone')
  expect((await change(second, { name: 'x' }, bound)).status).toBe(403)
  expect((await change(second, { name: 'x' }, await app.key(['*'], { scoped_teams: [1] }))).status).toBe(404)
  const user = await createUser(app.app.deps, { email: 'low@example.com', first_name: 'L', password_hash: null })
  await addMember(app.app.deps, organization_id ?? '', user.id, LEVEL.member)
  const { value } = await createKey(app.app.deps, { user_id: user.id, label: 'l', scopes: ['*'] })
  expect((await change(second, { name: 'x' }, value)).status).toBe(403)
})

test.each([
  [{ name: '' }, 'name'],
  [{ timezone: 'Mars/Base' }, 'timezone'],
  [{ primary_dashboard: 1 }, 'primary_dashboard'],
])('no project is made of %j', async (body, attr) => {
  const before = (await app.ask('GET', '/api/projects/')).body['count']
  const refused = await app.ask('POST', '/api/projects/', body)
  expect([refused.status, refused.body['attr']]).toEqual([400, attr])
  expect((await app.ask('GET', '/api/projects/')).body['count']).toBe(before)
})

test('making projects is not for members, strangers and keys of certain projects', async () => {
  const limited = await app.key(['*'], { scoped_teams: [1] })
  expect((await app.ask('POST', '/api/projects/', { name: 'x' }, limited)).status).toBe(403)
  expect((await app.ask('POST', `/api/organizations/${randomUUID()}/projects/`, { name: 'x' })).status).toBe(404)
  const { deps } = app.app
  const member = await createUser(deps, { email: 'member@example.com', first_name: 'M', password_hash: null })
  await addMember(deps, app.app.first_start?.team.organization_id ?? '', member.id, LEVEL.member)
  const { value } = await createKey(deps, { user_id: member.id, label: 'm', scopes: ['*'] })
  expect((await app.ask('POST', '/api/projects/', { name: 'x' }, value)).status).toBe(403)
})

test('whoever makes a project in the page looks at it from then on', async () => {
  const session = await startSession(app.app.deps, app.app.first_start?.user_id ?? 1)
  const made = await app.app.fetch(
    new Request(`${SITE}/api/projects/`, {
      method: 'POST',
      headers: { cookie: `sessionid=${session}`, origin: SITE, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Looked at' }),
    }),
  )
  expect(made.status).toBe(201)
  const { id } = objectOr(await made.json())
  expect(objectOr((await app.ask('GET', '/api/users/@me/')).body['team'])['id']).toBe(id)
})

test('settings for clients are given back as they were sent, and others stay', async () => {
  const { id } = (await app.ask('POST', '/api/projects/', { name: 'Kept', surveys_opt_in: true })).body
  const change = (body: object) => app.ask('PATCH', `/api/environments/${String(id)}/`, body)
  const sent = {
    app_urls: ['https://www.example.com', 'https://app.example.com'],
    recording_domains: ['https://app.example.com'],
    heatmaps_opt_in: true,
    session_recording_opt_in: true,
    autocapture_exceptions_opt_in: true,
    autocapture_web_vitals_opt_in: false,
    cookieless_server_hash_mode: 0,
  }
  expect((await change(sent)).body).toMatchObject({ ...sent, surveys_opt_in: true, name: 'Kept' })
  expect((await change({ heatmaps_opt_in: null, app_urls: [null, 'https://a.example'] })).body).toMatchObject({
    ...sent,
    heatmaps_opt_in: null,
    app_urls: ['https://a.example'],
  })
  const { body } = await app.ask('GET', `/api/environments/${String(id)}/`)
  expect(body).toMatchObject({ surveys_opt_in: true, recording_domains: sent.recording_domains })
  const untouched = (await app.ask('GET', '/api/projects/1/')).body
  expect(untouched).toMatchObject({ app_urls: [], recording_domains: null, session_recording_opt_in: false })
  for (const [name, value] of [
    ['app_urls', 'https://a.example'],
    ['surveys_opt_in', 'perhaps'],
    ['session_recording_opt_in', null],
    ['cookieless_server_hash_mode', 1],
  ] as const) {
    const refused = await change({ [name]: value })
    expect([refused.status, String(refused.body['attr']).split('__')[0]], name).toEqual([400, name])
  }
})

test('posthog-js is told what the project wants captured', async () => {
  const { id, api_token } = (await app.ask('POST', '/api/projects/', { name: 'Told' })).body
  const config = async () => {
    const path = `/array/${String(api_token)}/config`
    return objectOr(await (await app.app.fetch(new Request(`${SITE}${path}`))).json())
  }
  expect(await config()).toMatchObject({ capturePerformance: false, captureDeadClicks: false, heatmaps: false })
  await app.ask('PATCH', `/api/projects/${String(id)}/`, {
    autocapture_opt_out: true,
    autocapture_web_vitals_opt_in: true,
    autocapture_exceptions_opt_in: true,
    capture_dead_clicks: true,
    heatmaps_opt_in: true,
    session_recording_opt_in: true,
  })
  expect(await config()).toMatchObject({
    token: api_token,
    autocapture_opt_out: true,
    captureDeadClicks: true,
    capturePerformance: { web_vitals: true },
    autocaptureExceptions: true,
    errorTracking: { autocaptureExceptions: true },
    heatmaps: false,
    sessionRecording: false,
  })
})

test('a project is deleted below its organization by an administrator', async () => {
  const { id, organization } = (await app.ask('POST', '/api/projects/', { name: 'Ends' })).body
  const end = (project: unknown, key?: string, of: unknown = organization) =>
    app.ask('DELETE', `/api/organizations/${String(of)}/projects/${String(project)}/`, undefined, key)
  const user = await createUser(app.app.deps, { email: 'ends@example.com', first_name: 'E', password_hash: null })
  await addMember(app.app.deps, String(organization), user.id, LEVEL.member)
  const { value } = await createKey(app.app.deps, { user_id: user.id, label: 'e', scopes: ['*'] })
  expect((await end(id, value)).status).toBe(403)
  expect((await end(id, await app.key(['project:read']))).status).toBe(403)
  expect((await end(id, undefined, randomUUID())).status).toBe(404)
  expect((await end(id)).status).toBe(204)
  expect((await end(id)).status).toBe(404)
})

test('a form says in text that a setting is on', async () => {
  const { id } = (await app.ask('POST', '/api/projects/', { name: 'By form' })).body
  const on = { anonymize_ips: 'true', person_processing_opt_out: '1' }
  expect(await app.ask('PATCH', `/api/projects/${String(id)}/`, on)).toMatchObject({
    status: 200,
    body: { anonymize_ips: true },
  })
})
