import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember, LEVEL } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import { isObject } from '../lib/json.ts'

const BASE = '/api/projects/1'
const NOTHING = 'No significant changes detected in the dashboard data.'
const EXPIRED = 'Analysis context expired or not found. Please refresh the dashboard again.'
let app: TestApp
let other: string
let now: number
const at = (text: string) => {
  now = Date.parse(text)
}
beforeAll(async () => {
  at('2026-03-07T12:00:00Z')
  app = await TestApp.open(() => new Date(now))
  const { deps, first_start } = app.app
  const user = await createUser(deps, { email: 'other@example.com', first_name: 'Other', password_hash: null })
  await addMember(deps, first_start?.team.organization_id ?? '', user.id, LEVEL.member)
  other = (await createKey(deps, { user_id: user.id, label: 'all', scopes: ['*'] })).value
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) => app.ask(method, `${BASE}${path}`, body, key)
const signUps = (event: string, count: number, timestamp: string, plan = 'free') =>
  app.capture(
    Array.from({ length: count }, (_, i) => ({ event, distinct_id: `p${i}`, timestamp, properties: { plan } })),
  )
const query = (event: string, more: object = {}) => ({
  kind: 'TrendsQuery',
  series: [{ kind: 'EventsNode', event }],
  dateRange: { date_from: '2026-03-01', date_to: '2026-03-31' },
  trendsFilter: { display: 'BoldNumber' },
  ...more,
})

let here: number
let turn = 0
/** An event of this test alone. */
let event: string
beforeEach(async () => {
  at('2026-03-07T12:00:00Z')
  event = `signed up ${++turn}`
  here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
})
const insight = (name: string, what: object) => ask('POST', '/insights/', { name, query: what, dashboards: [here] })
const refresh = (more = '') => ask('GET', `/dashboards/${here}/?refresh=force_blocking${more}`)
const snapshot = async (body?: unknown, more = '') =>
  (await ask('POST', `/dashboards/${here}/snapshot/${more}`, body)).body['cache_key']
const analyze = (cache_key: unknown, { id = here, key }: { id?: number; key?: string } = {}) =>
  ask('POST', `/dashboards/${id}/analyze_refresh_result/`, { cache_key }, key)
const tileIds = async () => {
  const { body } = await ask('GET', `/dashboards/${here}/`)
  return Array.isArray(body['tiles']) ? body['tiles'].filter(isObject).map(({ id }) => String(id)) : []
}

test('what changed between two refreshes [dashboards.snapshot] [dashboards.analyze_refresh_result]', async () => {
  await signUps(event, 4, '2026-03-06T10:00:00Z')
  await insight('Signups', query(event))
  await insight('By plan', query(event, { breakdownFilter: { breakdown: 'plan' }, trendsFilter: {} }))
  await insight('Steady', query(`${event} never`))
  await refresh()
  const answer = await ask('POST', `/dashboards/${here}/snapshot/`)
  // 2026-03-07 12:00:00 UTC in seconds, the administrator's id
  const userId = app.app.first_start?.user_id
  expect([answer.status, answer.body]).toEqual([
    200,
    { cache_key: `dashboard_refresh_before_${here}_${userId}_1772884800.000000` },
  ])
  const key = answer.body['cache_key']
  expect((await analyze(key)).body).toEqual({ result: NOTHING })
  await signUps(event, 2, '2026-03-07T10:00:00Z', 'pro')
  // Not refreshed, nothing is computed for the sake of the answer.
  expect((await analyze(key)).body).toEqual({ result: NOTHING })
  await refresh()
  const told = await analyze(key)
  expect([told.status, String(told.body['result']).split('\n')]).toEqual([
    200,
    [
      '- Signups: total 4 -> 6 (+50%)',
      '- By plan: new value pro with 2',
      // Six days are over: five of nothing and one of four. Two are no more than usual is: 0 ± 3 · 1.
      '- By plan: total 4 -> 6 (+50%), mostly pro 0 -> 2, within ordinary variation',
    ],
  ])
})

test('a snapshot is of what is kept, as the board shows it', async () => {
  await signUps(event, 3, '2026-03-06T10:00:00Z')
  await insight('Signups', query(event))
  // Nothing is kept, so nothing can have changed.
  const none = await snapshot()
  await refresh()
  expect((await analyze(none)).body).toEqual({ result: NOTHING })
  // The board has filters of its own, under which nothing is kept yet.
  await ask('PATCH', `/dashboards/${here}/`, { filters: { date_from: '2026-03-07', date_to: '2026-03-31' } })
  const unfiltered = await snapshot()
  await refresh()
  expect((await analyze(unfiltered)).body).toEqual({ result: NOTHING })
  const filtered = await snapshot()
  await signUps(event, 1, '2026-03-05T10:00:00Z')
  await refresh()
  expect((await analyze(filtered)).body).toEqual({ result: NOTHING })
  await signUps(event, 2, '2026-03-07T10:00:00Z')
  await refresh()
  expect((await analyze(filtered)).body).toEqual({ result: '- Signups: total 0 -> 2' })
})

test('overrides hold for both sides, and other filters do not compare', async () => {
  await signUps(event, 3, '2026-03-06T10:00:00Z')
  await insight('Signups', query(event))
  const override = `filters_override=${encodeURIComponent('{"date_from":"2026-03-06","date_to":"2026-03-31"}')}`
  await refresh(`&${override}`)
  const narrow = await snapshot(undefined, `?${override}`)
  await signUps(event, 3, '2026-03-06T11:00:00Z')
  await refresh(`&${override}`)
  expect((await analyze(narrow)).body).toEqual({ result: '- Signups: total 3 -> 6 (+100%)' })
  await refresh()
  const key = await snapshot()
  await ask('PATCH', `/dashboards/${here}/`, { filters: { date_from: '2026-03-07', date_to: '2026-03-31' } })
  await refresh()
  expect((await analyze(key)).body).toEqual({
    result: '- Signups: its query or filters were changed, so its results do not compare',
  })
})

describe('client_results', () => {
  test('are what the client saw', async () => {
    await signUps(event, 3, '2026-03-06T10:00:00Z')
    await insight('Signups', query(event))
    await refresh()
    const [tile = ''] = await tileIds()
    const data = [{ label: event, order: 0, aggregated_value: 2, persons_urls: ['x'], action: { id: 1 } }]
    const key = await snapshot({
      client_results: { [tile]: { insight_name: 'What I saw', data }, 999999: { insight_name: 'x', data } },
    })
    expect((await analyze(key)).body).toEqual({ result: '- What I saw: total 2 -> 3 (+50%)' })
    const { body } = await ask('GET', `/dashboards/${here}/run_insights/?output_format=json`)
    const [run] = Array.isArray(body['results']) ? body['results'].filter(isObject) : []
    const seen = isObject(run?.['insight']) ? run['insight']['result'] : null
    const same = await snapshot({ client_results: { [tile]: { insight_name: 'What I saw', data: seen } } })
    expect((await analyze(same)).body).toEqual({ result: NOTHING })
  })

  test('are refused where they say nothing', async () => {
    const refused = async (results: object) => {
      const { status, body } = await ask('POST', `/dashboards/${here}/snapshot/`, { client_results: results })
      return [status, body['code'], body['detail'], body['attr']]
    }
    const required = 'This field is required.'
    expect(await refused({ 31: { insight_name: 'x' } })).toEqual([
      400,
      'required',
      required,
      'client_results__31__data',
    ])
    expect(await refused({ 31: { data: [1] } })).toEqual([
      400,
      'required',
      required,
      'client_results__31__insight_name',
    ])
    for (const data of [[], {}, '', null])
      expect((await refused({ 31: { insight_name: 'x', data } })).slice(2)).toEqual([
        'Data cannot be empty.',
        'client_results__31__data',
      ])
    expect(await refused({ abc: { insight_name: 'x', data: [1] } })).toEqual([
      ...[400, 'invalid_input', 'A valid integer is required.', 'client_results__abc'],
    ])
  })

  test('may be left out, whatever else the body says', async () => {
    for (const body of [undefined, {}, { client_results: null }, { name: 'x', created_at: 'string' }, [1]])
      expect(String(await snapshot(body))).toMatch(/^dashboard_refresh_before_/)
    // As the printed curl line sends it.
    const reply = await app.app.fetch(
      new Request(`${SITE}${BASE}/dashboards/${here}/snapshot`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await app.key(['dashboard:write'])}` },
        body: 'created_at=string',
      }),
    )
    expect(reply.status).toBe(200)
  })
})

test('a key is good for half an hour, for this board and whoever took it', async () => {
  const key = await snapshot()
  const there = Number((await ask('POST', '/dashboards/', { name: 'There' })).body['id'])
  const refused = async (...args: Parameters<typeof analyze>) => {
    const { status, body } = await analyze(...args)
    return [status, body['error'], body['detail']]
  }
  expect(await refused(key, { id: there })).toEqual([400, EXPIRED, EXPIRED])
  expect(await refused(key, { key: other })).toEqual([400, EXPIRED, EXPIRED])
  expect(await refused('dashboard_refresh_before_1_1_1.000000')).toEqual([400, EXPIRED, EXPIRED])
  for (const missing of [undefined, '', null, 5])
    expect(await refused(missing)).toEqual([400, 'cache_key is required', 'cache_key is required'])
  at('2026-03-07T12:29:59Z')
  expect((await analyze(key)).status).toBe(200)
  at('2026-03-07T12:30:00Z')
  expect(await refused(key)).toEqual([400, EXPIRED, EXPIRED])
})

test('both are for those who may edit [dashboards.snapshot?format] [dashboards.analyze_refresh_result?format]', async () => {
  const cache_key = await snapshot()
  const both: [path: string, body: object][] = [
    ['snapshot', {}],
    ['analyze_refresh_result', { cache_key }],
  ]
  await ask('PATCH', `/dashboards/${here}/`, { restriction_level: 37 })
  const read = await app.key(['dashboard:read'])
  const write = await app.key(['dashboard:write'])
  for (const [path, body] of both) {
    const status = async (more: string, key?: string, id = here) =>
      (await ask('POST', `/dashboards/${id}/${path}/${more}`, body, key)).status
    expect([path, await status('', read), await status('', write)]).toEqual([path, 403, 200])
    expect([path, await status('', other), await status('', write, 999999)]).toEqual([path, 403, 404])
    expect([path, await status('?format=xml'), await status('?format=txt'), await status('?format=json')]).toEqual([
      ...[path, 404, 200, 200],
    ])
  }
})
