import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSession } from '../src/accounts/sessions.ts'
import { SITE, TestApp, TOKEN } from './support/app.ts'

/** Requests of personal keys are counted only where that is asked for. Time stands still unless it is moved. */
let app: TestApp
let now = Date.parse('2026-03-10T12:00:00Z')
beforeAll(async () => {
  app = await TestApp.open(() => new Date(now), { rate_limits: true })
})
afterAll(() => app.close())

const P = '/api/projects/1'
const many = async (count: number, ask: () => Promise<{ status: number }>) => {
  const statuses = new Set<number>()
  for (let i = 0; i < count; i += 10)
    for (const { status } of await Promise.all(Array.from({ length: Math.min(10, count - i) }, ask)))
      statuses.add(status)
  return [...statuses]
}
const values = (key?: string) => app.ask('GET', `${P}/events/values/?key=plan`, undefined, key)

test('the sixty-first asking for values in a minute is refused, and says when to come back', async () => {
  expect(await many(60, values)).toEqual([200])
  now += 20_000
  const refused = await values()
  expect([refused.status, refused.headers.get('retry-after'), refused.body]).toEqual([
    429,
    '40',
    {
      type: 'throttled_error',
      code: 'throttled',
      detail: 'Request was throttled. Expected available in 40 seconds.',
      attr: null,
    },
  ])
  now += 39_001
  expect((await values()).body['detail']).toBe('Request was throttled. Expected available in 1 second.')
  now += 999
  expect((await values()).status).toBe(200)
})

test('a clock that is set back locks nobody out', async () => {
  now += 3_600_000
  expect(await many(60, values)).toEqual([200])
  expect((await values()).status).toBe(429)
  now -= 7_200_000
  expect(await many(60, values)).toEqual([200])
  expect((await values()).status).toBe(429)
  now += 7_200_000
})

test('other kinds, other keys, sessions and capture are counted apart or not at all', async () => {
  now += 3_600_000
  expect(await many(60, values)).toEqual([200])
  expect((await values()).status).toBe(429)
  expect((await app.ask('GET', `${P}/dashboards/`)).status).toBe(200)
  expect((await app.ask('GET', `${P}/persons/`)).status).toBe(200)
  const other = await app.key(['*'])
  expect((await values(other)).status).toBe(200)
  const cookie = `sessionid=${await startSession(app.app.deps, app.app.first_start?.user_id ?? 0)}`
  const asked = () => app.app.fetch(new Request(`${SITE}${P}/events/values/?key=plan`, { headers: { cookie } }))
  expect(await many(70, async () => asked())).toEqual([200])
  const batch = JSON.stringify({ api_key: TOKEN, event: 'x', distinct_id: 'a' })
  const capture = async () => app.app.fetch(new Request(`${SITE}/capture/`, { method: 'POST', body: batch }))
  expect(await many(70, capture)).toEqual([200])
})

/** Refused for want of a key to look up, and counted all the same. */
const nothing = () => app.ask('GET', `${P}/events/values/`)

test('an hour has its own limit: three hundred for values, whatever the minutes', async () => {
  now += 3_600_000
  for (let minute = 0; minute < 5; minute++) {
    expect(await many(60, nothing)).toEqual([400])
    now += 60_000
  }
  // The first sixty came five minutes ago: they leave the hour in fifty-five.
  const refused = await nothing()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3300'])
  now += 3_300_000
  expect(await many(60, nothing)).toEqual([400])
  expect((await nothing()).status).toBe(429)
})

test('queries may come two hundred and forty times a minute, under both roots together', async () => {
  now += 3_600_000
  const query = (root: string) => () =>
    app.ask('POST', `/api/${root}/1/query/`, { query: { kind: 'HogQLQuery', query: 'select 1 +' } })
  // What is wrong with them does not matter to the count.
  expect(await many(120, query('projects'))).toEqual([400])
  expect(await many(120, query('environments'))).toEqual([400])
  expect((await query('projects')()).status).toBe(429)
})
