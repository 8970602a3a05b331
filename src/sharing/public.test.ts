import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SITE, TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'

let now = new Date('2026-03-10T12:00:00Z')
let app: TestApp
let board: number
beforeAll(async () => {
  app = await TestApp.open(() => now)
  const at = (day: number) => `2026-03-0${day}T10:00:00Z`
  await app.capture([
    { event: 'signed up', distinct_id: 'ann', timestamp: at(8), properties: { plan: 'secret-plan' } },
    { event: 'signed up', distinct_id: 'ben', timestamp: at(9), properties: { plan: 'free' } },
  ])
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)
const open = (path: string, init?: RequestInit) => app.app.fetch(new Request(`${SITE}${path}`, init))
const statusOf = async (path: string) => (await open(path)).status
const wait = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const share = async (body: object = {}) =>
  String((await ask('PATCH', `/dashboards/${board}/sharing`, { enabled: true, ...body })).body['access_token'])
const jsonOf = async (reply: Response): Promise<JsonObject> => objectOr(parseJson(await reply.text()))
const dataIn = (html: string) =>
  objectOr(
    parseJson(/<script id="posthog-exported-data" type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? 'null'),
  )
const tilesOf = (data: JsonObject) => {
  const { tiles } = objectOr(data['dashboard'])
  return Array.isArray(tiles) ? tiles.filter(isObject) : []
}
const guess = (token: string, password: unknown, headers: Record<string, string> = {}) =>
  open(`/shared/${token}`, { method: 'POST', body: JSON.stringify({ password }), headers })
const lock = async (password = 'correct-horse') => {
  const token = await share({ password_required: true })
  const { body } = await ask('POST', `/dashboards/${board}/sharing/passwords`, { raw_password: password, note: 'n' })
  return { token, id: Number(body['id']) }
}
const bearer = (proof: unknown) => ({ headers: { authorization: `Bearer ${String(proof)}` } })
const unlock = async (token: string, password = 'correct-horse') =>
  (await jsonOf(await guess(token, password)))['shareToken']

const QUERY = {
  kind: 'InsightVizNode',
  source: {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'signed up', custom_name: 'Sign-ups' }],
    properties: [{ key: 'plan', value: 'secret-plan', operator: 'is_not', type: 'event' }],
    dateRange: { date_from: '2026-03-07', date_to: '2026-03-09' },
    trendsFilter: { display: 'ActionsBar', formula: undefined },
  },
}

beforeEach(async () => {
  board = Number(
    (await ask('POST', '/dashboards/', { name: 'Ours <b>', description: 'A & "B"', tags: ['kpi'] })).body['id'],
  )
  await ask('POST', '/insights/', { name: 'Sign-ups', query: QUERY, dashboards: [board] })
  await ask('PATCH', `/dashboards/${board}`, { tiles: [{ text: { body: '# Hello </script><script>x' } }] })
})

describe('an open link', () => {
  test('is a page with the data of its board, under every address', async () => {
    const token = await share()
    for (const [path, type] of [
      [`/shared/${token}`, 'scene'],
      [`/shared/${token}/`, 'scene'],
      [`/shared_dashboard/${token}`, 'scene'],
      [`/embedded/${token}`, 'embed'],
      [`/shared/${token}?embedded`, 'embed'],
    ]) {
      const reply = await open(String(path))
      const html = await reply.text()
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(html).toContain('<title>Ours &#60;b&#62;</title>')
      expect(html).toContain('<meta property="og:description" content="A &#38; &#34;B&#34;">')
      expect(dataIn(html)).toMatchObject({
        ...{ type, accessToken: token, rootClassName: `export-type-${type}`, cohorts: [] },
        dashboard: { id: board, name: 'Ours <b>', tags: ['kpi'] },
        themes: [{ name: 'Default', is_global: true }],
      })
    }
  })

  test('computes what is missing when it is asked to, and tells the numbers', async () => {
    const token = await share()
    const data = await jsonOf(await open(`/shared/${token}.json?refresh=blocking`))
    const [first, second] = tilesOf(data)
    expect(objectOr(first?.['insight'])).toMatchObject({
      name: 'Sign-ups',
      display: { kind: 'TrendsQuery', trendsFilter: { display: 'ActionsBar' }, series: ['Sign-ups'] },
      result: [
        {
          label: 'signed up',
          action: { custom_name: 'Sign-ups' },
          days: ['2026-03-07', '2026-03-08', '2026-03-09'],
          data: [0, 0, 1],
          count: 1,
        },
      ],
    })
    expect(second).toMatchObject({ insight: null, text: { body: '# Hello </script><script>x' } })
  })

  test('shows no more than the lists say', async () => {
    const token = await share()
    const reply = await open(`/shared/${token}.json?refresh=blocking`)
    const text = await reply.text()
    for (const secret of ['secret-plan', 'admin@', 'cache_key', 'filters', 'hogql', 'team_id', 'created_by', '"query"'])
      expect(text).not.toContain(secret)
    const [tile] = tilesOf(objectOr(parseJson(text)))
    expect(Object.keys(tile ?? {}).sort()).toEqual([
      ...['button_tile', 'color', 'id', 'insight', 'is_cached', 'last_refresh', 'layouts', 'order', 'show_description'],
      ...['text', 'transparent_background'],
    ])
    expect(Object.keys(objectOr(tile?.['insight'])).sort()).toEqual([
      ...['columns', 'derived_name', 'description', 'display', 'id', 'is_cached', 'last_refresh', 'name'],
      ...['resolved_date_range', 'result', 'short_id', 'timezone', 'types'],
    ])
  })

  test('a week by its hours is shown as to the owner', async () => {
    const source = { ...QUERY.source, trendsFilter: { display: 'CalendarHeatmap' } }
    const query = { ...QUERY, source }
    const { body } = await ask('POST', '/insights/', { name: 'Week', query, dashboards: [board] })
    const own = objectOr((await ask('GET', `/insights/${String(body['id'])}/?refresh=blocking`)).body)['result']
    const week = Array.isArray(own) ? objectOr(own[0])['calendar_heatmap_data'] : undefined
    expect(week).toMatchObject({ data: [{ row: 1, column: 10, value: 1 }], allAggregations: 1 })
    const tiles = tilesOf(await jsonOf(await open(`/shared/${await share()}.json`)))
    const shown = tiles.map(({ insight }) => objectOr(insight)).find(({ name }) => name === 'Week')
    expect(shown?.['result']).toMatchObject([{ calendar_heatmap_data: week }])
  })

  test('figures of a site are shown as to the owner', async () => {
    const seen = { $session_id: 's1', $current_url: 'https://a.test/', $pathname: '/', $web_vitals_LCP_value: 100 }
    await app.capture(
      ['$pageview', '$web_vitals'].map((event) => ({ event, distinct_id: 'visitor', properties: seen })),
    )
    const vitals = { metric: 'LCP', percentile: 'p75', thresholds: [2500, 4000] }
    const asked: [JsonObject, JsonObject[]][] = [
      [{ kind: 'WebTrendsQuery', limit: 1, metrics: ['Sessions'] }, [{ metrics: { Sessions: 1 } }]],
      [{ kind: 'WebPageURLSearchQuery' }, [{ url: 'https://a.test/' }]],
      [{ kind: 'WebVitalsPathBreakdownQuery', ...vitals }, [{ good: [{ path: '/', value: 100 }], poor: [] }]],
    ]
    for (const [query, result] of asked) {
      const dated = { ...query, dateRange: { date_from: 'dStart' } }
      const { body } = await ask('POST', '/insights/', { query: dated, dashboards: [board] })
      const own = (await ask('GET', `/insights/${String(body['id'])}/?refresh=blocking`)).body['result']
      expect(own).toMatchObject(result)
      const tiles = tilesOf(await jsonOf(await open(`/shared/${await share()}.json`)))
      const shown = tiles.map(({ insight }) => objectOr(insight)).find(({ id }) => id === body['id'])
      expect(shown?.['result']).toEqual(own)
      await ask('PATCH', `/insights/${String(body['id'])}/`, { deleted: true })
    }
  })

  test('of an insight has the insight where a board would stand, and is drawn in the same colours', async () => {
    const made = (await ask('POST', '/insights/', { name: 'Alone', query: QUERY })).body
    const { body } = await ask('PATCH', `/insights/${String(made['id'])}/sharing`, { enabled: true })
    const data = await jsonOf(await open(`/shared/${String(body['access_token'])}.json?refresh=blocking`))
    expect(Object.keys(data).sort()).toEqual(['accessToken', 'cohorts', 'insight', 'rootClassName', 'themes', 'type'])
    expect(data).toMatchObject({
      insight: { name: 'Alone', result: [{ data: [0, 0, 1] }] },
      themes: [{ name: 'Default', is_global: true }],
    })
  })

  test('a deleted insight is not on it, and a failing one says nothing of why', async () => {
    const query = {
      kind: 'DataVisualizationNode',
      source: { kind: 'HogQLQuery', query: "select throwIf(1, 'secret-plan') from events" },
    }
    const broken = (await ask('POST', '/insights/', { name: 'Broken', query, dashboards: [board] })).body
    const gone = (await ask('POST', '/insights/', { name: 'Gone', query: QUERY, dashboards: [board] })).body
    await ask('PATCH', `/insights/${String(gone['id'])}`, { deleted: true })
    const text = await (await open(`/shared/${await share()}.json?refresh=blocking`)).text()
    const tiles = tilesOf(objectOr(parseJson(text)))
    expect(tiles.map((tile) => objectOr(tile['insight'])['name'])).toEqual(['Sign-ups', undefined, 'Broken'])
    const error = { type: 'ServerError', message: 'This insight could not be computed.' }
    expect(tiles[2]).toMatchObject({ error, insight: { id: broken['id'], result: null, error } })
    expect(text).not.toContain('secret-plan')
  })

  test('a column without a name of its own does not show its SQL', async () => {
    const query = "select event, countIf(properties.plan = 'secret-plan') from events group by event"
    const source = { kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery', query } }
    await ask('POST', '/insights/', { name: 'Table', query: source, dashboards: [board] })
    const text = await (await open(`/shared/${await share()}.json?refresh=blocking`)).text()
    expect(text).not.toContain('secret-plan')
    expect(text).not.toContain('countIf')
    expect(tilesOf(objectOr(parseJson(text))).at(-1)?.['insight']).toMatchObject({ columns: ['event', 'Column 2'] })
  })

  test('settings reach the page, and the address changes but two of them', async () => {
    const token = await share({ settings: { whitelabel: false, noHeader: true, legend: true, theme: 'dark' } })
    const data = dataIn(await (await open(`/shared/${token}?detailed&hideExtraDetails`)).text())
    expect(data).toMatchObject({ noHeader: true, legend: true, theme: 'dark' })
    for (const key of ['whitelabel', 'detailed', 'hideExtraDetails', 'showInspector'])
      expect(data).not.toHaveProperty(key)
    expect(dataIn(await (await open(`/shared/${token}?whitelabel`)).text())).toMatchObject({ whitelabel: true })
  })

  test('a viewer changes nothing', async () => {
    const token = await share()
    const plain = await jsonOf(await open(`/shared/${token}.json?refresh=blocking`))
    const filters = encodeURIComponent(JSON.stringify({ date_from: '2026-03-09' }))
    const tried = await jsonOf(
      await open(
        `/shared/${token}.json?refresh=force_blocking&filters_override=${filters}&date_from=2026-03-09&cache_key=x`,
      ),
    )
    const results = (data: JsonObject) => tilesOf(data).map((tile) => objectOr(tile['insight'])['result'])
    expect(results(tried)).toEqual(results(plain))
  })

  test('a viewer chooses the range where the owner lets them, twenty of them an hour', async () => {
    const token = await share({ settings: { viewer_date_range: true } })
    const data = await jsonOf(
      await open(`/shared/${token}.json?refresh=blocking&date_from=2026-03-08&date_to=2026-03-09`),
    )
    expect(data['viewer_date_range']).toBe(true)
    expect(objectOr(tilesOf(data)[0]?.['insight'])['result']).toMatchObject([
      { days: ['2026-03-08', '2026-03-09'], data: [0, 1] },
    ])
    expect((await open(`/shared/${token}.json?date_from=-180d&interval=second`)).status).toBe(400)
    expect(await jsonOf(await open(`/shared/${token}.json?date_from=garbage`))).toMatchObject({
      ...{ attr: 'date_from', detail: '"garbage" is neither a date nor a relative date such as -7d or mStart.' },
    })
    const more = await Promise.all(
      Array.from({ length: 20 }, (_, i) => statusOf(`/shared/${token}.json?date_from=-${i + 1}d`)),
    )
    expect(more.filter((status) => status === 429)).toHaveLength(1)
    wait(3600)
    expect((await open(`/shared/${token}.json?date_from=-40d`)).status).toBe(200)
  })

  test('is drawn as it was asked: by the interval of the viewer, and the breakdown of the board', async () => {
    const person = { type: 'person', key: 'plan', value: 'pro', operator: 'is_not_set' }
    const cohort = { name: 'Everybody', filters: { properties: { type: 'OR', values: [person] } } }
    const { id } = (await ask('POST', '/cohorts/', cohort)).body
    const breakdown_filter = { breakdown_type: 'cohort', breakdown: [id] }
    await ask('PATCH', `/dashboards/${board}`, { filters: { breakdown_filter } })
    const token = await share({ settings: { viewer_date_range: true } })
    const asked = `/shared/${token}.json?refresh=blocking&date_from=2026-02-09&interval=week`
    const [tile] = tilesOf(await jsonOf(await open(asked)))
    expect(tile?.['insight']).toMatchObject({
      display: { interval: 'week' },
      result: [{ breakdown_value: expect.stringContaining('Everybody') }],
    })
  })

  test('streams its tiles in the same shape', async () => {
    const reply = await open(`/shared/${await share()}/tiles`)
    expect(reply.headers.get('content-type')).toContain('text/event-stream')
    const messages = (await reply.text())
      .split('\n\n')
      .filter(Boolean)
      .map((part) => objectOr(parseJson(part.slice(6))))
    expect(messages.map(({ type }) => type)).toEqual(['metadata', 'complete'])
    const [tile] = tilesOf(messages[0] ?? {})
    expect(objectOr(tile?.['insight'])['result']).toMatchObject([{ data: [0, 0, 1] }])
    expect(JSON.stringify(messages)).not.toContain('secret-plan')
  })

  test('a hundred viewers at once cost one computation', async () => {
    const token = await share()
    await ask('PATCH', `/dashboards/${board}`, { filters: { date_from: '2026-03-06' } })
    const streams = Array.from({ length: 100 }, async () => (await open(`/shared/${token}/tiles`)).text())
    const moments = (await Promise.all(streams)).map((text) => /"last_refresh":"([^"]+)"/.exec(text)?.[1])
    expect(new Set(moments).size).toBe(1)
  })

  test('sets when the board was last looked at, and notes views only where that is wanted', async () => {
    const token = await share()
    const views = async () => (await ask('GET', `/dashboards/${board}/sharing/views`)).body
    await open(`/shared/${token}`)
    expect((await ask('GET', '/dashboards/?search=Ours')).text).toContain(now.toISOString())
    expect((await views())['count']).toBe(0)
    await share({ settings: { view_log: true } })
    await open(`/embedded/${token}`)
    expect(await views()).toMatchObject({
      count: 1,
      results: [{ viewed_at: now.toISOString(), password_id: null, embedded: true }],
    })
  })

  test('are forgotten after three months, whether the owner looks at them or not', async () => {
    const token = await share({ settings: { view_log: true } })
    const { hourly, postgres } = app.app.deps
    const kept = () => postgres.selectFrom('share_view').select('id').execute()
    await open(`/embedded/${token}`)
    const before = now
    wait(91 * 86_400)
    await open(`/embedded/${token}`)
    await hourly.run()
    expect(await kept()).toHaveLength(1)
    now = before
  })

  test('has a picture for messengers', async () => {
    const reply = await open(`/shared/${await share()}.png`)
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([302, 'no-store'])
    expect((await open(String(reply.headers.get('location')))).headers.get('content-type')).toBe('image/png')
  })
})

describe('headers', () => {
  test('may be framed by anybody, or by those that are named', async () => {
    const reply = await open(`/shared/${await share()}`)
    const policy = String(reply.headers.get('content-security-policy'))
    expect(policy).toContain("default-src 'none'; script-src 'self'")
    expect(policy).not.toContain('frame-ancestors')
    expect(reply.headers.has('x-frame-options')).toBe(false)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' },
      'cache-control': 'private, max-age=0, must-revalidate',
    })
    const token = await share({ settings: { allowed_domains: ['https://a.example', 'https://b.example:8443'] } })
    expect((await open(`/shared/${token}`)).headers.get('content-security-policy')).toContain(
      'frame-ancestors https://a.example https://b.example:8443',
    )
  })

  test('other pages may be framed by ourselves alone', async () => {
    const { headers } = await open('/login')
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  })
})

test('what is not there, off, or past its end is the same 404', async () => {
  const off = await share()
  await ask('PATCH', `/dashboards/${board}/sharing`, { enabled: false })
  board = Number((await ask('POST', '/dashboards/', { name: 'Secret name' })).body['id'])
  const ended = await share({ settings: { expires_at: '2026-01-01T00:00:00Z' } })
  const answers = await Promise.all(
    ['nonsense', 'x'.repeat(5000), '%00', off, ended].map(async (token) => {
      const reply = await open(`/shared/${token}`)
      return [reply.status, await reply.text(), reply.headers.get('content-security-policy')]
    }),
  )
  expect(answers[0]?.[0]).toBe(404)
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect((await open('/shared/nonsense.json')).status).toBe(404)
  expect((await open('/shared/nonsense/tiles')).status).toBe(404)
})

describe('a locked link', () => {
  test('shows nothing of the board, to GET, HEAD, .json and tiles', async () => {
    const { token } = await lock()
    await share({ settings: { whitelabel: true, theme: 'dark', noHeader: true } })
    const reply = await open(`/shared/${token}`)
    const html = await reply.text()
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(dataIn(html)).toEqual({
      type: 'unlock',
      rootClassName: 'export-type-unlock',
      whitelabel: true,
      theme: 'dark',
    })
    for (const secret of ['Ours', 'Hello', token]) expect(html).not.toContain(secret)
    const head = await open(`/shared/${token}`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await jsonOf(await open(`/shared/${token}.json`)))['type']).toBe('unlock')
    const tiles = await open(`/shared/${token}/tiles`)
    expect([tiles.status, await tiles.json()]).toEqual([401, { type: 'unlock' }])
    const { body } = await ask('GET', `/dashboards/?search=Ours`)
    expect(JSON.stringify(body['results'])).toContain('"last_accessed_at":null')
  })

  test('spends nothing and tells nothing of what viewers may choose', async () => {
    const { token } = await lock()
    await share({ settings: { viewer_date_range: true } })
    const answers = await Promise.all(
      Array.from({ length: 25 }, async (_, i) => {
        const reply = await open(`/shared/${token}.json?date_from=-${i + 1}d&interval=${i === 0 ? 'second' : 'day'}`)
        return [reply.status, (await jsonOf(reply))['type']]
      }),
    )
    expect(answers).toEqual(Array.from({ length: 25 }, () => [200, 'unlock']))
  })

  test('opens to any of its passwords, by cookie and by token', async () => {
    const { token, id } = await lock()
    const wrong = await guess(token, 'wrong')
    expect([wrong.status, wrong.headers.get('cache-control'), await wrong.json()]).toEqual([
      ...[401, 'no-store'],
      {
        ...{ error: 'Incorrect password', type: 'authentication_error', code: 'authentication_failed' },
        ...{ detail: 'Incorrect password', attr: null },
      },
    ])
    expect((await guess(token, undefined)).status).toBe(401)
    const right = await guess(token, 'correct-horse')
    const { shareToken } = await jsonOf(right)
    expect(right.headers.get('set-cookie')).toBe(
      `posthog_sharing_token=${String(shareToken)}; Path=/shared/${token}; Max-Age=86400; HttpOnly; SameSite=Lax`,
    )
    const claims = objectOr(parseJson(Buffer.from(String(shareToken).split('.')[1] ?? '', 'base64url').toString()))
    expect(claims).toEqual({
      ...{ aud: 'posthog:sharing_password_protected', share_password_id: id, team_id: 1, access_token: token },
      exp: now.getTime() / 1000 + 86_400,
    })
    const byCookie = dataIn(
      await (
        await open(`/shared/${token}`, { headers: { cookie: `posthog_sharing_token=${String(shareToken)}` } })
      ).text(),
    )
    expect(byCookie).toMatchObject({ type: 'scene', shareToken })
    const byBearer = await jsonOf(await open(`/shared/${token}.json`, bearer(shareToken)))
    expect(byBearer).toMatchObject({ type: 'scene', dashboard: { name: 'Ours <b>' } })
    expect(byBearer).not.toHaveProperty('shareToken')
    expect((await open(`/shared/${token}/tiles`, bearer(shareToken))).status).toBe(200)
  })

  test('every attempt is in the log', async () => {
    const { token, id } = await lock()
    await guess(token, 'wrong')
    await guess(token, 'correct-horse')
    const { body } = await ask('GET', `/dashboards/${board}/activity`)
    const rows = await app.app.deps.postgres
      .selectFrom('activity_log')
      .selectAll()
      .where('item_id', '=', String(board))
      .orderBy('place', 'desc')
      .limit(2)
      .execute()
    expect(rows.map(({ activity, user_id, scope }) => [activity, user_id, scope])).toEqual([
      ['share_login_success', null, 'Dashboard'],
      ['share_login_failed', null, 'Dashboard'],
    ])
    const after = { access_token_suffix: token.slice(-6), client_ip: '127.0.0.1', resource_type: 'dashboard' }
    expect(rows[0]?.detail).toMatchObject({
      changes: [
        { field: 'authentication_attempt', after: { ...after, success: true, password_id: id, password_note: 'n' } },
      ],
    })
    expect(rows[1]?.detail).toMatchObject({ changes: [{ after: { ...after, success: false } }] })
    expect(JSON.stringify([rows, body])).not.toContain('correct-horse')
  })

  test('a proof ends with its day, its password, its share', async () => {
    const { token, id } = await lock()
    const proof = await unlock(token)
    const type = async (given: unknown, at = token) =>
      (await jsonOf(await open(`/shared/${at}.json`, bearer(given))))['type']
    expect(await type(proof)).toBe('scene')
    const here = board
    board = Number((await ask('POST', '/dashboards/', { name: 'Other' })).body['id'])
    const other = await lock('other-horse')
    expect(await type(proof, other.token)).toBe('unlock')
    const [head, , signature] = String(proof).split('.')
    const forged = Buffer.from(
      JSON.stringify({
        aud: 'posthog:sharing_password_protected',
        share_password_id: id,
        team_id: 1,
        access_token: token,
        exp: 9e9,
      }),
    ).toString('base64url')
    expect(await type(`${head}.${forged}.${signature}`)).toBe('unlock')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    expect(await type(`${none}.${forged}.`)).toBe('unlock')
    board = here
    const second = Number(
      (await ask('POST', `/dashboards/${board}/sharing/passwords`, { raw_password: 'second-horse' })).body['id'],
    )
    const secondProof = await unlock(token, 'second-horse')
    await ask('DELETE', `/dashboards/${board}/sharing/passwords/${id}`)
    expect([await type(proof), await type(secondProof)]).toEqual(['unlock', 'scene'])
    wait(86_401)
    expect(await type(secondProof)).toBe('unlock')
    await ask('DELETE', `/dashboards/${board}/sharing/passwords/${second}`)
    expect((await guess(token, 'second-horse')).status).toBe(401)
  })

  test('after a rotation the old link obeys the new state', async () => {
    const open1 = await share()
    await ask('POST', `/dashboards/${board}/sharing/refresh`, {})
    await share({ password_required: true })
    expect((await jsonOf(await open(`/shared/${open1}.json`)))['type']).toBe('unlock')
    const { body } = await ask('POST', `/dashboards/${board}/sharing/passwords`, { raw_password: 'correct-horse' })
    const old = String(body['access_token'])
    const proof = await unlock(old)
    const rotated = await ask('POST', `/dashboards/${board}/sharing/refresh`, {})
    expect((await jsonOf(await open(`/shared/${old}.json`, bearer(proof))))['type']).toBe('scene')
    const [copy] = (Array.isArray(rotated.body['share_passwords']) ? rotated.body['share_passwords'] : []).filter(
      isObject,
    )
    await ask('DELETE', `/dashboards/${board}/sharing/passwords/${String(copy?.['id'])}`)
    expect((await jsonOf(await open(`/shared/${old}.json`, bearer(proof))))['type']).toBe('unlock')
  })

  test('guesses are counted before they are compared, on all addresses of the board together', async () => {
    const { token } = await lock()
    const paths = ['/shared', '/embedded', '/shared_dashboard']
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        open(`${paths[i % 3]}/${token}`, { method: 'POST', body: JSON.stringify({ password: `wrong-${i}` }) }),
      ),
    )
    expect(tries.map(({ status }) => status).filter((status) => status === 401)).toHaveLength(10)
    const refused = tries.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toBe('60')
    expect((await guess(token, 'correct-horse')).status).toBe(429)
    wait(61)
    expect((await guess(token, 'correct-horse')).status).toBe(200)
  })

  test('a clock that is set back by an hour locks nobody out for that hour', async () => {
    const { token } = await lock()
    for (let tries = 0; tries < 10; tries++) expect((await guess(token, 'wrong')).status).toBe(401)
    expect((await guess(token, 'correct-horse')).status).toBe(429)
    wait(-3_600)
    expect((await guess(token, 'correct-horse')).status).toBe(200)
    wait(3_600)
  })

  test('many who share an address and know the password are not taken for wrong ones', async () => {
    const { token } = await lock()
    const crowd = await Promise.all(Array.from({ length: 24 }, () => guess(token, 'correct-horse')))
    const statuses = crowd.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    // Of wrong ones ten would be heard.
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(12)
    // Too long to be one: wrong, and nothing is computed of it.
    expect((await guess(token, 'x'.repeat(200_000))).status).toBe(401)
  })

  test('a thousand wrong guesses of others do not lock out who was here before', async () => {
    const { token } = await lock()
    const proof = await unlock(token)
    const { id } = await app.app.deps.postgres
      .selectFrom('sharing_configuration')
      .select('id')
      .where('dashboard_id', '=', board)
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      configuration_id: id,
      address: `10.0.${i % 200}.1`,
      guessed_at: now,
    }))
    await app.app.deps.postgres.insertInto('share_guess').values(rows).execute()
    expect((await guess(token, 'correct-horse')).status).toBe(200)
    await app.app.deps.postgres.deleteFrom('share_guess').where('right_one', '=', true).execute()
    expect((await guess(token, 'correct-horse')).status).toBe(429)
    expect((await guess(token, 'correct-horse', { authorization: `Bearer ${String(proof)}` })).status).toBe(200)
    expect((await ask('GET', `/dashboards/${board}/sharing`)).body['guessing_blocked']).toBe(true)
  })
})

describe('the JSON interface with a sharing token', () => {
  const ask1 = (path: string, token: string, init?: RequestInit) =>
    open(`/api/projects/1/${path}${path.includes('?') ? '&' : '?'}sharing_access_token=${token}`, init)

  test('reads the insights that the link shows, in its shape', async () => {
    const token = await share()
    const other = (await ask('POST', '/insights/', { name: 'Private', query: QUERY })).body
    const list = await jsonOf(await ask1('insights/?refresh=blocking', token))
    const [insight] = (Array.isArray(list['results']) ? list['results'] : []).filter(isObject)
    expect(list).toMatchObject({ count: 1, next: null, results: [{ name: 'Sign-ups', result: [{ data: [0, 0, 1] }] }] })
    for (const id of [insight?.['id'], insight?.['short_id']])
      expect(await jsonOf(await ask1(`insights/${String(id)}/`, token))).toMatchObject({ name: 'Sign-ups' })
    expect(JSON.stringify(list)).not.toContain('secret-plan')
    expect((await ask1(`insights/${String(other['id'])}`, token)).status).toBe(404)
    expect(await jsonOf(await ask1('insights?short_id=nothing', token))).toMatchObject({ count: 0 })
  })

  test('and nothing else', async () => {
    const token = await share()
    const post = await ask1('insights/', token, { method: 'POST', body: '{}' })
    expect([post.status, (await jsonOf(post))['detail']]).toEqual([
      ...[401, 'Sharing access token can only be used for GET requests.'],
    ])
    for (const path of [
      'dashboards/',
      'insight_variables/',
      'persons/',
      'event_definitions/',
      `dashboards/${board}/sharing`,
    ])
      expect([path, (await ask1(path, token)).status]).toEqual([path, 403])
    expect((await open(`/api/projects/2/insights/?sharing_access_token=${token}`)).status).toBe(403)
    const wrong = await ask1('insights/', 'nonsense')
    expect([wrong.status, (await jsonOf(wrong))['detail']]).toEqual([401, 'Sharing access token is invalid.'])
    const locked = await lock()
    expect((await ask1('insights/', locked.token)).status).toBe(401)
    expect((await ask1('insights/', locked.token, bearer(await unlock(locked.token)))).status).toBe(200)
  })
})
