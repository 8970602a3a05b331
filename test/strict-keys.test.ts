import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSession } from '../src/accounts/sessions.ts'
import type { JsonObject } from '../src/lib/json.ts'
import { SITE, TestApp } from './support/app.ts'

/** The actions that PostHog keeps from personal API keys, which are kept from them here only when that is asked for. */
let app: TestApp
let cookie: string
let id: number
beforeAll(async () => {
  app = await TestApp.open(undefined, { strict_api_key_actions: true })
  const session = await startSession(app.app.deps, app.app.first_start?.user_id ?? 0)
  cookie = `sessionid=${session}`
  id = Number((await app.ask('POST', '/api/projects/1/dashboards/', { name: 'Board' })).body['id'])
})
afterAll(() => app.close())

/** Each with a body that changes nothing, and what the signed-in user is answered. */
const actions = (): [method: string, path: string, status: number, body?: JsonObject][] => [
  ['PATCH', `dashboards/${id}/move_tile`, 404, { tile: { id: 999_999 }, to_dashboard: 1 }],
  ['POST', `dashboards/${id}/move_tile`, 404, { tile: { id: 999_999 }, to_dashboard: 1 }],
  ['GET', `dashboards/${id}/stream_tiles`, 200],
  ['POST', `dashboards/${id}/snapshot`, 200, {}],
  ['POST', `dashboards/${id}/analyze_refresh_result`, 400, {}],
  ['POST', 'dashboards/bulk_update_tags', 200, { ids: [999_999], action: 'add', tags: ['a'] }],
  ['POST', 'dashboards/create_from_template_json', 400, {}],
  ['POST', 'dashboards/create_unlisted_dashboard', 400, {}],
]

test('seven actions are marked', () => {
  const marked = app.app.routes.filter(({ strict }) => strict !== undefined).map(({ path }) => path)
  expect(marked.map((path) => path.split('/').at(-1)).sort()).toEqual([
    ...['analyze_refresh_result', 'bulk_update_tags', 'create_from_template_json', 'create_unlisted_dashboard'],
    ...['move_tile', 'snapshot', 'stream_tiles'],
  ])
})

test('they refuse every key of who may enter, under both roots', async () => {
  const wrong: string[] = []
  for (const key of [await app.key(['*']), await app.key(['dashboard:write']), await app.key(['annotation:read'])])
    for (const root of ['projects', 'environments'])
      for (const [method, path, , body] of actions()) {
        const { status, text } = await app.ask(method, `/api/${root}/1/${path}/`, body, key)
        if (status !== 403 || text !== JSON.stringify(REFUSAL)) wrong.push(`${method} ${path}: ${status} ${text}`)
      }
  expect(wrong).toEqual([])
})
const REFUSAL = {
  type: 'authentication_error',
  code: 'permission_denied',
  detail: 'This action does not support personal API key access',
  attr: null,
}

test('who is nobody, or may not enter, is told that first', async () => {
  const bound = await app.key(['*'], { scoped_teams: [999_999] })
  for (const [method, path, , body] of actions()) {
    const ask = (key: string | null) => app.ask(method, `/api/projects/1/${path}/`, body, key)
    expect((await ask(null)).status).toBe(401)
    expect((await ask(bound)).body['detail']).toBe('API key does not have access to the requested project: ID 1.')
  }
})

test('they are open to a signed-in user', async () => {
  const answers: unknown[] = []
  for (const [method, path, , body] of actions()) {
    const headers = { cookie, origin: SITE, 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const reply = await app.app.fetch(new Request(`${SITE}/api/projects/1/${path}/`, { method, headers, ...sent }))
    await reply.text()
    answers.push([method, path, reply.status])
  }
  expect(answers).toEqual(actions().map(([method, path, status]) => [method, path, status]))
})

test('all else is open to keys as ever', async () => {
  const key = await app.key(['dashboard:write', 'query:read'])
  const ask = async (method: string, path: string, body?: unknown) =>
    (await app.ask(method, `/api/projects/1/dashboards${path}/`, body, key)).status
  expect([
    await ask('GET', ''),
    await ask('GET', `/${id}`),
    await ask('PATCH', `/${id}`, { name: 'Renamed' }),
    await ask('POST', `/${id}/create_text_tile`, { body: 'Hello' }),
    await ask('POST', `/${id}/reorder_tiles`, { tile_order: [999_999] }),
    await ask('POST', `/${id}/copy_tile`, { fromDashboardId: 999_999, tileId: 1 }),
    await ask('GET', `/${id}/run_insights`),
  ]).toEqual([200, 200, 200, 201, 404, 404, 200])
})
