import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, TestApp } from '../../test/support/app.ts'
import { type Json, type JsonObject, objectOr, objectsOf, parseJson, trusted } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const at = (day: number, distinct_id: string, event: string, plan = 'free') => ({
    event,
    distinct_id,
    timestamp: `2024-03-0${day}T09:00:00Z`,
    properties: { plan },
  })
  await app.capture([
    at(5, 'ann', 'visit'),
    at(6, 'ann', 'visit', 'paid'),
    at(6, 'ben', 'visit'),
    at(7, 'ann', 'sign up'),
    at(7, 'zoe', 'visit'),
  ])
})
afterAll(() => app.close())

const P = '/api/projects/1/insights'
const counts = ({ body }: { body: JsonObject }) => objectsOf(body['result']).map((series) => series['count'])

test('a trend is answered for filters in a body and in an address', async () => {
  const filters = { insight: 'TRENDS', events: [{ id: 'visit', order: 0, math: 'dau' }], date_from: '-3d' }
  const sent = await app.ask('POST', `${P}/trend/`, filters)
  expect(sent.status).toBe(200)
  expect(sent.body).toMatchObject({ timezone: 'UTC', next: null, timings: [] })
  expect(sent.body['last_refresh']).toMatch(/^2024-03-08T12:00/)
  expect(objectsOf(sent.body['result'])[0]).toMatchObject({
    label: 'visit',
    days: ['2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08'],
    data: [1, 2, 1, 0],
    count: 4,
  })
  const asked = new URLSearchParams({ events: '[{"id":"visit"}]', date_from: '-3d', properties: '{"plan":"paid"}' })
  expect(counts(await app.ask('GET', `${P}/trend/?${asked}`))).toEqual([1])
})

test('the body of a GET is read too, up to the size of any body', async () => {
  const server = createServer(getRequestListener((request, env) => app.app.fetch(request, env)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = objectOr(trusted<Json>(server.address()))
  const get = async (body: string, size: object = { 'content-length': body.length }) => {
    const sent = request(`http://127.0.0.1:${port}${P}/trend/?date_from=-3d`, {
      method: 'GET',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...size },
    })
    sent.on('error', () => undefined) // the connection is ended under a body that is refused unread
    sent.end(body)
    const [reply] = await once(sent, 'response')
    const answer = objectOr(parseJson(await text(reply)))
    return { status: reply.statusCode, body: answer }
  }
  const paid = await get('{"events":[{"id":"visit"}],"properties":{"plan":"paid"}}')
  expect([paid.status, counts(paid)]).toEqual([200, [1]])
  expect([(await get('')).status, counts(await get('{"events":[{"id":"visit"}]}'))]).toEqual([200, [4]])
  expect(await get('{"events":')).toMatchObject({ status: 400, body: { code: 'parse_error' } })
  const chunked = { 'transfer-encoding': 'chunked' }
  expect(counts(await get('{"events":[{"id":"visit"}],"properties":{"plan":"paid"}}', chunked))).toEqual([1])
  const most = 20 * 1024 * 1024
  for (const tooLong of [get('{', { 'content-length': most + 1 }), get('{'.padEnd(most + 1), chunked)])
    expect(await tooLong).toMatchObject({ status: 413, body: { code: 'payload_too_large' } })
  server.close()
  server.closeAllConnections()
})

test('what is asked again comes from the cache, unless it is to be fresh', async () => {
  const again = (refresh: object = {}) =>
    app.ask('POST', `${P}/trend`, { events: [{ id: 'visit' }], breakdown: 'plan', ...refresh })
  expect([(await again()).body['is_cached'], counts(await again())]).toEqual([false, [3, 1]])
  expect((await again()).body['is_cached']).toBe(true)
  expect((await again({ refresh: true })).body['is_cached']).toBe(false)
  // Where nothing may be computed the answer would be empty.
  expect(counts(await again({ refresh: 'force_cache', interval: 'week' }))).toEqual([3, 1])
})

test('a funnel is answered whatever kind the filters name', async () => {
  const events = [
    { id: 'visit', order: 0 },
    { id: 'sign up', order: 1 },
  ]
  const { body } = await app.ask('POST', `${P}/funnel/`, { insight: 'TRENDS', events, date_from: '-7d' })
  expect(counts({ body })).toEqual([3, 1])
  expect(body).not.toHaveProperty('next')
})

test('an action that does not exist is answered as the query is', async () => {
  const actions = [{ id: 999, order: 0 }]
  const events = [{ id: 'visit', order: 1 }]
  const series = [
    { kind: 'ActionsNode', id: 999 },
    { kind: 'EventsNode', event: 'visit' },
  ]
  const ask = (source: object) => app.ask('POST', '/api/projects/1/query/', { query: { ...source, series } })
  // A trend leaves the series out; a funnel cannot do without a step.
  const [old, now] = [await app.ask('POST', `${P}/trend/`, { actions, events }), await ask({ kind: 'TrendsQuery' })]
  expect([old.status, objectsOf(old.body['result'])]).toEqual([now.status, objectsOf(now.body['results'])])
  expect(counts(old)).toEqual([4])
  const [step, asked] = [
    await app.ask('POST', `${P}/funnel/`, { actions, events }),
    await ask({ kind: 'FunnelsQuery' }),
  ]
  expect([step.status, step.body]).toEqual([400, asked.body])
})

test('they need the scope of insights, and refuse what means no query', async () => {
  const filters = { events: [{ id: 'visit' }] }
  expect((await app.ask('POST', `${P}/trend/`, filters, await app.key(['dashboard:read']))).status).toBe(403)
  expect((await app.ask('POST', `${P}/trend/`, filters, await app.key(['insight:read']))).status).toBe(200)
  expect((await app.ask('POST', `${P}/trend/`, { insight: 'SPIRALS' })).body).toMatchObject({ attr: 'filters' })
  expect((await app.ask('POST', `${P}/trend/`, { ...filters, interval: 'blink' })).status).toBe(400)
})

test('old addresses without a project answer for the one that the user looks at', async () => {
  for (const [old, now] of [
    ['event', 'events'],
    ['person', 'persons'],
    ['cohort', 'cohorts'],
    ['dashboard', 'dashboards'],
    ['dashboard_item', 'insights'],
  ]) {
    const [flat, nested] = await Promise.all([
      app.ask('GET', `/api/${old}/`),
      app.ask('GET', `/api/projects/@current/${now}/`),
    ])
    expect(flat.body['results'], old).toEqual(nested.body['results'])
  }
  expect(objectsOf((await app.ask('GET', '/api/event/?event=visit&limit=1')).body['results'])).toHaveLength(1)
  expect((await app.ask('POST', '/api/dashboard_item/trend/', { events: [{ id: 'visit' }] })).status).toBe(200)
  expect((await app.ask('GET', '/api/event/', undefined, await app.key(['insight:read']))).status).toBe(403)
  const other = Number((await app.ask('POST', '/api/projects/', { name: 'Other' })).body['id'])
  expect((await app.ask('GET', '/api/event/', undefined, await app.key(['*'], { scoped_teams: [other] }))).status).toBe(
    403,
  )
})
