import { PostHog } from 'posthog-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, Server, TOKEN } from '../support/server.ts'

const server = new Server()
beforeAll(() => server.start(), 90_000)
afterAll(() => server.remove())

test('posthog-node events become a true chart on a board', async () => {
  const client = new PostHog(TOKEN, { host: server.url })
  for (const distinctId of ['ann', 'ben', 'ann'])
    client.capture({
      distinctId,
      event: 'signed up',
      properties: { plan: distinctId === 'ann' ? 'pro' : 'free', seats: 2 },
    })
  client.identify({ distinctId: 'ann', properties: { email: 'ann@example.com' } })
  await client.shutdown()

  expect(await server.sql("select count(), count(distinct person_id) from events where event = 'signed up'")).toEqual([
    [3, 2],
  ])
  const board = await server.api('POST', '/projects/1/dashboards/', { name: 'First', tags: ['KPI'] })
  expect(board.status).toBe(201)
  expect(board.body.tags).toEqual(['kpi'])
  const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'signed up', math: 'dau' }] }
  const insight = await server.api('POST', '/projects/@current/insights', {
    name: 'People',
    query,
    dashboards: [board.body.id],
  })
  expect(insight.status).toBe(201)
  await server.api('PATCH', `/projects/1/dashboards/${board.body.id}/`, { tiles: [{ text: { body: '## Notes' } }] })

  // An answer from before the first event was noted is no answer afterwards.
  const names = async () => {
    const definitions = await server.api('GET', '/projects/1/event_definitions/?search=signed')
    return definitions.body.results.map((row: { name: string }) => row.name)
  }
  await expect.poll(names).toEqual(['signed up'])
  const read = await server.api('GET', `/environments/1/dashboards/${board.body.id}?refresh=blocking`)
  expect(read.body.tiles).toHaveLength(2)
  expect(read.body.tiles[0].insight.result[0].count).toBe(2)
  expect(read.body.tiles[1].text.body).toBe('## Notes')
  const run = await server.api('GET', `/projects/1/dashboards/${board.body.id}/run_insights/?output_format=json`)
  expect(run.body.results[0].is_cached).toBe(true)
  expect(Object.keys(run.body.results[0].insight).sort()).toEqual(['derived_name', 'id', 'name', 'result', 'short_id'])
  const stream = await server.api('GET', `/projects/1/dashboards/${board.body.id}/stream_tiles`)
  expect(String(stream.body)).toMatch(/^data: \{"type":"metadata".*\n\ndata: \{"type":"complete"\}\n\n$/s)
  expect((await server.api('DELETE', `/projects/1/dashboards/${board.body.id}`)).status).toBe(405)
})

test('a key sees only what its scopes allow, and nobody sees anything without one', async () => {
  expect((await server.api('GET', '/projects/1/dashboards/', undefined, null)).status).toBe(401)
  expect((await server.api('GET', '/projects/1/dashboards/', undefined, 'phx_wrong')).status).toBe(401)
  const login = await fetch(`${server.url}/api/login/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@localhost', password: PASSWORD }),
  })
  expect(await login.json()).toEqual({ success: true })
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  const make = (origin: string) =>
    fetch(`${server.url}/api/personal_api_keys/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin },
      body: JSON.stringify({ label: 'reader', scopes: ['dashboard:read'] }),
    })
  expect((await make('http://evil.example')).status).toBe(403)
  const made = await make(server.url)
  expect(made.status).toBe(201)
  const { value } = (await made.json()) as { value: string }
  expect((await server.api('GET', '/projects/1/dashboards/', undefined, value)).status).toBe(200)
  const refused = await server.api('POST', '/projects/1/dashboards/', { name: 'x' }, value)
  expect(refused.status).toBe(403)
  expect(refused.body.detail).toBe("API key missing required scope 'dashboard:write'")
})

test('a second process cannot open the directory', async () => {
  const second = new Server({ directory: server.directory, beside: server })
  await expect(second.start()).rejects.toThrow(/is in use by process \d+/)
})

test('SIGTERM ends the program in order', async () => {
  expect(await server.end('SIGTERM')).toBe(0)
})
